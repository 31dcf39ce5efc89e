/** The quality report in plain words. Every number comes from the report. */
import { gestureKey, ownPack } from '../../packs/samples.ts';
import type { Advice, FalseCaption, GestureQuality, QualityReport } from '../../teaching/types.ts';
import type { MessageKey, Words } from '../../ui/i18n.ts';

/** The name of a gesture, by its key. */
export type NameOf = (key: string) => string;

const hundred = (share: number): string => String(Math.round(share * 100));

/** As "Recognised 18 of 20 times..., expect 70 to 97 of 100". */
export function qualitySentence(words: Words, quality: GestureQuality): string {
  const { right, wrong, missed, interval } = quality;
  const of = right + wrong + missed;
  if (of === 0) return words('report_untested');
  return words(
    'report_quality',
    String(right),
    String(of),
    hundred(interval[0]),
    hundred(interval[1]),
  );
}

/** A sentence about misses and mistakes; null if there were none. */
export function lossSentence(words: Words, { wrong, missed }: GestureQuality): string | null {
  const parts = [
    missed > 0 && words('report_missed', String(missed)),
    wrong > 0 && words('report_wrong', String(wrong)),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(' ') : null;
}

const origins: Readonly<Record<FalseCaption['origin'], MessageKey>> = {
  nothing: 'report_falseNothing',
  wrong: 'report_falseWrong',
  bank: 'report_falseBank',
};

export function falseSentence(words: Words, fault: FalseCaption, nameOf: NameOf): string {
  return words(origins[fault.origin], String(fault.count), String(fault.of), nameOf(fault.called));
}

export type AdviceGoal =
  | { to: 'gesture'; key: string }
  | { to: 'nothing' }
  /** No button: the gesture cannot be recorded here. */
  | null;

export interface AdviceWords {
  sentence: string;
  action: string | null;
  goal: AdviceGoal;
}

export function adviceWords(words: Words, advice: Advice, nameOf: NameOf): AdviceWords {
  if (advice.kind === 'record-nothing')
    return {
      sentence: words('report_adviceNothing', String(advice.have), String(advice.want)),
      action: words('report_doNothing'),
      goal: { to: 'nothing' },
    };
  const name = nameOf(advice.key);
  const own = advice.key.startsWith(gestureKey(ownPack, ''));
  const record: Pick<AdviceWords, 'action' | 'goal'> = own
    ? { action: words('report_doRecord', name), goal: { to: 'gesture', key: advice.key } }
    : { action: null, goal: null };
  switch (advice.kind) {
    case 'record-more':
      return {
        sentence: words(
          'report_adviceMore',
          name,
          String(advice.have),
          String(Math.max(1, advice.want - advice.have)),
        ),
        ...record,
      };
    case 'record-again':
      return { sentence: words('report_adviceAgain', name), ...record };
    case 'collides':
      return { sentence: words('report_adviceCollides', name, nameOf(advice.other)), ...record };
    case 'resting-hand':
      return {
        sentence: words('report_adviceResting', name),
        action: words('report_doNothing'),
        goal: { to: 'nothing' },
      };
    case 'often-missed':
      return { sentence: words('report_adviceMissed', name), ...record };
  }
}

export interface Expected {
  /** How many of the `shown` held-out hands of taught gestures were not captioned right. */
  lost: number;
  shown: number;
  /** How many of the `tried` hands that mean nothing were captioned. */
  fired: number;
  tried: number;
}

/** The errors to expect at the chosen thresholds, over all gestures. */
export function expectedAtThresholds({ gestures, confusion }: QualityReport): Expected {
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  // The last row counts hands that mean nothing; its last column those that gave no caption.
  const nothing = confusion.counts.at(-1) ?? [];
  return {
    lost: sum(gestures.map(({ wrong, missed }) => wrong + missed)),
    shown: sum(gestures.map(({ right, wrong, missed }) => right + wrong + missed)),
    fired: sum(nothing.slice(0, -1)),
    tried: sum(nothing),
  };
}
