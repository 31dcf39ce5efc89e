import type { After } from '../../clock/clock.ts';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import type { CaptionLanguage } from '../../messaging/recognition.ts';
import type { PackStore } from '../../packs/store-types.ts';
import { loadClassifier } from '../signs/classifier.ts';
import { combine, keyOf, nothingTaught, type UserPart } from '../signs/combine.ts';
import type { Classifier, LoadedVocabulary } from '../signs/types.ts';

export interface LiveVocabulariesParts {
  /** The shipped files of a vocabulary; rejects when they are damaged. */
  shipped(id: string, language: CaptionLanguage): Promise<LoadedVocabulary>;
  /** Rejects where the browser's storage does not work. */
  openStore(): Promise<PackStore>;
  after: After;
}

/** So long a first answer of the store is waited for; captions start without it after that. */
export const storePatienceMs = 2000;

/** Shipped vocabularies together with what the user taught and chose, always the newest. */
export interface LiveVocabularies {
  /**
   * Rejects for damaged shipped files alone: whatever is wrong with the user's part, this works.
   * @param language of captions; left out: English
   */
  load(id: string, draft: boolean, language?: CaptionLanguage): Promise<LoadedVocabulary>;
  /**
   * The newest of a vocabulary that was loaded: the same object until something changed.
   * @param draft with what was trained last, even if captions do not run with it yet
   */
  current(id: string, draft: boolean, language?: CaptionLanguage): LoadedVocabulary;
  /** What keeps the user's part from being used; null: nothing. The same object while it lasts. */
  problem(draft: boolean): Problem | null;
  /** Calibrated thresholds by gesture key, of all shipped and taught gestures. */
  thresholds(id: string): Promise<Readonly<Record<string, number>>>;
  /** Null where storage does not work. */
  store(): Promise<PackStore | null>;
  dispose(): void;
}

/** The user's part for one use, and what is wrong with it. */
interface Mine {
  user: UserPart;
  problem: Problem | null;
}

/**
 * Reads packs, preferences and the trained classifier from the store, and again when they change.
 * A new combination is made aside; whoever asks for the current one between two frames gets either
 * the old or the new one, whole.
 */
export function createLiveVocabularies(parts: LiveVocabulariesParts): LiveVocabularies {
  /** By language and id. */
  const shipped = new Map<string, LoadedVocabulary>();
  const nameOf = (id: string, language: CaptionLanguage): string => `${language} ${id}`;
  /** What was combined, by use and vocabulary, with the user's part that it was combined of. */
  const combined = new Map<string, { user: UserPart; loaded: LoadedVocabulary }>();
  let live: Mine = { user: nothingTaught, problem: null };
  let draft: Mine = live;
  let store: PackStore | null = null;
  let stop: (() => void) | null = null;
  let stale = true;
  let disposed = false;

  const read = async (from: PackStore): Promise<void> => {
    const [packs, preferences, running, newest] = await Promise.all([
      from.packs(),
      from.preferences(),
      from.taught('live'),
      from.taught('newest'),
    ]);
    // A record that the store holds and cannot read is one that is damaged.
    const lost = newest === null && (await from.usage()).taught;
    const of = (record: typeof newest): Mine => {
      const { taught, problem } = record || lost ? classifierOf(record?.classifier) : none;
      const { beside = ['call-gestures'] } = record ?? {};
      return { user: { packs, preferences, taught, beside }, problem };
    };
    const next = of(running?.live ? running : null);
    draft = newest && !newest.live ? of(newest) : next;
    live = next;
  };

  /** Reads until nothing changed meanwhile. What was read before stays when reading fails. */
  const refresh = async (from: PackStore): Promise<void> => {
    while (stale && !disposed) {
      stale = false;
      try {
        await read(from);
      } catch (error) {
        const problem = toProblem(error, 'storage-failed');
        live = { ...live, problem };
        draft = { ...draft, problem };
      }
    }
  };

  let reading: Promise<void> = Promise.resolve();
  const opening: Promise<PackStore | null> = parts.openStore().then(
    (opened) => {
      if (disposed) {
        opened.close();
        return null;
      }
      store = opened;
      stop = opened.subscribe((change) => {
        // Samples and unknowns matter when they are trained on, not before.
        if (change === 'samples' || change === 'unknowns') return;
        stale = true;
        reading = reading.then(() => refresh(opened));
      });
      return opened;
    },
    (error: unknown) => {
      const problem = toProblem(error, 'storage-failed');
      live = { ...live, problem };
      draft = live;
      return null;
    },
  );
  const ready = opening.then((opened) => {
    if (opened) reading = reading.then(() => refresh(opened));
    return reading;
  });

  /** A store that does not answer must not keep anybody from captions. */
  const readyOrLate = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = parts.after(storePatienceMs, resolve);
      void ready.then(() => {
        cancel();
        resolve();
      });
    });

  const loadShipped = async (
    id: string,
    language: CaptionLanguage = 'en',
  ): Promise<LoadedVocabulary> => {
    const loaded = await parts.shipped(id, language);
    shipped.set(nameOf(id, language), loaded);
    return loaded;
  };

  const current = (
    id: string,
    useDraft: boolean,
    language: CaptionLanguage = 'en',
  ): LoadedVocabulary => {
    const name = nameOf(id, language);
    const base = shipped.get(name);
    if (!base) throw new RangeError(`the vocabulary ${id} was not loaded`);
    const { user } = useDraft ? draft : live;
    const key = `${useDraft ? 'draft' : 'live'} ${name}`;
    const made = combined.get(key);
    if (made?.user === user) return made.loaded;
    const loaded = combine(base, user);
    combined.set(key, { user, loaded });
    return loaded;
  };

  return {
    async load(id, useDraft, language) {
      await Promise.all([loadShipped(id, language), readyOrLate()]);
      return current(id, useDraft, language);
    },
    current,
    problem: (useDraft) => (useDraft ? draft : live).problem,
    async thresholds(id) {
      const [base] = await Promise.all([loadShipped(id), readyOrLate()]);
      const own = { ...live.user.taught?.thresholds, ...draft.user.taught?.thresholds };
      const ours = Object.entries(base.classifier.thresholds);
      return { ...Object.fromEntries(ours.map(([gesture, t]) => [keyOf(id, gesture), t])), ...own };
    },
    store: () => opening,
    dispose() {
      disposed = true;
      stop?.();
      store?.close();
    },
  };
}

interface Read {
  taught: Classifier | null;
  problem: Problem | null;
}

const none: Read = { taught: null, problem: null };

function classifierOf(file: unknown): Read {
  try {
    return { taught: loadClassifier(file), problem: null };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { taught: null, problem: { code: 'taught-damaged', detail } };
  }
}
