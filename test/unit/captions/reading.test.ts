import { describe, expect, it } from 'vitest';
import {
  type ComposerEvent,
  createComposer,
  type ReadWord,
} from '../../../src/captions/composer.ts';
import type { LetterEvent } from '../../../src/captions/spelling/decoder.ts';
import { letter, phrase, space, standing, wordPauseMs } from './fake-signs.ts';

const scores = { A: 0.6 };
const signed = (caption: string, at: number): ComposerEvent => ({ ...letter(caption, at), scores });
const unnamed = (at: number): ComposerEvent => ({ type: 'unnamed', scores: { L: 0.3 }, at });
const accept = (at: number, index = 0): ComposerEvent => ({ type: 'accept', index, at });
const backspace = (at: number): ComposerEvent => ({ type: 'backspace', at });

/** What each word is read as; others stand as they were spelled. */
const readings: Record<string, ReturnType<ReadWord>> = {
  HELO: { decoded: 'HELLO', candidates: ['HELLO', 'HELP'], letters: 'HELO' },
  HIS: { decoded: 'HIS', candidates: ['HIS'], letters: 'HIS' },
  KAT: { decoded: null, candidates: ['CAT', 'KAT', 'EAT'], letters: 'KAT' },
};

/** Spells words with a composer that reads them, a letter every second. */
function spell() {
  const asked: (readonly LetterEvent[])[] = [];
  const composer = createComposer({
    wordPauseMs,
    readWord(hands) {
      asked.push(hands);
      const letters = hands.map(({ letter }) => letter ?? '').join('');
      return readings[letters] ?? { decoded: null, candidates: [], letters };
    },
  });
  let at = 0;
  const changes: Parameters<typeof standing>[0][number][] = [];
  const handle = (event: ComposerEvent) => {
    const result = composer.handle(event);
    changes.push(...result.changes);
    return result;
  };
  return {
    composer,
    asked,
    handle,
    letters(word: string) {
      for (const one of word) {
        at += 1000;
        handle(signed(one, at));
      }
    },
    said: () => standing(changes).map(({ text }) => text),
    shown: () => composer.lines.map(({ text }) => text),
  };
}

describe('a spelled word', () => {
  it('stands as it was spelled until it ends, then as it was read', () => {
    const { composer, letters, handle, said, shown } = spell();
    letters('HELO');
    expect(shown()).toEqual(['HELO']);
    handle(space(5000));
    expect(shown()).toEqual(['HELLO ']);
    expect(said()).toEqual(['HELLO']);
    expect(composer.suggestions).toEqual(['HELO']);
  });

  it.each<[string, ComposerEvent]>([
    ['a pause', { type: 'tick', at: 4000 + wordPauseMs }],
    ['"say it"', { type: 'say', at: 5000 }],
    ['a phrase', phrase('Yes', 5000)],
  ])('is read when %s ends it', (_, end) => {
    const { letters, handle, said } = spell();
    letters('HELO');
    handle(end);
    expect(said()[0]).toBe('HELLO');
  });

  it('is committed once, as it was read', () => {
    const { letters, handle } = spell();
    letters('HELO');
    const { changes } = handle({ type: 'say', at: 5000 });
    expect(changes).toMatchObject([{ type: 'committed', caption: { text: 'HELLO' } }]);
  });

  it('has nothing offered in its place if it was read as it was spelled', () => {
    const { composer, letters, handle, shown } = spell();
    letters('HIS');
    handle({ type: 'say', at: 4000 });
    expect(shown()).toEqual(['HIS']);
    expect(composer.suggestions).toEqual([]);
  });

  it('is read from all hands in their order, with those that reached no letter', () => {
    const { asked, handle } = spell();
    handle(unnamed(500));
    handle(signed('H', 1000));
    handle(unnamed(1500));
    handle(signed('I', 2000));
    handle({ type: 'say', at: 3000 });
    expect(asked.at(-1)?.map(({ letter }) => letter)).toEqual([null, 'H', null, 'I']);
  });

  it('is not read if a key, a suggestion or a letter that the user taught is part of it', () => {
    const { asked, handle } = spell();
    handle(signed('H', 1000));
    handle(letter('I', 2000));
    handle({ type: 'say', at: 3000 });
    handle({ ...letter('É', 4000), gesture: 'E', scores });
    handle({ type: 'say', at: 5000 });
    expect(asked.filter((hands) => hands.length !== 1)).toEqual([]);
  });
});

describe('a single letter', () => {
  const readings: Record<string, string[]> = { A: ['A'], C: ['A', 'I'] };
  const alone = (letters: string, read = true) => {
    const composer = createComposer({
      wordPauseMs,
      readWord: read
        ? (hands) => {
            const spelled = hands.map(({ letter }) => letter ?? '').join('');
            return { decoded: 'A', candidates: readings[spelled] ?? [], letters: spelled };
          }
        : null,
    });
    for (const [i, one] of [...letters].entries()) composer.handle(signed(one, 1000 * (i + 1)));
    composer.handle(unnamed(1000 * letters.length + 500));
    return composer;
  };
  const pause: ComposerEvent = { type: 'tick', at: 20_000 };
  const texts = (composer: ReturnType<typeof alone>, end: ComposerEvent) =>
    composer
      .handle(end)
      .changes.map((change) => (change.type === 'committed' ? change.caption.text : '-'));

  it('that is no word goes without a caption when a pause ends it', () => {
    const composer = alone('C');
    expect(composer.lines).toMatchObject([{ text: 'C', growing: true }]);
    expect(texts(composer, pause)).toEqual([]);
    expect(composer.lines).toEqual([]);
  });

  it('that is a word stands, and is never read as another', () => {
    expect(texts(alone('A'), pause)).toEqual(['A']);
  });

  it.each<[string, ComposerEvent]>([
    ['the space sign', space(2500)],
    ['"say it"', { type: 'say', at: 2500 }],
  ])('stands as it was spelled when %s ends it', (_, end) => {
    expect(texts(alone('C'), end)).toEqual(['C']);
  });

  it('stands if no words are read', () => {
    expect(texts(alone('C', false), pause)).toEqual(['C']);
  });

  it('leaves the words before it on its line', () => {
    const { composer, letters, handle, said, shown } = spell();
    letters('HIS');
    handle(space(3500));
    letters('X');
    handle({ type: 'tick', at: 4000 + wordPauseMs });
    expect(said()).toEqual(['HIS']);
    expect(shown()).toEqual(['HIS']);
    expect(composer.lines[0]?.open).toBe(false);
  });
});

