/**
 * Makes the vocabulary of one stream: a shipped vocabulary, the gestures that the user taught for
 * it, and the user's choices about both.
 *
 * Ids: a shipped gesture keeps its id (`thumbs-up`), a taught one has its gesture key
 * (`my-gestures:wait`). Shipped ids contain no colon, so the two never collide.
 */
import { type GesturePreference, gestureKey, type OwnWay } from '../../packs/samples.ts';
import type { StoredPack } from '../../packs/store-types.ts';
import type { Gesture } from '../../packs/types.ts';
import type {
  Classification,
  Classifier,
  ClassifierOf,
  LoadedVocabulary,
  MovementClassifier,
} from './types.ts';

/** Taught gestures, and the user's choices. */
export interface UserPart {
  /** Its gestures are gesture keys; null: nothing was taught, or the classifier cannot be used. */
  taught: Classifier | null;
  /** The same of taught gestures that move; default: none. */
  taughtMovements?: MovementClassifier | null;
  /** Ids of the vocabularies whose gestures it was trained to tell apart; not used with others. */
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

/** The gesture key of an id that a stream of this vocabulary uses. */
export function keyOf(vocabulary: string, id: string): string {
  return id.includes(':') ? id : gestureKey(vocabulary, id);
}

/**
 * A switched-off gesture suppresses the gesture that would be named if its score is more than this
 * many times as great: then the hand shows the gesture that was switched off. The scores' ratio is
 * compared, because presence and distance scale all scores of a hand alike.
 */
const byFar = 1.2;

/** One classifier, with the user's choices about its gestures. */
interface Part<Shown> {
  classifier: ClassifierOf<Shown>;
  /** Ids of the gestures that are switched on, with their thresholds. */
  on: ReadonlyMap<string, number>;
  /** Ids of the gestures that were switched off one by one. Gestures in neither are ignored. */
  off: readonly string[];
}

/**
 * Combines shipped and taught gestures. Of one classifier's gestures that are switched on, the best
 * is named if it reaches its threshold. Also:
 * - a taught gesture takes precedence over a shipped one: its classifier was trained against the
 *   shipped ones;
 * - a shipped gesture that the user shows in an own way is also known by the user's takes;
 * - a switched-off gesture is never named and blocks no other, unless it is the best by far
 *   ({@link byFar}): then the hand shows that gesture, and the answer is silence;
 * - taught gestures are used only with vocabularies that their classifier was trained to tell them
 *   from;
 * - taught gestures are ignored, even if the classifier still knows them, when they or their pack
 *   are deleted, or their pack is switched off or not for this vocabulary.
 *
 * Gestures that are held and gestures that move follow the same rules, each among themselves.
 *
 * Pure. `scores` of its answers contain the gestures that are switched on.
 */
export function combine(shipped: LoadedVocabulary, user: UserPart): LoadedVocabulary {
  const { vocabulary } = shipped;
  const gestures = new Map<string, Gesture>();
  for (const gesture of vocabulary.gestures) gestures.set(gesture.id, gesture);
  const own =
    user.beside.includes(vocabulary.id) && (user.taught || user.taughtMovements)
      ? taughtGestures(user.packs, vocabulary.id)
      : new Map<string, Gesture>();
  const partsOf = <Shown>(
    ours: ClassifierOf<Shown> | null,
    theirs: ClassifierOf<Shown> | null,
  ): Part<Shown>[] => [
    ...(theirs && own.size > 0 ? [partOf(theirs, own, user, vocabulary.id)] : []),
    ...(ours ? [partOf(ours, gestures, user, vocabulary.id)] : []),
  ];
  const held = together(partsOf(asShown(shipped, user), user.taught));
  const moving = together(partsOf(shipped.movements, user.taughtMovements ?? null));
  for (const [key, gesture] of own) gestures.set(key, gesture);
  const on = new Set([...held.gestures, ...moving.gestures]);
  return {
    vocabulary: {
      ...vocabulary,
      gestures: [...gestures].flatMap(([id, gesture]) => {
        if (!on.has(id)) return [];
        const caption = user.preferences.get(keyOf(vocabulary.id, id))?.caption;
        // The language of the user's own words is unknown.
        const own = caption !== undefined && { caption, captionLanguage: undefined };
        return [{ ...gesture, id, ...own }];
      }),
    },
    classifier: held,
    movements: moving.gestures.length > 0 ? moving : null,
  };
}

/** Several classifiers as one; of the first that names a gesture, its answer. */
function together<Shown>(parts: readonly Part<Shown>[]): ClassifierOf<Shown> {
  const on = new Map(parts.flatMap((part) => [...part.on]));
  return {
    gestures: [...on.keys()],
    thresholds: Object.fromEntries(on),
    classify: (shown) => classify(parts, shown),
  };
}

/** The shipped classifier, with the gestures that this user shows in an own way. */
function asShown({ classifier, vocabulary }: LoadedVocabulary, { preferences }: UserPart) {
  const ways = new Map<string, OwnWay>();
  for (const id of classifier.gestures) {
    const way = preferences.get(keyOf(vocabulary.id, id))?.ownWay;
    if (way) ways.set(id, way);
  }
  return ways.size === 0 ? classifier : (classifier.withWays?.(ways) ?? classifier);
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

function partOf<Shown>(
  classifier: ClassifierOf<Shown>,
  gestures: ReadonlyMap<string, Gesture>,
  { preferences }: UserPart,
  vocabulary: string,
): Part<Shown> {
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

function classify<Shown>(parts: readonly Part<Shown>[], shown: Shown): Classification {
  const scores: Record<string, number> = {};
  let named: string | null = null;
  let offScore = 0;
  for (const { classifier, on, off } of parts) {
    if (on.size === 0 && off.length === 0) continue;
    const all = classifier.classify(shown).scores;
    let best: string | null = null;
    for (const id of on.keys()) {
      scores[id] = all[id] ?? 0;
      if (best === null || scores[id] > scores[best]!) best = id;
    }
    // Even with a threshold of 0 a score is needed: that of broken landmarks is 0.
    const score = best === null ? 0 : scores[best]!;
    if (named === null && best !== null && score > 0 && score >= on.get(best)!) named = best;
    for (const id of off) offScore = Math.max(offScore, all[id] ?? 0);
  }
  if (named !== null && offScore > byFar * scores[named]!) named = null;
  return { scores, gesture: named };
}
