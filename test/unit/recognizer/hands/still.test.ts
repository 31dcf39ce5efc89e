import { describe, expect, test } from 'vitest';
import { mergeHands } from '../../../../src/recognizer/hands/duplicates.ts';
import {
  findHandsInStill,
  searchStill,
  stillAttempts,
} from '../../../../src/recognizer/hands/still.ts';
import { createScene, landmarksOf, sceneFrame } from './fake-scene.ts';

describe('the search of a single picture', () => {
  test('finds a hand of usual size at once and confirms it by a second run', async () => {
    const scene = createScene([{ x: 300, y: 240, size: 200 }]);
    const { hands, attempt } = await searchStill(scene.models, sceneFrame(0));
    expect(hands).toHaveLength(1);
    expect(attempt).toBe('whole full');
    expect(scene.asked).toEqual(['palms full 640', 'landmarks', 'landmarks']);
  });

  test('finds both hands', async () => {
    const scene = createScene([
      { x: 180, y: 240, size: 150 },
      { x: 460, y: 240, size: 150 },
    ]);
    expect(await findHandsInStill(scene.models, sceneFrame(0))).toHaveLength(2);
  });

  test.each([
    ['small hands at an end of the picture', { x: 90, y: 100, size: 65 }, 'end full'],
    ['small hands in the middle of the picture', { x: 320, y: 240, size: 50 }, 'centre full'],
    ['hands that fill the picture', { x: 320, y: 240, size: 450 }, 'far full'],
    [
      'hands of which the detector sees no palm',
      { x: 320, y: 240, size: 900 },
      'picture as region 1',
    ],
  ])('finds %s in other views', async (_, hand, attempt) => {
    const found = await searchStill(createScene([hand]).models, sceneFrame(0));
    expect(found.attempt).toBe(attempt);
    expect(found.hands).toHaveLength(1);
  });

  test('makes every attempt and finds nothing when there is no hand', async () => {
    const scene = createScene([]);
    expect(await findHandsInStill(scene.models, sceneFrame(0))).toEqual([]);
    const palms = scene.asked.filter((what) => what.startsWith('palms'));
    expect(palms).toHaveLength(stillAttempts(sceneFrame(0)).length);
  });

  test('rejects landmarks that jump away in the second run', async () => {
    const scene = createScene([{ x: 300, y: 240, size: 200 }]);
    let runs = 0;
    const models = {
      ...scene.models,
      landmarks: async (...[frame, region, size]: Parameters<typeof scene.models.landmarks>) => {
        const answer = await scene.models.landmarks(frame, region, size);
        runs++;
        if (runs % 2) return answer;
        const elsewhere = landmarksOf({ x: 900, y: 240, size: 200 });
        return { ...answer, hand: { ...answer.hand, landmarks: elsewhere } };
      },
    };
    expect(await findHandsInStill(models, sceneFrame(0))).toEqual([]);
  });
});

describe('merging hands', () => {
  const hand = (x: number, presence: number) => ({
    landmarks: landmarksOf({ x, y: 100, size: 100 }),
    handedness: 'Right' as const,
    leftness: 0,
    presence,
  });

  test('keeps the greater presence of two answers for one hand, and at most two hands', () => {
    expect(mergeHands([hand(100, 0.7), hand(105, 0.9)]).map((h) => h.presence)).toEqual([0.9]);
    const three = [hand(100, 0.7), hand(300, 0.9), hand(500, 0.8)];
    expect(mergeHands(three).map((h) => h.presence)).toEqual([0.9, 0.8]);
  });
});