describe('the letters of a word that was read', () => {
  it('are put back by accepting what is offered, and committed in its place', () => {
    const { composer, letters, handle, said, shown } = spell();
    letters('HELO');
    handle(space(5000));
    expect(handle(accept(5500)).chosen).toEqual({ text: 'HELO', isPutBack: true });
    expect(shown()).toEqual(['HELO ']);
    expect(said()).toEqual(['HELO']);
    expect(composer.suggestions).toEqual([]);
  });

  it('are put back by the space sign once more, but not by a space after a pause', () => {
    const again = spell();
    again.letters('HELO');
    again.handle(space(5000));
    expect(again.handle(space(6000)).chosen).toEqual({ text: 'HELO', isPutBack: true });
    expect(again.shown()).toEqual(['HELO ']);
    expect(again.handle(space(7000)).chosen).toBeNull();
    expect(again.said()).toEqual(['HELO']);

    const later = spell();
    later.letters('HELO');
    later.handle({ type: 'tick', at: 4000 + wordPauseMs });
    expect(later.handle(space(8000)).chosen).toBeNull();
    expect(later.said()).toEqual(['HELLO']);
  });

  it('stay once they were put back', () => {
    const { letters, handle, said } = spell();
    letters('HELO');
    handle(space(5000));
    handle(accept(5500));
    handle(backspace(6000));
    handle({ type: 'say', at: 7000 });
    expect(said()).toEqual(['HELO']);
  });

  it('are put back while the next word has not begun, and the line goes on', () => {
    const { composer, letters, handle, said, shown } = spell();
    letters('HELO');
    handle(space(4500));
    letters('HIS');
    expect(composer.suggestions).toEqual([]);
    handle({ type: 'say', at: 9000 });
    expect(shown()).toEqual(['HELLO HIS']);
    expect(said()).toEqual(['HELLO', 'HIS']);
  });

  it('are put back by backspace first, with the space if there is one', () => {
    const first = spell();
    first.letters('HELO');
    first.handle({ type: 'say', at: 5000 });
    expect(first.handle(backspace(5500))).toMatchObject({
      taken: { what: 'reading', text: 'HELLO' },
      chosen: { text: 'HELO', isPutBack: true },
    });
    expect(first.shown()).toEqual(['HELO']);
    expect(first.said()).toEqual([]);
    first.handle(backspace(6000));
    expect(first.shown()).toEqual(['HEL']);

    const second = spell();
    second.letters('HELO');
    second.handle(space(5000));
    expect(second.handle(backspace(5500))).toMatchObject({
      taken: { what: 'space' },
      chosen: { text: 'HELO', isPutBack: true },
    });
    expect(second.shown()).toEqual(['HELO']);
  });

  it('are read again once the user has spelled on', () => {
    const { letters, handle, said } = spell();
    letters('HELOX');
    handle({ type: 'say', at: 6000 });
    handle(backspace(6100));
    handle({ type: 'say', at: 7000 });
    expect(said()).toEqual(['HELLO']);
  });

  it('can be put back for as long as the line is shown', () => {
    const { composer, letters, handle } = spell();
    letters('HELO');
    handle({ type: 'say', at: 5000 });
    handle({ type: 'tick', at: 20_000 });
    expect(composer.suggestions).toEqual([]);
    expect(handle(accept(20_001))).toMatchObject({ changes: [], chosen: null });
  });
});

describe('a word that could be several', () => {
  it('stands as it was spelled, and the others are offered', () => {
    const { composer, letters, handle, said } = spell();
    letters('KAT');
    handle(space(4000));
    expect(said()).toEqual(['KAT']);
    expect(composer.suggestions).toEqual(['CAT', 'EAT']);
  });

  it('becomes the one that the user accepts, which is no restoring', () => {
    const { composer, letters, handle, said, shown } = spell();
    letters('KAT');
    handle(space(4000));
    expect(handle(accept(4500, 1)).chosen).toEqual({ text: 'EAT', isPutBack: false });
    expect(shown()).toEqual(['EAT ']);
    expect(said()).toEqual(['EAT']);
    expect(composer.suggestions).toEqual([]);
  });

  it('becomes the first one by the sign that accepts', () => {
    const { composer, letters, handle, said } = spell();
    composer.configure({ acceptGesture: 'fist' });
    letters('KAT');
    handle(space(4000));
    handle({ ...phrase('Fist', 5000), gesture: 'fist' });
    expect(said()).toEqual(['CAT']);
  });
});
