import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  announceMs,
  createPresenter,
  keepLinesMs,
  noticeMs,
  type Presenter,
} from '../../../src/content/presenter.ts';
import type { SignCue } from '../../../src/messaging/frames-port.ts';
import type { OverlayView } from '../../../src/overlay/types.ts';
import { answerAt, FakeTimers } from './fake-runtime.ts';

let timers: FakeTimers;
let presenter: Presenter;
let view: OverlayView | null;
const dispose = vi.fn();
const mount = vi.fn(() => ({
  show: (next: OverlayView) => {
    view = next;
  },
  whenShown: (work: () => void) => work(),
  dispose,
}));

beforeEach(() => {
  vi.clearAllMocks();
  view = null;
  timers = new FakeTimers();
  presenter = createPresenter(
    mount,
    { wordPauseMs: 2500, captionMs: 5000, dwellIndicator: true },
    timers,
  );
});

/** The page settles only when the returned function is called. */
function settleLate(): () => void {
  const waiting: (() => void)[] = [];
  mount.mockImplementationOnce(() => ({
    show: (next: OverlayView) => {
      view = next;
    },
    whenShown: (work: () => void) => {
      waiting.push(work);
    },
    dispose,
  }));
  return () => {
    for (const work of waiting) work();
  };
}

const phrase: SignCue = { gesture: 'thumbs-up', caption: 'Yes', kind: 'phrase' };
const letter = (caption: string): SignCue => ({ gesture: caption, caption, kind: 'letter' });
const sign = (cue: SignCue) => presenter.answer(answerAt(0, { hands: 1, sign: cue }));
const texts = () => view?.lines.map(({ text }) => text);

