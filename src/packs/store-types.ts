/**
 * The store of packs, samples, preferences and the trained classifier: one IndexedDB database of
 * the extension's origin, which the options page writes and the recognizer's worker reads. Every
 * change is one transaction that touches only what it names, so that two open pages do not undo
 * each other's changes, and a crash or a full disk leaves the previous state.
 */
import type {
  GesturePreference,
  PackGesture,
  PackHeader,
  Sample,
  UnknownOrigin,
  UnknownSample,
  WholePack,
} from './samples.ts';

/** How many samples a classifier was trained on; if there are others now, it is out of date. */
export interface TrainedOn {
  /** By key, of gestures that are held still; those with too few to be trained are left out. */
  held: Readonly<Record<string, number>>;
  /** The same of gestures that move. */
  moving: Readonly<Record<string, number>>;
  /** Samples that mean nothing. */
  unknowns: number;
}

/** A classifier trained on this device, with its gestures and its report. */
export interface TaughtRecord {
  /**
   * The classifier's file (`recognizer/signs/classifier-file.ts`); its gestures are gesture keys.
   * null: only moving gestures were taught.
   */
  classifier: unknown;
  /** The file of the classifier of movements; left out: only held gestures were taught. */
  movements?: unknown;
  /** The quality report that was shown (`teaching/types.ts`). */
  report: unknown;
  /** Unix time in milliseconds. */
  trainedAt: number;
  /** Keys of the gestures it can name, held and moving. */
  gestures: readonly string[];
  /**
   * Ids of the shipped vocabularies that it was trained beside: it distinguishes its gestures from
   * theirs, and is used with no others. Earlier versions left it out: then it is `call-gestures`.
   */
  beside?: readonly string[] | undefined;
  /** Earlier versions left it out. */
  trainedOn?: TrainedOn | undefined;
  /** Whether captions use it. After training it is `false` until the user goes live. */
  live: boolean;
}

export interface StoredPack extends PackHeader {
  /** How many samples there are, by gesture id. */
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

/** All that the store holds, apart from records that cannot be read. */
export interface StoreContent {
  packs: readonly WholePack[];
  /** Of no pack: those that the user recorded or marked. */
  unknowns: readonly UnknownSample[];
  /** By gesture key. */
  preferences: ReadonlyMap<string, GesturePreference>;
  /** At most one that is live and one that is not. */
  taught: readonly TaughtRecord[];
}

/** Takes back a change: puts back the records that it deleted, byte for byte. */
export type Undo = () => Promise<void>;

/**
 * What changed; 'everything' after all was deleted or replaced. `classifier` includes preferences: it
 * is everything that the recognizer must load again.
 */
export type StoreChange = 'packs' | 'samples' | 'unknowns' | 'classifier' | 'everything';

/**
 * Every method rejects with a ProblemError ('storage-full', 'storage-failed') and changes nothing.
 */
export interface PackStore {
  packs(): Promise<readonly StoredPack[]>;
  /** Adds a pack, or changes these fields of it but not its gestures and samples. */
  savePack(id: string, fields: Partial<Omit<PackHeader, 'id' | 'gestures'>>): Promise<void>;
  deletePack(id: string): Promise<void>;
  /**
   * Adds or changes a gesture; creates the pack (the user's own) if it does not exist. A gesture whose
   * samples are not movements cannot become a moving one.
   */
  saveGesture(pack: string, gesture: PackGesture): Promise<void>;
  /** Changes a gesture and deletes its samples, as when its kind changes: they are of the other one. */
  restartGesture(pack: string, gesture: PackGesture): Promise<void>;
  /** Deletes the gesture with its samples and its preference. */
  deleteGesture(pack: string, gesture: string): Promise<Undo>;

  samples(pack: string, gesture: string): Promise<readonly Sample[]>;
  /** The samples of all gestures of the pack, by gesture id. */
  samplesOfPack(pack: string): Promise<ReadonlyMap<string, readonly Sample[]>>;
  /** Samples of a moving gesture must be movements ({@link movementFault}). */
  addSamples(pack: string, gesture: string, samples: readonly Sample[]): Promise<void>;
  /** The undo is refused once their gesture is gone or of the other kind. */
  deleteSamples(ids: readonly string[]): Promise<Undo>;

  unknowns(): Promise<readonly UnknownSample[]>;
  addUnknowns(samples: readonly UnknownSample[]): Promise<void>;
  deleteUnknowns(ids: readonly string[]): Promise<Undo>;

  /** By gesture key. */
  preferences(): Promise<ReadonlyMap<string, GesturePreference>>;
  /** Changes these fields; `undefined` restores the default. */
  setPreference(
    key: string,
    change: { [K in keyof GesturePreference]?: GesturePreference[K] | undefined },
  ): Promise<void>;

  /** The classifier that was trained last ('newest', the default), or the one in use ('live'). */
  taught(which?: 'newest' | 'live'): Promise<TaughtRecord | null>;
  /**
   * A live record replaces all others. A record that is not live is stored beside the live one, so
   * that captions use the live one until the user decides; if both have the same `trainedAt`, the
   * live one is removed. null removes all.
   */
  setTaught(record: TaughtRecord | null): Promise<void>;

  /**
   * Stores a whole pack with samples in one transaction (import); replaces one with the same id.
   */
  putPack(
    pack: PackHeader,
    samples: ReadonlyMap<string, readonly Sample[]>,
    unknowns: readonly UnknownSample[],
  ): Promise<void>;

  usage(): Promise<StoreUsage>;
  everything(): Promise<StoreContent>;
  /** Deletes everything and stores this instead. The undo restores damaged records, too. */
  replaceEverything(content: StoreContent): Promise<Undo>;
  deleteEverything(): Promise<void>;
  /** Calls back on changes by any page or worker, this one included. Returns how to unsubscribe. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  close(): void;
}
