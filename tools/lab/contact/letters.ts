/**
 * Letters by kernel regression, with signers left out in turn: how much the landmark model's inner
 * numbers add to landmarks when both learn from the same few hands.
 */
import { argmax, mean } from '../../../src/learning/metrics.ts';
import { featuresOf, rightHandPoints } from '../../../src/recognizer/signs/features.ts';
import type { Table } from '../evaluate/table.ts';
import { type View, viewOf } from './inner.ts';
import type { StoredHand } from './store.ts';

const closedLetters = ['A', 'E', 'M', 'N', 'S', 'T'];
const letterPairs = ['KV', 'PQ', 'GH', 'RU'];
const ridges = [0.03, 0.3];
const views: readonly View[] = ['middle', 'late', 'top'];

/** Scores of every hand for every letter, from the other signers' hands. */
type Scores = Float64Array[];

const isHeldLetter = ({ shape }: StoredHand): boolean => /^[A-IK-Y]$/i.test(shape);

function landmarkFeatures({ points, side }: StoredHand): Float32Array {
  const landmarks = Array.from(
    { length: 21 },
    (_, i) => [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!] as const,
  );
  return featuresOf(rightHandPoints({ landmarks, handedness: side }));
}

/** Rows with a mean of 0 and a spread of about 1 in every column. */
function standardised(rows: readonly Float32Array[]): Float32Array[] {
  const width = rows[0]!.length;
  const centre = new Float64Array(width);
  const square = new Float64Array(width);
  for (const row of rows) {
    for (let k = 0; k < width; k++) {
      centre[k]! += row[k]! / rows.length;
      square[k]! += row[k]! ** 2 / rows.length;
    }
  }
  const spread = square.map((value, k) => Math.sqrt(Math.max(0, value - centre[k]! ** 2)));
  const least = 0.05 * mean([...spread]) + 1e-9;
  return rows.map((row) => row.map((value, k) => (value - centre[k]!) / (spread[k]! + least)));
}

/** Gaussian similarity of all hands: 1 for equal rows. */
function similarities(rows: readonly Float32Array[]): Float64Array[] {
  const width = rows[0]!.length;
  const out = rows.map(() => new Float64Array(rows.length));
  rows.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const b = rows[j]!;
      let distance = 0;
      for (let k = 0; k < width; k++) distance += (a[k]! - b[k]!) ** 2;
      out[i]![j] = Math.exp(-distance / width);
      out[j]![i] = out[i]![j]!;
    }
  });
  return out;
}

/** Solves (matrix + ridge) x = right for several right sides, by Cholesky. */
export function solveRidge(
  matrix: readonly Float64Array[],
  ridge: number,
  right: readonly Float64Array[],
): Float64Array[] {
  const n = matrix.length;
  const lower = matrix.map((row) => row.slice());
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]! + (i === j ? ridge : 0);
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(sum) : sum / lower[j]![j]!;
    }
  }
  return right.map((side) => {
    const x = side.slice();
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!;
      x[i]! /= lower[i]![i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i]! -= lower[k]![i]! * x[k]!;
      x[i]! /= lower[i]![i]!;
    }
    return x;
  });
}

function leftOutScores(
  rows: readonly Float32Array[],
  labels: readonly number[],
  signers: readonly string[],
  letters: number,
  ridge: number,
): Scores {
  const kernel = similarities(standardised(rows));
  const scores = rows.map(() => new Float64Array(letters));
  for (const signer of new Set(signers)) {
    const own = signers.flatMap((other, i) => (other === signer ? [i] : []));
    const rest = signers.flatMap((other, i) => (other === signer ? [] : [i]));
    const matrix = rest.map((i) => Float64Array.from(rest, (j) => kernel[i]![j]!));
    const targets = Array.from({ length: letters }, (_, letter) =>
      Float64Array.from(rest, (i) => (labels[i] === letter ? 1 : 0)),
    );
    const weights = solveRidge(matrix, ridge, targets);
    for (const i of own) {
      weights.forEach((weight, letter) => {
        scores[i]![letter] = rest.reduce((sum, j, k) => sum + kernel[i]![j]! * weight[k]!, 0);
      });
    }
  }
  return scores;
}

/** A hand and its scores. */
export interface ScoredLetter {
  signer: string;
  letter: string;
  /** One for each letter of a list. */
  scores: ArrayLike<number>;
}

/** Mean over signers of the share that is right, of some letters and among some letters. */
function rightShare(
  hands: readonly ScoredLetter[],
  letters: readonly string[],
  of: readonly string[],
  among: readonly string[],
): number {
  const candidates = among.map((letter) => letters.indexOf(letter));
  const bySigner = new Map<string, number[]>();
  for (const { signer, letter, scores } of hands) {
    if (!of.includes(letter)) continue;
    const best = among[argmax(candidates.map((candidate) => scores[candidate]!))]!;
    const list = bySigner.get(signer) ?? [];
    list.push(best === letter ? 1 : 0);
    bySigner.set(signer, list);
  }
  return mean([...bySigner.values()].map(mean));
}

/** What {@link lettersRight} returns. */
export const lettersColumns = ['all letters', 'A E M N S T', 'A E M N S T among themselves'].concat(
  ['K/V, P/Q, G/H, R/U'],
);

/** Shares that are right, each a mean over signers. */
export function lettersRight(hands: readonly ScoredLetter[], letters: readonly string[]): number[] {
  return [
    rightShare(hands, letters, letters, letters),
    rightShare(hands, letters, closedLetters, letters),
    rightShare(hands, letters, closedLetters, closedLetters),
    mean(letterPairs.map((pair) => rightShare(hands, letters, [...pair], [...pair]))),
  ];
}

/** Compares landmarks, inner numbers and the sum of both on left-out signers. */
export function lettersTable(all: readonly StoredHand[]): Table {
  const hands = all.filter(isHeldLetter);
  const shapes = hands.map(({ shape }) => shape.toUpperCase());
  const letters = [...new Set(shapes)].sort();
  const labels = shapes.map((shape) => letters.indexOf(shape));
  const signers = hands.map(({ person }) => person);
  const scoresOf = (rows: readonly Float32Array[], ridge: number) =>
    leftOutScores(rows, labels, signers, letters.length, ridge);
  const row = (name: string, scores: Scores) => [
    name,
    ...lettersRight(
      hands.map(({ person: signer }, i) => ({ signer, letter: shapes[i]!, scores: scores[i]! })),
      letters,
    ),
  ];
  const sum = (a: Scores, b: Scores): Scores => a.map((one, i) => one.map((v, k) => v + b[i]![k]!));
  const rows = ridges.flatMap((ridge) => {
    const landmarks = scoresOf(hands.map(landmarkFeatures), ridge);
    return [
      row(`landmarks, ridge ${ridge}`, landmarks),
      ...views.flatMap((view) => {
        const inner = scoresOf(
          hands.map((hand) => viewOf(hand.inner, view)),
          ridge,
        );
        return [
          row(`${view}, ridge ${ridge}`, inner),
          row(`landmarks + ${view}, ridge ${ridge}`, sum(landmarks, inner)),
        ];
      }),
    ];
  });
  return {
    title: 'Letters of signers who were left out',
    columns: ['numbers', ...lettersColumns],
    rows,
    note: `${hands.length} hands of ${new Set(signers).size} signers; means over signers.`,
  };
}
