/** Finds hands in single pictures, where finding them matters more than time. */
import type { Frame } from '../frame.ts';
import type { Hand } from '../hand.ts';
import type { Border, Square } from '../sample-square.ts';
import { mergeHands } from './duplicates.ts';
import type { HandModels, ModelSize } from './models.ts';
import { boxOf, overlapOf, regionFromLandmarks, regionFromPalm } from './regions.ts';
import { viewsOf } from './views.ts';

/** One way to search for palms. */
interface Attempt {
  name: string;
  view: Square;
  size: ModelSize;
  /** Least score of a palm and least presence of the hand found there. */
  palm: number;
  presence: number;
  border: Border;
}

/** The hands, and the attempt that found them, for programs that measure the attempts. */
export interface StillAnswer {
  hands: Hand[];
  attempt: string | null;
}

const quarter = Math.PI / 2;

/** The attempts for a picture; those that find the most hands per time come first. */
export function stillAttempts(frame: Frame): Attempt[] {
  const { whole, far, ends, centre } = viewsOf(frame.sourceWidth, frame.sourceHeight);
  const attempts: Attempt[] = [];
  const add = (name: string, view: Square, palm: number, presence: number, border: Border) => {
    for (const size of ['full', 'lite'] as const) {
      attempts.push({ name: `${name} ${size}`, view, size, palm, presence, border });
    }
  };
  add('whole', whole, 0.4, 0.5, 'black');
  add('far', far, 0.4, 0.5, 'black');
  for (const end of ends) add('end', end, 0.4, 0.8, 'black');
  add('centre', centre, 0.4, 0.8, 'black');
  add('clockwise', { ...whole, rotation: quarter }, 0.4, 0.8, 'black');
  add('counterclockwise', { ...whole, rotation: -quarter }, 0.4, 0.8, 'black');
  add('farther', { ...whole, size: 2 * whole.size }, 0.3, 0.8, 'black');
  add('far replicated', far, 0.3, 0.8, 'replicate');
  add('mirror', { ...whole, mirrored: true }, 0.3, 0.8, 'black');
  return attempts;
}

/**
 * The hands of one picture, from the first attempt that finds any.
 *
 * @param size of the landmark model
 */
export async function findHandsInStill(
  models: HandModels,
  frame: Frame,
  size: ModelSize = 'full',
): Promise<Hand[]> {
  return (await searchStill(models, frame, size)).hands;
}

export async function searchStill(
  models: HandModels,
  frame: Frame,
  landmarkSize: ModelSize = 'full',
): Promise<StillAnswer> {
  for (const attempt of stillAttempts(frame)) {
    const { view, size, palm, presence, border } = attempt;
    const palms = await models.detectPalms(frame, view, size, palm, border);
    const hands: Hand[] = [];
    for (const found of palms.slice(0, 3)) {
      const hand = await confirm(
        models,
        frame,
        regionFromPalm(found, view),
        presence,
        landmarkSize,
      );
      if (hand) hands.push(hand);
    }
    if (hands.length > 0) return { hands: mergeHands(hands), attempt: attempt.name };
  }
  const { sourceWidth: width, sourceHeight: height } = frame;
  for (const scale of [1, 1.3, 0.8]) {
    const size = scale * Math.max(width, height);
    const region = { cx: width / 2, cy: height / 2, size, rotation: 0 };
    const hand = await confirm(models, frame, region, 0.9, landmarkSize);
    if (hand) return { hands: [hand], attempt: `picture as region ${scale}` };
  }
  return { hands: [], attempt: null };
}

/**
 * The hand in a region, confirmed by a second run on the region of the first run's landmarks. The
 * second run is more accurate, and must find the same hand.
 */
async function confirm(
  models: HandModels,
  frame: Frame,
  region: Square,
  presence: number,
  size: ModelSize,
): Promise<Hand | null> {
  const first = (await models.landmarks(frame, region, size)).hand;
  if (first.presence < presence) return null;
  const again = { ...regionFromLandmarks(first.landmarks), mirrored: region.mirrored };
  const second = (await models.landmarks(frame, again, size)).hand;
  if (second.presence < presence) return null;
  const same = overlapOf(boxOf(first.landmarks), boxOf(second.landmarks)) > 0.5;
  return same ? second : null;
}
