/** The report that the user sees before going live: counts over hands held out from training. */
import { argmax } from '../learning/metrics.ts';
import { wilson } from '../learning/metrics-intervals.ts';
import type { UnknownOrigin } from '../packs/samples.ts';
import { adviceOf, verdictOf } from './advice.ts';
import { type Calibration, calledAt, checked, type HeldHand, lowest } from './thresholds.ts';
import type { Collision, FalseCaption, GestureQuality, QualityReport } from './types.ts';

export interface ReportInput {
  /** Gesture keys; a hand's label is an index of it. */
  keys: readonly string[];
  /** The user's samples; a label is an index of `keys` or unknownLabel. */
  own: readonly { label: number; take: string; origin: UnknownOrigin | null }[];
  held: readonly HeldHand[];
  /** The gestures move. */
  moves?: boolean | undefined;
  calibration: Calibration;
}

/** The key of the last row and column of the confusion: a hand that means nothing. */
export const nothing = 'nothing';

export function reportOf(input: ReportInput): QualityReport {
  const gestures = input.keys.map((_, label) => qualityOf(label, input));
  const collisions = collisionsOf(input);
  const falseCaptions = falseCaptionsOf(input);
  const nothings = input.own.filter(({ origin }) => origin === 'nothing').length;
  const findings = { gestures, collisions, falseCaptions, nothings, moves: input.moves };
  return {
    gestures,
    confusion: confusionOf(input),
    collisions,
    falseCaptions,
    advice: adviceOf(findings),
    verdict: verdictOf(findings),
  };
}

/**
 * One report of two sets of gestures that are never confused, because each has a classifier of its own.
 * Nothing's row counts what was shown to both.
 */
export function mergedReport(a: QualityReport, b: QualityReport): QualityReport {
  const keys = [...a.confusion.keys.slice(0, -1), ...b.confusion.keys.slice(0, -1)];
  const [ofA, ofB] = [a.gestures.length, b.gestures.length];
  const empty = (count: number) => new Array<number>(count).fill(0);
  const padded = (row: readonly number[], before: number, after: number) => [
    ...empty(before),
    ...row.slice(0, -1),
    ...empty(after),
    row[row.length - 1]!,
  ];
  const nothingOf = ({ confusion }: QualityReport) =>
    confusion.counts[confusion.counts.length - 1]!;
  const sums = padded(nothingOf(a), 0, ofB).map(
    (count, i) => count + padded(nothingOf(b), ofA, 0)[i]!,
  );
  const verdicts = ['bad', 'fair', 'good'] as const;
  return {
    gestures: [...a.gestures, ...b.gestures],
    confusion: {
      keys: [...keys, nothing],
      counts: [
        ...a.confusion.counts.slice(0, -1).map((row) => padded(row, 0, ofB)),
        ...b.confusion.counts.slice(0, -1).map((row) => padded(row, ofA, 0)),
        sums,
      ],
    },
    collisions: [...a.collisions, ...b.collisions],
    falseCaptions: [...a.falseCaptions, ...b.falseCaptions],
    advice: [...a.advice, ...b.advice],
    verdict: verdicts.find((verdict) => [a.verdict, b.verdict].includes(verdict))!,
  };
}

function qualityOf(
  label: number,
  { keys, own, held, moves, calibration }: ReportInput,
): GestureQuality {
  const samples = own.filter((hand) => hand.label === label);
  const called = held
    .filter((hand) => hand.kind === 'own' && hand.label === label)
    .map((hand) => calledAt(hand, calibration));
  const right = called.filter((gesture) => gesture === label).length;
  const missed = called.filter((gesture) => gesture < 0).length;
  const { low, high } = wilson(right, called.length);
  return {
    key: keys[label]!,
    moves,
    samples: samples.length,
    takes: new Set(samples.map(({ take }) => take)).size,
    right,
    wrong: called.length - right - missed,
    missed,
    interval: called.length === 0 ? [0, 1] : [low, high],
    threshold: calibration.thresholds[label]!,
  };
}

/** Rows: own gestures, then all hands that mean nothing (the user's and the bank's idle ones). */
function confusionOf({ keys, held, calibration }: ReportInput): QualityReport['confusion'] {
  const counts = Array.from({ length: keys.length + 1 }, () =>
    new Array<number>(keys.length + 1).fill(0),
  );
  for (const hand of held) {
    if (hand.kind === 'shipped' || hand.kind === 'other') continue;
    const row = hand.kind === 'own' ? hand.label : keys.length;
    const called = calledAt(hand, calibration);
    const column = called < 0 ? keys.length : called;
    counts[row]![column] = counts[row]![column]! + 1;
  }
  return { keys: [...keys, nothing], counts };
}

/**
 * Own or shipped gestures that score best as another one. Counted at the lowest threshold that a
 * gesture can have: if two look alike, their thresholds rise, and both would only appear as missed.
 */
function collisionsOf({ keys, held, calibration }: ReportInput): Collision[] {
  const shown = new Map<string, { of: number; called: Map<string, number> }>();
  for (const hand of held) {
    const key = hand.kind === 'own' ? keys[hand.label]! : hand.kind === 'shipped' ? hand.id : null;
    if (key === null) continue;
    const entry = shown.get(key) ?? { of: 0, called: new Map<string, number>() };
    shown.set(key, entry);
    entry.of++;
    const scores = checked(hand, calibration);
    const best = argmax(scores);
    if (best === hand.label || scores[best]! < lowest) continue;
    entry.called.set(keys[best]!, (entry.called.get(keys[best]!) ?? 0) + 1);
  }
  return [...shown]
    .flatMap(([key, { of, called }]) =>
      [...called].map(([other, count]): Collision => ({ shown: key, called: other, count, of })),
    )
    .filter(({ count, of }) => count >= 2 && count >= 0.05 * of)
    .sort((a, b) => b.count / b.of - a.count / a.of);
}

const origins = [
  { origin: 'nothing', kind: 'nothing' },
  { origin: 'wrong', kind: 'wrong' },
  { origin: 'bank', kind: 'idle' },
] as const;

function falseCaptionsOf({ keys, held, calibration }: ReportInput): FalseCaption[] {
  return origins
    .flatMap(({ origin, kind }) => {
      const hands = held.filter((hand) => hand.kind === kind);
      return keys.flatMap((called, gesture): FalseCaption[] => {
        const mine = hands
          .filter((hand) => calledAt(hand, calibration) === gesture)
          .sort((a, b) => b.scores[gesture]! - a.scores[gesture]!);
        const worst = kind === 'idle' ? null : (mine[0]?.id ?? null);
        const found = { called, origin, count: mine.length, of: hands.length };
        if (mine.length === 0) return [];
        return [worst === null ? found : { ...found, worst }];
      });
    })
    .sort((a, b) => b.count / b.of - a.count / a.of);
}
