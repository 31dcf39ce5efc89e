/**
 * The texts of a shipped vocabulary in languages other than English:
 * `models/<id>/texts/<language>.json`. The English ones are in the vocabulary's own file.
 */
import * as v from 'valibot';
import { CaptionLanguage } from '../messaging/recognition.ts';
import type { Gesture, Vocabulary } from './types.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

const VocabularyTexts = v.strictObject({
  vocabulary: id,
  language: CaptionLanguage,
  /** Whether a native speaker has read it. */
  reviewed: v.boolean(),
  name: text,
  gestures: v.record(
    id,
    v.strictObject({
      /** Only for phrases: a letter is the same in every language. */
      caption: v.optional(text),
      name: text,
      note: v.optional(text),
    }),
  ),
});
export type VocabularyTexts = v.InferOutput<typeof VocabularyTexts>;

/** Path of the texts of a language; null: they are in the vocabulary's own file. */
export function textsPath(vocabulary: string, language: CaptionLanguage): string | null {
  return language === 'en' ? null : `models/${vocabulary}/texts/${language}.json`;
}

/** Reads a file of texts. Throws an Error that names the place that is wrong. */
export function parseTexts(json: unknown): VocabularyTexts {
  const parsed = v.safeParse(VocabularyTexts, json);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new Error(
    `The file of texts is damaged at ${v.getDotPath(issue) ?? 'its start'}: ${issue.message}.`,
  );
}

/**
 * The vocabulary with captions in the language of `texts`; null: in English. Each phrase gets the
 * language of its caption. A phrase without a caption in `texts` keeps the English one.
 */
export function withCaptions(vocabulary: Vocabulary, texts: VocabularyTexts | null): Vocabulary {
  const captioned = (gesture: Gesture): Gesture => {
    if (gesture.kind !== 'phrase') return gesture;
    const caption = texts?.gestures[gesture.id]?.caption;
    return caption === undefined || !texts
      ? { ...gesture, captionLanguage: 'en' }
      : { ...gesture, caption, captionLanguage: texts.language };
  };
  return { ...vocabulary, gestures: vocabulary.gestures.map(captioned) };
}

/** The vocabulary with its name, and its gestures' names and notes, in the language of `texts`. */
export function withNames(vocabulary: Vocabulary, texts: VocabularyTexts | null): Vocabulary {
  if (!texts) return vocabulary;
  const named = (gesture: Gesture): Gesture => {
    const { name = gesture.name, note = gesture.note } = texts.gestures[gesture.id] ?? {};
    return { ...gesture, name, note };
  };
  return { ...vocabulary, name: texts.name, gestures: vocabulary.gestures.map(named) };
}
