/** Decides in which fold each of the user's samples is held out. */
/** Each fold is trained without its part and tested on it. */
export const folds = 3;

/** A take with fewer samples keeps those at the borders between its blocks. */
const enoughForBorders = 9;

/** What decides on which side of a split a sample is. */
export interface Recorded {
  label: number;
  take: string;
  /** Unix time in milliseconds. */
  recordedAt: number;
}

export interface OwnFold<T> {
  train: T[];
  test: T[];
}

/**
 * Every sample is tested in at most one fold. A gesture with several takes is split by take; a
 * single take is cut into blocks of time, and samples at a border between blocks are on neither
 * side. So near-copies are never on both sides. A gesture with one sample is trained on and never
 * tested.
 */
export function foldsOf<T extends Recorded>(own: readonly T[]): OwnFold<T>[] {
  const parts = [...groupBy(own, ({ label }) => label).values()].flatMap((hands) => partsOf(hands));
  return Array.from({ length: folds }, (_, fold) => ({
    test: parts.filter((part) => part.fold === fold).map(({ hand }) => hand),
    train: parts
      .filter((part) => part.fold !== fold && !part.borders.includes(fold))
      .map(({ hand }) => hand),
  }));
}

interface Part<T> {
  hand: T;
  /** The fold that it is tested in; null: none. */
  fold: number | null;
  /** Folds that test one of its neighbours in time. */
  borders: readonly number[];
}

function partsOf<T extends Recorded>(hands: readonly T[]): Part<T>[] {
  if (hands.length === 1) return [{ hand: hands[0]!, fold: null, borders: [] }];
  const takes = [...groupBy(hands, ({ take }) => take).values()];
  return takes.length === 1 ? blocksOf(takes[0]!) : dealt(takes);
}

/** Deals out takes, the largest first, each to the fold that has the fewest samples. */
function dealt<T>(takes: readonly T[][]): Part<T>[] {
  const sizes = new Array<number>(folds).fill(0);
  return [...takes]
    .sort((a, b) => b.length - a.length)
    .flatMap((take) => {
      const fold = sizes.indexOf(Math.min(...sizes));
      sizes[fold] = sizes[fold]! + take.length;
      return take.map((hand): Part<T> => ({ hand, fold, borders: [] }));
    });
}

function blocksOf<T extends Recorded>(take: readonly T[]): Part<T>[] {
  const inOrder = [...take].sort((a, b) => a.recordedAt - b.recordedAt);
  const foldAt = (i: number) => Math.floor((i * folds) / inOrder.length);
  const hasBorders = inOrder.length >= enoughForBorders;
  return inOrder.map((hand, i) => {
    const fold = foldAt(i);
    const neighbours = [i - 1, i + 1].filter((at) => at >= 0 && at < inOrder.length).map(foldAt);
    return { hand, fold, borders: hasBorders ? neighbours.filter((other) => other !== fold) : [] };
  });
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const list = groups.get(keyOf(item));
    if (list) list.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
