import { describe, expect, test } from 'vitest';
import type { FinderStep } from '../../../../src/recognizer/hands/finder.ts';
import { createTracker } from '../../../../src/recognizer/hands/tracker.ts';
import { createScene, height, sceneFrame, width } from './fake-scene.ts';

const large = { x: 300, y: 240, size: 200 };

describe('the tracker', () => {
  test('finds a hand once, then follows it without the palm model', async () => {
    const scene = createScene([large]);
    const tracker = createTracker(scene.models);
    const first = await tracker.step(sceneFrame(0));
    expect(first).toMatchObject({ searched: true, tracked: false });
    expect(first.hands).toHaveLength(1);
    scene.asked.length = 0;
    const second = await tracker.step(sceneFrame(66));
    expect(second).toMatchObject({ searched: false, tracked: true });
    expect(scene.asked).toEqual(['landmarks']);
  });

  test('follows a hand that moves by less than half its size per frame', async () => {
    const scene = createScene([{ ...large }]);
    const tracker = createTracker(scene.models);
    await tracker.step(sceneFrame(0));
    for (let frame = 1; frame <= 3; frame++) {
      scene.hands[0]!.x += 70;
      const { hands } = await tracker.step(sceneFrame(66 * frame), 'track');
      expect(hands[0]!.landmarks[0]![0]).toBe(scene.hands[0]!.x);
    }
  });

  test('searches one view per frame, and finds small and close hands within one round', async () => {
    for (const hand of [
      { x: 90, y: 100, size: 65 },
      { x: 560, y: 300, size: 65 },
      { x: 320, y: 240, size: 50 },
      { x: 320, y: 240, size: 400 },
    ]) {
      const scene = createScene([hand]);
      const tracker = createTracker(scene.models);
      let found = 0;
      for (let frame = 0; frame < 7 && found === 0; frame++) {
        scene.asked.length = 0;
        found = (await tracker.step(sceneFrame(100 * frame))).hands.length;
        expect(scene.asked.filter((what) => what.startsWith('palms'))).toHaveLength(1);
      }
      expect(found).toBe(1);
    }
  });

  test('finds no hand in an empty scene, however long it searches', async () => {
    const tracker = createTracker(createScene([]).models);
    for (let frame = 0; frame < 20; frame++) {
      const { hands, searched } = await tracker.step(sceneFrame(100 * frame));
      expect(hands).toEqual([]);
      expect(searched).toBe(true);
    }
  });

  test('rejects a palm without a hand', async () => {
    const tracker = createTracker(createScene([{ ...large, presence: 0.3 }]).models);
    expect((await tracker.step(sceneFrame(0))).hands).toEqual([]);
  });

  test('requires a greater presence in a part of the frame than in the whole', async () => {
    const unsure = { x: 90, y: 100, size: 65, presence: 0.7 };
    const tracker = createTracker(createScene([unsure]).models);
    for (let frame = 0; frame < 7; frame++) {
      expect((await tracker.step(sceneFrame(100 * frame))).hands).toEqual([]);
    }
  });

  test('loses a hand that disappears at once and searches for it first where it was', async () => {
    const scene = createScene([{ ...large }]);
    const tracker = createTracker(scene.models);
    await tracker.step(sceneFrame(0));
    const gone = scene.hands.splice(0);
    scene.asked.length = 0;
    expect((await tracker.step(sceneFrame(66))).hands).toEqual([]);
    const searchedFirst = scene.asked.find((what) => what.startsWith('palms'));
    expect(searchedFirst).not.toContain(`${width}`);
    scene.hands.push(...gone);
    expect((await tracker.step(sceneFrame(132))).hands).toHaveLength(1);
  });

  test('searches for a second hand once per second while it follows one', async () => {
    const scene = createScene([large]);
    const tracker = createTracker(scene.models);
    await tracker.step(sceneFrame(0));
    const steps: FinderStep[] = [];
    for (let frame = 1; frame <= 30; frame++)
      steps.push(await tracker.step(sceneFrame(100 * frame)));
    expect(steps.filter(({ searched }) => searched)).toHaveLength(3);
    expect(steps.at(-1)!.hands).toHaveLength(1);
  });

  test.each([
    ['once the hand that is followed was answered', true],
    ['in the next step at the latest', false],
  ])('searches for a second hand %s', async (_, isAsked) => {
    const left = { x: 180, y: 240, size: 150 };
    const scene = createScene([left]);
    const tracker = createTracker(scene.models);
    await tracker.step(sceneFrame(0));
    scene.hands = [left, { x: 460, y: 240, size: 150 }];
    await tracker.step(sceneFrame(500), 'track');
    scene.asked.length = 0;
    const step = await tracker.step(sceneFrame(1000));
    expect(step).toMatchObject({ searched: true, hands: [{}] });
    expect(scene.asked).toEqual(['landmarks']);
    if (isAsked) {
      await tracker.finish();
      expect(scene.asked[1]).toMatch(/^palms/);
    }
    expect((await tracker.step(sceneFrame(1066))).hands).toHaveLength(2);
    expect(scene.asked.filter((what) => what.startsWith('palms'))).toHaveLength(1);
  });

  test('forgets the search for a second hand with its hands', async () => {
    const scene = createScene([large]);
    const tracker = createTracker(scene.models);
    await tracker.step(sceneFrame(0));
    await tracker.step(sceneFrame(1000));
    tracker.reset();
    scene.asked.length = 0;
    await tracker.finish();
    expect(scene.asked).toEqual([]);
  });

  test('follows two hands and then searches for no other', async () => {
    const scene = createScene([
      { x: 180, y: 240, size: 150 },
      { x: 460, y: 240, size: 150 },
      { x: 320, y: 100, size: 150 },
    ]);
    const tracker = createTracker(scene.models);
    expect((await tracker.step(sceneFrame(0))).hands).toHaveLength(2);
    expect(await tracker.step(sceneFrame(2000 / 3))).toMatchObject({ searched: false });
  });

  test('merges two regions that drift onto one hand', async () => {
    const scene = createScene([
      { x: 180, y: 240, size: 150 },
      { x: 460, y: 240, size: 150 },
    ]);
    const tracker = createTracker(scene.models);
    await tracker.step(sceneFrame(0));
    scene.hands = [{ x: 320, y: 240, size: 300 }];
    expect((await tracker.step(sceneFrame(66))).hands).toHaveLength(1);
  });

  test('never searches in mode track', async () => {
    const scene = createScene([large]);
    const tracker = createTracker(scene.models);
    expect(await tracker.step(sceneFrame(0), 'track')).toMatchObject({
      searched: false,
      hands: [],
    });
    expect(scene.asked).toEqual([]);
  });

  test('does not search a frame that is only a region', async () => {
    const scene = createScene([large]);
    const tracker = createTracker(scene.models);
    const part = sceneFrame(0, { x: 100, y: 100, width: 200, height: 200 });
    expect(await tracker.step(part)).toMatchObject({ searched: false });
  });

  test('keeps the handedness when a single frame contradicts it', async () => {
    const scene = createScene([{ ...large, leftness: 0.05 }]);
    const tracker = createTracker(scene.models);
    for (let frame = 0; frame < 5; frame++) await tracker.step(sceneFrame(66 * frame));
    scene.hands[0]!.leftness = 0.95;
    const [once] = (await tracker.step(sceneFrame(400))).hands;
    expect(once!.handedness).toBe('Right');
    let last = once!;
    for (let frame = 0; frame < 10; frame++) {
      last = (await tracker.step(sceneFrame(466 + 66 * frame))).hands[0]!;
    }
    expect(last.handedness).toBe('Left');
  });
});

