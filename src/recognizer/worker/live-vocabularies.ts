import type { After } from '../../clock/clock.ts';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import type { CaptionLanguage } from '../../messaging/recognition.ts';
import type { PackStore } from '../../packs/store-types.ts';
import { combine, keyOf, nothingTaught, type UserPart } from '../signs/combine.ts';
import type { Embedding } from '../signs/movement/embedding.ts';
import type { LoadedVocabulary } from '../signs/types.ts';
import { nothingRead, readTaught } from './read-taught.ts';

export interface LiveVocabulariesParts {
  /** Loads a shipped vocabulary; rejects when its files are damaged. */
  shipped(id: string, language: CaptionLanguage): Promise<LoadedVocabulary>;
  /** Loads the shipped embedding of movements; rejects when it is damaged. */
  embedding(): Promise<Embedding>;
  /** Rejects when the browser's storage does not work. */
  openStore(): Promise<PackStore>;
  after: After;
}

/** How long to wait for the store's first answer, ms; after that captions start without it. */
export const storePatienceMs = 2000;

/** Shipped vocabularies combined with the user's newest taught gestures and choices. */
export interface LiveVocabularies {
  /**
   * Rejects only when shipped files are damaged, never because of the user's part.
   * @param language of captions; default: English
   */
  load(id: string, draft: boolean, language?: CaptionLanguage): Promise<LoadedVocabulary>;
  /**
   * The newest state of a loaded vocabulary; the same object until something changes.
   * @param draft include the user's newest training, even if captions do not use it yet
   */
  current(id: string, draft: boolean, language?: CaptionLanguage): LoadedVocabulary;
  /** Why the user's part cannot be used, or null; the same object as long as the problem lasts. */
  problem(draft: boolean): Problem | null;
  /** Calibrated thresholds by gesture key, of all shipped and taught gestures. */
  thresholds(id: string): Promise<Readonly<Record<string, number>>>;
  /** Resolves to null when storage does not work. */
  store(): Promise<PackStore | null>;
  dispose(): void;
}

/** The user's part for captions or for drafts, and its problem. */
interface UserState {
  user: UserPart;
  problem: Problem | null;
}

/**
 * Reads packs, preferences and the trained classifier from the store, and again when they change. Each
 * combination is a new object, so callers get either the whole old or the whole new one.
 */
export function createLiveVocabularies(parts: LiveVocabulariesParts): LiveVocabularies {
  /** By language and id. */
  const shipped = new Map<string, LoadedVocabulary>();
  const nameOf = (id: string, language: CaptionLanguage): string => `${language} ${id}`;
  /** By draft or live, language and id; with the user's part that each was made from. */
  const combined = new Map<string, { user: UserPart; loaded: LoadedVocabulary }>();
  let live: UserState = { user: nothingTaught, problem: null };
  let draft: UserState = live;
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
    // A record that exists but cannot be read is damaged.
    const damaged = newest === null && (await from.usage()).taught;
    const stateOf = async (record: typeof newest): Promise<UserState> => {
      const read = record || damaged ? await readTaught(record, parts.embedding) : nothingRead;
      const { beside = ['call-gestures'] } = record ?? {};
      const { taught, taughtMovements, problem } = read;
      return { user: { packs, preferences, taught, taughtMovements, beside }, problem };
    };
    const next = await stateOf(running?.live ? running : null);
    draft = newest && !newest.live ? await stateOf(newest) : next;
    live = next;
  };

  /** Reads until nothing has changed meanwhile. When reading fails, the last state stays in use. */
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
        // Samples and unknowns have no effect before they are trained on.
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

  /** A store that does not answer must not prevent captions. */
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
      const ownOf = ({ user: { taught, taughtMovements } }: UserState) => ({
        ...taught?.thresholds,
        ...taughtMovements?.thresholds,
      });
      const own = { ...ownOf(live), ...ownOf(draft) };
      const ours = Object.entries({
        ...base.classifier.thresholds,
        ...base.movements?.thresholds,
      });
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
