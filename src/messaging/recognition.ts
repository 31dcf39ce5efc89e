import * as v from 'valibot';
import { id, within } from './values.ts';

/**
 * What a call asks of the recognizer. The background makes it from the settings, the content script
 * passes it on, the recognizer applies it; nothing in between lists its fields.
 */

export const VocabularyId = v.pipe(id, v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

/** How long a sign must be held still before it counts, ms. */
export const dwellRange = { least: 300, most: 3000 } as const;
export const DwellMs = within(dwellRange);

/**
 * How sure the gate must be that a sign is meant: loose misses less, strict is silent more often.
 */
export const strictnesses = ['loose', 'normal', 'strict'] as const;
export const Strictness = v.picklist(strictnesses);
export type Strictness = v.InferOutput<typeof Strictness>;

/**
 * How letters are spelled: each held for the dwell, or also in a flow in which each is held for only a
 * moment.
 */
export const spellingWays = ['single', 'flowing'] as const;
export const SpellingWay = v.picklist(spellingWays);
export type SpellingWay = v.InferOutput<typeof SpellingWay>;

/** At most how many frames per second are looked at while a hand is followed. */
export const mostRates = [15, 10, 5] as const;
export const MostRate = v.picklist(mostRates);
export type MostRate = v.InferOutput<typeof MostRate>;

/** Languages in which the shipped gestures have captions, as BCP 47 tags. */
export const captionLanguages = ['en', 'de', 'fr', 'es', 'pl', 'pt-BR', 'ar', 'ja'] as const;
export const CaptionLanguage = v.picklist(captionLanguages);
export type CaptionLanguage = v.InferOutput<typeof CaptionLanguage>;

export const RecognitionOptions = v.object({
  vocabulary: VocabularyId,
  dwellMs: DwellMs,
  /** Default: normal. */
  strictness: v.optional(Strictness),
  /** Default: single. */
  spelling: v.optional(SpellingWay),
  /** Language of the shipped gestures' captions. Default: English. */
  language: v.optional(CaptionLanguage),
  /** Default: no limit by the user. */
  mostRate: v.optional(MostRate),
});
export type RecognitionOptions = v.InferOutput<typeof RecognitionOptions>;

const optionNames = Object.keys(RecognitionOptions.entries) as (keyof RecognitionOptions)[];

/** Whether both ask the same, so that the recognizer need not be opened again. */
export function sameOptions(a: RecognitionOptions, b: RecognitionOptions): boolean {
  return optionNames.every((name) => a[name] === b[name]);
}
