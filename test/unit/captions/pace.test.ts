import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComposerEvent,
  compose,
  createComposer,
  defaultComposerOptions,
  emptyComposer,
} from '../../../src/captions/composer.ts';
import { letter, phrase, space, standing, wordPauseMs } from './fake-signs.ts';

const tick = (at: number): ComposerEvent => ({ type: 'tick', at });
const up = (at: number): ComposerEvent => ({ type: 'hand-up', at });
const unnamed = (at: number): ComposerEvent => ({ type: 'unnamed', scores: { A: 0.4 }, at });
const isHandEvent = ({ type }: ComposerEvent): boolean => type === 'hand-up' || type === 'unnamed';

/** A hand that is up in each frame, from one moment to another. */
const upWhile = (from: number, to: number): ComposerEvent[] =>
  Array.from({ length: Math.floor((to - from) / 100) + 1 }, (_, i) => up(from + i * 100));

function run(...events: ComposerEvent[]) {
  const composer = createComposer({ wordPauseMs });
  const said = standing(events.flatMap((event) => [...composer.handle(event).changes]));
  return { composer, said: said.map(({ text }) => text), shown: composer.lines };
}

/** The whole state, with what is kept of letters that no gesture names. */
const stateAfter = (...events: ComposerEvent[]) =>
  events.reduce(
    (state, event) => compose(state, event, { ...defaultComposerOptions, wordPauseMs }).state,
    emptyComposer,
  );

describe('a word', () => {
  it('goes on for as long as a hand is up, however slowly it is spelled', () => {
    const { said, composer } = run(
      letter('H', 700),
      ...upWhile(800, 9900),
      letter('I', 10_000),
      ...upWhile(10_100, 20_000),
      tick(22_499),
    );
    expect(said).toEqual([]);
    expect(composer.nextChange).toBe(22_500);
    composer.handle(tick(22_500));
    expect(composer.lines).toMatchObject([{ text: 'HI', open: false }]);
  });

  it('ends when no hand was up for the pause', () => {
    const held = [letter('H', 700), ...upWhile(800, 3000)];
    expect(run(...held, tick(5499)).said).toEqual([]);
    expect(run(...held, tick(5500)).said).toEqual(['H']);
  });

  it('survives a hand that is lost for less than the pause', () => {
    const { said } = run(letter('H', 0), up(100), up(2500), up(4900), letter('I', 7300));
    expect(said).toEqual([]);
  });

  it('ends at once with the space sign, a phrase or "say it", though a hand is up', () => {
    expect(run(letter('A', 0), up(100), space(200)).said).toEqual(['A']);
    expect(run(letter('A', 0), up(100), phrase('Yes', 200)).said).toEqual(['A', 'Yes']);
    expect(run(letter('A', 0), up(100), { type: 'say', at: 200 }).said).toEqual(['A']);
  });

  it('does not begin or come back because a hand is up', () => {
    expect(run(...upWhile(0, 9000)).shown).toEqual([]);
    const ended = [letter('A', 0), tick(2500)];
    expect(run(...ended, ...upWhile(2600, 4900)).shown).toMatchObject([{ open: false }]);
  });

  it('ends after the pause that the user sets while it is being spelled', () => {
    const { composer } = run(letter('A', 0), ...upWhile(100, 1000));
    composer.configure({ wordPauseMs: 8000 });
    expect(composer.nextChange).toBe(9000);
    composer.configure({ wordPauseMs: 1500 });
    expect(composer.nextChange).toBe(2500);
  });

  it('grows until it ends, and not after a space', () => {
    const growing = (...events: ComposerEvent[]) => run(...events).shown.at(-1)?.growing;
    expect(growing(letter('A', 0))).toBe(true);
    expect(growing(letter('A', 0), space(100))).toBe(false);
    expect(growing(letter('A', 0), space(100), letter('B', 200))).toBe(true);
    expect(growing(letter('A', 0), space(100), { type: 'backspace', at: 200 })).toBe(true);
    expect(growing(letter('A', 0), tick(2500))).toBe(false);
    expect(growing(phrase('Yes', 0))).toBe(false);
  });

  it('does not take the time of a line that has ended', () => {
    const { composer } = run(letter('A', 0), ...upWhile(100, 10_000), tick(12_500));
    expect(composer.lines).toHaveLength(1);
    expect(composer.nextChange).toBe(15_000);
  });
});

