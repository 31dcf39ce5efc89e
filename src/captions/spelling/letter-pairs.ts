/** How probable a text is that stands in no list: by how often its pairs of letters occur in words. */
import { noWord, type WordTree } from './word-tree.ts';

/** 26 letters, and the beginning or the end of a word. */
const symbols = 27;
const edge = 26;

export interface LetterPairs {
  /** The cost of a text of `A` to `Z`, in nats. */
  cost(letters: string): number;
}

/** Counts the pairs of letters in all words of a tree; a pair that never occurs counts as one. */
export function letterPairs(tree: WordTree): LetterPairs {
  const counts = new Float64Array(symbols * symbols).fill(1);
  const below = new Uint32Array(tree.nodes);
  const add = (first: number, second: number, times: number): void => {
    counts[first * symbols + second] = counts[first * symbols + second]! + times;
  };
  // Children come after their parents, so that each node's words are counted before it is used.
  for (let node = tree.nodes - 1; node > 0; node--) {
    const ends = tree.frequency[node] !== noWord;
    if (ends) below[node] = below[node]! + 1;
    const parent = tree.parent[node]!;
    below[parent] = below[parent]! + below[node]!;
    add(parent === 0 ? edge : tree.letter[parent]!, tree.letter[node]!, below[node]!);
    if (ends) add(tree.letter[node]!, edge, 1);
  }
  const costs = counts.map((count, pair) => {
    const first = Math.floor(pair / symbols) * symbols;
    const total = counts.subarray(first, first + symbols).reduce((sum, value) => sum + value, 0);
    return Math.log(total / count);
  });
  return {
    cost(letters) {
      let sum = 0;
      let before = edge;
      for (const letter of letters) {
        const at = letter.charCodeAt(0) - 65;
        sum += costs[before * symbols + at] ?? Infinity;
        before = at;
      }
      return sum + (before === edge ? 0 : costs[before * symbols + edge]!);
    },
  };
}
