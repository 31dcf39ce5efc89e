/** The list of gestures as the page shows it: grouped, searched, filtered. Pure. */
import { type GesturePreference, gestureKey, ownPack } from '../../packs/samples.ts';
import type { StoredPack } from '../../packs/store-types.ts';
import type { Gesture, Vocabulary } from '../../packs/types.ts';

export interface GestureItem {
  key: string;
  gesture: Gesture;
  /** As captions take it: the user's words or the shipped ones. */
  caption: string;
  on: boolean;
  preference: GesturePreference;
}

export interface GestureGroup {
  /** A vocabulary's or a pack's. */
  id: string;
  name: string;
  kind: 'vocabulary' | 'own' | 'pack';
  /** A pack that is switched off names nothing, whatever its gestures say. */
  enabled: boolean;
  items: readonly GestureItem[];
}

export const filters = ['all', 'on', 'off', 'own'] as const;
export type Filter = (typeof filters)[number];

/** The user's own gestures first, then what ships, then packs that were imported. */
export function groupGestures(
  vocabularies: readonly Vocabulary[],
  packs: readonly StoredPack[],
  preferences: ReadonlyMap<string, GesturePreference>,
): GestureGroup[] {
  const itemsOf = (id: string, gestures: readonly Gesture[]): GestureItem[] =>
    gestures.map((gesture) => {
      const key = gestureKey(id, gesture.id);
      const preference = preferences.get(key) ?? {};
      return {
        key,
        gesture,
        preference,
        caption: preference.caption ?? gesture.caption,
        on: preference.enabled ?? true,
      };
    });
  const groupOf = ({ id, name, enabled, gestures }: StoredPack): GestureGroup => ({
    id,
    name,
    kind: id === ownPack ? 'own' : 'pack',
    enabled,
    items: itemsOf(id, gestures),
  });
  return [
    ...packs.filter(({ id }) => id === ownPack).map(groupOf),
    ...vocabularies.map(
      ({ id, name, gestures }): GestureGroup => ({
        id,
        name,
        kind: 'vocabulary',
        enabled: true,
        items: itemsOf(id, gestures),
      }),
    ),
    ...packs.filter(({ id }) => id !== ownPack).map(groupOf),
  ];
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Groups with what a search and a filter leave of them; groups with nothing left are left out. */
export function filterGroups(
  groups: readonly GestureGroup[],
  search: string,
  filter: Filter,
): GestureGroup[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => {
        if (filter === 'own' && group.kind !== 'own') return false;
        const works = item.on && group.enabled;
        if ((filter === 'on' && !works) || (filter === 'off' && works)) return false;
        const text = plain(`${item.gesture.name} ${item.caption} ${group.name}`);
        return wanted.every((word) => text.includes(word));
      }),
    }))
    .filter(({ items }) => items.length > 0);
}
