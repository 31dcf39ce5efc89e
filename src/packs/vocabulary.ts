import * as v from 'valibot';
import type { Vocabulary } from './types.ts';

const id = v.pipe(v.string(), v.regex(/^([A-Z]|[a-z0-9]+(-[a-z0-9]+)*)$/), v.maxLength(64));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

export const GestureSchema = v.object({
  id,
  kind: v.picklist(['phrase', 'letter', 'space']),
  caption: text,
  name: text,
  moves: v.optional(v.boolean()),
  note: v.optional(text),
});

export const VocabularySchema = v.object({
  id,
  name: text,
  language: v.optional(text),
  gestures: v.pipe(
    v.array(GestureSchema),
    v.minLength(1),
    v.maxLength(500),
    v.check(
      (gestures) => new Set(gestures.map((gesture) => gesture.id)).size === gestures.length,
      'two gestures have the same id',
    ),
  ),
});

/** Reads a vocabulary file's JSON. Throws an Error that names the place that is wrong. */
export function parseVocabulary(json: unknown): Vocabulary {
  const parsed = v.safeParse(VocabularySchema, json);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new Error(
    `The vocabulary file is damaged at ${v.getDotPath(issue) ?? 'its start'}: ${issue.message}.`,
  );
}
