/** Movements of the bank that may be a sign of the user's own. */
import { unknownLabel } from '../../learning/losses.ts';
import type { BankMovement } from './bank.ts';
import type { OwnMovement } from './own.ts';

/**
 * The bank without movements that may be the user's sign: other people sign "hello" as the user does, and
 * trained as unknown they would silence it.
 */
export function withoutLookalikes(
  bank: readonly BankMovement[],
  own: readonly Pick<OwnMovement, 'label' | 'numbers'>[],
  likeness: number,
): BankMovement[] {
  const known = own.filter(({ label }) => label !== unknownLabel);
  const labels = [...new Set(known.map(({ label }) => label))];
  const signs = labels.map((label) => {
    const takes = known.filter((one) => one.label === label).map(({ numbers }) => numbers);
    return { takes, least: usualLikeness(takes) - likeness };
  });
  return bank.filter(
    ({ numbers, isIdle }) =>
      isIdle || signs.every(({ takes, least }) => mostLike(numbers, takes) < least),
  );
}

/** With one take nothing is known of how takes differ. */
const likenessOfOne = 0.9;

/** How much a take is like the one of its sign that it is most like: a low one of the takes. */
function usualLikeness(takes: readonly Float32Array[]): number {
  if (takes.length < 2) return likenessOfOne;
  const each = takes.map((take) =>
    mostLike(
      take,
      takes.filter((other) => other !== take),
    ),
  );
  return each.sort((a, b) => a - b)[Math.floor(0.3 * each.length)]!;
}

function mostLike(numbers: Float32Array, takes: readonly Float32Array[]): number {
  return Math.max(...takes.map((take) => cosine(numbers, take)));
}

function cosine(a: Float32Array, b: Float32Array): number {
  let product = 0;
  let ofA = 1e-9;
  let ofB = 1e-9;
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    ofA += a[i]! ** 2;
    ofB += b[i]! ** 2;
  }
  return product / Math.sqrt(ofA * ofB);
}
