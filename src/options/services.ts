/**
 * What the sections of the options page (and the welcome page) need of the world. The real ones are
 * made in `browser-services.ts`; tests hand in their own.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { PackStore } from '../packs/store-types.ts';
import type { Vocabulary } from '../packs/types.ts';
import type { PageRecognizer } from '../recognizer/page/types.ts';
import type { Settings, SettingsChange } from '../settings/schema.ts';
import type { Trainer } from '../teaching/types.ts';
import type { HandPoint } from '../ui/hand-shape.ts';
import type { Words } from '../ui/i18n.ts';

export interface SettingsService {
  /** As stored, following other pages; the defaults until they are read. */
  readonly current: ReadonlySignal<Settings>;
  /** Stores these fields at once. Rejects with a ProblemError; nothing is changed then. */
  change(fields: SettingsChange): Promise<void>;
}

/** Opens cameras. Every stream is its asker's to stop. */
export interface Cameras {
  /**
   * Asks the browser for a camera, without sound. Rejects with a ProblemError: 'no-camera',
   * 'camera-refused', 'camera-failed'; `ui/camera-problem.ts` has the sentences for pages.
   */
  open(deviceId?: string): Promise<MediaStream>;
  /** The cameras there are; they have names once one was allowed. */
  list?(): Promise<readonly { id: string; label: string }[]>;
}

export interface GrantedSites {
  /** The listed call sites of the manifest, as match patterns. */
  readonly listed: readonly string[];
  /** Sites that the user granted beyond those, as match patterns. */
  granted(): Promise<readonly string[]>;
  /** Must be called within the click. Answers false when the user declined. */
  request(pattern: string): Promise<boolean>;
  remove(pattern: string): Promise<void>;
  /** Told when the granted sites have changed; answers how to stop. */
  subscribe(listener: () => void): () => void;
}

/** What else is kept on this device, beside the pack store. */
export interface OtherTraces {
  /** Settings, the self-test's result and all transcripts go. Rejects with a ProblemError. */
  clear(): Promise<void>;
  /** How many there are. */
  count(): Promise<{ settings: number; selfTests: number; transcripts: number }>;
}

export interface OptionsServices {
  store: PackStore;
  /** A new one; its asker starts and disposes it. */
  recognizer(): PageRecognizer;
  /** A new one; its asker disposes it. */
  trainer(): Trainer;
  settings: SettingsService;
  cameras: Cameras;
  sites: GrantedSites;
  traces: OtherTraces;
  /** What ships. Rejects with a ProblemError ('model-damaged'). */
  vocabularies(): Promise<readonly Vocabulary[]>;
  /** 21 points of each shipped gesture, by gesture key. */
  pictograms(): Promise<ReadonlyMap<string, readonly HandPoint[]>>;
  /** Calibrated thresholds by gesture key, of what ships and of what was trained last. */
  calibrated(): Promise<ReadonlyMap<string, number>>;
  /** Offers a file to be saved. */
  save(name: string, text: string, type: string): void;
}

export interface SectionProps {
  words: Words;
  services: OptionsServices;
}
