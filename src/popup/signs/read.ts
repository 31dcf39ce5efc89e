/** The signs that are captioned in a vocabulary now, with their drawings. */
import { groupGestures } from '../../options/gestures/list.ts';
import type { OptionsServices } from '../../options/services/types.ts';
import { gestureKey, type Sample, type SampleHand } from '../../packs/samples.ts';
import type { PackStore, TaughtRecord } from '../../packs/store-types.ts';
import type { GestureKind } from '../../packs/types.ts';
import type { HandPoint } from '../../ui/hand-shape.ts';

export interface Sign {
  key: string;
  name: string;
  /** What is captioned; of a space sign, nothing is. */
  caption: string;
  kind: GestureKind;
  /** The drawing's 21 points; null: there is none. */
  points: readonly HandPoint[] | null;
  /** A sample of a sign that moves, which is drawn instead. */
  movement: readonly SampleHand[] | null;
}

export interface Signs {
  /** The user's own, and those of imported packs. */
  own: readonly Sign[];
  shipped: readonly Sign[];
}

export interface SignsParts extends Pick<OptionsServices, 'vocabularies' | 'pictograms'> {
  store: Pick<PackStore, 'packs' | 'preferences' | 'samplesOfPack' | 'taught'>;
}

/** Earlier versions did not store beside which vocabulary gestures were taught: it was this one. */
const besideOf = ({ beside = ['call-gestures'] }: TaughtRecord): readonly string[] => beside;

/**
 * Reads what a vocabulary's signs are for this user: without those that were switched off, and of
 * taught gestures only those that calls use. Rejects with a ProblemError.
 */
export async function readSigns(
  { store, ...shipped }: SignsParts,
  vocabulary: string,
): Promise<Signs> {
  const [vocabularies, packs, preferences, taught, pictograms] = await Promise.all([
    shipped.vocabularies(),
    store.packs(),
    store.preferences(),
    store.taught('live'),
    // Signs without drawings are better than none.
    shipped.pictograms().catch(() => new Map<string, readonly HandPoint[]>()),
  ]);
  const live = new Set(taught && besideOf(taught).includes(vocabulary) ? taught.gestures : []);
  const used = packs.filter(
    ({ enabled, vocabularies, gestures, id }) =>
      enabled &&
      vocabularies.includes(vocabulary) &&
      gestures.some((gesture) => live.has(gestureKey(id, gesture.id))),
  );
  const samples = new Map<string, readonly Sample[]>();
  for (const { id } of used) {
    const ofPack = await store.samplesOfPack(id).catch(() => new Map<string, readonly Sample[]>());
    for (const [gesture, all] of ofPack) samples.set(gestureKey(id, gesture), all);
  }
  const own: Sign[] = [];
  const ofVocabulary: Sign[] = [];
  for (const group of groupGestures(vocabularies, used, preferences)) {
    if (group.kind === 'vocabulary' && group.id !== vocabulary) continue;
    for (const { key, gesture, caption, on } of group.items) {
      const isShipped = group.kind === 'vocabulary';
      if (!on || !(isShipped || live.has(key))) continue;
      const hands = samples.get(key)?.[0]?.hands ?? null;
      const { name, kind, moves } = gesture;
      const sign = { key, name, caption, kind };
      if (isShipped)
        ofVocabulary.push({ ...sign, points: pictograms.get(key) ?? null, movement: null });
      else
        own.push({
          ...sign,
          points: moves ? null : (hands?.[0]?.points ?? null),
          movement: moves ? hands : null,
        });
    }
  }
  return { own, shipped: ofVocabulary };
}
