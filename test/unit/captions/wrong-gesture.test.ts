import { describe, expect, it } from 'vitest';
import {
  type ComposerEvent,
  type ComposerOptions,
  createComposer,
} from '../../../src/captions/composer.ts';
import { letter, phrase, standing, wordPauseMs } from './fake-signs.ts';

const down = (at: number) => ({ ...phrase('No', at), gesture: 'thumbs-down' });
const chosen = { wordPauseMs, wrongGesture: 'thumbs-down' };

/** What is said in the end of these events. */
const said = (events: readonly ComposerEvent[], options: Partial<ComposerOptions> = {}) => {
  const composer = createComposer({ ...chosen, ...options });
  const changes = events.flatMap((event) => [...composer.handle(event).changes]);
  return standing(changes).map(({ text }) => text);
};

describe('the gesture for "that was wrong"', () => {
  it('takes the last caption back and makes none, for ten seconds after it', () => {
    expect(said([phrase('Yes', 0), down(9999)])).toEqual([]);
    expect(said([phrase('Yes', 0), down(10_000)])).toEqual(['Yes', 'No']);
  });

  it('is a sign like all others while it was not chosen, and when nothing was captioned', () => {
    expect(said([phrase('Yes', 0), down(100)], { wrongGesture: null })).toEqual(['Yes', 'No']);
    expect(said([down(0)])).toEqual(['No']);
  });

  it('reports what it took back, which can be undone', () => {
    const composer = createComposer(chosen);
    composer.handle(phrase('Yes', 0));
    expect(composer.handle(down(1000))).toMatchObject({
      emitted: [],
      taken: { what: 'line', text: 'Yes', gesture: 'yes' },
    });
    expect(composer.lines).toEqual([]);
    expect(composer.canUndo).toBe(true);
    composer.handle({ type: 'undo', at: 2000 });
    expect(composer.lines.map(({ text }) => text)).toEqual(['Yes']);
  });

  it('takes a caption back that has disappeared from view', () => {
    expect(said([phrase('Yes', 0), { type: 'tick', at: 6000 }, down(7000)])).toEqual([]);
  });

  it('says nothing when it comes twice, because a hand was held unsteadily', () => {
    expect(said([phrase('Yes', 0), down(1000), down(1500)])).toEqual([]);
    expect(said([phrase('Yes', 0), down(1000), down(10_000)])).toEqual(['No']);
  });

  it('takes several captions back one by one, each within its ten seconds', () => {
    const two = [phrase('Yes', 0), phrase('Stop', 5000)];
    expect(said([...two, down(6000), down(7000)])).toEqual([]);
    expect(said([...two, down(9000), down(11_000)])).toEqual(['Yes']);
  });

  it('never takes back a caption that it made itself', () => {
    expect(said([down(0), down(1000)])).toEqual(['No', 'No']);
    expect(said([down(0), phrase('Yes', 1000), down(2000), down(3000)])).toEqual(['No']);
  });

  it('takes back a phrase that was written, and the last letter of a word', () => {
    expect(said([{ type: 'phrase', text: 'On my way', at: 0 }, down(1000)])).toEqual([]);
    const say: ComposerEvent = { type: 'say', at: 300 };
    expect(said([letter('H', 0), letter('I', 100), down(200), say])).toEqual(['H']);
  });

  it('is captioned after an undo, and after captions were cleared', () => {
    const undo: ComposerEvent = { type: 'undo', at: 2000 };
    expect(said([phrase('Yes', 0), down(1000), undo, down(3000)])).toEqual(['Yes', 'No']);
    expect(said([phrase('Yes', 0), { type: 'clear' }, down(1000)])).toEqual(['Yes', 'No']);
  });

  it('does nothing while the user talks', () => {
    const talk: ComposerEvent = { type: 'user-talking', on: true, at: 500 };
    expect(said([phrase('Yes', 0), talk, down(1000)])).toEqual(['Yes']);
  });

  it('says beforehand what it will do', () => {
    const composer = createComposer(chosen);
    expect(composer.correction('thumbs-down', 0)).toBeNull();
    composer.handle(phrase('Yes', 0));
    expect(composer.correction('yes', 100)).toBeNull();
    expect(composer.correction('thumbs-down', 100)).toBe('take-back');
    composer.handle(down(200));
    expect(composer.correction('thumbs-down', 300)).toBe('nothing');
    expect(composer.correction('thumbs-down', 10_000)).toBeNull();
  });
});
