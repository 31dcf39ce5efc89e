import type { MessageKey, Words } from './i18n.ts';

/**
 * What to say when a hand cannot be read: the same sentences while a gesture is recorded and while
 * nothing is captioned.
 */
export const hindranceWords = {
  'no-hand': 'teach_noHand',
  resting: 'why_resting',
  'cut-off': 'teach_intoPicture',
  'too-small': 'teach_closer',
  moving: 'welcome_hold',
  'hard-to-see': 'teach_moreLight',
  'unknown-shape': 'why_unknownShape',
  'movement-left': 'why_movementLeft',
  'movement-short': 'why_movementShort',
} as const satisfies Record<string, MessageKey>;

/** A reason as the recognizer reports it (`messaging/reason.ts`). */
export type ShownReason =
  | { why: keyof typeof hindranceWords }
  | { why: 'not-accepted'; caption: string; score: number; threshold: number };

/** Scores are shown in steps of this many percent: finer ones would change the sentence all the time. */
const stepPercent = 5;

/** Why no sign is reported, as a sentence. */
export function whySentence(words: Words, reason: ShownReason): string {
  if (reason.why !== 'not-accepted') return words(hindranceWords[reason.why]);
  const { caption, score, threshold } = reason;
  // Rounded down, so that a score that is too low never looks as high as the one that is needed.
  const steps = Math.floor((score * 100) / stepPercent + 1e-9);
  const percent = (share: number): string =>
    share.toLocaleString(words.lang, { style: 'percent', maximumFractionDigits: 0 });
  return words(
    'why_notAccepted',
    caption,
    percent((steps * stepPercent) / 100),
    percent(Math.ceil(threshold * 100 - 1e-9) / 100),
  );
}
