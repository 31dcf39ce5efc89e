// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { adoptStyles } from '../../../src/ui/sheet.ts';

const css = 'p { color: red; }';

afterEach(() => {
  document.adoptedStyleSheets = [];
  document.head.replaceChildren();
});

function refusing(root: Document | ShadowRoot): void {
  Object.defineProperty(root, 'adoptedStyleSheets', {
    configurable: true,
    get: () => [],
    set() {
      throw new Error('Accessing from Xray wrapper is not supported.');
    },
  });
}

describe('styles from text', () => {
  it('are adopted beside existing ones, without an element', () => {
    adoptStyles(document, css);
    adoptStyles(document, css);
    expect(document.adoptedStyleSheets).toHaveLength(2);
    expect(document.querySelector('style')).toBeNull();
  });

  it('become a style element in a shadow root that adopts no stylesheets', () => {
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    refusing(root);
    adoptStyles(root, css);
    expect(root.querySelector('style')?.textContent).toBe(css);
    expect(document.querySelector('style')).toBeNull();
  });

  it('become a style element in the head of a document that adopts no stylesheets', () => {
    refusing(document);
    adoptStyles(document, css);
    Reflect.deleteProperty(document, 'adoptedStyleSheets');
    expect(document.head.querySelector('style')?.textContent).toBe(css);
  });
});
