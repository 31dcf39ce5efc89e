/**
 * The search for words that explain a row of held hands: a beam over the nodes of a word tree, one step
 * for each hand. Each node keeps its cheapest explanation (Viterbi), so no paths are stored.
 */
import type { SpellingWeights } from './costs.ts';
import { noWord, type WordTree } from './word-tree.ts';

/** How many nodes are kept after each hand. */
export const beamWidth = 300;
/** Nodes that cost more than the best one by this are dropped, nats. */
const beamDepth = 16;
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

export function missingCosts(
  tree: WordTree,
  seen: readonly boolean[],
  weights: SpellingWeights,
): MissingCost {
  const { missing, missingDouble, missingUnseen } = weights;
  return (node) => {
    const letter = tree.letter[node]!;
    if (!seen[letter]) return missingUnseen;
    const parent = tree.parent[node]!;
    return parent !== 0 && tree.letter[parent] === letter ? missingDouble : missing;
  };
}

/** One step of the search. */
export function stepBeam(
  tree: WordTree,
  { nodes, costs }: Beam,
  hand: HandCosts,
  missing: MissingCost,
): Beam {
  const next = new Map<number, number>();
  let best = Infinity;
  const reach = (node: number, cost: number): void => {
    if (cost > best + beamDepth) return;
    const known = next.get(node);
    if (known !== undefined && known <= cost) return;
    next.set(node, cost);
    if (cost < best) best = cost;
  };
  /** The children of a node, by the hand; and theirs, if the child's own hand is missing. */
  const descend = (node: number, cost: number, allowed: number): void => {
    if (tree.hasChild[node] === 0 || cost > best + beamDepth) return;
    for (let child = node + 1; child !== 0; child = tree.sibling[child]!) {
      reach(child, cost + hand.letters[tree.letter[child]!]!);
      if (allowed > 0) descend(child, cost + missing(child), allowed - 1);
    }
  };
  nodes.forEach((node, i) => {
    const cost = costs[i]!;
    descend(node, cost, maxMissing);
    reach(node, cost + hand.extra);
  });
  const sorted = [...next].filter(([, cost]) => cost <= best + beamDepth);
  sorted.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  sorted.length = Math.min(sorted.length, beamWidth);
  return { nodes: sorted.map(([node]) => node), costs: sorted.map(([, cost]) => cost) };
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
