import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pictureLimit, planCut, sizeLimit } from '../../../../src/grab/geometry.ts';
import type { Frame } from '../../../../src/recognizer/frame.ts';
import { isUnclear, regionAround } from '../../../../src/recognizer/hands/clear.ts';
import { landmarkInput } from '../../../../src/recognizer/hands/regions.ts';
import { createTracker } from '../../../../src/recognizer/hands/tracker.ts';
import { createScene, type SceneHand, sceneFrame } from './fake-scene.ts';

interface Camera {
  width: number;
  height: number;
}
const hd: Camera = { width: 1280, height: 720 };
const vga: Camera = { width: 640, height: 480 };
const portrait: Camera = { width: 720, height: 1280 };
const firefox: Camera = { width: 1920, height: 1080 };

/** A frame as it is cut and scaled for this region. */
function sent({ width, height }: Camera, timestamp: number, region: Frame['region'] | null): Frame {
  const cut = planCut(width, height, region, sizeLimit);
  return { ...sceneFrame(timestamp), sourceWidth: width, sourceHeight: height, ...cut };
}

/** A camera whose tracker gets each frame as it asked for it. */
function watch(camera: Camera, hands: SceneHand[], stepMs = 66) {
  const scene = createScene(hands);
  const tracker = createTracker(scene.models);
  let at = 0;
  return {
    scene,
    tracker,
    async next(region = tracker.regionWanted()) {
      const frame = sent(camera, at, region);
      at += stepMs;
      const step = await tracker.step(frame);
      const scale = frame.width / frame.region.width;
      const clear = step.hands.filter((hand) => !step.unclear.includes(hand));
      return { ...step, clear, scale };
    },
  };
}

/** A hand of 60 px in the frame that is searched. */
const smallIn = ({ width, height }: Camera, size = 60): SceneHand => ({
  x: width / 2,
  y: height / 2,
  size: (size * Math.max(width, height)) / 640,
});

describe('a small hand', () => {
  test.each([
    ['1280 x 720', hd],
    ['1920 x 1080', firefox],
    ['720 x 1280', portrait],
  ])(
    'of a camera of %s is judged at its full resolution, not in the frame that found it',
    async (_, camera) => {
      const eye = watch(camera, [smallIn(camera)]);
      let step = await eye.next();
      while (step.hands.length === 0) step = await eye.next();
      expect(step).toMatchObject({ searched: true, clear: [] });
      const next = await eye.next();
      expect(next.clear).toHaveLength(1);
      expect(next.scale).toBeGreaterThan(0.8);
    },
  );

  test('is judged at once if the camera has no more pixels', async () => {
    const eye = watch(vga, [{ x: 320, y: 240, size: 90 }]);
    expect((await eye.next()).clear).toHaveLength(1);
  });

  test('waits for nothing if it is not small', async () => {
    const eye = watch(hd, [smallIn(hd, 200)]);
    const first = await eye.next();
    expect(first.scale).toBe(0.5);
    expect(first.clear).toHaveLength(1);
  });

  test('is followed, but not judged, while a second hand is searched for', async () => {
    const eye = watch(hd, [smallIn(hd)]);
    const searched = [];
    for (let frame = 0; frame < 40; frame++) {
      const step = await eye.next();
      if (step.searched && step.tracked) searched.push(step);
      expect(step.clear.length === 0 || step.scale > 0.8).toBe(true);
    }
    expect(searched.length).toBeGreaterThan(0);
    for (const step of searched) expect(step).toMatchObject({ hands: [{}], clear: [] });
  });

  test('moves on in a frame that does not show it clearly', async () => {
    const eye = watch(hd, [smallIn(hd, 80)]);
    while ((await eye.next()).clear.length === 0);
    eye.scene.hands[0]!.x += 60;
    const { unclear } = await eye.next(null);
    expect(unclear[0]!.landmarks[0]![0]).toBe(hd.width / 2 + 60);
  });

  test('is not lost because the model doubts it in a scaled frame, but is if it is gone from a clear one', async () => {
    const eye = watch(hd, [smallIn(hd)]);
    while ((await eye.next()).clear.length === 0);
    eye.scene.hands[0]!.presence = 0.3;
    expect((await eye.next(null)).unclear).toHaveLength(1);
    expect((await eye.next()).hands).toHaveLength(0);
  });

  test('is judged in scaled frames after all if no others come for a while', async () => {
    const eye = watch(hd, [smallIn(hd)], 100);
    let step = await eye.next(null);
    while (step.hands.length === 0) step = await eye.next(null);
    const clear: number[] = [];
    for (let frame = 0; frame < 8; frame++) clear.push((await eye.next(null)).clear.length);
    expect(clear).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
  });
});

