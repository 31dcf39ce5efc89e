/** Mounts overlays for tests, and gives access to their closed roots. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import {
  mountOverlay,
  type Overlay,
  type OverlayOptions,
  type OverlayView,
} from '../../../src/overlay/overlay.tsx';

export const nothing: OverlayView = { lines: [], candidate: null, notice: null };
export const hello: OverlayView = { ...nothing, lines: [{ id: 1, text: 'Hello' }] };

/** A page that has settled. */
export const atOnce: OverlayOptions['settling'] = (_, work) => {
  work();
  return () => undefined;
};

/** For each test of the file that calls this: what it mounts is removed after the test. */
export function overlaysOfEachTest() {
  const roots: ShadowRoot[] = [];
  const overlays: Overlay[] = [];
  /** Faults that overlays reported. */
  const faults: unknown[] = [];

  const disposeAll = (): void => {
    for (const overlay of overlays.splice(0)) overlay.dispose();
  };
  const mount = (
    settling: OverlayOptions['settling'] = atOnce,
  ): { overlay: Overlay; inside: ShadowRoot } => {
    const overlay = mountOverlay(document, {
      strings: {
        captions: 'Sign captions',
        move: 'Move',
        wrong: 'Wrong',
        panel: 'Open the panel',
        putBack: 'Put back',
        lang: 'ar',
        dir: 'rtl',
      },
      settling,
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
    // The root is closed, so a test must keep it when it is made.
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
/** For each element that matches: the text that the stylesheet draws, or its own. */
export const texts = (root: ShadowRoot, selector: string): string[] =>
  [...root.querySelectorAll<HTMLElement>(selector)].map(
    ({ dataset, textContent }) => dataset.text ?? textContent ?? '',
  );
/** Resolves once all mutation observers that were due have run. */
export const settle = (): Promise<void> =>
  new Promise((done) => {
    const witness = document.createElement('p');
    new MutationObserver(() => done()).observe(witness, { attributes: true });
    witness.id = 'changed';
  });
