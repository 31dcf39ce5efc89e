// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { captionLanguages } from '../../../src/messaging/recognition.ts';
import { hello, host, nothing, overlaysOfEachTest, texts } from './mounted.ts';

const { mount, faults } = overlaysOfEachTest();

describe('an overlay with nothing to show', () => {
  it('puts nothing into the page', () => {
    const { overlay } = mount();
    overlay.show(nothing);
    expect(host()).toBeNull();
  });

  it('removes its panel again', () => {
    const { overlay, inside } = mount();
    overlay.show(hello);
    overlay.show(nothing);
    expect(host()?.hidden).toBe(true);
    expect(texts(inside, '.captions, .status, .notice, .said')).toEqual([]);
  });
});

describe('captions', () => {
  it('are listed in their order in a log that stays silent', () => {
    const { overlay, inside } = mount();
    overlay.show({
      ...nothing,
      lines: [
        { id: 1, text: 'Yes' },
        { id: 2, text: 'HELLO' },
      ],
    });
    expect(texts(inside, '.line')).toEqual(['Yes', 'HELLO']);
    expect(texts(inside, '.newest')).toEqual(['HELLO']);
    const log = inside.querySelector('[role=log]');
    expect(log?.getAttribute('aria-live')).toBe('off');
    expect(log?.getAttribute('aria-label')).toBe('Sign captions');
  });

  it('keep their element while a line grows', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, lines: [{ id: 3, text: 'H' }] });
    const before = inside.querySelector('.line');
    overlay.show({ ...nothing, lines: [{ id: 3, text: 'HI' }] });
    expect(inside.querySelector('.line')).toBe(before);
    expect(before?.getAttribute('data-text')).toBe('HI');
  });

  it('are marked while their word may still grow, without a change of their text', () => {
    const { overlay, inside } = mount();
    const shown = (growing: boolean) => {
      overlay.show({ ...nothing, lines: [{ id: 3, text: 'HI', growing }] });
      return [texts(inside, '.growing'), texts(inside, '.line'), inside.textContent];
    };
    expect(shown(true)).toEqual([['HI'], ['HI'], expect.not.stringContaining('HI')]);
    expect(shown(false).slice(0, 2)).toEqual([[], ['HI']]);
  });

  it('are plain text, whatever they contain', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, lines: [{ id: 1, text: '<img src=x onerror=alert(1)>' }] });
    expect(inside.querySelector('img')).toBeNull();
    expect(texts(inside, '.line')).toEqual(['<img src=x onerror=alert(1)>']);
  });

  it('have their own language and direction if these are known', () => {
    const { overlay, inside } = mount();
    overlay.show({
      ...nothing,
      lines: [
        { id: 1, text: 'OK', language: 'ar' },
        { id: 2, text: 'はい', language: 'ja' },
        { id: 3, text: 'Meine Worte' },
      ],
      candidate: { text: 'نعم', progress: 0.5, language: 'ar' },
    });
    const found = [...inside.querySelectorAll<HTMLElement>('.line, .name')].map((element) => [
      element.getAttribute('lang'),
      element.dir,
    ]);
    expect(found).toEqual([
      ['ar', 'rtl'],
      ['ja', 'ltr'],
      [null, 'auto'],
      ['ar', 'rtl'],
    ]);
  });

  it('run in the direction in which their language is written', () => {
    const { overlay, inside } = mount();
    overlay.show({
      ...nothing,
      lines: captionLanguages.map((language, id) => ({ id, text: 'OK', language })),
    });
    const shown = [...inside.querySelectorAll<HTMLElement>('.line')].map(({ lang, dir }) => [
      lang,
      dir,
    ]);
    expect(shown).toEqual(
      captionLanguages.map((tag) => [
        tag,
        /Arab|Hebr/.test(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr',
      ]),
    );
  });

  it('are inside an element with the language and direction of the interface', () => {
    const { overlay, inside } = mount();
    overlay.show(hello);
    const stage = inside.querySelector('.stack')?.closest<HTMLElement>('.stage');
    expect([stage?.lang, stage?.dir]).toEqual(['ar', 'rtl']);
  });
});

describe('the status row', () => {
  const offset = (root: ShadowRoot): number =>
    Number(root.querySelector('.held')?.getAttribute('stroke-dashoffset'));

  it('shows the held sign with its ring', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, candidate: { text: 'Fist', progress: 0.5 } });
    expect(texts(inside, '.name')).toEqual(['Fist']);
    expect(offset(inside)).toBeCloseTo(Math.PI * 9, 1);
  });

  it.each([
    [-1, 2 * Math.PI * 9],
    [2, 0],
    [Number.NaN, 2 * Math.PI * 9],
  ])('keeps the ring within its bounds when the share is %s', (progress, expected) => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, candidate: { text: 'Fist', progress } });
    expect(offset(inside)).toBeCloseTo(expected, 1);
  });

  it('is not read aloud', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, candidate: { text: 'Fist', progress: 0.5 } });
    expect(inside.querySelector('.status')?.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('a notice', () => {
  it('is announced, and its button works without a click that the page can notice', async () => {
    const { overlay, inside } = mount();
    const run = vi.fn();
    const page = vi.fn();
    document.addEventListener('click', page);
    overlay.show({ ...nothing, notice: { text: 'Reload', action: { label: 'Now', run } } });
    const announcement = inside.querySelector('[role=status]');
    expect(announcement?.textContent, 'a live region is there before its text').toBe('');
    await vi.waitFor(() => expect(announcement?.textContent).toBe('Reload'));
    expect(texts(inside, '.notice p')).toEqual(['Reload']);
    inside.querySelector('button')?.click();
    document.removeEventListener('click', page);
    expect(run).toHaveBeenCalledOnce();
    expect(page).not.toHaveBeenCalled();
  });

  it('without an action has nothing that can be focused', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, notice: { text: 'The camera failed.' } });
    expect(inside.querySelector('button, a, [tabindex]')).toBeNull();
  });
});

describe('dispose', () => {
  it('leaves nothing behind and ends all listeners', () => {
    const { overlay } = mount();
    const removed = vi.spyOn(document, 'removeEventListener');
    overlay.show(hello);
    overlay.dispose();
    overlay.dispose();
    overlay.show(hello);
    expect(host()).toBeNull();
    expect(removed.mock.calls.map(([type]) => type)).toEqual([
      'fullscreenchange',
      'toggle',
      'focusin',
    ]);
    expect(faults).toEqual([]);
  });
});
