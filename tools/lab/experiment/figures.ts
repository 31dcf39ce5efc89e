/** Computes the figures of a report from a network's outputs on test samples. */
import { unknownLabel } from '../../../src/learning/losses.ts';
import { argmax, auroc, fprAtTpr } from '../../../src/learning/metrics.ts';
import type { Objective } from '../../../src/learning/objectives.ts';
import {
  accuracyWithNa,
  accuracyWithoutNa,
  confusion,
  type Judged,
  knownRight,
  macroF1,
  noThreshold,
  oscr,
  silent,
  thresholdForKnownRight,
} from '../../../src/learning/open-set.ts';
import { maxSigmoid, maxSoftmax, type Score } from '../../../src/learning/scores.ts';
import type { View } from '../../../src/learning/view.ts';

/** The kind of a test sample's category. */
export type Kind = 'known' | 'unknown' | 'unseen';

export interface TestSample {
  kind: Kind;
  /** The gesture's (or class's) index, or unknownLabel. */
  label: number;
  /** Name of its class or shape. */
  name: string;
  view: View;
}

/** Figures by name; shares between 0 and 1. */
export type Figures = Record<string, number>;

/** Caches a score per view, because many figures need the same scores. */
export function cached(score: Score): Score {
  const kept = new WeakMap<View, number>();
  return (view) => {
    const found = kept.get(view);
    if (found !== undefined) return found;
    const value = score(view);
    kept.set(view, value);
    return value;
  };
}

const own = { softmax: cached(maxSoftmax), sigmoid: cached(maxSigmoid) };

/** The score that an objective was trained for. */
export const ownScore = ({ activation }: Objective): Score => own[activation];

/** The best gesture, regardless of an output `na`. */
export function judge(sample: TestSample, score: Score): Judged {
  return { label: sample.label, best: argmax(sample.view.logits), score: score(sample.view) };
}

/** The same, but no gesture if `na` is the greatest output. */
function judgeWithNa(sample: TestSample, score: Score): Judged {
  const judged = judge(sample, score);
  const { na, logits } = sample.view;
  return na !== null && na > logits[judged.best]! ? { ...judged, best: unknownLabel } : judged;
}

const ofKinds = (samples: readonly TestSample[], ...kinds: Kind[]) =>
  samples.filter(({ kind }) => kinds.includes(kind));

/** Figures that need no threshold, from the gestures' scores alone. */
export function curves(samples: readonly TestSample[], score: Score): Figures {
  const judged = (...kinds: Kind[]) => ofKinds(samples, ...kinds).map((s) => judge(s, score));
  const scores = (kind: Kind) => judged(kind).map((sample) => sample.score);
  const known = scores('known');
  const onUnseen = oscr(judged('known', 'unseen'));
  return {
    closed: accuracyWithoutNa(judged('known')),
    aurocUnknown: auroc(known, scores('unknown')),
    aurocUnseen: auroc(known, scores('unseen')),
    fprUnknown: fprAtTpr(known, scores('unknown')),
    fprUnseen: fprAtTpr(known, scores('unseen')),
    oscr: onUnseen.area,
    ccr10: onUnseen.ccrAt(0.1),
    ccr1: onUnseen.ccrAt(0.01),
    ccr01: onUnseen.ccrAt(0.001),
  };
}

/** How samples are decoded: whether an output `na` may win, and the least score to name a gesture. */
export interface Decoding {
  withNa: boolean;
  threshold: number;
}

export const argmaxDecoding: Decoding = { withNa: true, threshold: noThreshold };

const decode = (samples: readonly TestSample[], score: Score, { withNa }: Decoding): Judged[] =>
  samples.map((sample) => (withNa ? judgeWithNa : judge)(sample, score));

/** Shares of samples that are decoded right. */
export function decoded(
  samples: readonly TestSample[],
  score: Score,
  decoding: Decoding,
  gestureCount: number,
): Figures {
  const { threshold } = decoding;
  const of = (...kinds: Kind[]) => decode(ofKinds(samples, ...kinds), score, decoding);
  const all = of('known', 'unknown', 'unseen');
  return {
    known: knownRight(of('known'), threshold),
    unknown: silent(of('unknown'), threshold),
    unseen: silent(of('unseen'), threshold),
    all: accuracyWithNa(all, threshold),
    f1: macroF1(confusion(all, gestureCount, threshold)),
  };
}

/** Silence on each unseen class or shape. */
export function silenceByName(
  samples: readonly TestSample[],
  score: Score,
  decoding: Decoding,
): Figures {
  const unseen = ofKinds(samples, 'unseen');
  const names = [...new Set(unseen.map(({ name }) => name))].sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      silent(
        decode(
          unseen.filter((sample) => sample.name === name),
          score,
          decoding,
        ),
        decoding.threshold,
      ),
    ]),
  );
}

/** The decoding that names this share of the known samples right, by the gestures' scores alone. */
export function atKnownRight(
  samples: readonly TestSample[],
  score: Score,
  target: number,
): Decoding {
  const known = ofKinds(samples, 'known').map((sample) => judge(sample, score));
  return { withNa: false, threshold: thresholdForKnownRight(known, target) };
}

/** Counts of decoded against true gestures; unknown and unseen samples are both `na`. */
export function confusionOf(
  samples: readonly TestSample[],
  score: Score,
  decoding: Decoding,
  gestureCount: number,
): number[][] {
  return confusion(decode(samples, score, decoding), gestureCount, decoding.threshold);
}
