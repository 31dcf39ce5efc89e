import { describe, expect, it } from 'vitest';
import {
  type Beam,
  beamWidth,
  firstBeam,
  type HandCosts,
  stepBeam,
} from '../../../../src/captions/spelling/search.ts';
import {
  encodeWordTree,
  readWordTree,
  type WordTree,
} from '../../../../src/captions/spelling/word-tree.ts';
import { createRandom, type Random } from '../../../../src/learning/random.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Random words of up to six letters, so that the first nodes have all letters as children. */
function randomTree(random: Random): WordTree {
  const words = Array.from({ length: 6000 }, () =>
    Array.from({ length: 1 + random.below(6) }, () => letters[random.below(26)]!).join(''),
  );
  return readWordTree(
    encodeWordTree(words.map((spelled) => ({ spelled, written: spelled, frequency: 0 }))),
  );
}

/** A hand whose letters cost what `cost` says. */
const handOf = (cost: () => number): HandCosts => ({
  letters: Float64Array.from(letters, cost),
  extra: 4,
});

/** Every node that the step can reach, at its least cost: without any bound of work. */
function everyNode(tree: WordTree, { nodes, costs }: Beam, hand: HandCosts, missing: number): Beam {
  const least = new Map<number, number>();
  const reach = (node: number, cost: number): void => {
    least.set(node, Math.min(cost, least.get(node) ?? Infinity));
  };
  const descend = (node: number, cost: number, allowed: number): void => {
    if (tree.hasChild[node] === 0) return;
    for (let child = node + 1; child !== 0; child = tree.sibling[child]!) {
      reach(child, cost + hand.letters[tree.letter[child]!]!);
      if (allowed > 0) descend(child, cost + missing, allowed - 1);
    }
  };
  nodes.forEach((node, i) => {
    descend(node, costs[i]!, 2);
    reach(node, costs[i]! + hand.extra);
  });
  const sorted = [...least].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const kept = sorted.filter(([, cost]) => cost <= sorted[0]![1] + 12).slice(0, beamWidth);
  return { nodes: kept.map(([node]) => node), costs: kept.map(([, cost]) => cost) };
}

describe('a step of the search', () => {
  it.each([
    ['differ a little', (random: Random) => () => 3 + random.uniform()],
    ['are all the same', () => () => 3.2],
    ['say one letter', (random: Random) => () => 7 * random.uniform() ** 0.1],
  ])('keeps the cheapest of all nodes if the costs of letters %s', (_, costOf) => {
    const random = createRandom(3);
    const tree = randomTree(random);
    let beam = firstBeam;
    for (let i = 0; i < 4; i++) {
      const hand = handOf(costOf(random));
      const wanted = everyNode(tree, beam, hand, 3.4);
      beam = stepBeam(tree, beam, hand, () => 3.4);
      expect(beam).toEqual(wanted);
    }
  });

  it('does not follow every letter that may be missing if a hand could be any letter', () => {
    const tree = randomTree(createRandom(4));
    const hand = handOf(() => 3.2);
    let asked = 0;
    const missing = (): number => {
      asked++;
      return 3.4;
    };
    const second = stepBeam(tree, stepBeam(tree, firstBeam, hand, missing), hand, missing);
    expect(second.nodes).toHaveLength(beamWidth);
    expect(asked).toBeLessThan(4000);
  });
});
