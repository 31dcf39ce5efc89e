import type { Refusal, RefusalReason } from '../../packs/refusals.ts';
import type { MessageKey, Words } from '../../ui/i18n.ts';

/** The sentence of each reason, and the values that fill $2, $3 ... ($1 is the line). */
const sentences: Readonly<Record<RefusalReason, readonly [MessageKey, ...string[]]>> = {
  'not-json': ['import_notJson'],
  'no-number': ['import_noNumber'],
  'duplicate-key': ['import_duplicateKey', 'key'],
  'forbidden-key': ['import_unknownKey', 'key'],
  'too-deep': ['import_tooDeep'],
  'empty-text': ['import_emptyText'],
  markup: ['import_markup'],
  'control-character': ['import_controlCharacter'],
  'bidi-override': ['import_bidiOverride'],
  'too-big': ['import_tooBig', 'bytes', 'limit'],
  'not-a-pack': ['import_notAPack'],
  'newer-version': ['import_newerVersion', 'version', 'known'],
  missing: ['import_missing', 'key'],
  'unknown-key': ['import_unknownKey', 'key'],
  'wrong-kind': ['import_wrongKind', 'expected', 'found'],
  'not-whole': ['import_notWhole', 'found'],
  'out-of-range': ['import_outOfRange', 'found'],
  'bad-landmark': ['import_badLandmark', 'found'],
  wrist: ['import_wrist'],
  'time-order': ['import_timeOrder'],
  'same-time': ['import_sameTime', 'time'],
  'no-place': ['import_noPlace'],
  'too-few-hands': ['import_tooFewHands', 'found', 'limit'],
  'wrong-count': ['import_wrongCount', 'found', 'limit'],
  'bad-id': ['import_badId', 'found'],
  'duplicate-id': ['import_duplicateId', 'id', 'first'],
  'reserved-id': ['import_reservedId', 'id'],
  'bad-date': ['import_badDate', 'found'],
  'text-too-long': ['import_textTooLong', 'length', 'limit'],
  'too-many-gestures': ['import_tooManyGestures', 'count', 'limit'],
  'too-many-samples': ['import_tooManySamples', 'count', 'limit'],
  'too-many-unknowns': ['import_tooManyUnknowns', 'count', 'limit'],
};

/** What is wrong, and in which line and which gesture of the pack's file. */
export function refusalSentence(words: Words, refusal: Refusal): string {
  const [key, ...names] = sentences[refusal.reason];
  const shown = (name: string): string => {
    const value = refusal.values[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString(words.lang) : value;
  };
  const reason = words(key, refusal.line.toLocaleString(words.lang), ...names.map(shown));
  // A file that is one long line has nothing else to go by.
  const gesture = /^gestures\.(\d+)/.exec(refusal.path)?.[1];
  if (gesture === undefined) return reason;
  const place = (Number(gesture) + 1).toLocaleString(words.lang);
  return `${reason} ${words('import_inGesture', place)}`;
}
