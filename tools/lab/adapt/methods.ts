/** The ways of adapting that are compared. Each says what a hand of the person is captioned as then. */
import type { OwnWay, SampleHand } from '../../../src/packs/samples.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { toSpreads } from '../../../src/recognizer/signs/classifier-file.ts';
import { featuresOf } from '../../../src/recognizer/signs/features.ts';
import { distanceBetween } from '../../../src/recognizer/signs/own-way.ts';
import { learnWay, type WayRecipe } from '../../../src/teaching/own-way.ts';
import { teach } from '../../../src/teaching/teach.ts';
import { handOfPoints } from '../train/run.ts';
import type { Case } from './cases.ts';
import type { JudgedHand } from './judged.ts';

/** What a hand is captioned as after the adaptation. */
export type Caption = (hand: JudgedHand) => string | null;

export interface Method {
  name: string;
  adapt(of: Case): Promise<Caption>;
}

export const nothing: Method = {
  name: 'nothing',
  adapt:
    async () =>
    ({ caption }) =>
      caption,
};

/** A take as the product stores it. */
export function takeOf({ points }: Pick<JudgedHand, 'points'>): SampleHand {
  const { landmarks } = handOfPoints(points);
  return { time: 0, points: landmarks, handedness: 'Right', presence: 1, size: 0.4 };
}

const nearest = (rows: readonly Float32Array[], row: Float32Array): number =>
  Math.min(...rows.map((other) => distanceBetween(other, row)));

/** The product's own: the logit is raised near the takes. */
export function localBias(name: string, recipe: WayRecipe): Method {
  return {
    name,
    async adapt({ person, gesture, takes }) {
      const { way } = learnWay(
        gesture,
        takes.map(takeOf),
        person.classifier,
        new Map(),
        person.bankRows,
        recipe,
      );
      return way === null
        ? ({ caption }) => caption
        : captionWith(person, new Map([[gesture, way]]));
    },
  };
}

/** Captions of a person's hands by the product's classifier with these ways. */
export function captionWith(person: Case['person'], ways: ReadonlyMap<string, OwnWay>): Caption {
  const adapted = loadClassifier(person.classifier).withWays!(ways);
  const takes = [...ways.values()].flatMap((way) =>
    way.takes.map((take) => ({ row: rowOf(person, take), far: way.far })),
  );
  return (hand) =>
    // A hand far from all takes is judged as before.
    takes.some(({ row, far }) => distanceBetween(row, hand.row) < far)
      ? adapted.classify(handOfPoints(hand.points)).gesture
      : hand.caption;
}

const rowOf = ({ classifier }: Case['person'], { points }: SampleHand): Float32Array =>
  toSpreads(featuresOf(Float32Array.from(points.flat())), classifier.distance);

/**
 * The takes as prototypes: a hand within the radius of a take is the gesture, if (`contested`) no hand of
 * the bank that shows another gesture is nearer.
 */
export function prototypes(radius: number, contested: boolean): Method {
  return {
    name: `prototypes within ${radius}${contested ? ', nearer than the bank' : ''}`,
    async adapt({ person, gesture, takes }) {
      const rows = takes.map(({ row }) => row);
      const rivals = person.bankRows
        .filter(({ shown: { key } }) => key !== null && !key.endsWith(`:${gesture}`))
        .map(({ row }) => row)
        .filter((row) => nearest(rows, row) <= 2 * radius);
      return (hand) => {
        const distance = nearest(rows, hand.row);
        const near = distance <= radius && (!contested || distance <= nearest(rivals, hand.row));
        return near ? gesture : hand.caption;
      };
    },
  };
}

/** Raises the letter's logit everywhere, so that all takes get a score. For letters, which share a softmax. */
export function globalBias(score: number): Method {
  return {
    name: `bias everywhere, takes at ${score}`,
    async adapt({ person, gesture, takes }) {
      const { thresholds } = person.classifier;
      const odds = (p: number) => Math.max(1e-9, p) / Math.max(1e-9, 1 - p);
      const bias = Math.max(
        1,
        ...takes.map((take) => odds(score) / odds(take.scores[gesture]! / sumOf(take))),
      );
      return (hand) => {
        const sum = sumOf(hand);
        const own = hand.scores[gesture]! / sum;
        const rest = 1 + own * (bias - 1);
        let best = gesture;
        let most = (sum * own * bias) / rest;
        for (const [id, value] of Object.entries(hand.scores)) {
          if (id === gesture || value / rest <= most) continue;
          best = id;
          most = value / rest;
        }
        return most >= thresholds[best]! ? best : null;
      };
    },
  };
}

const sumOf = ({ scores }: JudgedHand): number =>
  Math.max(
    1e-9,
    Object.values(scores).reduce((sum, value) => sum + value, 0),
  );

/** A small BCENa classifier of the takes alone, as for the user's own gestures; it takes precedence. */
export const ownHead: Method = {
  name: 'a taught classifier (BCENa) that takes precedence',
  async adapt({ person, gesture, takes }) {
    const key = 'my-gestures:own';
    const samples = takes.map((take, i) => ({
      id: `take-${i}`,
      recordedAt: 1_700_000_000_000 + i * 10_000,
      take: `take-${i}`,
      hands: [takeOf(take)],
    }));
    // The hands of this letter by other people are no rivals: they mean the same.
    const bank = person.bank.filter(({ key: other }) => !other?.endsWith(`:${gesture}`));
    const { classifier } = await teach(
      {
        gestures: [{ key, name: gesture, samples }],
        unknowns: [],
        vocabularies: [person.classifier.vocabulary],
        seed: 1,
      },
      bank,
    );
    const { classify } = loadClassifier(classifier);
    return (hand) => (classify(handOfPoints(hand.points)).gesture === key ? gesture : hand.caption);
  },
};
