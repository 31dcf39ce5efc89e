/**
 * Gives a document or shadow root a style sheet made from text.
 *
 * A constructed sheet is not subject to the page's `style-src`. Firefox has refused to adopt one in
 * a content script (bug 1928865; 153 takes it), so a style element with text stands behind it.
 * Neither way parses HTML, so Trusted Types have nothing to object to.
 */
export function adoptStyles(root: Document | ShadowRoot, css: string): void {
  const document = root.nodeType === 9 ? (root as Document) : root.ownerDocument;
  const Sheet = document?.defaultView?.CSSStyleSheet;
  try {
    if (!Sheet) throw new TypeError('no constructable style sheets here');
    const sheet = new Sheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const owner = document ?? globalThis.document;
    const style = owner.createElement('style');
    style.textContent = css;
    (root === document ? owner.head : root).append(style);
  }
}
