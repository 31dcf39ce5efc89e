/**
 * The store of packs, samples, preferences and the trained classifier: one IndexedDB database of
 * the extension's origin, which the options page writes and the recognizer's worker reads. Every
 * change is one transaction that touches only what it names, so that two pages that are open at
 * once do not undo each other, and a crash or a full disk leaves the state before it.
 */
import type {
  GesturePreference,
  PackGesture,
  PackHeader,
  Sample,
  UnknownOrigin,
  UnknownSample,
} from './samples.ts';

/** A classifier trained on this device, with what it was trained on and how good it is. */
export interface TaughtRecord {
  /** The classifier's file (`recognizer/signs/classifier-file.ts`); its gestures are gesture keys. */
  classifier: unknown;
  /** The quality report that was shown (`teaching/types.ts`). */
  report: unknown;
  /** Unix time in milliseconds. */
  trainedAt: number;
  /** Keys of the gestures it can name. */
  gestures: readonly string[];
  /**
   * Ids of the shipped vocabularies that it was trained beside: it was taught to tell its gestures from
   * theirs, and is used with no other. Left out, by earlier versions: `call-gestures`.
   */
  beside?: readonly string[] | undefined;
  /** Captions run with it. A trained classifier waits as `false` until the user goes live. */
  live: boolean;
}

export interface StoredPack extends PackHeader {
  /** Samples by gesture id. */
  sampleCounts: Readonly<Record<string, number>>;
}

export interface StoreUsage {
  packs: number;
  gestures: number;
  samples: number;
  unknowns: Readonly<Record<UnknownOrigin, number>>;
  preferences: number;
  taught: boolean;
}

/**
 * What changed; 'everything' after "delete everything". `classifier` covers preferences too: what
 * the recognizer must load anew.
 */
export type StoreChange = 'packs' | 'samples' | 'unknowns' | 'classifier' | 'everything';

/** Every method rejects with a ProblemError ('storage-full', 'storage-failed') and changes nothing. */
export interface PackStore {
  packs(): Promise<readonly StoredPack[]>;
  /** Adds a pack or changes these fields of it; its gestures and samples stay as they are. */
  savePack(id: string, fields: Partial<Omit<PackHeader, 'id' | 'gestures'>>): Promise<void>;
  deletePack(id: string): Promise<void>;
  /** Adds or changes a gesture; makes the pack (the user's own) if it is not there. */
  saveGesture(pack: string, gesture: PackGesture): Promise<void>;
  /** Deletes the gesture with its samples and its preference. */
  deleteGesture(pack: string, gesture: string): Promise<void>;

  samples(pack: string, gesture: string): Promise<readonly Sample[]>;
  /** Of all gestures of the pack at once, by gesture id. */
  samplesOfPack(pack: string): Promise<ReadonlyMap<string, readonly Sample[]>>;
  addSamples(pack: string, gesture: string, samples: readonly Sample[]): Promise<void>;
  deleteSamples(ids: readonly string[]): Promise<void>;

  unknowns(): Promise<readonly UnknownSample[]>;
  addUnknowns(samples: readonly UnknownSample[]): Promise<void>;
  deleteUnknowns(ids: readonly string[]): Promise<void>;

  /** By gesture key. */
  preferences(): Promise<ReadonlyMap<string, GesturePreference>>;
  /** Changes these fields; `undefined` sets one back to its default. */
  setPreference(
    key: string,
    change: { [K in keyof GesturePreference]?: GesturePreference[K] | undefined },
  ): Promise<void>;

  /** What was trained last ('newest', also when left out), or what captions run with ('live'). */
  taught(which?: 'newest' | 'live'): Promise<TaughtRecord | null>;
  /**
   * A live record takes the place of all. One that waits stands beside the live one, so that captions
   * go on with that until the user decides; with the live one's own `trainedAt` it stops that.
   * null removes all.
   */
  setTaught(record: TaughtRecord | null): Promise<void>;

  /** Puts a whole pack with samples in one transaction (import); replaces one of the same id. */
  putPack(
    pack: PackHeader,
    samples: ReadonlyMap<string, readonly Sample[]>,
    unknowns: readonly UnknownSample[],
  ): Promise<void>;

  usage(): Promise<StoreUsage>;
  deleteEverything(): Promise<void>;
  /** Told of changes by this and every other page and worker. Answers how to stop. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  close(): void;
}
