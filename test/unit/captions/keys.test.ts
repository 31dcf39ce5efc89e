import { describe, expect, it } from 'vitest';
import {
  type CaptionChange,
  type ComposerEvent,
  type ComposerOptions,
  createComposer,
} from '../../../src/captions/composer.ts';
import { letter, phrase, space, standing, wordPauseMs } from './fake-signs.ts';

/** Results of a script: what is shown, what was reported, and which captions are left. */
function run(events: ComposerEvent[], options: Partial<ComposerOptions> = {}) {
  const composer = createComposer({ wordPauseMs, ...options });
  const told = events.map((event) => composer.handle(event));
  const changes: CaptionChange[] = told.flatMap((step) => [...step.changes]);
  return {
    composer,
    changes,
    said: standing(changes).map(({ text }) => text),
    texts: composer.lines.map(({ text }) => text),
    taken: told.at(-1)?.taken,
  };
}

/** H and I, one second apart, from time 0 on. */
const hi = [letter('H', 0), letter('I', 1000)];

describe('a phrase that was chosen or written', () => {
  const chosen = (text: string, at: number): ComposerEvent => ({ type: 'phrase', text, at });

  it('is a caption like that of a sign, and ends the word before it', () => {
    const { changes, texts } = run([...hi, chosen('On my way', 1500)]);
    expect(texts).toEqual(['HI', 'On my way']);
    expect(changes.at(-1)).toEqual({
      type: 'committed',
      caption: { id: 2, text: 'On my way', kind: 'phrase', from: 1500, to: 1500 },
    });
  });

  it('counts while the user talks, when signs do not', () => {
    const talking: ComposerEvent = { type: 'user-talking', on: true, at: 0 };
    expect(run([talking, phrase('Yes', 1), chosen('On my way', 2)]).said).toEqual(['On my way']);
  });

  it('can be taken back and put back, and has no gesture', () => {
    const take: ComposerEvent = { type: 'take-back', at: 10 };
    const { taken, said } = run([chosen('On my way', 0), take]);
    expect(taken).toMatchObject({ what: 'line', text: 'On my way', gesture: '' });
    expect(said).toEqual([]);
    expect(run([chosen('On my way', 0), take, { type: 'undo', at: 20 }]).said).toEqual([
      'On my way',
    ]);
  });
});

describe('a committed caption', () => {
  it('is made at once of a phrase, with the time of its sign', () => {
    expect(run([phrase('Yes', 40)]).changes).toEqual([
      { type: 'committed', caption: { id: 1, text: 'Yes', kind: 'phrase', from: 40, to: 40 } },
    ]);
  });

  it('is made of a word only when it has ended, from its first to its last letter', () => {
    expect(run(hi).changes).toEqual([]);
    const word = { id: 1, text: 'HI', kind: 'word', from: 0, to: 1000 };
    for (const end of [
      space(1500),
      { type: 'space', at: 1500 } as const,
      { type: 'say', at: 1001 } as const,
      { type: 'tick', at: 1000 + wordPauseMs } as const,
    ])
      expect(run([...hi, end]).changes).toEqual([{ type: 'committed', caption: word }]);
  });

  it('is made of a word before the phrase that ended it', () => {
    expect(run([...hi, phrase('Yes', 1500)]).said).toEqual(['HI', 'Yes']);
  });

  it('is made of each word of a line once, even if the line wraps', () => {
    const events = [letter('A', 0), space(1), letter('B', 2), space(3), letter('C', 4)];
    const { said, texts } = run([...events, { type: 'say', at: 5 }], { lineLength: 4 });
    expect(said).toEqual(['A', 'B', 'C']);
    expect(texts).toEqual(['A B', 'C']);
  });

  it('is not made of an unfinished word that is cleared, and stays if its line is cleared', () => {
    expect(run([...hi, { type: 'clear' }, { type: 'tick', at: 9000 }]).changes).toEqual([]);
    expect(run([phrase('Yes', 0), { type: 'clear' }]).said).toEqual(['Yes']);
  });
});

describe('"say it"', () => {
  it('ends the word and its line at once', () => {
    const { said, texts } = run([...hi, { type: 'say', at: 1100 }, letter('A', 1200)]);
    expect(said).toEqual(['HI']);
    expect(texts).toEqual(['HI', 'A']);
  });

  it('commits nothing if nothing is spelled', () => {
    expect(run([{ type: 'say', at: 0 }]).changes).toEqual([]);
    expect(run([phrase('Yes', 0), { type: 'say', at: 1 }]).said).toEqual(['Yes']);
  });
});

