/** Names, captions and ids of the user's own gestures. Pure. */
import { gestureKey, type PackGesture } from '../../../packs/samples.ts';
import type { StoredPack } from '../../../packs/store-types.ts';

/** How long names and captions may be at most, characters. */
export const longest = { name: 40, caption: 120 } as const;

export type NameFault = 'empty' | 'long' | 'taken';
export type CaptionFault = 'empty' | 'long';

export interface Faults {
  name: NameFault | null;
  caption: CaptionFault | null;
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Length in code points, so that an emoji counts once. */
const lengthOf = (text: string): number => [...text.trim()].length;

/** Names of all gestures except the one with this key. */
export function takenNames(
  packs: readonly Pick<StoredPack, 'id' | 'gestures'>[],
  shipped: ReadonlyMap<string, { name: string }>,
  key: string | null,
): string[] {
  return [
    ...packs.flatMap((pack) =>
      pack.gestures.filter(({ id }) => gestureKey(pack.id, id) !== key).map(({ name }) => name),
    ),
    ...[...shipped.values()].map(({ name }) => name),
  ];
}

/** @param others names that are taken, by own and shipped gestures */
export function checkWords(name: string, caption: string, others: readonly string[]): Faults {
  const taken = others.some((other) => plain(other) === plain(name));
  return {
    name:
      lengthOf(name) === 0
        ? 'empty'
        : lengthOf(name) > longest.name
          ? 'long'
          : taken
            ? 'taken'
            : null,
    caption:
      lengthOf(caption) === 0 ? 'empty' : lengthOf(caption) > longest.caption ? 'long' : null,
  };
}

/**
 * A gesture's id, from its name: the Latin letters and digits in kebab case, unique among `taken`.
 * If the name has none, the id is a numbered `gesture`.
 */
export function idFor(name: string, taken: readonly string[]): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  const base = letters || 'gesture';
  for (let n = 1; ; n++) {
    const id = n === 1 && letters ? base : `${base}-${n}`;
    if (!taken.includes(id)) return id;
  }
}

/** A new gesture of the user: a phrase. */
export function newGesture(
  name: string,
  caption: string,
  moves: boolean,
  others: readonly PackGesture[],
): PackGesture {
  const id = idFor(
    name,
    others.map((other) => other.id),
  );
  return withKind({ id, kind: 'phrase', name: name.trim(), caption: caption.trim() }, moves);
}

/** The gesture, moving or held; a held one does not say so. */
export function withKind({ moves: _, ...gesture }: PackGesture, moves: boolean): PackGesture {
  return moves ? { ...gesture, moves } : gesture;
}
