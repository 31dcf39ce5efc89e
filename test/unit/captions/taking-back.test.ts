import { describe, expect, it } from 'vitest';
import { type ComposerEvent, createComposer } from '../../../src/captions/composer.ts';
import { letter, phrase, space, standing, wordPauseMs } from './fake-signs.ts';

function run(events: readonly ComposerEvent[], words: readonly string[] = []) {
  const composer = createComposer({ wordPauseMs, words });
  const changes = events.flatMap((event) => [...composer.handle(event).changes]);
  return {
    composer,
    changes,
    texts: composer.lines.map(({ text }) => text),
    said: standing(changes).map(({ text, from, to }) => [text, from, to]),
  };
}

const wrong = (at: number): ComposerEvent => ({ type: 'take-back', at });
const undo = (at: number): ComposerEvent => ({ type: 'undo', at });
const tick = (at: number): ComposerEvent => ({ type: 'tick', at });

describe('a caption that was taken back', () => {
  it('is put back with its times, as a new caption', () => {
    const { texts, said, changes } = run([phrase('Yes', 100), wrong(1000), undo(2000)]);
    expect(texts).toEqual(['Yes']);
    expect(said).toEqual([['Yes', 100, 100]]);
    expect(changes.map((one) => (one.type === 'committed' ? one.caption.id : -one.id))).toEqual([
      1, -1, 2,
    ]);
  });

  it('is put back above what was signed since', () => {
    const events = [phrase('Yes', 0), wrong(100), phrase('No', 200), undo(300)];
    expect(run(events).texts).toEqual(['Yes', 'No']);
    const spelled = [phrase('Yes', 0), wrong(100), letter('H', 200), undo(300), letter('I', 400)];
    expect(run(spelled).texts).toEqual(['Yes', 'HI']);
  });

  it('is put back with all words of its line', () => {
    const line = [letter('H', 0), letter('I', 100), space(200), letter('A', 300)];
    const { texts, said } = run([...line, { type: 'say', at: 400 }, wrong(500), undo(600)]);
    expect(texts).toEqual(['HI A']);
    expect(said).toEqual([
      ['HI', 0, 100],
      ['A', 300, 300],
    ]);
  });

  it('is shown for its whole time again, also if it had disappeared', () => {
    const { composer, texts } = run([phrase('Yes', 0), tick(5000), wrong(6000), undo(7000)]);
    expect(texts).toEqual(['Yes']);
    expect(composer.nextChange).toBe(12_000);
  });

  it('can be taken back again', () => {
    const { texts, said } = run([phrase('Yes', 0), wrong(1), undo(2), wrong(3)]);
    expect(texts).toEqual([]);
    expect(said).toEqual([]);
  });

  it('can be put back for 5 s, once, and alone', () => {
    const { composer } = run([phrase('No', 0), phrase('Yes', 0), wrong(100), wrong(200)]);
    composer.handle(tick(5199));
    expect(composer.canUndo).toBe(true);
    expect(composer.nextChange).toBe(5200);
    composer.handle(tick(5200));
    expect(composer.canUndo).toBe(false);
    const twice = run([phrase('No', 0), phrase('Yes', 1), wrong(2), wrong(3), undo(4), undo(5)]);
    expect(twice.texts).toEqual(['No']);
  });

  it('can still be put back while its offer stays longer, under the pointer', () => {
    expect(run([phrase('Yes', 0), wrong(100), undo(20_000)]).texts).toEqual(['Yes']);
  });

  it('cannot be put back once the user has cleared the lines', () => {
    const { composer, texts } = run([phrase('Yes', 0), wrong(1), { type: 'clear' }, undo(2)]);
    expect(composer.canUndo).toBe(false);
    expect(texts).toEqual([]);
  });

  it('pushes out the oldest line if there is no room', () => {
    const events = [phrase('a', 0), phrase('b', 1), wrong(2), phrase('c', 3), undo(4)];
    expect(run(events).texts).toEqual(['b', 'c']);
    expect(run(events).said.map(([text]) => text)).toEqual(['a', 'c', 'b']);
  });
});

describe('a letter that was taken back', () => {
  const hi = [letter('H', 0), letter('I', 100)];

  it('joins its word again, which can be spelled on', () => {
    const { texts, said } = run([...hi, wrong(200), undo(300), letter('T', 400)]);
    expect(texts).toEqual(['HIT']);
    expect(said).toEqual([]);
  });

  it('stays away once another letter has taken its place', () => {
    const { composer, texts } = run([...hi, wrong(200), letter('A', 300), undo(400)]);
    expect(texts).toEqual(['HA']);
    expect(composer.canUndo).toBe(false);
  });

  it('is put back into a word that has ended without it', () => {
    const word = [letter('A', 0), letter('H', 50), letter('I', 100)];
    const ended = [...word, wrong(200), tick(200 + wordPauseMs)];
    expect(run(ended).said).toEqual([['AH', 0, 50]]);
    const { texts, said, composer } = run([...ended, undo(4000)]);
    expect(texts).toEqual(['AHI']);
    expect(composer.lines[0]?.open).toBe(true);
    expect(said).toEqual([]);
  });

  it('brings back the line that it was alone in', () => {
    expect(run([letter('H', 0), wrong(100), undo(200)]).texts).toEqual(['H']);
    expect(run([letter('H', 0), wrong(100), phrase('Yes', 200), undo(300)]).texts).toEqual(['Yes']);
  });

  it('may be a space, which ends its word again', () => {
    const { texts, said } = run([...hi, space(200), wrong(300), undo(400), letter('A', 500)]);
    expect(texts).toEqual(['HI A']);
    expect(said).toEqual([['HI', 0, 100]]);
  });
});
