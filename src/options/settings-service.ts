import { signal } from '@preact/signals';
import { ProblemError } from '../messaging/problems.ts';
import { defaultSettings } from '../settings/schema.ts';
import { loadSettings, type StorageArea, saveSettings } from '../settings/storage.ts';
import type { SettingsService } from './services.ts';

/** Told when something stored has changed, here or elsewhere; answers how to stop. */
export type WatchStorage = (changed: () => void) => () => void;

/** The settings as every page sees them. `dispose` stops following. */
export function createSettingsService(
  area: StorageArea,
  watch: WatchStorage,
): SettingsService & { ready: Promise<void>; dispose(): void } {
  const current = signal(defaultSettings);
  let asked = 0;
  const read = async (): Promise<void> => {
    const turn = ++asked;
    try {
      const settings = await loadSettings(area);
      // An older answer may come after a newer one.
      if (turn === asked) current.value = settings;
    } catch {
      // What was known stays; a change that cannot be stored tells of it.
    }
  };
  const stop = watch(() => void read());
  return {
    current,
    ready: read(),
    async change(fields) {
      try {
        const stored = await saveSettings(area, fields);
        asked++;
        current.value = stored;
      } catch (error) {
        throw new ProblemError('storage-failed', String(error), { cause: error });
      }
    },
    dispose() {
      asked++;
      stop();
    },
  };
}
