/**
 * The search for words that explain a row of held hands: a beam over the nodes of a word tree, one step
 * for each hand. Each node keeps its cheapest explanation (Viterbi), so no paths are stored.
 */
import type { SpellingWeights } from './costs.ts';
import { noWord, type WordTree } from './word-tree.ts';

/** How many nodes are kept after each hand. */
export const beamWidth = 200;
/** Nodes that cost more than the best one by this are dropped, nats. */
const beamDepth = 12;
/** How many of the best nodes bound the costs of a step before it is made. */
const boundNodes = 20;
/** As soon as a step has reached this many nodes, those that cannot stay are dropped. */
const reachedNodes = 3 * beamWidth;
/** How many letters in a row may be missing. */
const maxMissing = 2;

/** Nodes and what the hands so far cost if their letters lead there; the cheapest first. */
export interface Beam {
  readonly nodes: readonly number[];
  readonly costs: readonly number[];
}

export const firstBeam: Beam = { nodes: [0], costs: [0] };

/** What a hand costs. */
export interface HandCosts {
  /** By letter, if the hand shows it. */
  letters: Float64Array;
  /** If it shows none. */
  extra: number;
}

/** What the letter at a node costs if no hand was seen for it. */
export type MissingCost = (node: number) => number;

/** What a letter costs that no hand was seen for. @param before the letter before it in the word */
export function missingCost(
  letter: number,
  before: number | undefined,
  seen: readonly boolean[],
  { missing, missingDouble, missingUnseen }: SpellingWeights,
): number {
  if (!seen[letter]) return missingUnseen;
  return letter === before ? missingDouble : missing;
}

export const missingCosts =
  (tree: WordTree, seen: readonly boolean[], weights: SpellingWeights): MissingCost =>
  (node) => {
    const parent = tree.parent[node]!;
    const before = parent === 0 ? undefined : tree.letter[parent]!;
    return missingCost(tree.letter[node]!, before, seen, weights);
  };

/** One step of the search. */
export function stepBeam(
  tree: WordTree,
  { nodes, costs }: Beam,
  hand: HandCosts,
  missing: MissingCost,
): Beam {
  const { letter, hasChild, sibling } = tree;
  let next = new Map<number, number>();
  // Nothing costs more than this and stays: what the best nodes of all cost after this hand.
  let limit = beamDepth + boundOf(tree, { nodes, costs }, hand);
  const cheapest = hand.letters.reduce((least, cost) => Math.min(least, cost));
  const reach = (node: number, cost: number): void => {
    if (cost > limit) return;
    const known = next.get(node);
    if (known !== undefined && known <= cost) return;
    next.set(node, cost);
    limit = Math.min(limit, cost + beamDepth);
    // A hand that could be any letter reaches tens of thousands of nodes, of which few stay.
    if (next.size < reachedNodes) return;
    const kept = cheapestOf(next);
    next = new Map(kept);
    // A node that is dropped comes again if a cheaper way leads to it, so the result is the same.
    limit = Math.min(limit, kept.at(-1)![1]);
  };
  /** The children of a node, by the hand; and theirs, if the child's own hand is missing. */
  const descend = (node: number, cost: number, allowed: number): void => {
    if (hasChild[node] === 0) return;
    for (let child = node + 1; child !== 0; child = sibling[child]!) {
      reach(child, cost + hand.letters[letter[child]!]!);
      if (allowed === 0) continue;
      const skipped = cost + missing(child);
      if (skipped + cheapest <= limit) descend(child, skipped, allowed - 1);
    }
  };
  nodes.forEach((node, i) => {
    const cost = costs[i]!;
    if (cost > limit) return;
    descend(node, cost, maxMissing);
    reach(node, cost + hand.extra);
  });
  const kept = cheapestOf(next).filter(([, cost]) => cost <= limit);
  return { nodes: kept.map(([node]) => node), costs: kept.map(([, cost]) => cost) };
}

/** The nodes that stay if no others come, the cheapest first. */
const cheapestOf = (reached: ReadonlyMap<number, number>): [node: number, cost: number][] =>
  [...reached].sort((a, b) => a[1] - b[1] || a[0] - b[0]).slice(0, beamWidth);

/** How little one of the best nodes costs after the hand, without missing letters. */
function boundOf(tree: WordTree, { nodes, costs }: Beam, hand: HandCosts): number {
  let bound = Infinity;
  for (let i = 0; i < Math.min(nodes.length, boundNodes); i++) {
    const node = nodes[i]!;
    bound = Math.min(bound, costs[i]! + hand.extra);
    if (tree.hasChild[node] === 0) continue;
    for (let child = node + 1; child !== 0; child = tree.sibling[child]!)
      bound = Math.min(bound, costs[i]! + hand.letters[tree.letter[child]!]!);
  }
  return bound;
}

export interface FoundWord {
  node: number;
  cost: number;
}

/** The words that end where the beam is, or after letters that no hand was seen for. */
export function wordsIn(
  tree: WordTree,
  { nodes, costs }: Beam,
  missing: MissingCost,
  wordCost: (frequency: number) => number,
): FoundWord[] {
  const found = new Map<number, number>();
  const end = (node: number, cost: number, allowed: number): void => {
    const frequency = tree.frequency[node]!;
    if (frequency !== noWord) {
      const total = cost + wordCost(frequency);
      if (total < (found.get(node) ?? Infinity)) found.set(node, total);
    }
    if (allowed === 0 || tree.hasChild[node] === 0) return;
    for (let child = node + 1; child !== 0; child = tree.sibling[child]!)
      end(child, cost + missing(child), allowed - 1);
  };
  nodes.forEach((node, i) => {
    end(node, costs[i]!, maxMissing);
  });
  return [...found].map(([node, cost]) => ({ node, cost }));
}
