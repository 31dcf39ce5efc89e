import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComposerEvent, createComposer } from '../../../src/captions/composer.ts';
import { letter, phrase, space, wordPauseMs } from './fake-signs.ts';

const talking = (on: boolean, at: number): ComposerEvent => ({ type: 'user-talking', on, at });
const tick = (at: number): ComposerEvent => ({ type: 'tick', at });

/** What was committed, and what is shown in the end. */
function run(...events: ComposerEvent[]) {
  const composer = createComposer({ wordPauseMs });
  const said = events.flatMap((event) =>
    composer
      .handle(event)
      .changes.map((change) => (change.type === 'committed' ? change.caption.text : '-')),
  );
  return { said, shown: composer.lines.map(({ text }) => text), next: composer.nextChange };
}

describe('while the user talks', () => {
  it('a sign makes no caption, then or later', () => {
    const { said, shown } = run(
      talking(true, 0),
      phrase('Yes', 100),
      letter('A', 200),
      space(300),
      talking(false, 400),
      tick(60_000),
    );
    expect([said, shown]).toEqual([[], []]);
  });

  it('shown lines stay for their time', () => {
    expect(run(phrase('Yes', 0), talking(true, 100), tick(4900)).shown).toEqual(['Yes']);
    expect(run(phrase('Yes', 0), talking(true, 100), tick(5000)).shown).toEqual([]);
  });

  it('half a word waits, and the pause that ends it begins when the user stops talking', () => {
    const half = [letter('H', 0), talking(true, 1000), tick(30_000)];
    expect(run(...half)).toEqual({ said: [], shown: ['H'], next: null });
    const after = [...half, letter('X', 31_000), talking(false, 32_000)];
    expect(run(...after).next).toBe(34_500);
    expect(run(...after, letter('I', 34_000), tick(36_500))).toMatchObject({ said: ['HI'] });
    expect(run(...after, tick(34_500))).toMatchObject({ said: ['H'] });
  });

  it('keys work as usual', () => {
    expect(run(letter('H', 0), talking(true, 100), { type: 'say', at: 200 }).said).toEqual(['H']);
    expect(run(letter('H', 0), talking(true, 100), { type: 'backspace', at: 200 }).shown).toEqual(
      [],
    );
  });

  it('the accept gesture accepts no suggestion', () => {
    const composer = createComposer({ wordPauseMs, words: ['hello'], acceptGesture: 'yes' });
    for (const name of ['H', 'E']) composer.handle(letter(name, 0));
    expect(composer.suggestions).toEqual(['HELLO']);
    composer.handle(talking(true, 100));
    expect(composer.handle(phrase('Yes', 200))).toMatchObject({
      emitted: [],
      changes: [],
      taken: null,
    });
    expect(composer.lines.map(({ text }) => text)).toEqual(['HE']);
  });

  it('removing all lines does not change that the user talks', () => {
    const { said } = run(talking(true, 0), { type: 'clear' }, phrase('Yes', 100));
    expect(said).toEqual([]);
  });
});

describe('while the user talks, whatever is signed', () => {
  const kinds = fc.constantFrom('phrase', 'letter', 'space', 'speak', 'stop', 'tick');
  const steps = fc.array(fc.record({ kind: kinds, gap: fc.nat({ max: 4000 }) }), {
    maxLength: 50,
  });

  it('nothing is committed meanwhile, and only what was signed at other times ever is', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const composer = createComposer({ wordPauseMs });
        let at = 0;
        let speaking = false;
        let spelled = '';
        let said = '';
        const handle = (event: ComposerEvent): void => {
          const was = speaking;
          for (const change of composer.handle(event).changes) {
            if (was) throw new Error(`committed at ${at}, in speech`);
            if (change.type === 'committed') said += change.caption.text;
          }
        };
        for (const { kind, gap } of list) {
          at += gap;
          if (kind === 'speak' || kind === 'stop') {
            handle(talking(kind === 'speak', at));
            speaking = kind === 'speak';
          } else if (kind === 'tick') handle(tick(at));
          else {
            const sign = { phrase: phrase('Yes', at), letter: letter('A', at), space: space(at) };
            handle(sign[kind as keyof typeof sign]);
            if (!speaking && kind !== 'space') spelled += kind === 'phrase' ? 'Yes' : 'A';
          }
        }
        handle(talking(false, at));
        speaking = false;
        handle(tick(at + 100_000));
        expect(said).toBe(spelled);
      }),
      { numRuns: 300 },
    );
  });
});
