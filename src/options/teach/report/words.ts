/** The quality report in plain words. Every number comes from the report. */
import { gestureKey, ownPack } from '../../../packs/samples.ts';
import type { Likeness } from '../../../teaching/movements/likeness.ts';
import type {
  Advice,
  FalseCaption,
  GestureQuality,
  QualityReport,
} from '../../../teaching/types.ts';
import type { MessageKey, Words } from '../../../ui/i18n.ts';

/** The name of a gesture, by its key. */
export type NameOf = (key: string) => string;

/** What sentences need to know beside the report. */
export interface Facts {
  nameOf: NameOf;
  /** Whether the gesture is a movement. */
  moves(key: string): boolean;
  /** In what two moving gestures are alike; null: not known, or they do not move. */
  likeness(a: string, b: string): Likeness | null;
}

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

const origins: Readonly<Record<FalseCaption['origin'], { held: MessageKey; moving: MessageKey }>> =
  {
    nothing: { held: 'report_falseNothing', moving: 'report_falseNothingMoving' },
    wrong: { held: 'report_falseWrong', moving: 'report_falseWrongMoving' },
    bank: { held: 'report_falseBank', moving: 'report_falseBankMoving' },
  };

export function falseSentence(words: Words, fault: FalseCaption, { nameOf, moves }: Facts): string {
  return words(
    origins[fault.origin][moves(fault.called) ? 'moving' : 'held'],
    String(fault.count),
    String(fault.of),
    nameOf(fault.called),
  );
}

/** In what two gestures are alike, as the key of a sentence; null: nothing is known. */
function alikeIn(likeness: Likeness | null): 'path' | 'shape' | 'both' | null {
  if (!likeness) return null;
  const { path, shape } = likeness;
  return path && shape ? 'both' : path ? 'path' : shape ? 'shape' : null;
}

const alike = {
  path: 'report_alikePath',
  shape: 'report_alikeShape',
  both: 'report_alikeBoth',
} as const;

/** As "Their paths are alike."; null if nothing is known. */
export function alikeSentence(words: Words, likeness: Likeness | null): string | null {
  const what = alikeIn(likeness);
  return what && words(alike[what]);
}

const adviceOnAlike = {
  path: 'report_advicePath',
  shape: 'report_adviceShape',
  both: 'report_adviceBoth',
} as const;

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

export function adviceWords(words: Words, advice: Advice, facts: Facts): AdviceWords {
  const { nameOf } = facts;
  if (advice.kind === 'record-nothing')
    return {
      sentence: words(
        advice.moves ? 'report_adviceNothingMoving' : 'report_adviceNothing',
        String(advice.have),
        String(advice.want),
      ),
      action: words('report_doNothing'),
      goal: { to: 'nothing' },
    };
  const name = nameOf(advice.key);
  const moves = facts.moves(advice.key);
  const own = advice.key.startsWith(gestureKey(ownPack, ''));
  const record: Pick<AdviceWords, 'action' | 'goal'> = own
    ? { action: words('report_doRecord', name), goal: { to: 'gesture', key: advice.key } }
    : { action: null, goal: null };
  switch (advice.kind) {
    case 'record-more':
      return {
        sentence: words(
          moves ? 'report_adviceMoreMoving' : 'report_adviceMore',
          name,
          String(advice.have),
          String(Math.max(1, advice.want - advice.have)),
        ),
        ...record,
      };
    case 'record-again':
      return { sentence: words('report_adviceAgain', name), ...record };
    case 'collides': {
      const what = alikeIn(facts.likeness(advice.key, advice.other));
      return {
        sentence: words(
          what ? adviceOnAlike[what] : 'report_adviceCollides',
          name,
          nameOf(advice.other),
        ),
        ...record,
      };
    }
    case 'resting-hand':
      return {
        sentence: words(moves ? 'report_adviceRestingMoving' : 'report_adviceResting', name),
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

/** How many hands and movements that mean nothing were captioned; null if none was tried. */
export function firedSentence(words: Words, report: QualityReport): string | null {
  const { fired, tried } = expectedAtThresholds(report);
  if (tried === 0) return null;
  const moving = report.gestures.filter(({ moves }) => moves).length;
  const key =
    moving === 0
      ? 'report_fired'
      : moving === report.gestures.length
        ? 'report_firedMoving'
        : 'report_firedBoth';
  return words(key, String(fired), String(tried));
}
