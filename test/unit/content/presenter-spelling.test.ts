import { beforeEach, describe, expect, it } from 'vitest';
import { createPresenter, type Presenter } from '../../../src/content/presenter.ts';
import type { Answer } from '../../../src/messaging/frames-port.ts';
import type { OverlayView } from '../../../src/overlay/types.ts';
import { answerAt, FakeTimers } from './fake-runtime.ts';

let timers: FakeTimers;
let presenter: Presenter;
let view: OverlayView | null;
let said: string[];

beforeEach(() => {
  timers = new FakeTimers();
  view = null;
  said = [];
  const stage = {
    show: (next: OverlayView) => {
      view = next;
    },
    whenShown: (work: () => void) => work(),
    dispose: () => undefined,
  };
  const options = { wordPauseMs: 2500, captionMs: 5000, dwellIndicator: true };
  presenter = createPresenter(() => stage, options, timers);
  presenter.subscribe((changes) => {
    for (const change of changes)
      said.push(change.type === 'committed' ? change.caption.text : `not ${change.text}`);
  });
});

const answer = (more: Partial<Answer>) => presenter.answer(answerAt(0, { hands: 1, ...more }));
const letter = (caption: string) =>
  answer({ sign: { gesture: caption, caption, kind: 'letter' }, spelling: { up: true } });
/** Answers of a camera at ten frames per second. */
const frames = (ms: number, more: Partial<Answer>) => {
  for (let passed = 0; passed < ms; passed += 100) {
    timers.advance(100);
    answer(more);
  }
};
const up = { spelling: { up: true } };
const resting = { spelling: { up: false } };
const lines = () => view?.lines.map(({ text, growing }) => (growing ? `${text}|` : text));

describe('a word being spelled', () => {
  it('stays one word at three seconds a letter, and ends when the hand has rested', () => {
    for (const name of ['C', 'A', 'B']) {
      letter(name);
      frames(3100, up);
    }
    expect([lines(), said]).toEqual([['CAB|'], []]);
    frames(2400, resting);
    expect(said).toEqual([]);
    frames(100, resting);
    expect([lines(), said]).toEqual([['CAB'], ['CAB']]);
  });

  it('ends after the pause when no frame is answered any more', () => {
    letter('A');
    frames(4000, up);
    presenter.pause();
    timers.advance(2499);
    expect(said).toEqual([]);
    timers.advance(1);
    expect(said).toEqual(['A']);
  });

  it('ends after the pause when another vocabulary, without letters, is used', () => {
    letter('A');
    frames(4000, up);
    frames(2500, {});
    expect(said).toEqual(['A']);
  });

  it('is dropped when the camera goes off, whatever the hand did', () => {
    letter('A');
    frames(4000, up);
    presenter.clear();
    frames(4000, up);
    timers.advance(10_000);
    expect([lines(), said]).toEqual([[], []]);
  });

  it('waits while the user talks, and then for the pause', () => {
    letter('A');
    presenter.setTalking(true);
    frames(9000, up);
    frames(9000, resting);
    expect(said).toEqual([]);
    presenter.setTalking(false);
    frames(2500, resting);
    expect(said).toEqual(['A']);
  });

  it('ends while lines stay under the pointer, once the pointer has gone', () => {
    letter('A');
    presenter.keepLines(true);
    timers.advance(9000);
    presenter.keepLines(false);
    timers.advance(0);
    expect(said).toEqual(['A']);
  });
});

describe('a letter that no gesture names', () => {
  const unnamed = { spelling: { up: true, unnamed: { A: 0.4 } } };

  it('shows nothing, says nothing and is not the last caption', () => {
    answer(unnamed);
    expect([view?.lines ?? [], said, presenter.last]).toEqual([[], [], null]);
    letter('A');
    answer(unnamed);
    expect([lines(), presenter.last]).toEqual([['A|'], 'A']);
    frames(2500, resting);
    expect([lines(), said]).toEqual([['A'], ['A']]);
  });
});

describe('a word that is read when it ends', () => {
  const signed = (caption: string) =>
    answer({
      sign: { gesture: caption, caption, kind: 'letter', scores: { [caption]: 0.9 } },
      spelling: { up: true },
    });
  let putBack: string[];
  let corrected: (string | null)[];

  beforeEach(() => {
    putBack = [];
    corrected = [];
    presenter.useReader(
      {
        read: () => ({ decoded: 'HELLO', candidates: ['HELLO'], letters: 'HELO' }),
        correct: (text) => corrected.push(text),
      },
      (letters) => putBack.push(letters),
    );
    for (const name of 'HELO') signed(name);
    presenter.say();
  });

  it('is shown and said as it was read, and its letters are offered', () => {
    expect([lines(), said]).toEqual([['HELLO'], ['HELLO']]);
    expect(view).toMatchObject({ suggestions: ['HELO'], restores: true });
    expect(putBack).toEqual([]);
  });

  it('gets its letters back by the key that accepts, which is reported once', () => {
    presenter.accept(0);
    expect([lines(), said]).toEqual([['HELO'], ['HELLO', 'not HELLO', 'HELO']]);
    expect(view).toMatchObject({ suggestions: [], restores: false });
    presenter.accept(0);
    expect([putBack, corrected]).toEqual([['HELO'], ['HELO']]);
  });

  it('stands as it was spelled once words are read no more', () => {
    presenter.useReader(null);
    for (const name of 'HELO') signed(name);
    presenter.say();
    expect(said.at(-1)).toBe('HELO');
  });

  it('teaches nothing if it is taken back', () => {
    presenter.takeBack();
    expect([putBack, corrected]).toEqual([[], [null]]);
  });

  it('is accepted by the chosen gesture only while words are read or suggested', () => {
    const options = { wordPauseMs: 2500, captionMs: 5000, dwellIndicator: true };
    presenter.configure({ ...options, acceptGesture: 'own:go' });
    const go = { gesture: 'own:go', caption: 'Go', kind: 'phrase' } as const;
    answer({ sign: go });
    expect(lines()).toEqual(['HELO']);
    presenter.useReader(null);
    answer({ sign: go });
    expect(lines()).toEqual(['HELO', 'Go']);
  });
});
