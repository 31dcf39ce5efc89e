/** What one adaptation changes: for the gesture itself, the person's others, and hands of others. */
import { mean } from '../../../src/learning/metrics.ts';
import type { Case } from './cases.ts';
import type { JudgedHand } from './judged.ts';
import type { Caption } from './methods.ts';

/** How many hands were captioned so before and after, of how many. */
export interface Change {
  before: number;
  after: number;
  of: number;
}

export interface Outcome {
  person: string;
  gestures: readonly string[];
  /** The adapted gestures' test hands that are captioned right. */
  own: Change;
  /** The person's other gestures: right; captioned as something else; right before and now lost. */
  othersRight: Change;
  othersWrong: Change;
  lost: number;
  /** Idle hands and unseen gestures that are captioned. */
  idle: Change;
  unseen: Change;
}

function count(
  hands: readonly JudgedHand[],
  after: Caption,
  is: (hand: JudgedHand, caption: string | null) => boolean,
): Change {
  return {
    before: hands.filter((hand) => is(hand, hand.caption)).length,
    after: hands.filter((hand) => is(hand, after(hand))).length,
    of: hands.length,
  };
}

const isRight = ({ shown }: JudgedHand, caption: string | null) => caption === shown;
const isWrong = (hand: JudgedHand, caption: string | null) =>
  caption !== null && !isRight(hand, caption);
const isCaptioned = (_: JudgedHand, caption: string | null) => caption !== null;

/** Each hand is captioned once. */
function remembered(caption: Caption): Caption {
  const known = new Map<JudgedHand, string | null>();
  return (hand) => {
    const before = known.get(hand);
    if (before !== undefined) return before;
    const answer = caption(hand);
    known.set(hand, answer);
    return answer;
  };
}

/** @param cases of one person: the gestures that were adapted together */
export function measure(cases: readonly Case[], after: Caption): Outcome {
  const caption = remembered(after);
  const { person } = cases[0]!;
  const gestures = cases.map(({ gesture }) => gesture);
  const own = cases.flatMap(({ test }) => test);
  const others = [...person.judged].flatMap(([gesture, hands]) =>
    gestures.includes(gesture) ? [] : hands,
  );
  return {
    person: person.name,
    gestures,
    own: count(own, caption, isRight),
    othersRight: count(others, caption, isRight),
    othersWrong: count(others, caption, isWrong),
    lost: others.filter((hand) => isRight(hand, hand.caption) && !isRight(hand, caption(hand)))
      .length,
    idle: count(person.judgedIdle, caption, isCaptioned),
    unseen: count(person.judgedUnseen, caption, isCaptioned),
  };
}

/** Mean share over outcomes, so that a long burst counts as much as a few pictures. */
export function meanShare(
  outcomes: readonly Outcome[],
  which: 'own' | 'othersRight' | 'othersWrong' | 'idle' | 'unseen',
  when: 'before' | 'after',
): number {
  return mean(outcomes.map((outcome) => outcome[which][when] / outcome[which].of));
}

/** The greatest loss of one outcome, as a share of the person's other hands. */
export function worstLoss(outcomes: readonly Outcome[]): number {
  return Math.max(
    0,
    ...outcomes.map(({ othersRight: { before, after, of } }) => (before - after) / of),
  );
}
