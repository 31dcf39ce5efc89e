import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComposerEvent,
  type ComposerOptions,
  type ComposerState,
  compose,
  createComposer,
  defaultComposerOptions,
  emptyComposer,
  nextChange,
  type SignEvent,
} from '../../../src/captions/composer.ts';
import { wordPauseMs } from './fake-signs.ts';

const letter = (caption: string, at: number): SignEvent => ({
  type: 'sign',
  gesture: caption,
  caption,
  kind: 'letter',
  at,
});
const phrase = (caption: string, at: number): SignEvent => ({
  type: 'sign',
  gesture: caption.toLowerCase(),
  caption,
  kind: 'phrase',
  at,
});
const space = (at: number): SignEvent => ({
  type: 'sign',
  gesture: 'space',
  caption: 'space',
  kind: 'space',
  at,
});
const tick = (at: number): ComposerEvent => ({ type: 'tick', at });

function run(events: ComposerEvent[], options: Partial<ComposerOptions> = {}) {
  const composer = createComposer({ wordPauseMs, ...options });
  const emitted = events.flatMap((event) => [...composer.handle(event).emitted]);
  return { composer, emitted, texts: composer.lines.map((line) => line.text) };
}

describe('a phrase', () => {
  it('is shown and emitted once', () => {
    const { texts, emitted } = run([phrase('Yes', 100), tick(200), tick(300)]);
    expect(texts).toEqual(['Yes']);
    expect(emitted).toEqual([{ at: 100, text: 'Yes', gesture: 'yes' }]);
  });

  it('has a line of its own, with the newest at the bottom and at most two', () => {
    expect(run([phrase('Yes', 0), phrase('No', 10), phrase('Stop', 20)]).texts).toEqual([
      'No',
      'Stop',
    ]);
  });

  it('makes two lines if it is shown twice', () => {
    expect(run([phrase('Yes', 0), phrase('Yes', 1000)]).texts).toEqual(['Yes', 'Yes']);
  });

  it('is emitted but not shown if its caption is empty', () => {
    const { texts, emitted } = run([phrase('', 0)]);
    expect(texts).toEqual([]);
    expect(emitted).toHaveLength(1);
  });
});

describe('letters', () => {
  it('join into a word on one line that keeps its id', () => {
    const composer = createComposer({ wordPauseMs });
    composer.handle(letter('H', 0));
    const id = composer.lines[0]?.id;
    composer.handle(letter('I', 1200));
    expect(composer.lines).toMatchObject([{ id, text: 'HI', at: 1200, gesture: 'I', open: true }]);
  });

  it('give way to the letter that they were the beginning of', () => {
    const drawn = { ...letter('J', 1200), replaces: 'I' };
    expect(run([letter('A', 0), letter('I', 600), drawn]).texts).toEqual(['AJ']);
    expect(run([letter('I', 600), drawn]).texts).toEqual(['J']);
  });

  it('stay where another letter came in between, or the word has ended', () => {
    const drawn = { ...letter('J', 2000), replaces: 'I' };
    expect(run([letter('I', 0), letter('A', 600), drawn]).texts).toEqual(['IAJ']);
    expect(run([letter('H', 0), letter('I', 600), space(900), drawn]).texts).toEqual(['HI J']);
  });

  it('are emitted one by one', () => {
    expect(run([letter('H', 0), letter('I', 1200)]).emitted.map((caption) => caption.text)).toEqual(
      ['H', 'I'],
    );
  });

  it('start a new line after a pause', () => {
    expect(run([letter('H', 0), letter('I', 2499)]).texts).toEqual(['HI']);
    expect(run([letter('H', 0), letter('I', 2500)]).texts).toEqual(['H', 'I']);
  });

  it('are ended as a word by a phrase', () => {
    expect(run([letter('H', 0), phrase('Yes', 500), letter('I', 900)]).texts).toEqual(['Yes', 'I']);
  });

  it('start a new line if the line is full and a new word begins', () => {
    const word = [...'ABCDE'].map((text, i) => letter(text, i));
    expect(run([...word, space(5), letter('F', 6)], { lineLength: 5 }).texts).toEqual([
      'ABCDE',
      'F',
    ]);
  });
});

describe('a space', () => {
  it('lets the next word continue on the same line', () => {
    expect(run([letter('A', 0), space(1000), letter('B', 2000)]).texts).toEqual(['A B']);
  });

  it('counts as a change, so that the pause is measured from it', () => {
    expect(run([letter('A', 0), space(2400), letter('B', 4800)]).texts).toEqual(['A B']);
  });

  it('is emitted as one space, and is not shown twice in a row', () => {
    const { texts, emitted } = run([letter('A', 0), space(10), space(20), letter('B', 30)]);
    expect(texts).toEqual(['A B']);
    expect(emitted.map((caption) => caption.text)).toEqual(['A', ' ', ' ', 'B']);
  });

  it('shows nothing if nothing is before it', () => {
    const { texts, emitted } = run([space(0)]);
    expect(texts).toEqual([]);
    expect(emitted).toEqual([{ at: 0, text: ' ', gesture: 'space' }]);
  });

  it('leaves no blank at the end of a closed line', () => {
    expect(run([letter('A', 0), space(10), tick(2600)]).texts).toEqual(['A']);
  });
});

