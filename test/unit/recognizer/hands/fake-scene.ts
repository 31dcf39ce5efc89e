import type { Frame, Rect } from '../../../../src/recognizer/frame.ts';
import type { Landmark } from '../../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../../src/recognizer/hands/models.ts';
import type { PalmBox } from '../../../../src/recognizer/hands/palms.ts';

/** A hand of the fake scene, in source pixels. */
export interface SceneHand {
  x: number;
  y: number;
  size: number;
  presence?: number;
  leftness?: number;
}

export const width = 640;
export const height = 480;

/** A frame without pixels: the fake models read the scene instead. */
export function sceneFrame(timestamp: number, region?: Rect): Frame {
  return {
    timestamp,
    sourceWidth: width,
    sourceHeight: height,
    region: region ?? { x: 0, y: 0, width: width, height: height },
    width: width,
    height: height,
    format: 'RGBA',
    data: new Uint8Array(0),
    fullRange: true,
    matrix: 'bt601',
  };
}

/** Landmarks of an upright hand whose middle is at x, y. */
export function landmarksOf({ x, y, size }: SceneHand): Landmark[] {
  return Array.from({ length: 21 }, (_, i): Landmark => {
    if (i === 0) return [x, y + size / 2, 0];
    const finger = Math.floor((i - 1) / 4);
    const joint = (i - 1) % 4;
    return [x + (finger - 2) * 0.18 * size, y + (0.1 - joint * 0.2) * size, 0];
  });
}

export interface Scene {
  hands: SceneHand[];
  /** The calls of the models, in order. */
  asked: string[];
  models: HandModels;
}

/**
 * Models that see the scene: a palm is found if the hand is in the view and at least an eighth and
 * at most half of it; a hand is there when the region's centre is on it.
 */
export function createScene(hands: SceneHand[]): Scene {
  const scene: Scene = {
    hands,
    asked: [],
    models: {
      async detectPalms(_frame, view, size) {
        scene.asked.push(`palms ${size} ${Math.round(view.size)}`);
        return scene.hands
          .filter(({ x, y, size: side }) => {
            const share = side / view.size;
            const inside =
              Math.abs(x - view.cx) < view.size / 2 && Math.abs(y - view.cy) < view.size / 2;
            return inside && share > 1 / 8 && share < 1 / 2;
          })
          .map((hand): PalmBox => {
            const u = (hand.x - view.cx) / view.size + 0.5;
            const v = (hand.y - view.cy) / view.size + 0.5;
            const side = (0.4 * hand.size) / view.size;
            const points = [u, v + side, 0, 0, u, v, 0, 0, 0, 0, 0, 0, 0, 0];
            return {
              score: 0.9,
              cx: u,
              cy: v + side / 2,
              width: side,
              height: side,
              keypoints: points,
            };
          });
      },
      async landmarks(_frame, region) {
        scene.asked.push('landmarks');
        const near = scene.hands.find(
          ({ x, y, size }) => Math.hypot(x - region.cx, y - region.cy) < 0.6 * size,
        );
        const hand = near ?? { x: region.cx, y: region.cy, size: region.size / 2, presence: 0.01 };
        const leftness = hand.leftness ?? 0.1;
        return {
          hand: {
            landmarks: landmarksOf(hand),
            handedness: leftness > 0.5 ? 'Left' : 'Right',
            leftness,
            presence: hand.presence ?? 0.99,
          },
          world: [],
        };
      },
      dispose() {},
    },
  };
  return scene;
}
