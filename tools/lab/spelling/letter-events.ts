/**
 * What the composer would be given for a stream of hands. The only place that knows how letter events
 * are made: it is to be replaced by the recognizer's own events once they carry scores.
 */
import type { LetterEvent } from '../../../src/captions/spelling/decoder.ts';
import { atRest } from '../../../src/recognizer/rate.ts';
import { createGate, type GateInput } from '../../../src/recognizer/signs/gate.ts';
import type { Classification, Classifier } from '../../../src/recognizer/signs/types.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { picture, type StreamFrame } from './stream.ts';

/** A letter event, or the space sign, and its time. */
export type TimedEvent =
  | (LetterEvent & { at: number; sign: 'letter' })
  | { at: number; sign: 'space' };

/** How long joints must be slow for a letter in flowing spelling, ms. */
const settledMs = 200;
const space = 'space';

/** Whether letters are held too shortly for the dwell. */
export const tooShort = (paceMs: number): boolean => paceMs < defaultSettings.dwellMs;

interface Rest {
  from: number;
  /** The gesture with the greatest score when the rest began. */
  best: string | null;
  frames: { at: number; classification: Classification }[];
}

/**
 * @param flowing a shape that the hand settles into counts, however shortly; else a sign that was held
 *   for the dwell and meant, as the gate reports it, or a shape that was held as long without a name
 */
export function letterEvents(
  frames: readonly StreamFrame[],
  classifier: Classifier,
  flowing: boolean,
): TimedEvent[] {
  const { dwellMs, strictness } = defaultSettings;
  const gate = createGate({ dwellMs, strictness });
  const events: TimedEvent[] = [];
  let rest = null as Rest | null;
  let before: { hand: StreamFrame['hands'][number]; at: number }[] = [];
  /** Whether something was reported since the hand came to rest. */
  let reported = false;
  let lastBest: string | null = null;
  const scoresOf = (parts: readonly Classification[]): Record<string, number> => {
    const mean = (gesture: string): number =>
      parts.reduce((sum, { scores }) => sum + (scores[gesture] ?? 0), 0) / parts.length;
    return Object.fromEntries(classifier.gestures.map((gesture) => [gesture, mean(gesture)]));
  };
  const report = (gesture: string | null, at: number, parts: readonly Classification[]): void => {
    reported = true;
    if (gesture === space) events.push({ at, sign: 'space' });
    else events.push({ at, sign: 'letter', letter: gesture, scores: scoresOf(parts) });
  };
  const named = (parts: readonly Classification[]): string | null => {
    const scores = scoresOf(parts);
    const best = bestOf({ scores, gesture: null });
    return best !== null && scores[best]! >= classifier.thresholds[best]! ? best : null;
  };
  const endRest = (at: number): void => {
    if (rest && !reported) {
      const parts = rest.frames.map(({ classification }) => classification);
      // The hand began to move somewhere between the last two frames.
      const restMs = (rest.frames.at(-1)!.at + at) / 2 - rest.from;
      const enough = restMs >= (flowing ? settledMs : dwellMs) && parts.length >= 2;
      if (enough) report(flowing ? named(parts) : null, at, parts);
    }
    rest = null;
    reported = false;
  };
  for (const { timestamp, hands } of frames) {
    const looks = hands.map((hand) => ({ hand, at: timestamp }));
    const classified = hands.map((hand) => ({ hand, classification: classifier.classify(hand) }));
    const rests = looks.length > 0 && before.length > 0 && atRest(before, looks);
    const [seen] = classified;
    const best = seen ? bestOf(seen.classification) : null;
    // Two similar letters follow each other without a fast movement.
    const changed = flowing && best !== null && best === lastBest && rest?.best !== best;
    if (!rests || changed) endRest(timestamp);
    lastBest = best;
    if (seen) {
      rest ??= { from: timestamp, best, frames: [] };
      rest.frames.push({ at: timestamp, classification: seen.classification });
    }
    before = looks;
    if (flowing) continue;
    const input: GateInput = { timestamp, frameSize: picture, hands: classified };
    const { sign } = gate.step(input);
    if (sign !== null && rest)
      report(
        sign,
        timestamp,
        rest.frames
          .filter(({ at }) => timestamp - at <= dwellMs)
          .map(({ classification }) => classification),
      );
  }
  return events;
}

const bestOf = ({ scores }: Classification): string | null =>
  Object.entries(scores).reduce<readonly [string | null, number]>(
    (best, [gesture, score]) => (score > best[1] ? [gesture, score] : best),
    [null, 0],
  )[0];