describe('backspace', () => {
  const backspace = (at: number): ComposerEvent => ({ type: 'backspace', at });

  it('takes away the last letter, and the line with its only letter', () => {
    expect(run([...hi, backspace(1100)]).texts).toEqual(['H']);
    expect(run([...hi, backspace(1100), backspace(1200)]).texts).toEqual([]);
    expect(run([...hi, backspace(1100)]).taken).toEqual({
      what: 'letter',
      text: 'I',
      gesture: 'I',
      line: 1,
      captions: [],
    });
  });

  it('takes away the space and its committed word, which can go on', () => {
    const { texts, said, taken, composer } = run([...hi, space(1100), backspace(1200)]);
    expect(texts).toEqual(['HI']);
    expect(said).toEqual([]);
    expect(taken).toMatchObject({ what: 'space', captions: [1] });
    composer.handle(letter('T', 1300));
    expect(composer.handle({ type: 'say', at: 1400 }).changes).toMatchObject([
      { caption: { id: 2, text: 'HIT' } },
    ]);
  });

  it('takes away the last letter of an ended word, which letters can join again', () => {
    const { said, composer } = run([...hi, { type: 'say', at: 1100 }, backspace(1200)]);
    expect(said).toEqual([]);
    composer.handle(letter('O', 1300));
    expect(composer.lines.map(({ text }) => text)).toEqual(['HO']);
  });

  it('takes away a whole phrase, everywhere', () => {
    const { texts, said, taken } = run([phrase('No', 0), phrase('Yes please', 10), backspace(20)]);
    expect(texts).toEqual(['No']);
    expect(said).toEqual(['No']);
    expect(taken).toEqual({
      what: 'line',
      text: 'Yes please',
      gesture: 'yes please',
      line: 2,
      captions: [2],
    });
  });

  it('does nothing if nothing is shown', () => {
    expect(run([backspace(0)]).taken).toBeNull();
    expect(run([phrase('Yes', 0), backspace(5000)]).said).toEqual(['Yes']);
  });

  it('restarts the pause', () => {
    const { composer } = run([...hi, backspace(3000)]);
    expect(composer.nextChange).toBe(3000 + wordPauseMs);
  });
});

describe('taking back', () => {
  const wrong = (at: number): ComposerEvent => ({ type: 'take-back', at });

  it('takes the last letter while a word is spelled', () => {
    const { texts, taken } = run([...hi, wrong(1100)]);
    expect(texts).toEqual(['H']);
    expect(taken).toMatchObject({ what: 'letter', text: 'I', gesture: 'I' });
  });

  it('takes the whole last line, and reports every caption that is removed with it', () => {
    const events = [...hi, space(1100), letter('A', 1200), { type: 'say', at: 1300 } as const];
    const { texts, said, taken } = run([phrase('Yes', 0), ...events, wrong(1400)]);
    expect(texts).toEqual(['Yes']);
    expect(said).toEqual(['Yes']);
    expect(taken).toMatchObject({ what: 'line', text: 'HI A', captions: [3, 2] });
  });

  it('takes the line that has just disappeared, but no earlier one', () => {
    expect(run([phrase('Yes', 0), { type: 'tick', at: 5000 }, wrong(29_999)])).toMatchObject({
      said: [],
      taken: { text: 'Yes', captions: [1] },
    });
    const late = run([phrase('Yes', 0), { type: 'tick', at: 5000 }, wrong(30_000)]);
    expect(late.said).toEqual(['Yes']);
    expect(late.taken).toBeNull();
  });

  it('takes one line after the other, each once', () => {
    const events = [phrase('a', 0), phrase('b', 1), phrase('c', 2), wrong(3), wrong(4), wrong(5)];
    const { changes, said } = run([...events, wrong(6)]);
    expect(said).toEqual([]);
    expect(changes.flatMap((c) => (c.type === 'removed' ? [c.text] : []))).toEqual(['c', 'b', 'a']);
  });

  it('takes nothing back that the user cleared', () => {
    expect(run([phrase('Yes', 0), { type: 'clear' }, wrong(1)]).said).toEqual(['Yes']);
  });
});

describe('a suggested word', () => {
  const words = ['have', 'help', 'hello', 'helps', 'held'];
  const he = [letter('H', 0), letter('E', 1000)];

  it('is offered from two letters on, only for the open word', () => {
    expect(run([letter('H', 0)], { words }).composer.suggestions).toEqual([]);
    expect(run(he, { words }).composer.suggestions).toEqual(['HELP', 'HELLO', 'HELPS']);
    expect(run([...he, space(1100)], { words }).composer.suggestions).toEqual([]);
    expect(run([...he, { type: 'say', at: 1100 }], { words }).composer.suggestions).toEqual([]);
  });

  it('is never offered while the option is off', () => {
    expect(run(he).composer.suggestions).toEqual([]);
  });

  it('is committed when accepted, and the next word can begin', () => {
    const events: ComposerEvent[] = [...he, { type: 'accept', index: 1, at: 1500 }];
    const { said, texts } = run([...events, letter('A', 1600)], { words });
    expect(said).toEqual(['HELLO']);
    expect(texts).toEqual(['HELLO A']);
  });

  it('changes nothing if there is none with that index', () => {
    const { said, texts } = run([...he, { type: 'accept', index: 3, at: 1500 }], { words });
    expect(said).toEqual([]);
    expect(texts).toEqual(['HE']);
  });

  it('can be spelled on after backspace', () => {
    const events: ComposerEvent[] = [...he, { type: 'accept', index: 0, at: 1500 }];
    const { texts, said } = run([...events, { type: 'backspace', at: 1600 }, letter('S', 1700)], {
      words,
    });
    expect(texts).toEqual(['HELPS']);
    expect(said).toEqual([]);
  });
});
