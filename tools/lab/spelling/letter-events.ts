/** What the composer is given for a stream of hands: the gate's own events, as answers carry them. */
import type { LetterEvent } from '../../../src/captions/spelling/decoder.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import type {
  Classifier,
  MovementClassifier,
  Scores,
} from '../../../src/recognizer/signs/types.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { picture, type StreamFrame } from './stream.ts';

/** A letter event, the space sign, or that a hand is up, and its time. */
export type TimedEvent =
  | (LetterEvent & { at: number; sign: 'letter' })
  | { at: number; sign: 'space' }
  | { at: number; sign: 'up' };

const space = 'space';

/** Whether letters are held too shortly for the dwell. */
export const tooShort = (paceMs: number): boolean => paceMs < defaultSettings.dwellMs;

/**
 * @param flowing letters also count that are held for only a moment
 * @param movements names letters that are drawn; null: none are
 */
export function letterEvents(
  frames: readonly StreamFrame[],
  classifier: Classifier,
  flowing: boolean,
  movements: MovementClassifier | null = null,
): TimedEvent[] {
  const { dwellMs, strictness } = defaultSettings;
  const gate = createGate({ dwellMs, strictness, spelling: flowing ? 'flowing' : 'single' });
  const gestures = [...classifier.gestures, ...(movements?.gestures ?? [])];
  const letters = new Set(gestures.filter((gesture) => gesture !== space));
  const ofLetters = (scores: Scores): Scores =>
    Object.fromEntries(Object.entries(scores).filter(([gesture]) => letters.has(gesture)));
  const events: TimedEvent[] = [];
  for (const { timestamp: at, hands } of frames) {
    const { sign, scores, wasUnnamed, replaces, up } = gate.step({
      timestamp: at,
      frameSize: picture,
      letters,
      nameMovement: movements && ((movement) => movements.classify(movement)),
      hands: hands.map((hand) => ({ hand, classification: classifier.classify(hand) })),
    });
    if (up) events.push({ at, sign: 'up' });
    if (sign === space) events.push({ at, sign: 'space' });
    else if (scores) {
      if (wasUnnamed) events.splice(events.findLastIndex(isUnnamed), 1);
      if (replaces) events.splice(events.findLastIndex(isNamed(replaces)), 1);
      events.push({ at, sign: 'letter', letter: sign, scores: ofLetters(scores) });
    }
  }
  return events;
}

const isUnnamed = (event: TimedEvent): boolean => event.sign === 'letter' && event.letter === null;

const isNamed =
  (letter: string) =>
  (event: TimedEvent): boolean =>
    event.sign === 'letter' && event.letter === letter;
