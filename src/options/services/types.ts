/**
 * What the sections of the options page (and the welcome page) need from outside.
 * `browser-services.ts` makes the real ones; tests hand in their own.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { PackStore } from '../../packs/store-types.ts';
import type { Vocabulary } from '../../packs/types.ts';
import type { PageRecognizer } from '../../recognizer/page/types.ts';
import type { LocalRecords } from '../../settings/local-records.ts';
import type { Settings } from '../../settings/schema.ts';
import type { SettingsEdit } from '../../settings/storage.ts';
import type { Trainer } from '../../teaching/types.ts';
import type { TeachWay } from '../../teaching/way-teacher.ts';
import type { HandPoint } from '../../ui/hand-shape.ts';
import type { Words } from '../../ui/i18n.ts';
import type { Shortcuts } from '../keys/shortcuts.ts';
import type { PracticeStore, Practised } from '../practice/progress.ts';

export interface SettingsService {
  /** The stored settings, including changes by other pages; the defaults until they are read. */
  readonly current: ReadonlySignal<Settings>;
  /** Stores the change at once. Rejects with a ProblemError; then nothing is changed. */
  change(change: SettingsEdit): Promise<void>;
}

/** Opens cameras. The caller must stop every stream. */
export interface Cameras {
  /**
   * Asks the browser for a camera, without sound. Rejects with a ProblemError: 'no-camera',
   * 'camera-refused', 'camera-failed'; `ui/camera-problem.ts` has the sentences for pages.
   */
  open(deviceId?: string): Promise<MediaStream>;
  /** All cameras; they have names once the user has allowed one. */
  list?(): Promise<readonly { id: string; label: string }[]>;
}

export interface GrantedSites {
  /** The listed call sites of the manifest, as match patterns. */
  readonly listed: readonly string[];
  /** Sites that the user granted beyond those, as match patterns. */
  granted(): Promise<readonly string[]>;
  /** Must be called within the click. @returns whether the user has agreed */
  request(pattern: string): Promise<boolean>;
  remove(pattern: string): Promise<void>;
  /** Calls the listener when the granted sites have changed. @returns ends the subscription */
  subscribe(listener: () => void): () => void;
}

/** All that is kept besides the pack store and the transcripts. */
export interface LocalContent extends LocalRecords {
  /** How often what was practised was right. */
  practised: readonly Practised[];
}

/** What is kept on this device besides the pack store. */
export interface OtherTraces {
  /** Deletes settings, what was practised, the self-test's results and all transcripts. Rejects with a ProblemError. */
  clear(): Promise<void>;
  /** Counts them. Rejects with a ProblemError. */
  count(): Promise<{
    settings: number;
    practised: number;
    selfTests: number;
    transcripts: number;
  }>;
}

/** All that is kept in `storage.local` and of practising. Both reject with a ProblemError; then nothing is changed. */
export interface LocalKeeper {
  read(): Promise<LocalContent>;
  replace(records: LocalContent): Promise<void>;
}

export interface OptionsServices {
  store: PackStore;
  /** Makes a recognizer; the caller starts it and disposes of it. */
  recognizer(): PageRecognizer;
  /** Learns how the user shows a shipped gesture, and stores it. Rejects with a ProblemError. */
  teachWay: TeachWay;
  /** Makes a trainer; the caller disposes of it. */
  trainer(): Trainer;
  settings: SettingsService;
  cameras: Cameras;
  sites: GrantedSites;
  traces: OtherTraces;
  shortcuts: Shortcuts;
  local: LocalKeeper;
  practice: PracticeStore;
  /** The shipped vocabularies. Rejects with a ProblemError ('model-damaged'). */
  vocabularies(): Promise<readonly Vocabulary[]>;
  /** The 21 points that draw each shipped gesture, by gesture key. */
  pictograms(): Promise<ReadonlyMap<string, readonly HandPoint[]>>;
  /** Calibrated thresholds by gesture key, of shipped gestures and of those trained last. */
  calibrated(): Promise<ReadonlyMap<string, number>>;
  /** Offers a file to be saved. */
  save(name: string, text: string, type: string): void;
}

export interface SectionProps {
  words: Words;
  services: OptionsServices;
}