describe('time', () => {
  it('removes a line that has not changed for captionMs', () => {
    expect(run([phrase('Yes', 1000), tick(5999)]).texts).toEqual(['Yes']);
    expect(run([phrase('Yes', 1000), tick(6000)]).texts).toEqual([]);
  });

  it('removes the older line first', () => {
    expect(run([phrase('Yes', 0), phrase('No', 3000), tick(5000)]).texts).toEqual(['No']);
  });

  it('keeps a word that is still growing', () => {
    const events = [0, 2000, 4000, 6000].map((at) => letter('A', at));
    expect(run([...events, tick(8000)]).texts).toEqual(['AAAA']);
  });

  it('keeps the letters of a word until the pause that ends it, however short captionMs is', () => {
    expect(run([letter('A', 0), letter('B', 1500)], { captionMs: 1000 }).texts).toEqual(['AB']);
    expect(run([letter('A', 0), tick(2500)], { captionMs: 1000 }).texts).toEqual([]);
  });

  it('gives the moment at which the next tick will change something', () => {
    const composer = createComposer({ wordPauseMs });
    expect(composer.nextChange).toBeNull();
    composer.handle(letter('A', 100));
    expect(composer.nextChange).toBe(2600);
    composer.handle(tick(2600));
    expect(composer.nextChange).toBe(5100);
    composer.handle(tick(5100));
    expect(composer.nextChange).toBeNull();
  });
});

describe('clear', () => {
  it('removes all lines, and the next letter starts a new line with a new id', () => {
    const composer = createComposer({ wordPauseMs });
    composer.handle(letter('A', 0));
    const before = composer.lines[0]?.id;
    composer.handle({ type: 'clear' });
    expect(composer.lines).toEqual([]);
    composer.handle(letter('B', 100));
    expect(composer.lines.map((line) => line.text)).toEqual(['B']);
    expect(composer.lines[0]?.id).not.toBe(before);
  });
});

describe('changed options', () => {
  it('apply to lines already shown', () => {
    const composer = createComposer({ wordPauseMs });
    composer.handle(phrase('Yes', 0));
    composer.configure({ captionMs: 1000 });
    expect(composer.nextChange).toBe(1000);
    composer.handle(tick(1000));
    expect(composer.lines).toEqual([]);
  });
});

describe('the composer, whatever comes,', () => {
  const event = fc.oneof(
    fc.record({
      kind: fc.constantFrom('phrase' as const, 'letter' as const, 'space' as const),
      caption: fc.string({ maxLength: 8 }),
      gap: fc.nat(6000),
    }),
    fc.record({ kind: fc.constant('tick' as const), gap: fc.nat(6000) }),
    fc.record({ kind: fc.constant('clear' as const), gap: fc.nat(10) }),
  );

  it('shows at most two lines, uses increasing ids, emits once per sign, and is emptied by ticks at nextChange', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (script) => {
        let state: ComposerState = emptyComposer;
        let at = 0;
        const options = { ...defaultComposerOptions, wordPauseMs };
        let signs = 0;
        let emitted = 0;
        for (const step of script) {
          at += step.gap;
          const next: ComposerEvent =
            step.kind === 'tick'
              ? { type: 'tick', at }
              : step.kind === 'clear'
                ? { type: 'clear' }
                : { type: 'sign', gesture: 'g', caption: step.caption, kind: step.kind, at };
          if (next.type === 'sign') signs++;
          const before = JSON.stringify(state);
          const composed = compose(state, next, options);
          expect(JSON.stringify(state)).toBe(before);
          state = composed.state;
          emitted += composed.emitted.length;
          expect(state.lines.length).toBeLessThanOrEqual(options.maxLines);
          const ids = state.lines.map((line) => line.id);
          expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
          expect(state.lines.slice(0, -1).every((line) => !line.open)).toBe(true);
        }
        expect(emitted).toBe(signs);
        let steps = 0;
        for (
          let when = nextChange(state, options);
          when !== null;
          when = nextChange(state, options)
        ) {
          const aged = compose(state, { type: 'tick', at: when }, options).state;
          expect(aged).not.toBe(state);
          state = aged;
          expect(++steps).toBeLessThan(10);
        }
        expect(state.lines).toEqual([]);
      }),
    );
  });
});