describe('two small hands', () => {
  const apart = (camera: Camera, size = 60): SceneHand[] => [
    { ...smallIn(camera, size), x: camera.width * 0.15 },
    { ...smallIn(camera, size), x: camera.width * 0.85 },
  ];

  async function both(eye: ReturnType<typeof watch>) {
    for (let frame = 0; frame < 60; frame++) {
      const step = await eye.next();
      if (step.hands.length === 2) return;
    }
    throw new Error('Two hands are not found.');
  }

  test('at the two ends of a large frame are looked at in turn, each at full resolution', async () => {
    const eye = watch(hd, apart(hd));
    await both(eye);
    const places: number[] = [];
    for (let frame = 0; frame < 6; frame++) {
      const { clear, hands, scale } = await eye.next();
      expect(hands).toHaveLength(2);
      expect(clear).toHaveLength(1);
      expect(scale).toBe(1);
      places.push(Math.round(clear[0]!.landmarks[0]![0]));
    }
    expect(new Set(places).size).toBe(2);
    for (let i = 2; i < 6; i++) expect(places[i]).toBe(places[i - 2]);
  });

  test('that fit into one region at full resolution are looked at together', async () => {
    const near = apart(hd).map((hand, i) => ({ ...hand, x: hd.width / 2 + (i ? 140 : -140) }));
    const eye = watch(hd, near);
    await both(eye);
    await eye.next();
    expect((await eye.next()).clear).toHaveLength(2);
  });

  test('are looked at together if frames come too slowly to take turns', async () => {
    const eye = watch(hd, apart(hd), 500);
    await both(eye);
    for (let frame = 0; frame < 4; frame++) expect((await eye.next()).clear).toHaveLength(2);
  });

  test('are lost one by one when they leave', async () => {
    const eye = watch(hd, apart(hd));
    await both(eye);
    eye.scene.hands.pop();
    await eye.next();
    await eye.next();
    expect((await eye.next()).hands).toHaveLength(1);
  });
});

const degrees = fc.integer({ min: -180, max: 180 });

test.each([
  ['an open hand of 80 px is not clear', 1.32 * 160, true],
  ['a fist of 80 px is not clear', 2.39 * 160, true],
  ['a hand of 150 px is clear', 1.32 * 300, false],
])('%s in a scaled frame of 1280 x 720', (_, size, unclear) => {
  const square = { cx: 640, cy: 360, size, rotation: 0.4 };
  expect(isUnclear(sent(hd, 0, null), square)).toBe(unclear);
});

test('a hand of up to 80 px has in its own region what the landmark model takes, or all that there is', () => {
  const side = fc.integer({ min: Math.round(1.32 * 40), max: Math.round(2.39 * 80) });
  fc.assert(
    fc.property(side, degrees, (size, turn) => {
      const square = { cx: 640, cy: 360, size: 2 * size, rotation: (turn * Math.PI) / 180 };
      const frame = sent(hd, 0, regionAround([square], hd));
      const scale = frame.width / frame.region.width;
      expect(scale === 1 || scale * square.size >= landmarkInput).toBe(true);
    }),
  );
});

test('a hand of 40 px of 640 is clear in a single picture of a large camera', () => {
  const [width, height] = [4000, 3000];
  const cut = planCut(width, height, null, pictureLimit);
  const frame = { ...sceneFrame(0), sourceWidth: width, sourceHeight: height, ...cut };
  // A hand's square is at least 1.3 times as large as the hand.
  const square = { cx: 2000, cy: 1500, size: (1.3 * 40 * width) / 640, rotation: 0 };
  expect(isUnclear(frame, square)).toBe(false);
});

test('a single hand is always clear in its own region, whatever its size and rotation', () => {
  const side = fc.integer({ min: 200, max: 4000 });
  const share = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(side, side, share, share, share, degrees, (width, height, u, v, part, turn) => {
      const square = {
        cx: (u / 100) * width,
        cy: (v / 100) * height,
        size: 20 + (part / 100) * Math.min(width, height),
        rotation: (turn * Math.PI) / 180,
      };
      const region = regionAround([square], { width, height });
      expect(isUnclear(sent({ width, height }, 0, region), square)).toBe(false);
    }),
  );
});
