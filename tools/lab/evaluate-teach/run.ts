/** Teaches one case by each method and gathers the figures. */
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { teach } from '../../../src/teaching/teach.ts';
import type { ChosenHand } from '../bank/teaching-bank.ts';
import { vocabularyIds } from '../shapes.ts';
import { handOfPoints } from '../train/run.ts';
import type { Case } from './cases.ts';
import { type CaseFigures, figuresOf, type Scorer, type Silent, silentKinds } from './figures.ts';
import { nearestScorer, scorerOf, softmaxScorer, softmaxWithRestScorer } from './methods.ts';

export const methods = [
  'taught (BCENa)',
  'softmax + rest',
  'softmax',
  'nearest, against bank',
  'nearest',
] as const;
export type Method = (typeof methods)[number];

/** What the product would caption, at the thresholds that it chose itself. */
export interface Captions {
  right: number[];
  wrong: number[];
  /** The right ones by other people, and the wrong. */
  othersRight: number[];
  othersWrong: number[];
  /** Hands of each silent kind that were captioned all the same, of how many. */
  false: Record<Silent, { count: number; of: number }>;
}

export interface CaseResult {
  teacher: string;
  k: number;
  /** Samples that each gesture was really taught with. */
  samples: number[];
  figures: Record<Method, CaseFigures>;
  captions: Captions;
  verdict: string;
}

export async function runCase(what: Case): Promise<CaseResult> {
  const { classifier, report } = await teach(
    {
      gestures: what.gestures,
      unknowns: [],
      vocabularies: vocabularyIds,
      seed: what.seed,
    },
    what.shipped,
  );
  const scorers: Record<Method, Scorer> = {
    'taught (BCENa)': scorerOf(classifier),
    'softmax + rest': await softmaxWithRestScorer(what),
    softmax: await softmaxScorer(what),
    'nearest, against bank': nearestScorer(what, true),
    nearest: nearestScorer(what, false),
  };
  const figures = Object.fromEntries(
    methods.map((name) => [name, figuresOf(scorers[name], what.test, what.gestures.length)]),
  ) as Record<Method, CaseFigures>;
  const { classify } = loadClassifier(classifier);
  const called = ({ points }: ChosenHand) => classify(handOfPoints(points)).gesture;
  const captions = (hands: Case['test']['same']) => {
    const calls = hands.map(({ hand, label }) => {
      const gesture = called(hand);
      return { right: gesture === what.gestures[label]!.key, silent: gesture === null };
    });
    return {
      right: calls.map(({ right }) => (right ? 1 : 0)),
      wrong: calls.map(({ right, silent }) => (right || silent ? 0 : 1)),
    };
  };
  const same = captions(what.test.same);
  const others = captions(what.test.others);
  return {
    teacher: what.teacher,
    k: what.k,
    samples: what.gestures.map(({ samples }) => samples.length),
    figures,
    captions: {
      ...same,
      othersRight: others.right,
      othersWrong: others.wrong,
      false: Object.fromEntries(
        silentKinds.map((name) => [
          name,
          {
            count: what.test[name].filter((hand) => called(hand) !== null).length,
            of: what.test[name].length,
          },
        ]),
      ) as Captions['false'],
    },
    verdict: report.verdict,
  };
}
