/** What to do about a report's findings, the most serious first, and whether to go live. */
import { targetOf } from './targets.ts';
import type { Advice, Collision, FalseCaption, GestureQuality, QualityReport } from './types.ts';

export interface Findings {
  gestures: readonly GestureQuality[];
  collisions: readonly Collision[];
  falseCaptions: readonly FalseCaption[];
  /** How many samples of "nothing" the user has recorded. */
  nothings: number;
  /** The gestures move; left out: they are held still. */
  moves?: boolean | undefined;
}

/** From which shares of held-out hands on something is said, and a report is bad. */
const collisionShares = { said: 0.1, bad: 0.3 };
const missedSaid = 0.2;
const rightShares = { good: 0.9, bad: 0.7 };
/** The bank has many idle hands: one in a hundred means a false caption about once per minute. */
const restingBank = { said: 0.01, bad: 0.03 };
const restingOwnBad = 0.1;

export function adviceOf(findings: Findings): Advice[] {
  const { gestures, falseCaptions, nothings } = findings;
  const collides = collidingPairs(findings, collisionShares.said).map(
    ([key, other]): Advice => ({ kind: 'collides', key, other }),
  );
  const resting = gestures
    .filter(({ key }) => falseCaptions.some((found) => found.called === key && isSaid(found)))
    .map(({ key }): Advice => ({ kind: 'resting-hand', key }));
  const missed = gestures
    .filter((gesture) => gesture.missed >= missedSaid * tested(gesture) && gesture.missed > 0)
    .map(({ key }): Advice => ({ kind: 'often-missed', key }));
  const more = gestures
    .filter((gesture) => gesture.samples < targetOf(gesture).good)
    .map(
      (gesture): Advice => ({
        kind: 'record-more',
        key: gesture.key,
        have: gesture.samples,
        want: targetOf(gesture).good,
      }),
    );
  const again = gestures
    .filter((gesture) => gesture.takes === 1 && gesture.samples >= targetOf(gesture).good)
    .map(({ key }): Advice => ({ kind: 'record-again', key }));
  const want = targetOf(findings).good;
  const nothing: Advice[] =
    nothings < want
      ? [{ kind: 'record-nothing', have: nothings, want, moves: findings.moves }]
      : [];
  return [...collides, ...resting, ...missed, ...more, ...nothing, ...again];
}

export function verdictOf(findings: Findings): QualityReport['verdict'] {
  const { gestures, falseCaptions } = findings;
  const rights = gestures.map((gesture) =>
    tested(gesture) === 0 ? 0 : gesture.right / tested(gesture),
  );
  const bad =
    rights.some((right) => right < rightShares.bad) ||
    collidingPairs(findings, collisionShares.bad).length > 0 ||
    falseCaptions.some(
      ({ origin, count, of }) =>
        count / of >= (origin === 'bank' ? restingBank.bad : restingOwnBad),
    );
  if (bad) return 'bad';
  const fair =
    rights.some((right) => right < rightShares.good) ||
    collidingPairs(findings, collisionShares.said).length > 0 ||
    falseCaptions.some(isSaid);
  return fair ? 'fair' : 'good';
}

const tested = ({ right, wrong, missed }: GestureQuality): number => right + wrong + missed;

/** Any resting hand of the user is worth mentioning; the bank's only if there are several. */
const isSaid = ({ origin, count, of }: FalseCaption): boolean =>
  count > 0 && (origin !== 'bank' || count / of >= restingBank.said);

/** Pairs of an own gesture and another one, each pair once, whichever of the two was shown. */
function collidingPairs(
  { gestures, collisions }: Findings,
  share: number,
): [key: string, other: string][] {
  const own = new Set(gestures.map(({ key }) => key));
  const pairs = new Map<string, [string, string]>();
  for (const { shown, called, count, of } of collisions) {
    if (count < share * of) continue;
    const pair: [string, string] = own.has(shown) ? [shown, called] : [called, shown];
    pairs.set([...pair].sort().join('\n'), pair);
  }
  return [...pairs.values()];
}
