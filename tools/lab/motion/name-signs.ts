/** Plays recorded sequences through followed hands, classifiers and gate, as frames of a call. */
import type { LoadedVocabulary } from '../../../src/recognizer/recognizer.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { framesOf, sampled } from './play.ts';
import { motionAspect, type Sequence } from './sequences.ts';

export interface NamedSign {
  /** The first sign that is reported; null: silence. */
  gesture: string | null;
  caption: string | null;
  /** Of the reported sign; if there is none, of the movement that came nearest to a threshold. */
  scores: Readonly<Record<string, number>>;
  thresholds: Readonly<Record<string, number>>;
}

/** @param fps how many frames a second are looked at, at most 15 */
export function nameSign(
  { frames }: Pick<Sequence, 'frames'>,
  { vocabulary, classifier, movements }: LoadedVocabulary,
  fps = 15,
): NamedSign {
  const gate = createGate({ dwellMs: defaultSettings.dwellMs });
  const letters = new Set(
    vocabulary.gestures.flatMap(({ id, kind }) => (kind === 'letter' ? [id] : [])),
  );
  const thresholds = { ...classifier.thresholds, ...movements?.thresholds };
  const silent: NamedSign = { gesture: null, caption: null, scores: {}, thresholds };
  let nearest = silent;
  for (const { timestamp, hands } of sampled(framesOf(frames), fps)) {
    const {
      sign,
      scores,
      ended = [],
    } = gate.step({
      timestamp,
      hands: hands.map((hand) => ({ hand, classification: classifier.classify(hand) })),
      letters,
      nameMovement: movements && ((movement) => movements.classify(movement)),
      frameSize: { width: motionAspect, height: 1 },
    });
    if (sign !== null) {
      const caption = vocabulary.gestures.find(({ id }) => id === sign)?.caption ?? sign;
      return { gesture: sign, caption, scores: scores ?? {}, thresholds };
    }
    for (const { classification } of ended) {
      const next = { ...silent, scores: classification.scores };
      if (shareOfThreshold(next) > shareOfThreshold(nearest)) nearest = next;
    }
  }
  return nearest;
}

/** How near the best score is to its threshold. */
const shareOfThreshold = ({ scores, thresholds }: NamedSign): number =>
  Math.max(0, ...Object.entries(scores).map(([id, score]) => score / (thresholds[id] ?? 1)));
