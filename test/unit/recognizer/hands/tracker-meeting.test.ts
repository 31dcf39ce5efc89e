import { describe, expect, it } from 'vitest';
import { createTracker } from '../../../../src/recognizer/hands/tracker.ts';
import { createScene, sceneFrame } from './fake-scene.ts';

/** Two hands that are followed until they are near each other; then only one of them can be seen. */
async function meeting(side: 'left' | 'right') {
  const left = { x: 220, y: 240, size: 140, leftness: 0.9 };
  const right = { x: 420, y: 240, size: 140, leftness: 0.1 };
  const scene = createScene([left, right]);
  const tracker = createTracker(scene.models);
  let ms = 0;
  const step = async () => {
    const { hands, searched } = await tracker.step(
      sceneFrame(ms, tracker.regionWanted() ?? undefined),
    );
    ms += 66;
    return { sides: hands.map(({ handedness }) => handedness), searched };
  };
  while ((await step()).sides.length < 2);
  left.x = 280;
  right.x = 360;
  expect((await step()).sides.sort()).toEqual(['Left', 'Right']);
  left.x = 300;
  right.x = 340;
  scene.hands = side === 'left' ? [left] : [right];
  const met = await step();
  return { scene, tracker, left, right, step, met };
}

describe('when two followed hands meet in one place', () => {
  it.each(['left', 'right'] as const)(
    'the %s one that is still seen stays itself',
    async (side) => {
      const { met, step } = await meeting(side);
      const sides = [side === 'left' ? 'Left' : 'Right'];
      expect(met.sides).toEqual(sides);
      expect((await step()).sides).toEqual(sides);
    },
  );

  it('the lost one is found again within a third of a second of parting', async () => {
    const { scene, left, right, step } = await meeting('left');
    for (let i = 0; i < 3; i++) expect((await step()).sides).toEqual(['Left']);
    left.x = 240;
    right.x = 400;
    scene.hands = [left, right];
    let frames = 1;
    while (frames < 20 && (await step()).sides.length < 2) frames++;
    expect(frames).toBeLessThanOrEqual(5);
  });

  it('the lost one is searched for a few times in a second, in whole frames', async () => {
    const { tracker, step } = await meeting('left');
    let searches = 0;
    let wholes = 0;
    for (let i = 0; i < 15; i++) {
      if (tracker.regionWanted() === null) wholes++;
      if ((await step()).searched) searches++;
    }
    expect(searches).toBeGreaterThanOrEqual(3);
    expect(searches).toBeLessThanOrEqual(4);
    expect(wholes).toBe(searches);
  });
});
