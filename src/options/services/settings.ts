import { signal } from '@preact/signals';
import { ProblemError, toProblem } from '../../messaging/problems.ts';
import { defaultSettings } from '../../settings/schema.ts';
import {
  loadSettings,
  type StorageArea,
  type StorageEvents,
  saveSettings,
  subscribeSettings,
} from '../../settings/storage.ts';
import type { SettingsService } from './types.ts';

/** The settings, kept up to date. `ready` never rejects; `dispose` ends the updates. */
export function createSettingsService(
  area: StorageArea,
  events: StorageEvents,
): SettingsService & { ready: Promise<void>; dispose(): void } {
  const current = signal(defaultSettings);
  let changed = false;
  const stop = subscribeSettings(events, (settings) => {
    changed = true;
    current.value = settings;
  });
  const read = async (): Promise<void> => {
    try {
      const settings = await loadSettings(area);
      // A change that came meanwhile is newer than what was read.
      if (!changed) current.value = settings;
    } catch {
      // The page shows the defaults; a change that cannot be stored will report the problem.
    }
  };
  return {
    current,
    ready: read(),
    async change(change) {
      try {
        current.value = await saveSettings(area, change);
        changed = true;
      } catch (error) {
        const { detail = '' } = toProblem(error);
        throw new ProblemError('storage-failed', detail, { cause: error });
      }
    },
    dispose: stop,
  };
}
