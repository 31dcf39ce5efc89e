import { describe, expect, it } from 'vitest';
import {
  adviceWords,
  alikeSentence,
  type Facts,
  falseSentence,
  firedSentence,
} from '../../../../../src/options/teach/report/words.ts';
import type { Likeness } from '../../../../../src/teaching/movements/likeness.ts';
import type { QualityReport } from '../../../../../src/teaching/types.ts';
import { goodReport, words } from '../../fake-services.ts';

const please = 'my-gestures:please';
const thanks = 'my-gestures:thanks';
const wait = 'my-gestures:wait';
const facts = (likeness: Likeness | null = null): Facts => ({
  nameOf: (key) => key.split(':')[1] ?? key,
  moves: (key) => key !== wait,
  likeness: () => likeness,
});

describe('the report in words', () => {
  it('speaks of movements where a gesture moves, and of hands where it is held', () => {
    const more = { kind: 'record-more', have: 6, want: 10 } as const;
    expect(adviceWords(words, { ...more, key: please }, facts()).sentence).toBe(
      words('report_adviceMoreMoving', 'please', '6', '4'),
    );
    expect(adviceWords(words, { ...more, key: wait }, facts()).sentence).toBe(
      words('report_adviceMore', 'wait', '6', '4'),
    );
    const resting = { kind: 'resting-hand', key: please } as const;
    expect(adviceWords(words, resting, facts()).sentence).toBe(
      words('report_adviceRestingMoving', 'please'),
    );
    const nothing = { kind: 'record-nothing', have: 3, want: 10 } as const;
    expect(adviceWords(words, { ...nothing, moves: true }, facts()).sentence).toBe(
      words('report_adviceNothingMoving', '3', '10'),
    );
    const fault = { called: please, origin: 'bank', count: 1, of: 40 } as const;
    expect(falseSentence(words, fault, facts())).toBe(
      words('report_falseBankMoving', '1', '40', 'please'),
    );
    expect(falseSentence(words, { ...fault, called: wait }, facts())).toBe(
      words('report_falseBank', '1', '40', 'wait'),
    );
  });

  it.each([
    [{ path: true, shape: false }, 'report_advicePath', 'report_alikePath'],
    [{ path: false, shape: true }, 'report_adviceShape', 'report_alikeShape'],
    [{ path: true, shape: true }, 'report_adviceBoth', 'report_alikeBoth'],
  ] as const)(
    'says in what two moving signs are alike, and what to do: %j',
    (likeness, advice, alike) => {
      const collides = { kind: 'collides', key: please, other: thanks } as const;
      expect(adviceWords(words, collides, facts(likeness)).sentence).toBe(
        words(advice, 'please', 'thanks'),
      );
      expect(alikeSentence(words, likeness)).toBe(words(alike));
    },
  );

  it('does not say in what two gestures are alike if it does not know', () => {
    const collides = { kind: 'collides', key: please, other: thanks } as const;
    for (const likeness of [null, { path: false, shape: false }]) {
      expect(adviceWords(words, collides, facts(likeness)).sentence).toBe(
        words('report_adviceCollides', 'please', 'thanks'),
      );
      expect(alikeSentence(words, likeness)).toBeNull();
    }
  });

  it('says whether hands, movements or both were taken for a gesture', () => {
    const [gesture] = goodReport.gestures;
    const reportOn = (...moves: boolean[]): QualityReport => ({
      ...goodReport,
      gestures: moves.map((one) => ({ ...gesture!, moves: one })),
    });
    expect(firedSentence(words, reportOn(false))).toBe(words('report_fired', '1', '100'));
    expect(firedSentence(words, reportOn(true))).toBe(words('report_firedMoving', '1', '100'));
    expect(firedSentence(words, reportOn(true, false))).toBe(words('report_firedBoth', '1', '100'));
    const none = { keys: ['nothing'], counts: [[0]] };
    expect(firedSentence(words, { ...goodReport, confusion: none })).toBeNull();
  });
});