describe('a letter that no gesture names', () => {
  it('is kept with its word, in its order, with its scores', () => {
    const [line] = stateAfter(letter('H', 0), unnamed(500), letter('I', 1000), unnamed(1500)).lines;
    expect(line?.words).toMatchObject([
      {
        pieces: [{ text: 'H' }, { text: 'I' }],
        unnamed: [
          { scores: { A: 0.4 }, at: 500 },
          { scores: { A: 0.4 }, at: 1500 },
        ],
      },
    ]);
  });

  it('is part of the word whose first letter follows before the pause', () => {
    const [near] = stateAfter(unnamed(0), ...upWhile(100, 3000), letter('H', 3200)).lines;
    expect(near?.words[0]?.unnamed).toHaveLength(1);
    const [far] = stateAfter(unnamed(0), letter('H', 2500)).lines;
    expect(far?.words[0]?.unnamed).toEqual([]);
    const [next] = stateAfter(unnamed(0), phrase('Yes', 100), letter('H', 200)).lines.slice(-1);
    expect(next?.words[0]?.unnamed).toEqual([]);
  });

  it('is forgotten with the letter before which it was taken back', () => {
    const [line] = stateAfter(letter('H', 0), unnamed(500), letter('I', 1000), unnamed(1500), {
      type: 'backspace',
      at: 1600,
    }).lines;
    expect(line?.words[0]).toMatchObject({ pieces: [{ text: 'H' }], unnamed: [{ at: 500 }] });
  });

  it('is forgotten when a gesture names it after all', () => {
    const late = { ...letter('H', 900), wasUnnamed: true };
    const [first] = stateAfter(unnamed(0), unnamed(500), late).lines;
    expect(first?.words[0]).toMatchObject({ pieces: [{ text: 'H' }], unnamed: [{ at: 0 }] });
    const [next] = stateAfter(letter('A', 0), unnamed(500), late).lines;
    expect(next?.words[0]).toMatchObject({ pieces: [{}, { text: 'H' }], unnamed: [] });
  });

  it('is kept at most 32 times for a word', () => {
    const many = Array.from({ length: 100 }, (_, i) => unnamed(i * 100));
    expect(stateAfter(...many).pending?.unnamed).toHaveLength(32);
    const whileUp = many.flatMap((event, i) => [up(i * 100), event]);
    const [line] = stateAfter(letter('A', 0), ...whileUp).lines;
    expect(line?.words[0]?.unnamed).toHaveLength(32);
  });

  it('is not kept while the user talks, or after the display was cleared', () => {
    expect(stateAfter({ type: 'user-talking', on: true, at: 0 }, unnamed(10)).pending).toBeNull();
    expect(stateAfter(unnamed(0), { type: 'clear' }).pending).toBeNull();
  });
});

describe('hands that are up and letters without a name', () => {
  const step = fc.record({
    make: fc.constantFrom<(at: number) => ComposerEvent>(
      up,
      unnamed,
      (at) => letter('A', at),
      space,
      tick,
      (at) => phrase('Yes', at),
      (at) => ({ type: 'backspace', at }),
      (at) => ({ type: 'user-talking', on: at % 2 === 0, at }),
    ),
    gap: fc.nat(2000),
  });

  it('are never shown, emitted or committed, and only join what would be several words', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let at = 0;
        const events = steps.map(({ make, gap }) => {
          at += gap;
          return make(at);
        });
        const composer = createComposer({ wordPauseMs });
        for (const event of events) {
          const before = composer.lines.map(({ text }) => text).join();
          const { emitted, changes } = composer.handle(event);
          if (!isHandEvent(event)) continue;
          // Time passes in them too, so words may end and lines may go.
          expect(emitted).toEqual([]);
          expect(before).toContain(composer.lines.map(({ text }) => text).join());
          for (const change of changes) expect(change.type).toBe('committed');
        }
        const letters = (all: readonly ComposerEvent[]) =>
          run(...all, { type: 'say', at }).said.join('');
        // A backspace after a word that went on takes back more of it than of a closed line.
        if (!events.some(({ type }) => type === 'backspace'))
          expect(letters(events)).toBe(letters(events.filter((event) => !isHandEvent(event))));
      }),
      { numRuns: 300 },
    );
  });
});
