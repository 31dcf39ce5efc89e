import { type ReadonlySignal, signal } from '@preact/signals';
import type { Settings } from '../../settings/schema.ts';
import { changeAt } from '../../settings/site-choices.ts';

/** What the popup needs to show and change who reads captions; `browser-api.ts` has the real one. */
export interface ReadersApi {
  /** Whether this browser can draw captions into the picture that a call sends. */
  possible: boolean;
  load(): Promise<Settings>;
  /**
   * @param site the tab's site, whose own choice is changed if it has one
   * @returns the settings as stored
   */
  save(outgoing: boolean, site: string | undefined): Promise<Settings>;
  /** Calls the listener when any page changes the settings. @returns ends the subscription */
  subscribe(listener: (settings: Settings) => void): () => void;
}

export interface ReadersStore {
  readonly possible: boolean;
  /** As they are everywhere; null until they have been read. */
  readonly settings: ReadonlySignal<Settings | null>;
  /** The last change could not be stored. */
  readonly failed: ReadonlySignal<boolean>;
  start(): Promise<void>;
  /**
   * @param outgoing whether others see captions
   * @param site the tab's site: if it has a choice of its own, this counts there only
   */
  setOutgoing(outgoing: boolean, site: string | undefined): Promise<void>;
  dispose(): void;
}

export function createReadersStore(api: ReadersApi): ReadersStore {
  const settings = signal<Settings | null>(null);
  const failed = signal(false);
  const stop = api.subscribe((now) => {
    settings.value = now;
  });
  let disposed = false;
  return {
    possible: api.possible,
    settings,
    failed,
    async start() {
      const now = await api.load().catch(() => null);
      // What was heard meanwhile is newer.
      if (!disposed) settings.value ??= now;
    },
    async setOutgoing(outgoing, site) {
      const before = settings.value;
      // Shown at once; what is stored corrects it.
      if (before) settings.value = { ...before, ...changeAt(before, site, { outgoing }) };
      try {
        settings.value = await api.save(outgoing, site);
        failed.value = false;
      } catch {
        settings.value = before;
        failed.value = true;
      }
    },
    dispose() {
      disposed = true;
      stop();
    },
  };
}
