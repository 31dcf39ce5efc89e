/** Teaches one case with each method and collects the figures. */
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

/** What the product would caption at the thresholds that it chose itself: 1 or 0 for each hand. */
export interface Captions {
  right: number[];
  wrong: number[];
  /** Right and wrong captions on other people's hands. */
  othersRight: number[];
  othersWrong: number[];
  /** How many hands of each silent kind were captioned by mistake, and of how many. */
  false: Record<Silent, { count: number; of: number }>;
}

export interface CaseResult {
  teacher: string;
  k: number;
  /** How many samples each gesture was actually taught with. */
  samples: number[];
  figures: Record<Method, CaseFigures>;
  captions: Captions;
  verdict: string;
}

export async function runCase(teachingCase: Case): Promise<CaseResult> {
  const { classifier, report } = await teach(
    {
      gestures: teachingCase.gestures,
      unknowns: [],
      vocabularies: vocabularyIds,
      seed: teachingCase.seed,
    },
    teachingCase.shipped,
  );
  const scorers: Record<Method, Scorer> = {
    'taught (BCENa)': scorerOf(classifier),
    'softmax + rest': await softmaxWithRestScorer(teachingCase),
    softmax: await softmaxScorer(teachingCase),
    'nearest, against bank': nearestScorer(teachingCase, true),
    nearest: nearestScorer(teachingCase, false),
  };
  const figures = Object.fromEntries(
    methods.map((name) => [
      name,
      figuresOf(scorers[name], teachingCase.test, teachingCase.gestures.length),
    ]),
  ) as Record<Method, CaseFigures>;
  const { classify } = loadClassifier(classifier);
  const classified = ({ points }: ChosenHand) => classify(handOfPoints(points)).gesture;
  const captions = (hands: Case['test']['same']) => {
    const calls = hands.map(({ hand, label }) => {
      const gesture = classified(hand);
      return { right: gesture === teachingCase.gestures[label]!.key, silent: gesture === null };
    });
    return {
      right: calls.map(({ right }) => (right ? 1 : 0)),
      wrong: calls.map(({ right, silent }) => (right || silent ? 0 : 1)),
    };
  };
  const same = captions(teachingCase.test.same);
  const others = captions(teachingCase.test.others);
  return {
    teacher: teachingCase.teacher,
    k: teachingCase.k,
    samples: teachingCase.gestures.map(({ samples }) => samples.length),
    figures,
    captions: {
      ...same,
      othersRight: others.right,
      othersWrong: others.wrong,
      false: Object.fromEntries(
        silentKinds.map((name) => [
          name,
          {
            count: teachingCase.test[name].filter((hand) => classified(hand) !== null).length,
            of: teachingCase.test[name].length,
          },
        ]),
      ) as Captions['false'],
    },
    verdict: report.verdict,
  };
}
