/** Which hand showed which letter of a word that is known afterwards. */

export interface AlignmentCosts {
  /** If the hand shows the letter with this index in the word. */
  shown(hand: number, letter: number): number;
  /** If the hand shows none. */
  extra(hand: number): number;
  /** If no hand shows the letter. */
  missing(letter: number): number;
}

/**
 * The cheapest alignment of hands and letters, both in order (Needleman and Wunsch, 1970).
 *
 * @returns for each hand the index of its letter, or null
 */
export function align(
  hands: number,
  letters: number,
  { shown, extra, missing }: AlignmentCosts,
): (number | null)[] {
  const width = letters + 1;
  const costs = new Float64Array((hands + 1) * width);
  for (let j = 1; j <= letters; j++) costs[j] = costs[j - 1]! + missing(j - 1);
  for (let i = 1; i <= hands; i++) {
    costs[i * width] = costs[(i - 1) * width]! + extra(i - 1);
    for (let j = 1; j <= letters; j++) {
      costs[i * width + j] = Math.min(
        costs[(i - 1) * width + j - 1]! + shown(i - 1, j - 1),
        costs[(i - 1) * width + j]! + extra(i - 1),
        costs[i * width + j - 1]! + missing(j - 1),
      );
    }
  }
  const found = new Array<number | null>(hands).fill(null);
  let [i, j] = [hands, letters];
  while (i > 0 && j > 0) {
    const cost = costs[i * width + j]!;
    if (cost === costs[(i - 1) * width + j - 1]! + shown(i - 1, j - 1)) {
      found[i - 1] = j - 1;
      i--;
      j--;
    } else if (cost === costs[(i - 1) * width + j]! + extra(i - 1)) i--;
    else j--;
  }
  return found;
}
