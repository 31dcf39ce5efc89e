/** Makes the recognizer and the trainer of an extension page, each in a worker of its own. */
import browser from 'webextension-polyfill';
import { realTimers } from '../../clock/clock.ts';
import { openPageRecognizer } from '../../recognizer/page/browser.ts';
import { captionLanguageOf } from '../../settings/caption-language.ts';
import { createTrainer, type TrainingWorker } from '../../teaching/trainer.ts';
import type { OptionsServices, SettingsService } from './types.ts';

export function createEngines(
  settings: Pick<SettingsService, 'current'>,
  uiLocale: string,
): Pick<OptionsServices, 'recognizer' | 'trainer'> {
  const base = browser.runtime.getURL('');
  return {
    recognizer() {
      const { dwellMs, captionLanguage } = settings.current.peek();
      return openPageRecognizer(base, dwellMs, captionLanguageOf(captionLanguage, uiLocale));
    },
    trainer: () =>
      createTrainer({
        base,
        makeWorker: () =>
          new Worker(`${base}teaching-worker.js`, { type: 'module' }) as TrainingWorker,
        after: realTimers.after,
      }),
  };
}
