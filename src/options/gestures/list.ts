/** The list of gestures for the page: grouped, searched, filtered. Pure. */
import { type GesturePreference, gestureKey, ownPack } from '../../packs/samples.ts';
import type { StoredPack } from '../../packs/store-types.ts';
import type { Gesture, Vocabulary } from '../../packs/types.ts';

export interface GestureItem {
  key: string;
  gesture: Gesture;
  /** The caption that the gesture gives: the user's own, or the original. */
  caption: string;
  on: boolean;
  preference: GesturePreference;
}

export interface GestureGroup {
  /** The id of a vocabulary or a pack. */
  id: string;
  name: string;
  kind: 'vocabulary' | 'own' | 'pack';
  /** Gestures of a pack that is switched off give no captions, whether they are on or off. */
  enabled: boolean;
  items: readonly GestureItem[];
}

export const filters = ['all', 'on', 'off', 'own'] as const;
export type Filter = (typeof filters)[number];

/** The user's own gestures first, then the shipped vocabularies, then imported packs. */
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

/** The groups with the gestures that match search and filter; empty groups are left out. */
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
