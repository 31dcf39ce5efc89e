/** Overlays in a page, for tests: with a way to look into their closed roots. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { mountOverlay, type Overlay, type OverlayView } from '../../../src/overlay/overlay.tsx';

export const nothing: OverlayView = { lines: [], candidate: null, notice: null };
export const hello: OverlayView = { ...nothing, lines: [{ id: 1, text: 'Hello' }] };

/** What each test of the file that calls this mounts is gone after the test. */
export function overlaysOfEachTest() {
  const roots: ShadowRoot[] = [];
  const overlays: Overlay[] = [];
  /** Faults that overlays reported. */
  const faults: unknown[] = [];

  const disposeAll = (): void => {
    for (const overlay of overlays.splice(0)) overlay.dispose();
  };
  const mount = (): { overlay: Overlay; inside: ShadowRoot } => {
    const overlay = mountOverlay(document, {
      strings: { captions: 'Sign captions', move: 'Move', wrong: 'Wrong', lang: 'ar', dir: 'rtl' },
      onError: (fault) => faults.push(fault),
    });
    overlays.push(overlay);
    const inside = roots.at(-1);
    if (!inside) throw new Error('The overlay has no shadow root');
    return { overlay, inside };
  };

  beforeEach(() => {
    roots.length = 0;
    faults.length = 0;
    // The root is closed, so that the page cannot look in; a test must catch it at its making.
    const attach = Element.prototype.attachShadow;
    vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
      expect(init.mode).toBe('closed');
      const root = attach.call(this, init);
      roots.push(root);
      return root;
    });
  });
  afterEach(() => {
    disposeAll();
    vi.restoreAllMocks();
    document.body.replaceChildren();
  });
  return { mount, faults, disposeAll };
}

/** Our element in the page. */
export const host = (): HTMLElement | null => document.querySelector('html > div');
/** Of the elements that match: the text that the style sheet draws, or their own. */
export const texts = (root: ShadowRoot, selector: string): string[] =>
  [...root.querySelectorAll<HTMLElement>(selector)].map(
    ({ dataset, textContent }) => dataset.text ?? textContent ?? '',
  );
/** Done when the mutation observers that were due before have run. */
export const settle = (): Promise<void> =>
  new Promise((done) => {
    const witness = document.createElement('p');
    new MutationObserver(() => done()).observe(witness, { attributes: true });
    witness.id = 'changed';
  });
