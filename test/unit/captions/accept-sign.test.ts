import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComposerEvent,
  createComposer,
  type SignEvent,
} from '../../../src/captions/composer.ts';
import { letter, phrase, space, standing, wordPauseMs } from './fake-signs.ts';

const options = { words: ['abc', 'abba', 'cab'], acceptGesture: 'my-gestures:go' };
const go = (at: number): SignEvent => ({ ...phrase('Go', at), gesture: options.acceptGesture });

const run = (events: readonly ComposerEvent[], used: Partial<typeof options> = options) => {
  const composer = createComposer({ wordPauseMs, ...used });
  const told = events.map((event) => composer.handle(event));
  const changes = told.flatMap(({ changes }) => [...changes]);
  for (let at = composer.nextChange; at !== null; at = composer.nextChange)
    changes.push(...composer.handle({ type: 'tick', at }).changes);
  return { told, changes, said: standing(changes).map(({ text }) => text) };
};

describe('the accept gesture', () => {
  it('takes the first suggestion, ends the word and makes no caption of its own', () => {
    const { told, said } = run([letter('A', 0), letter('B', 100), go(200)]);
    expect(told[2]?.emitted).toEqual([]);
    expect(said).toEqual(['ABC']);
  });

  it('makes no caption while nothing is suggested: no word, too short a word, an unknown word', () => {
    for (const before of [[], [letter('A', 0)], [letter('B', 0), letter('B', 50)], [space(0)]]) {
      const composer = createComposer({ wordPauseMs, ...options });
      for (const event of before) composer.handle(event);
      const lines = composer.lines;
      expect(composer.handle(go(100))).toMatchObject({ emitted: [], changes: [], taken: null });
      expect(composer.lines).toEqual(lines);
    }
  });

  it('takes no second word if it is shown again', () => {
    expect(run([letter('A', 0), letter('B', 100), go(200), go(1200)]).said).toEqual(['ABC']);
  });

  it('is an ordinary sign while no accept gesture is set', () => {
    const { said } = run([letter('A', 0), letter('B', 100), go(200)], { words: options.words });
    expect(said).toEqual(['AB', 'Go']);
  });

  const make = fc.oneof(
    fc.constantFrom('A', 'B', 'C').map(
      (name) =>
        (at: number): ComposerEvent =>
          letter(name, at),
    ),
    fc.constant((at: number): ComposerEvent => phrase('Yes', at)),
    fc.constant((at: number): ComposerEvent => space(at)),
    fc.constant(go as (at: number) => ComposerEvent),
    fc
      .constantFrom('tick' as const, 'backspace' as const, 'say' as const, 'take-back' as const)
      .map(
        (type) =>
          (at: number): ComposerEvent => ({ type, at }),
      ),
  );
  const script = fc.array(fc.record({ make, gap: fc.nat({ max: 4000 }) }), { maxLength: 50 });
  const timed = (steps: { make: (at: number) => ComposerEvent; gap: number }[]) => {
    let at = 0;
    return steps.map(({ make, gap }) => {
      at += gap;
      return make(at);
    });
  };

  it('does what the accept key would do at that moment, and nothing else', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const events = timed(steps);
        const keys = events.map(
          (event): ComposerEvent =>
            event.type === 'sign' && event.gesture === options.acceptGesture
              ? { type: 'accept', index: 0, at: event.at }
              : event,
        );
        expect(run(events)).toEqual(run(keys));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves only captions that another sign began, in the order of the signs', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const events = timed(steps);
        const begun = events.flatMap((event) =>
          event.type === 'sign' && event.kind !== 'space' && event.gesture !== options.acceptGesture
            ? [event.at]
            : [],
        );
        const from = standing(run(events).changes).map((caption) => caption.from);
        expect(from).toEqual([...from].sort((a, b) => a - b));
        for (const at of from) {
          const place = begun.indexOf(at);
          expect(place, `a sign at ${at}`).toBeGreaterThanOrEqual(0);
          begun.splice(place, 1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
