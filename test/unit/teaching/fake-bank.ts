/** Hands of the repository's landmark bank as a user's samples and as the shipped bank. */
import { bcenaObjective } from '../../../src/learning/objectives.ts';
import type { Sample, UnknownSample } from '../../../src/packs/samples.ts';
import type { BankHand } from '../../../src/teaching/bank.ts';
import { type TeachingRecipe, teachingRecipe } from '../../../src/teaching/recipe.ts';
import type { TaughtGesture } from '../../../src/teaching/types.ts';
import { readBank } from '../../../tools/lab/bank/bank.ts';
import { usableHands } from '../../../tools/lab/bank/teaching-bank.ts';

const rows = readBank().filter(({ source }) =>
  ['rendered-letters', 'hagrid-landmarks'].includes(source),
);
const bankHands = usableHands(rows);

/** Small enough for tfjs's plain JavaScript, large enough to be trained. */
export const quick: TeachingRecipe = {
  ...teachingRecipe,
  objective: bcenaObjective,
  hidden: [24],
  batches: 120,
  foldBatches: 80,
  batchSize: 48,
  ownCopies: 300,
  made: { mixed: 200, between: 100 },
};

/** The bank without these shapes, with this many hands of each other shape. */
export function bankWithout(shapes: readonly string[], each = 12): BankHand[] {
  const seen = new Map<string, number>();
  return bankHands.filter(({ shape, source }) => {
    if (shapes.includes(shape)) return false;
    const nth = seen.get(shape + source) ?? 0;
    seen.set(shape + source, nth + 1);
    return nth < (shape === 'idle' ? 60 : each);
  });
}

/** Rendered hands of a shape as samples: `takes` takes, one after the other. */
export function samplesOf(shape: string, count: number, takes = 1, offset = 0): Sample[] {
  const hands = bankHands.filter((hand) => hand.shape === shape).slice(offset, offset + count);
  return hands.map((hand, i) => ({
    id: `${shape}-${offset + i}`,
    recordedAt: 1_700_000_000_000 + i * 300,
    take: `${shape}-take-${Math.floor((i * takes) / hands.length)}`,
    hands: [
      {
        time: 0,
        points: Array.from(
          { length: 21 },
          (_, j) =>
            [hand.points[j * 3]!, hand.points[j * 3 + 1]!, hand.points[j * 3 + 2]!] as const,
        ),
        handedness: 'Right',
        presence: 1,
        size: 0.4,
      },
    ],
  }));
}

export const gestureOf = (
  shape: string,
  samples: readonly Sample[],
  name = shape,
): TaughtGesture => ({
  key: `my-gestures:${name}`,
  name,
  samples,
});

export const nothings = (samples: readonly Sample[]): UnknownSample[] =>
  samples.map((sample) => ({ ...sample, id: `nothing-${sample.id}`, origin: 'nothing' }));