describe('the region of the next frame', () => {
  test('is the whole frame while no hand is followed', async () => {
    const tracker = createTracker(createScene([]).models);
    expect(tracker.regionWanted()).toBeNull();
    await tracker.step(sceneFrame(0));
    expect(tracker.regionWanted()).toBeNull();
  });

  test('surrounds the hand and stays within the frame', async () => {
    const tracker = createTracker(createScene([{ x: 100, y: 120, size: 150 }]).models);
    await tracker.step(sceneFrame(0));
    const region = tracker.regionWanted()!;
    expect(region.x).toBe(0);
    expect(region.y).toBe(0);
    expect(region.x + region.width).toBeGreaterThan(200);
    expect(region.width).toBeLessThan(width);
    expect(region.height).toBeLessThanOrEqual(height);
  });

  test('is the whole frame again when a second hand is to be searched for', async () => {
    const tracker = createTracker(createScene([large]).models);
    await tracker.step(sceneFrame(0));
    for (let frame = 1; frame <= 10; frame++) {
      const region = tracker.regionWanted();
      await tracker.step(sceneFrame(100 * frame, region ?? undefined));
    }
    expect(tracker.regionWanted()).toBeNull();
    expect(await tracker.step(sceneFrame(1100))).toMatchObject({ searched: true, tracked: true });
  });
});

describe('the tracker', () => {
  test.each([
    ['after a gap of more than a second', { ...sceneFrame(2000) }],
    ['when time goes backwards', { ...sceneFrame(-10) }],
    ['when the frame size changes', { ...sceneFrame(100), sourceWidth: 320 }],
  ])('searches again %s', async (_, next) => {
    const scene = createScene([large]);
    const tracker = createTracker(scene.models);
    await tracker.step(sceneFrame(0));
    expect(await tracker.step(next)).toMatchObject({ tracked: false });
  });

  test('forgets all hands on reset and dispose', async () => {
    for (const way of ['reset', 'dispose'] as const) {
      const tracker = createTracker(createScene([large]).models);
      await tracker.step(sceneFrame(0));
      tracker[way]();
      expect(tracker.regionWanted()).toBeNull();
      expect(await tracker.step(sceneFrame(66), 'track')).toMatchObject({ hands: [] });
    }
  });

  test('measures stages with the clock that is handed in', async () => {
    let now = 0;
    const scene = createScene([large]);
    const tracker = createTracker(scene.models, { clock: () => (now += 5) });
    expect(await tracker.step(sceneFrame(0))).toMatchObject({ searchMs: 5, landmarksMs: 5 });
    expect(await tracker.step(sceneFrame(66))).toMatchObject({ searchMs: 0, landmarksMs: 5 });
  });
});
