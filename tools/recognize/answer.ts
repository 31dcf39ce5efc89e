/** What `npm run recognize` prints about one picture. */
import type { Hand, Handedness, Landmark } from '../../src/recognizer/hand.ts';
import type { LoadedVocabulary } from '../../src/recognizer/recognizer.ts';
import type { Classification } from '../../src/recognizer/signs/types.ts';

export interface PictureAnswer {
  file: string;
  width: number;
  height: number;
  hands: { landmarks: readonly Landmark[]; handedness: Handedness; presence: number }[];
  /** Scores of the hand with the best margin; empty if there is no hand. */
  scores: Record<string, number>;
  thresholds: Record<string, number>;
  gesture: string | null;
  caption: string | null;
}

/** How far the best score is above its threshold; negative if nothing passes. */
function margin({ scores }: Classification, thresholds: Readonly<Record<string, number>>): number {
  const margins = Object.entries(scores).map(([id, score]) => score - (thresholds[id] ?? 1));
  return Math.max(...margins);
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** Builds the answer for a picture. A single picture counts as a held sign: there is no dwell. */
export function answerFor(
  picture: { file: string; width: number; height: number },
  hands: readonly Hand[],
  { vocabulary, classifier }: LoadedVocabulary,
): PictureAnswer {
  let best: Classification | null = null;
  for (const hand of hands) {
    const classification = classifier.classify(hand);
    if (
      !best ||
      Number(classification.gesture !== null) - Number(best.gesture !== null) > 0 ||
      ((classification.gesture !== null) === (best.gesture !== null) &&
        margin(classification, classifier.thresholds) > margin(best, classifier.thresholds))
    ) {
      best = classification;
    }
  }
  const gesture = best?.gesture ?? null;
  return {
    file: picture.file,
    width: picture.width,
    height: picture.height,
    hands: hands.map(({ landmarks, handedness, presence }) => ({
      landmarks: landmarks.map(([x, y, z]): Landmark => [round(x, 2), round(y, 2), round(z, 2)]),
      handedness,
      presence: round(presence, 4),
    })),
    scores: best ? { ...best.scores } : {},
    thresholds: { ...classifier.thresholds },
    gesture,
    caption:
      gesture === null
        ? null
        : (vocabulary.gestures.find(({ id }) => id === gesture)?.caption ?? gesture),
  };
}
