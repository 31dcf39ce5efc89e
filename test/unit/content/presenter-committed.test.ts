import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPresenter, type Presenter } from '../../../src/content/presenter.ts';
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

const phrase: SignCue = { gesture: 'thumbs-up', caption: 'Yes', kind: 'phrase' };
const letter = (caption: string): SignCue => ({ gesture: caption, caption, kind: 'letter' });
const sign = (cue: SignCue) => presenter.answer(answerAt(0, { hands: 1, sign: cue }));
const texts = () => view?.lines.map(({ text }) => text);

describe('a committed caption', () => {
  const listen = () => {
    const reported: string[] = [];
    presenter.subscribe((changes) => {
      for (const change of changes)
        reported.push(change.type === 'committed' ? change.caption.text : `not ${change.text}`);
    });
    return reported;
  };

  it('is reported to all listeners: a phrase at once, a word when it ends', () => {
    const [one, two] = [listen(), listen()];
    for (const name of ['H', 'I']) sign(letter(name));
    expect(one).toEqual([]);
    timers.advance(2500);
    sign(phrase);
    expect(one).toEqual(['HI', 'Yes']);
    expect(two).toEqual(one);
  });

  it('is reported of a phrase that was chosen as of a sign, and shown for as long', () => {
    const heard = listen();
    presenter.stand(true);
    presenter.sayPhrase('On my way');
    expect(heard).toEqual(['On my way']);
    expect(presenter.last).toBe('On my way');
    expect(texts()).toEqual(['On my way']);
    timers.advance(5000);
    expect(texts()).toEqual([]);
    // The page must not see how long a caption was shown.
    expect(view?.handSeen).toBe(true);
  });

  it('is not reported once a subscription has ended', () => {
    const listener = vi.fn();
    presenter.subscribe(listener)();
    sign(phrase);
    expect(listener).not.toHaveBeenCalled();
  });

  it('is reported at once by one key, and taken back by another', () => {
    const reported = listen();
    for (const name of ['H', 'O', 'I']) sign(letter(name));
    expect(presenter.backspace()).toMatchObject({ what: 'letter', text: 'I' });
    presenter.space();
    sign(letter('A'));
    presenter.say();
    expect(reported).toEqual(['HO', 'A']);
    expect(texts()).toEqual(['HO A']);
    expect(presenter.takeBack()).toMatchObject({ what: 'line', text: 'HO A' });
    expect(reported).toEqual(['HO', 'A', 'not A', 'not HO']);
    expect(texts()).toEqual([]);
    expect(presenter.takeBack()).toBeNull();
  });

  it('is put back for five seconds after it was taken back, above what has come since', () => {
    const reported = listen();
    const offer = { text: 'Taken back.', actions: [] };
    presenter.offerUndo(offer, 'That was wrong');
    sign(phrase);
    expect(view?.hint, 'nothing was taken back yet').toBeNull();
    presenter.takeBack();
    expect(view).toMatchObject({ hint: offer, announcement: 'Taken back.', lines: [] });
    expect(presenter.last).toBeNull();
    timers.advance(4999);
    expect(view?.hint).toBe(offer);
    expect(view?.announcement, 'announced once').toBeNull();
    expect(presenter.undo()).toBe(true);
    expect(view?.hint).toBeNull();
    expect(texts()).toEqual(['Yes']);
    expect(presenter.last).toBe('Yes');
    expect(reported).toEqual(['Yes', 'not Yes', 'Yes']);
    presenter.takeBack();
    timers.advance(5000);
    expect(view?.hint).toBeNull();
    expect(presenter.undo()).toBe(false);
    expect(reported).toEqual(['Yes', 'not Yes', 'Yes', 'not Yes']);
  });

  it('is offered back in place of a hint, which then returns', () => {
    const hint = { text: 'Only you see them', actions: [] };
    const offer = { text: 'Taken back.', actions: [] };
    presenter.offerUndo(offer, 'That was wrong');
    presenter.stand(true);
    presenter.hint(hint);
    sign(phrase);
    presenter.takeBack();
    expect(view?.hint).toBe(offer);
    timers.advance(5000);
    expect(view?.hint).toBe(hint);
  });

  it('has its hint only while there is a camera: nothing of ours covers the page without one', () => {
    const hint = { text: 'Only you see them', actions: [] };
    presenter.stand(true);
    presenter.hint(hint);
    expect(view?.hint).toBe(hint);
    presenter.stand(false);
    expect(view?.hint).toBeNull();
    presenter.stand(true);
    expect(view?.hint).toBe(hint);
  });

  it('is not taken back when a key clears the shown lines', () => {
    const reported = listen();
    sign(phrase);
    presenter.clearCaptions();
    expect(texts()).toEqual([]);
    expect(reported).toEqual(['Yes']);
  });

  it('may be a word that was suggested for its first letters', () => {
    const reported = listen();
    presenter.useWords(['the', 'hello', 'help']);
    for (const name of ['H', 'E']) sign(letter(name));
    expect(presenter.suggestions).toEqual(['HELLO', 'HELP']);
    presenter.accept(1);
    expect(reported).toEqual(['HELP']);
    expect(presenter.suggestions).toEqual([]);
  });

  it('is still reported after the overlay was removed from the page', () => {
    const reported = listen();
    presenter.dispose();
    sign(phrase);
    expect(reported).toEqual(['Yes']);
  });

  it('waits for its next letter as long as the user sets, from the change on', () => {
    const reported = listen();
    sign(letter('H'));
    presenter.configure({ captionMs: 5000, dwellIndicator: true, wordPauseMs: 8000 });
    timers.advance(7900);
    sign(letter('I'));
    expect(texts()).toEqual(['HI']);
    presenter.configure({ captionMs: 5000, dwellIndicator: true, wordPauseMs: 1500 });
    timers.advance(1500);
    expect(reported).toEqual(['HI']);
  });

  it('is taken back by the gesture chosen for that, which shows what it will do', () => {
    const reported = listen();
    const offer = { text: 'Taken back.', actions: [] };
    const down: SignCue = { gesture: 'thumbs-down', caption: 'No', kind: 'phrase' };
    const hold = () => {
      const { gesture, caption } = down;
      presenter.answer(answerAt(0, { hands: 1, candidate: { gesture, caption, progress: 0.5 } }));
      return view?.candidate?.text;
    };
    presenter.offerUndo(offer, 'That was wrong');
    presenter.configure({
      wordPauseMs: 2500,
      captionMs: 5000,
      dwellIndicator: true,
      wrongGesture: 'thumbs-down',
    });
    expect(hold(), 'nothing was captioned').toBe('No');
    sign(phrase);
    expect(hold()).toBe('That was wrong');
    expect(sign(down)).toMatchObject({ what: 'line', text: 'Yes', gesture: 'thumbs-up' });
    expect(reported).toEqual(['Yes', 'not Yes']);
    expect(view).toMatchObject({ hint: offer, announcement: 'Taken back.', lines: [] });
    expect(presenter.last).toBeNull();
    expect(hold(), 'it will do nothing').toBeUndefined();
    expect(sign(down)).toBeNull();
    timers.advance(10_000);
    expect(hold()).toBe('No');
    sign(down);
    expect(reported).toEqual(['Yes', 'not Yes', 'No']);
  });
});
