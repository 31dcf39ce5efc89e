// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mountOverlay, type Overlay, type OverlayView } from '../../../src/overlay/overlay.tsx';
import { atOnce } from './mounted.ts';

const spelled: OverlayView = {
  lines: [{ id: 1, text: 'HE' }],
  candidate: null,
  notice: null,
  suggestions: ['HELLO', 'HELP'],
};
const strings = {
  captions: 'Sign captions',
  move: 'Move',
  wrong: 'Wrong',
  panel: 'Open the panel',
  putBack: 'Put back',
};

let overlay: Overlay | null = null;

afterEach(() => {
  overlay?.dispose();
  vi.restoreAllMocks();
});

function open(accept?: (index: number) => void) {
  const roots: ShadowRoot[] = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
  overlay = mountOverlay(document, {
    strings,
    actions: accept ? { onAccept: accept } : {},
    settling: atOnce,
  });
  overlay.show(spelled);
  return () => [...(roots.at(-1)?.querySelectorAll<HTMLButtonElement>('.word') ?? [])];
}

describe('suggested words', () => {
  it('are buttons under the captions, the likeliest first, and are accepted by a press', () => {
    const accept = vi.fn();
    const words = open(accept);
    expect(words().map(({ dataset }) => dataset.text)).toEqual(['HELLO', 'HELP']);
    words()[1]?.click();
    expect(accept.mock.calls).toEqual([[1]]);
  });

  it('disappear when the word has ended', () => {
    const words = open(vi.fn());
    overlay?.show({ ...spelled, suggestions: [] });
    expect(words()).toEqual([]);
  });

  it('say that they put letters back, and show an arrow for it', () => {
    const words = open(vi.fn());
    overlay?.show({ ...spelled, suggestions: ['HELO'], restores: true });
    expect(words().map((word) => word.getAttribute('aria-label'))).toEqual(['Put back: HELO']);
    expect(words()[0]?.classList.contains('back')).toBe(true);
  });

  it('are not shown if they cannot be accepted', () => {
    expect(open()()).toEqual([]);
  });
});
