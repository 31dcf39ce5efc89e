/**
 * Judges a head on hands it has not seen: people are left out in turn, half of the letters' signers
 * together with one of the two people of the folder `contact`.
 */
import { auroc, share } from '../../../src/learning/metrics.ts';
import { type Example, fitHead, type LinearHead, scoreOf } from './head.ts';
import { type View, viewOf } from './inner.ts';
import type { StoredHand } from './store.ts';

/** A head is judged where it loses this share of left-out signers' letters. */
export const lostShare = 0.01;

/** Whether a hand is a letter on a real picture. */
export const isLetter = ({ source }: StoredHand): boolean =>
  source !== 'contact' && source !== 'drawn' && !source.startsWith('hagrid');

/** One row for each hand that is known to touch something or to be free; sources weigh the same by the root of their size. */
export function examplesOf(hands: readonly StoredHand[], view: View): Example[] {
  const known = hands.filter(({ contact }) => contact !== null);
  const groups = new Map<string, StoredHand[]>();
  for (const hand of known) {
    const key = `${hand.contact} ${hand.source}`;
    groups.set(key, [...(groups.get(key) ?? []), hand]);
  }
  const total = (contact: boolean) =>
    [...groups.values()]
      .filter(([first]) => first!.contact === contact)
      .reduce((sum, group) => sum + Math.sqrt(group.length), 0);
  const totals = { true: total(true), false: total(false) };
  return [...groups.values()].flatMap((group) => {
    const { contact } = group[0]!;
    const weight = 1 / Math.sqrt(group.length) / totals[`${contact === true}`];
    return group.map(({ inner }) => ({
      values: viewOf(inner, view),
      positive: contact === true,
      weight,
    }));
  });
}

/** What a head does on left-out hands. */
export interface Judged {
  /** How well it tells touching hands of a left-out person from left-out signers' letters. */
  a: number;
  b: number;
  /** The same against the free hands of the same person in the same pictures. */
  aFree: number;
  /** Shares rejected at the threshold that loses {@link lostShare} of the left-out letters. */
  aRejected: number;
  bRejected: number;
  aFreeRejected: number;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** The threshold above which this share of scores lies. */
export function thresholdOf(scores: readonly number[], above: number): number {
  const sorted = [...scores].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((1 - above) * sorted.length))]!;
}

/** @param drop sources that are not trained on */
export function judge(
  hands: readonly StoredHand[],
  view: View,
  ridge: number,
  drop: readonly string[] = [],
): Judged {
  const signers = [...new Set(hands.filter(isLetter).map(({ person }) => person))].sort();
  const results: Record<keyof Judged, number[]> = {
    a: [],
    b: [],
    aFree: [],
    aRejected: [],
    bRejected: [],
    aFreeRejected: [],
  };
  for (const half of [0, 1]) {
    const out = new Set(signers.filter((_, i) => i % 2 === half));
    for (const one of ['a', 'b'] as const) {
      const person = `contact-${one}`;
      const training = hands.filter(
        (hand) => !out.has(hand.person) && hand.person !== person && !drop.includes(hand.source),
      );
      const head = fitHead(examplesOf(training, view), ridge);
      const scores = (use: (hand: StoredHand) => boolean) =>
        hands.filter(use).map(({ inner }) => scoreOf(head, viewOf(inner, view)));
      const letters = scores((hand) => isLetter(hand) && out.has(hand.person));
      const touching = scores((hand) => hand.person === person && hand.contact === true);
      const threshold = thresholdOf(letters, lostShare);
      const rejected = (values: readonly number[]) => share(values, (value) => value > threshold);
      results[one].push(auroc(touching, letters));
      results[`${one}Rejected`].push(rejected(touching));
      if (one === 'b') continue;
      const free = scores((hand) => hand.person === person && hand.contact === false);
      results.aFree.push(auroc(touching, free));
      results.aFreeRejected.push(rejected(free));
    }
  }
  const means = Object.entries(results).map(([name, values]) => [name, mean(values)]);
  return Object.fromEntries(means) as Judged;
}

/** Scores of every letter by a head that was trained without its signer. */
export function leftOutLetters(hands: readonly StoredHand[], view: View, ridge: number): number[] {
  const signers = [...new Set(hands.filter(isLetter).map(({ person }) => person))];
  return signers.flatMap((signer) => {
    const rest = hands.filter(({ person }) => person !== signer);
    const head: LinearHead = fitHead(examplesOf(rest, view), ridge);
    return hands
      .filter(({ person }) => person === signer)
      .map(({ inner }) => scoreOf(head, viewOf(inner, view)));
  });
}
