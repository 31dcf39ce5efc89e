// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { rowsOf } from '../../../src/overlay/look.ts';
import type { OverlayOptions } from '../../../src/overlay/overlay.tsx';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { hello, host, nothing, overlaysOfEachTest, texts } from './mounted.ts';

const { mount } = overlaysOfEachTest();
const stands = (root: ShadowRoot): boolean => root.querySelector('.band.standing') !== null;

describe('the band in which captions are drawn', () => {
  it('does not cover the page before a hand was seen', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, standing: true });
    expect(stands(inside)).toBe(false);
    overlay.show({ ...nothing, standing: true, announcement: 'Captions are on' });
    overlay.show({ ...nothing, standing: true, notice: { text: 'The camera failed.' } });
    expect(stands(inside)).toBe(false);
  });

  it('covers it from then on, the same with captions and without', () => {
    const { overlay, inside } = mount();
    const seen = { ...nothing, standing: true, handSeen: true };
    overlay.show(seen);
    expect(stands(inside)).toBe(true);
    const band = inside.querySelector('.band');
    const drawn = () => band?.cloneNode(false);
    const before = drawn();
    for (const view of [
      { ...seen, candidate: { text: 'Fist', progress: 0.5 } },
      { ...seen, lines: hello.lines },
      { ...seen, lines: hello.lines, notice: { text: 'Copied' } },
      seen,
    ]) {
      overlay.show(view);
      expect(inside.querySelector('.band')).toBe(band);
      expect(drawn()).toEqual(before);
    }
    overlay.show(nothing);
    expect(stands(inside)).toBe(false);
  });

  it('covers it whenever a caption is shown, whatever was seen', () => {
    const { overlay, inside } = mount();
    overlay.show(hello);
    expect(stands(inside)).toBe(true);
    overlay.show({ ...nothing, candidate: { text: 'Fist', progress: 0.5 } });
    expect(stands(inside)).toBe(true);
  });

  it('has room for two rows of each line, and more where rows are narrow', () => {
    const rows = (captionLines: 1 | 2, captionWidth: number) =>
      rowsOf({ ...defaultSettings, captionLines, captionWidth });
    expect([rows(1, 60), rows(2, 60), rows(2, 80), rows(2, 20)]).toEqual([2, 4, 4, 8]);
  });
});

describe('the pill that says what captions do now', () => {
  it('is read once, by the announcement, and has no text that a page could find', () => {
    const { overlay, inside } = mount();
    const pill = { text: 'Captions are paused', mark: 'paused' } as const;
    overlay.show({ ...nothing, pill, announcement: pill.text });
    expect(texts(inside, '.pill .name')).toEqual([pill.text]);
    expect(inside.querySelector('.pill')?.textContent).toBe('');
    expect(inside.querySelector('.pill')?.closest('[aria-hidden=true]')).not.toBeNull();
    expect(stands(inside), 'the band stands').toBe(false);
  });

  it('stands where a sign that is held will stand, and gives way to it', () => {
    const { overlay, inside } = mount();
    const pill = { text: 'Captions are on', mark: 'on' } as const;
    const candidate = { text: 'Fist', progress: 0.5 };
    overlay.show({ ...nothing, standing: true, pill });
    expect(inside.querySelector('.status .pill')).not.toBeNull();
    overlay.show({ ...nothing, standing: true, candidate });
    expect(texts(inside, '.status .name')).toEqual(['Fist']);
  });
});

describe('the quiet hint', () => {
  it('stands below the captions, is read by no screen reader, and has no text that a page could find', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...hello, quiet: 'Move closer.', sent: 'Others see captions' });
    expect(texts(inside, '.status .quiet')).toEqual(['Move closer.']);
    expect(inside.querySelector('.quiet')?.textContent).toBe('');
    expect(inside.querySelector('.quiet')?.closest('[aria-hidden=true]')).not.toBeNull();
    overlay.show({ ...hello, quiet: 'Move closer.', candidate: { text: 'Fist', progress: 0.5 } });
    expect(inside.querySelector('.quiet')).toBeNull();
  });
});

describe('a page that has not settled', () => {
  const open = () => {
    let settled: () => void = () => undefined;
    const cancel = vi.fn();
    const settling: OverlayOptions['settling'] = (_, work) => {
      settled = work;
      return cancel;
    };
    return { ...mount(settling), cancel, settle: () => settled() };
  };

  it('gets nothing of ours until it has, and then what is to be shown by then', () => {
    const { overlay, inside, settle } = open();
    overlay.show({ ...nothing, standing: true, notice: { text: 'Old' } });
    overlay.show({ ...hello, standing: true });
    expect(host()).toBeNull();
    settle();
    expect(host()?.hidden).toBe(false);
    expect(texts(inside, '.line, .notice p')).toEqual(['Hello']);
  });

  it('gets nothing if there is nothing to show any more', () => {
    const { overlay, settle } = open();
    overlay.show(hello);
    overlay.show(nothing);
    settle();
    expect(host()).toBeNull();
  });

  it('does not make what is shown for a time be over before', () => {
    const { overlay, settle } = open();
    const work = vi.fn();
    overlay.whenShown(work);
    expect(work).not.toHaveBeenCalled();
    settle();
    expect(work).toHaveBeenCalledOnce();
    overlay.whenShown(work);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('is left alone once the overlay is disposed', () => {
    const { overlay, cancel, settle } = open();
    const work = vi.fn();
    overlay.show(hello);
    overlay.whenShown(work);
    overlay.dispose();
    expect(cancel).toHaveBeenCalledOnce();
    settle();
    expect(work).not.toHaveBeenCalled();
    expect(host()).toBeNull();
  });
});
