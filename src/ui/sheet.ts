/**
 * Adds a stylesheet made from text to a document or shadow root.
 *
 * A constructed stylesheet is not subject to the page's `style-src`. Firefox refused to adopt one
 * in a content script (bug 1928865; 153 accepts it), so a style element is the fallback. Neither
 * way parses HTML, so Trusted Types do not apply.
 */
export function adoptStyles(root: Document | ShadowRoot, css: string): void {
  const document = root.nodeType === 9 ? (root as Document) : root.ownerDocument;
  const Sheet = document?.defaultView?.CSSStyleSheet;
  try {
    if (!Sheet) throw new TypeError('There are no constructable stylesheets here.');
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
