/** Finds the hand of a shot as in a call, and samples it from the searched frame and from the camera's. */
import type { Frame } from '../../../src/recognizer/frame.ts';
import type { Hand } from '../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { boxOf, overlapOf, regionFromLandmarks } from '../../../src/recognizer/hands/regions.ts';
import { createTracker } from '../../../src/recognizer/hands/tracker.ts';
import type { Shot } from './camera.ts';

/** One hand, sampled in three ways; null where the landmark model sees no hand. */
export interface Looks {
  /** In the frame in which it was found: one run of the landmark model. Null if it was not found. */
  first: Hand | null;
  /** Followed in frames of 640 x 480 pixels; a hand that was not found, as if it had been nearer before. */
  small: Hand | null;
  /** The same in the camera's frames of 1280 x 960 pixels. */
  large: Hand | null;
}

/** How many frames are searched: each view of the frame has had its turn. */
const searches = 7;
const frameMs = 100;
/** How many frames the hand is followed before it is judged. */
const followed = 2;
/** Below this presence a followed hand is lost, as in the tracker. */
const keepPresence = 0.5;
/** A hand whose box overlaps less with the true one (intersection over union) is another. */
const samePlace = 0.2;

export async function lookAt(models: HandModels, shot: Shot): Promise<Looks> {
  const first = await find(models, shot);
  const from = first ?? shot.hand;
  return {
    first,
    small: await follow(models, shot.small, from),
    large: await follow(models, shot.large, scaled(from, 2)),
  };
}

/** The hand that is found at the place of the shot's hand in one round of searches. */
async function find(models: HandModels, { small, hand }: Shot): Promise<Hand | null> {
  const tracker = createTracker(models);
  const place = boxOf(hand.landmarks);
  for (let i = 0; i < searches; i++) {
    const { hands } = await tracker.step({ ...small, timestamp: i * frameMs });
    const found = hands.find(({ landmarks }) => overlapOf(boxOf(landmarks), place) > samePlace);
    if (found) return found;
  }
  return null;
}

async function follow(models: HandModels, frame: Frame, found: Hand): Promise<Hand | null> {
  let hand = found;
  for (let i = 0; i < followed; i++) {
    const answer = await models.landmarks(frame, regionFromLandmarks(hand.landmarks), 'full');
    hand = answer.hand;
    if (hand.presence < keepPresence) return null;
  }
  return hand;
}

const scaled = (hand: Hand, factor: number): Hand => ({
  ...hand,
  landmarks: hand.landmarks.map(([x, y, z]) => [x * factor, y * factor, z * factor] as const),
});
