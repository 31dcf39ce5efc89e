/** What can be practised: shipped gestures and letters, and what the user has taught. */
import { gestureKey, type SampleHand } from '../../packs/samples.ts';
import { shippedIds } from '../services/shipped.ts';
import type { OptionsServices } from '../services/types.ts';
import type { ComparedHand } from './hand-differences.ts';
import { type LetterPath, letterPaths } from './letter-paths.ts';

/** The groups of the page. A word is spelled with the letters. */
export const kinds = ['gesture', 'letter', 'word', 'movement'] as const;
export type Kind = (typeof kinds)[number];

export interface Item {
  /** Gesture key. */
  key: string;
  name: string;
  kind: Exclude<Kind, 'word'>;
  /** The letter that it stands for; null: it is none. */
  letter: string | null;
  /** The vocabulary with which it is recognised. */
  vocabulary: string;
  moves: boolean;
  /** Hands that show it, the drawn one first; empty: it has no drawing. */
  targets: readonly ComparedHand[];
  /** A take of a moving sign; null: only its hand can be shown. */
  path: readonly SampleHand[] | null;
  /** The way of a letter that is drawn in the air; null: it is none. */
  drawnWay: LetterPath | null;
}

/** At most this many samples of a taught gesture count as ways to show it. */
const mostTargets = 12;

/** Reads all items; own ones come first. Rejects with a ProblemError. */
export async function readItems(
  services: Pick<OptionsServices, 'store' | 'vocabularies' | 'pictograms'>,
): Promise<Item[]> {
  const { store } = services;
  const [vocabularies, pictograms, preferences, packs, taught] = await Promise.all([
    services.vocabularies(),
    // Without drawings, what is shown can still be recognised.
    services.pictograms().catch(() => new Map<string, ComparedHand['points']>()),
    store.preferences(),
    store.packs(),
    store.taught(),
  ]);
  const isOn = ({ key }: { key: string }): boolean => preferences.get(key)?.enabled !== false;
  const shipped = vocabularies.flatMap((vocabulary) =>
    vocabulary.gestures.map((gesture): Item => {
      const key = gestureKey(vocabulary.id, gesture.id);
      const points = pictograms.get(key);
      const drawn: ComparedHand[] = points ? [{ points, handedness: 'Right' }] : [];
      return {
        key,
        name: gesture.name,
        kind: gesture.kind === 'phrase' ? 'gesture' : 'letter',
        letter: gesture.kind === 'letter' ? gesture.id : null,
        vocabulary: vocabulary.id,
        moves: gesture.moves === true,
        targets: [...drawn, ...(preferences.get(key)?.ownWay?.takes ?? [])],
        path: null,
        drawnWay: gesture.moves ? (letterPaths[gesture.id] ?? null) : null,
      };
    }),
  );
  const beside = taught?.beside ?? ['call-gestures'];
  const own: Item[] = [];
  for (const pack of packs) {
    const vocabulary = shippedIds.find(
      (id) => pack.vocabularies.includes(id) && beside.includes(id),
    );
    if (!pack.enabled || !vocabulary) continue;
    const samples = await store.samplesOfPack(pack.id);
    for (const gesture of pack.gestures) {
      const key = gestureKey(pack.id, gesture.id);
      // What was never trained cannot be recognised.
      if (!taught?.gestures.includes(key)) continue;
      const takes = (samples.get(gesture.id) ?? []).slice(-mostTargets).reverse();
      const moves = gesture.moves === true;
      own.push({
        key,
        name: gesture.name,
        kind: moves ? 'movement' : 'gesture',
        letter: null,
        vocabulary,
        moves,
        targets: moves ? [] : takes.flatMap(({ hands }) => hands.slice(0, 1)),
        path: moves ? (takes[0]?.hands ?? null) : null,
        drawnWay: null,
      });
    }
  }
  return [...own, ...shipped].filter(isOn);
}
