/** The people whose hands are taught, split so that near-copies are on one side only. */
import { createRandom, type Random, shuffle } from '../../../src/learning/random.ts';
import type { Sample } from '../../../src/packs/samples.ts';
import type { ChosenHand } from '../bank/teaching-bank.ts';

/** A person (or a renderer) and their hands by shape, in the order of recording. */
export interface Teacher {
  name: string;
  /** Sources of the bank that show this person; they are all removed from the bank. */
  sources: readonly string[];
  hands: ReadonlyMap<string, readonly ChosenHand[]>;
  /**
   * 'group': rows of one group are near-copies (one original picture, one block of renders).
   * 'time': rows are bursts in the order of time, so the first half is split from the second half.
   */
  split: 'group' | 'time';
}

export function teacherOf(
  name: string,
  sources: readonly string[],
  split: Teacher['split'],
  hands: readonly ChosenHand[],
): Teacher {
  const byShape = new Map<string, ChosenHand[]>();
  for (const hand of hands) {
    if (!sources.includes(hand.source)) continue;
    const list = byShape.get(hand.shape) ?? [];
    byShape.set(hand.shape, list);
    list.push(hand);
  }
  return { name, sources, split, hands: byShape };
}

export interface Divided {
  /** At most k of them. */
  taught: ChosenHand[];
  test: ChosenHand[];
}

/** How many rows on each side of the middle of a burst neither half gets. */
const border = 2;

/** Share of the groups that may be taught; the others are tested. */
const taughtShare = 0.75;

/**
 * Splits hands into taught and tested ones. Taught are rows from up to three quarters of the groups,
 * spread over as many groups as possible (a recording drops near-copies too), or from one half of a
 * burst. Tested are all rows of the other groups, or of the other half.
 */
export function divide(
  hands: readonly ChosenHand[],
  k: number,
  split: Teacher['split'],
  seed: number,
): Divided {
  if (split === 'time') return divideByTime(hands, k, seed);
  const groups = shuffle([...new Set(hands.map(({ group }) => group))], createRandom(seed));
  const used = groups.slice(0, Math.min(k, Math.ceil(taughtShare * groups.length)));
  const left = used.map((group) => hands.filter((hand) => hand.group === group));
  const taught: ChosenHand[] = [];
  while (taught.length < k && left.some(({ length }) => length > 0)) {
    for (const rows of left) {
      const next = rows.shift();
      if (next && taught.length < k) taught.push(next);
    }
  }
  return { taught, test: hands.filter(({ group }) => !used.includes(group)) };
}

function divideByTime(hands: readonly ChosenHand[], k: number, seed: number): Divided {
  const middle = Math.floor(hands.length / 2);
  const early = hands.slice(0, middle - border);
  const late = hands.slice(middle + border);
  const [from, test] = seed % 2 === 0 ? [early, late] : [late, early];
  return { taught: evenly(from, k), test: [...test] };
}

/** `count` items, evenly spaced. */
function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!);
}

/** Sets of `size` shapes; every shape is used once before any is used again. */
export function setsOf(shapes: readonly string[], size: number, sets: number, random: Random) {
  const out: string[][] = [];
  let left: string[] = [];
  for (let i = 0; i < sets; i++) {
    if (left.length < size) left = shuffle([...shapes], random);
    out.push(left.splice(0, size));
  }
  return out;
}

/** Converts the hand to a user's sample. Rows of one group are one take. */
export function sampleOf(hand: ChosenHand, index: number): Sample {
  const points = Array.from(
    { length: hand.points.length / 3 },
    (_, i) => [hand.points[i * 3]!, hand.points[i * 3 + 1]!, hand.points[i * 3 + 2]!] as const,
  );
  return {
    id: `${hand.shape}/${hand.group}/${index}`,
    recordedAt: 1_700_000_000_000 + index * 200,
    take: hand.group,
    hands: [{ time: 0, points, handedness: 'Right', presence: 1, size: 0.4 }],
  };
}