describe('what the presenter shows', () => {
  it('is nothing, not even an element in the page, before the first sign', () => {
    presenter.answer(answerAt(0));
    presenter.answer(answerAt(100, { hands: 1 }));
    expect(mount).not.toHaveBeenCalled();
  });

  it('is the caption of a sign, until its time is over', () => {
    sign(phrase);
    expect(texts()).toEqual(['Yes']);
    timers.advance(4999);
    expect(texts()).toEqual(['Yes']);
    timers.advance(1);
    expect(texts()).toEqual([]);
    expect(timers.pending).toBe(0);
  });

  it('is letters as a word', () => {
    for (const name of ['H', 'I']) sign(letter(name));
    expect(texts()).toEqual(['HI']);
  });

  it('is a hint below the captions while there is a camera, which stays when they go and is no caption', () => {
    const heard = vi.fn();
    presenter.subscribe(heard);
    const hint = { text: 'Only you see them', actions: [] };
    presenter.stand(true);
    presenter.hint(hint);
    timers.advance(60_000);
    expect(view?.hint).toBe(hint);
    expect(texts()).toEqual([]);
    expect(presenter.last).toBeNull();
    expect(heard).not.toHaveBeenCalled();
    presenter.hint(null);
    expect(view?.hint).toBeNull();
  });

  it('is the sign being held, if the user wants to see it', () => {
    const candidate = { gesture: 'ok', caption: 'OK', progress: 0.5 };
    presenter.answer(answerAt(0, { hands: 1, candidate }));
    expect(view?.candidate).toEqual({ text: 'OK', progress: 0.5 });
    presenter.configure({ wordPauseMs: 2500, captionMs: 5000, dwellIndicator: false });
    expect(view?.candidate).toBeNull();
  });

  it('is the suggested word while the sign that accepts it is held, and nothing if there is none', () => {
    const take = { gesture: 'my-gestures:go', caption: 'Go', progress: 0.5 };
    const hold = () => {
      presenter.answer(answerAt(0, { hands: 1, candidate: take }));
      return view?.candidate?.text;
    };
    const look = {
      wordPauseMs: 2500,
      captionMs: 5000,
      dwellIndicator: true,
      acceptGesture: take.gesture,
    };
    presenter.configure({ ...look, wordSuggestions: true });
    presenter.useWords(['hit']);
    expect(hold()).toBeUndefined();
    for (const name of ['H', 'I']) sign(letter(name));
    expect(hold()).toBe('HIT');
    sign({ gesture: take.gesture, caption: 'Go', kind: 'phrase' });
    expect(texts()?.[0]?.trim()).toBe('HIT');
    presenter.configure({ ...look, wordSuggestions: false });
    expect(hold()).toBe('Go');
  });

  it('names the language of a caption if it is known', () => {
    const candidate = { gesture: 'ok', caption: 'OK', progress: 0.5, language: 'ja' } as const;
    presenter.answer(answerAt(0, { hands: 1, candidate, sign: { ...phrase, language: 'ja' } }));
    expect(view?.lines).toMatchObject([{ text: 'Yes', language: 'ja' }]);
    expect(view?.candidate?.language).toBe('ja');
    sign(letter('A'));
    expect(view?.lines[1]?.language).toBeUndefined();
  });

  it('is nothing once the camera is off, not even half a word', () => {
    sign(letter('H'));
    presenter.answer(
      answerAt(1, { hands: 1, candidate: { gesture: 'I', caption: 'I', progress: 0.2 } }),
    );
    presenter.clear();
    expect(view).toMatchObject({ lines: [], candidate: null });
    sign(letter('I'));
    expect(texts()).toEqual(['I']);
  });

  it('is the captions but no held sign while the recognizer is away', () => {
    sign(phrase);
    presenter.pause();
    expect(view).toMatchObject({ candidate: null });
    expect(texts()).toEqual(['Yes']);
  });

  it('follows a new caption time', () => {
    presenter.configure({ wordPauseMs: 2500, captionMs: 1000, dwellIndicator: true });
    sign(phrase);
    timers.advance(1000);
    expect(texts()).toEqual([]);
  });

  it('is a notice for a while', () => {
    presenter.notice({ text: 'No camera.' });
    expect(view?.notice).toEqual({ text: 'No camera.' });
    timers.advance(noticeMs);
    expect(view?.notice).toBeNull();
  });

  it('is a notice with a button until it is removed', () => {
    presenter.notice({ text: 'Reload.', action: { label: 'Reload', run: () => {} } });
    timers.advance(noticeMs * 10);
    expect(view?.notice?.text).toBe('Reload.');
    presenter.notice(null);
    expect(view?.notice).toBeNull();
  });

  it('loses a wrong caption at once, also as the last one', () => {
    sign(phrase);
    expect(presenter.last).toBe('Yes');
    expect(presenter.takeBack()).not.toBeNull();
    expect(texts()).toEqual([]);
    expect(presenter.last).toBeNull();
    expect(presenter.takeBack()).toBeNull();
  });

  it('stays while the user points at it, but not for ever', () => {
    sign(phrase);
    presenter.keepLines(true);
    timers.advance(6000);
    expect(texts()).toEqual(['Yes']);
    presenter.keepLines(false);
    timers.advance(0);
    expect(texts()).toEqual([]);
    sign(phrase);
    presenter.keepLines(true);
    timers.advance(keepLinesMs);
    expect(texts()).toEqual([]);
    expect(timers.pending).toBe(0);
  });

  it('is at most the wanted number of lines', () => {
    presenter.configure({
      wordPauseMs: 2500,
      captionMs: 5000,
      dwellIndicator: true,
      captionLines: 1,
    });
    sign(phrase);
    sign({ ...phrase, caption: 'No' });
    expect(texts()).toEqual(['No']);
  });

  it('is an announcement for screen readers for a moment', () => {
    presenter.announce('Captions are on');
    expect(view?.announcement).toBe('Captions are on');
    timers.advance(announceMs);
    expect(view?.announcement).toBeNull();
    expect(timers.pending).toBe(0);
  });

  it('is what captions do now for 3 s, whatever else is announced meanwhile', () => {
    const pill = { text: 'Captions are on', mark: 'on' } as const;
    presenter.showPill(pill);
    expect(view).toMatchObject({ pill, announcement: pill.text });
    timers.advance(1000);
    presenter.announce('Taken back');
    expect(view).toMatchObject({ pill, announcement: 'Taken back' });
    timers.advance(2000);
    expect(view).toMatchObject({ pill: null, announcement: 'Taken back' });
    timers.advance(1000);
    expect(dispose).toHaveBeenCalledOnce();
    expect(timers.pending).toBe(0);
  });

  it('is an announcement or a notice for as long as ever when the page has settled late', () => {
    const settle = settleLate();
    presenter.announce('Captions are on');
    presenter.notice({ text: 'No camera.' });
    timers.advance(2 * noticeMs);
    expect(view).toMatchObject({ announcement: 'Captions are on', notice: { text: 'No camera.' } });
    settle();
    timers.advance(announceMs - 1);
    expect(view?.announcement).toBe('Captions are on');
    timers.advance(1);
    expect(view?.announcement).toBeNull();
    timers.advance(noticeMs);
    expect(view?.notice).toBeNull();
    expect(timers.pending).toBe(0);
  });

  it('is nothing of an announcement or a notice that was replaced before the page had settled', () => {
    const settle = settleLate();
    presenter.announce('On');
    presenter.announce('Off');
    presenter.notice({ text: 'No camera.' });
    presenter.notice({ text: 'Reload', action: { label: 'Now', run() {} } });
    settle();
    timers.advance(announceMs + noticeMs);
    expect(view).toMatchObject({ announcement: null, notice: { text: 'Reload' } });
  });

  it('covers the page where captions may come from the first hand on, until the camera is off', () => {
    const covers = () => view?.handSeen;
    presenter.stand(true);
    presenter.answer(answerAt(0));
    expect(covers()).toBe(false);
    presenter.answer(answerAt(100, { hands: 1 }));
    expect(covers()).toBe(true);
    sign(phrase);
    presenter.answer(answerAt(200));
    presenter.pause();
    timers.advance(60_000);
    expect(covers()).toBe(true);
    presenter.stand(false);
    expect(covers()).toBe(false);
    presenter.stand(true);
    expect(covers(), 'another camera starts anew').toBe(false);
    presenter.answer(answerAt(300, { hands: 1 }));
    presenter.clear();
    expect(covers(), 'the page shows nothing').toBe(false);
  });

  it("is nothing, without an error, if the page has overwritten the document's methods", () => {
    mount.mockImplementationOnce(() => {
      throw new TypeError('document.createElement is not a function');
    });
    presenter.stand(true);
    sign(phrase);
    expect(mount).toHaveBeenCalledTimes(2);
    expect(texts()).toEqual(['Yes']);
  });

  it('stays mounted while a camera is watched, with and without a caption', () => {
    presenter.stand(true);
    expect(mount).toHaveBeenCalledTimes(1);
    expect(view).toMatchObject({ standing: true, lines: [] });
    sign(phrase);
    timers.advance(5000);
    presenter.announce('On');
    timers.advance(announceMs);
    expect(view).toMatchObject({ standing: true, lines: [] });
    expect(dispose).not.toHaveBeenCalled();
    presenter.stand(false);
    expect(view).toMatchObject({ standing: false });
    presenter.stand(true);
    presenter.dispose();
    presenter.configure({ wordPauseMs: 2500, captionMs: 5000, dwellIndicator: true });
    expect(mount, 'nothing comes back by itself').toHaveBeenCalledTimes(1);
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it('is removed from the page on dispose, with all timers', () => {
    sign(phrase);
    presenter.notice({ text: 'No camera.' });
    presenter.announce('On');
    presenter.keepLines(true);
    presenter.dispose();
    presenter.dispose();
    expect(dispose).toHaveBeenCalledTimes(1);
    expect(timers.pending).toBe(0);
  });

  it('is why a held sign is not recognised, if the user wants to know, and not while the user talks', () => {
    const options = { wordPauseMs: 2500, captionMs: 5000, dwellIndicator: true };
    const own = createPresenter(mount, { ...options, whyHints: true }, timers, ({ why }) => why);
    const hold = (): void => {
      for (let ms = 0; ms < 4000; ms += 500) {
        own.answer(answerAt(0, { hands: 1, reason: { why: 'unknown-shape' } }));
        timers.advance(500);
      }
    };
    own.stand(true);
    own.setTalking(true);
    hold();
    expect(view?.quiet).toBeNull();
    own.setTalking(false);
    hold();
    expect(view).toMatchObject({ quiet: 'unknown-shape', lines: [], announcement: null });
    own.configure({ ...options, whyHints: false });
    expect(view?.quiet).toBeNull();
    own.configure({ ...options, whyHints: true });
    own.answer(answerAt(0, { hands: 1, sign: phrase }));
    expect(view?.quiet).toBeNull();
    own.dispose();
    expect(timers.pending).toBe(0);
  });
});
