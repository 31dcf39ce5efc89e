/**
 * What one stream recognises: a shipped vocabulary, together with what the user taught beside it and
 * what they chose of both.
 *
 * Ids: a shipped gesture keeps its id (`thumbs-up`), a taught one has its gesture key
 * (`my-gestures:wait`). Shipped ids hold no colon, so that the two never meet.
 */
import { type GesturePreference, gestureKey } from '../../packs/samples.ts';
import type { StoredPack } from '../../packs/store-types.ts';
import type { Gesture } from '../../packs/types.ts';
import type { Hand } from '../hand.ts';
import type { Classification, Classifier, LoadedVocabulary } from './types.ts';

/** What the user taught and chose. */
export interface UserPart {
  /** Names gesture keys; null: nothing taught, or what is there cannot be used. */
  taught: Classifier | null;
  /** Ids of the vocabularies that it was trained beside: with others it is not used. */
  beside: readonly string[];
  packs: readonly StoredPack[];
  /** By gesture key. */
  preferences: ReadonlyMap<string, GesturePreference>;
}

export const nothingTaught: UserPart = {
  taught: null,
  beside: [],
  packs: [],
  preferences: new Map(),
};

/** The gesture key of an id as streams of this vocabulary use them. */
export function keyOf(vocabulary: string, id: string): string {
  return id.includes(':') ? id : gestureKey(vocabulary, id);
}

/**
 * A switched-off gesture silences the one that would be named when its score is this many times as
 * great: then the hand shows what was switched off. Scores are compared as a ratio, because doubted
 * landmarks and distance scale all of a hand's scores alike.
 */
const byFar = 1.2;

/** One classifier's gestures, as the user wants them. */
interface Part {
  classifier: Classifier;
  /** Ids that may be named, with the score that each must reach. */
  on: ReadonlyMap<string, number>;
  /** Ids that were switched off one by one. Those that are neither do not exist. */
  off: readonly string[];
}

/**
 * Puts shipped and taught gestures together. Of the gestures of one classifier the best of those
 * that are switched on is named if it reaches its threshold, as ever. Then:
 * - a taught gesture goes before a shipped one: its classifier was trained against the shipped ones;
 * - a switched-off gesture is never named, and does not stand in the way of another, unless it is
 *   the best by far ({@link byFar}): then the hand shows just that, and the answer is silence;
 * - what was taught is used only beside vocabularies that it was trained to be told from;
 * - taught gestures whose pack or gesture is gone, switched off as a whole, or not for this
 *   vocabulary do not exist, whatever the trained classifier still knows.
 *
 * Pure. `scores` of its answers are of the gestures that are switched on.
 */
export function combine(shipped: LoadedVocabulary, user: UserPart): LoadedVocabulary {
  const { vocabulary } = shipped;
  const gestures = new Map<string, Gesture>();
  for (const gesture of vocabulary.gestures) gestures.set(gesture.id, gesture);
  const parts = [partOf(shipped.classifier, gestures, user, vocabulary.id)];
  if (user.taught && user.beside.includes(vocabulary.id)) {
    const own = taughtGestures(user.packs, vocabulary.id);
    parts.unshift(partOf(user.taught, own, user, vocabulary.id));
    for (const [key, gesture] of own) gestures.set(key, gesture);
  }
  const on = new Map(parts.flatMap((part) => [...part.on]));
  return {
    vocabulary: {
      ...vocabulary,
      gestures: [...gestures].flatMap(([id, gesture]) => {
        if (!on.has(id)) return [];
        const caption = user.preferences.get(keyOf(vocabulary.id, id))?.caption;
        // The user's own words are in a language that nobody told us.
        const own = caption !== undefined && { caption, captionLanguage: undefined };
        return [{ ...gesture, id, ...own }];
      }),
    },
    classifier: {
      gestures: [...on.keys()],
      thresholds: Object.fromEntries(on),
      classify: (hand) => classify(parts, hand),
    },
  };
}

/** The gestures, by key, of packs that are switched on for a vocabulary. */
function taughtGestures(packs: readonly StoredPack[], vocabulary: string): Map<string, Gesture> {
  const found = new Map<string, Gesture>();
  for (const pack of packs) {
    if (!pack.enabled || !pack.vocabularies.includes(vocabulary)) continue;
    for (const gesture of pack.gestures) found.set(gestureKey(pack.id, gesture.id), gesture);
  }
  return found;
}

function partOf(
  classifier: Classifier,
  gestures: ReadonlyMap<string, Gesture>,
  { preferences }: UserPart,
  vocabulary: string,
): Part {
  const on = new Map<string, number>();
  const off: string[] = [];
  for (const id of classifier.gestures) {
    if (!gestures.has(id)) continue;
    const { enabled = true, threshold } = preferences.get(keyOf(vocabulary, id)) ?? {};
    if (enabled) on.set(id, threshold ?? classifier.thresholds[id] ?? 1);
    else off.push(id);
  }
  return { classifier, on, off };
}

function classify(parts: readonly Part[], hand: Hand): Classification {
  const scores: Record<string, number> = {};
  let named: string | null = null;
  let offScore = 0;
  for (const { classifier, on, off } of parts) {
    if (on.size === 0 && off.length === 0) continue;
    const all = classifier.classify(hand).scores;
    let best: string | null = null;
    for (const id of on.keys()) {
      scores[id] = all[id] ?? 0;
      if (best === null || scores[id] > scores[best]!) best = id;
    }
    // A threshold of 0 still wants a score: broken landmarks have none.
    const score = best === null ? 0 : scores[best]!;
    if (named === null && best !== null && score > 0 && score >= on.get(best)!) named = best;
    for (const id of off) offScore = Math.max(offScore, all[id] ?? 0);
  }
  if (named !== null && offScore > byFar * scores[named]!) named = null;
  return { scores, gesture: named };
}
