/**
 * Learns how one person shows a shipped gesture that was misread, from a few takes. Nothing is trained:
 * near the takes, the gesture's logit is raised until the takes themselves are read
 * (docs/teaching.md, "A letter that is misread").
 */
import type { OwnWay, SampleHand } from '../packs/samples.ts';
import type { Hand } from '../recognizer/hand.ts';
import { loadClassifier } from '../recognizer/signs/classifier.ts';
import { type ClassifierFile, toSpreads } from '../recognizer/signs/classifier-file.ts';
import { featureLayout, featuresOf, rightHandPoints } from '../recognizer/signs/features.ts';
import { distanceBetween } from '../recognizer/signs/own-way.ts';
import type { Classifier } from '../recognizer/signs/types.ts';
import { idleShape, type ShippedHand } from './bank.ts';

/** The chosen values; `npm run evaluate:adapt` compares others. */
export interface WayRecipe {
  /** The score that each take gets at least. */
  score: number;
  /** Distances between which a take stops counting, before other gestures narrow them. */
  near: number;
  far: number;
  /**
   * At most this share of the bank's hands of other gestures, and none of its idle hands, may be read
   * as the gesture because of the takes; else they count less far.
   */
  mostTaken: number;
}

export const wayRecipe: WayRecipe = { score: 0.9, near: 0.3, far: 0.75, mostTaken: 0.0015 };

/** By how much both distances shrink in one step, and when to stop, as shares. */
const shrink = { step: 0.9, least: 0.4 } as const;

/** Gestures that may now be read as this one, by what the bank's hands say. */
export interface Taken {
  /** Key of the shipped gesture. */
  key: string;
  /** How many of the bank's hands of it changed, out of how many. */
  count: number;
  of: number;
}

export interface LearntWay {
  /** Null: the takes are too much like resting hands, so nothing can be learnt from them. */
  way: OwnWay | null;
  /** How many of the takes were read before. */
  readBefore: number;
  /** The most often taken first. */
  taken: readonly Taken[];
}

/** A hand of another person, with its features in a classifier's spreads. */
export interface BankRow {
  shown: ShippedHand;
  row: Float32Array;
}

/** @param bank hands of other people, with the keys of their gestures in the classifier's vocabulary */
export const rowsOfBank = (bank: readonly ShippedHand[], { distance }: ClassifierFile): BankRow[] =>
  bank.map((shown) => ({ shown, row: toSpreads(featuresOf(shown.points), distance) }));

/**
 * @param gesture id of a gesture of the classifier
 * @param ways how the user shows other gestures of the same vocabulary
 * @throws RangeError if the classifier has no such gesture, or there is no take.
 */
export function learnWay(
  gesture: string,
  takes: readonly SampleHand[],
  file: ClassifierFile,
  ways: ReadonlyMap<string, OwnWay>,
  bank: readonly BankRow[],
  recipe: WayRecipe = wayRecipe,
): LearntWay {
  if (takes.length === 0 || !file.gestures.includes(gesture)) {
    throw new RangeError('There is no such gesture, or no take of it.');
  }
  const others = new Map([...ways].filter(([id]) => id !== gesture));
  const shipped = loadClassifier(file);
  const before = shipped.withWays?.(others) ?? shipped;
  const hands = takes.map(handOfTake);
  const rows = hands.map((hand) => toSpreads(featuresOf(rightHandPoints(hand)), file.distance));
  const near = nearHands(rows, bank, recipe.far, before);
  const bias = biasFor(gesture, hands, file, recipe.score);
  const allowed = Math.floor(recipe.mostTaken * bank.length);
  // A hand that a far reach does not change, no shorter one changes either.
  let changed = near.filter(({ named, own }) => named !== gesture && own !== gesture);
  for (let share = 1; ; share *= shrink.step) {
    const way: OwnWay = {
      takes,
      layout: featureLayout,
      bias,
      near: recipe.near * share,
      far: recipe.far * share,
    };
    const after = shipped.withWays?.(new Map([...others, [gesture, way]])) ?? shipped;
    changed = changed.filter(
      ({ hand, distance }) => distance < way.far && after.classify(hand).gesture === gesture,
    );
    const idle = changed.filter(({ idle }) => idle).length;
    const known = changed.filter(({ own }) => own !== null);
    const last = share * shrink.step < shrink.least;
    if ((idle > 0 || known.length > allowed) && !last) continue;
    return {
      way: idle > 0 ? null : way,
      readBefore: hands.filter((hand) => before.classify(hand).gesture === gesture).length,
      taken: countTaken(known, bank),
    };
  }
}

interface NearHand {
  hand: Hand;
  key: string | null;
  /** The gesture that it shows; null: none of the vocabulary. */
  own: string | null;
  idle: boolean;
  /** What it is read as without the takes. */
  named: string | null;
  distance: number;
}

/** The bank's hands that the takes may change. */
function nearHands(
  takes: readonly Float32Array[],
  bank: readonly BankRow[],
  far: number,
  before: Classifier,
): NearHand[] {
  return bank.flatMap(({ shown, row }): NearHand[] => {
    const nearest = Math.min(...takes.map((take) => distanceBetween(take, row)));
    if (!(nearest < far)) return [];
    const hand = handOfPoints(shown.points);
    return [
      {
        hand,
        key: shown.key,
        own: shown.key?.slice(shown.key.indexOf(':') + 1) ?? null,
        idle: shown.shape === idleShape,
        named: before.classify(hand).gesture,
        distance: nearest,
      },
    ];
  });
}

/** Scores closer to 0 or 1 than this have no finite odds. */
const leastScore = 1e-9;

/** How much must be added to the gesture's logit so that every take gets the score, and is the best. */
function biasFor(
  gesture: string,
  takes: readonly Hand[],
  file: ClassifierFile,
  score: number,
): number {
  // Without distance check, and with a full presence, scores are those of the heads alone.
  const open = loadClassifier({ ...file, distance: { ...file.distance, near: 1e3, far: 2e3 } });
  const sigmoid = file.activation !== 'softmax';
  const needs = takes.map((hand) => {
    const { scores } = open.classify({ ...hand, presence: 1 });
    const own = logOdds(scores[gesture] ?? 0);
    // Sigmoids do not share a sum: another gesture may keep a greater score.
    const rivals = sigmoid ? file.gestures.filter((id) => id !== gesture) : [];
    const rival = Math.max(...rivals.map((id) => logOdds(scores[id] ?? 0) + 1));
    return Math.max(logOdds(score), rival) - own;
  });
  return Math.max(0, ...needs);
}

function logOdds(score: number): number {
  const share = Math.max(leastScore, Math.min(1 - leastScore, score));
  return Math.log(share / (1 - share));
}

function countTaken(changed: readonly NearHand[], bank: readonly BankRow[]): Taken[] {
  const counts = new Map<string, number>();
  for (const { key } of changed) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, count]) => ({
      key,
      count,
      of: bank.filter(({ shown }) => shown.key === key).length,
    }))
    .sort((a, b) => b.count / b.of - a.count / a.of);
}

const handOfTake = ({ points, handedness, presence }: SampleHand): Hand => ({
  landmarks: points,
  handedness,
  leftness: handedness === 'Left' ? 1 : 0,
  presence,
});

function handOfPoints(points: Float32Array): Hand {
  const landmarks = Array.from(
    { length: points.length / 3 },
    (_, i) => [points[i * 3]!, points[i * 3 + 1]!, points[i * 3 + 2]!] as const,
  );
  return { landmarks, handedness: 'Right', leftness: 0, presence: 1 };
}
