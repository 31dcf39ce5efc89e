/**
 * Keeps the keyboard and screen readers in a part whose focused control goes away: a button that
 * gives place to another, a screen that changes. The focus goes to the heading of the innermost
 * part that is left: a key that is pressed once more does nothing there, and Tab goes on from it.
 * The page is not scrolled.
 *
 * @returns how to stop
 */
export function keepFocus(root: HTMLElement): () => void {
  const document = root.ownerDocument;
  /** The control that has the focus, and what it stands in up to the root. */
  let way: Element[] = [];

  const entered = ({ target }: FocusEvent): void => {
    way = [];
    for (let at = target as Element | null; at && at !== root; at = at.parentElement) way.push(at);
    way.push(root);
  };
  const changed = (): void => {
    const [control, ...parts] = way;
    const active = document.activeElement;
    if (!control || (active !== document.body && active !== control && active !== null)) return;
    if (control.isConnected && !control.matches(':disabled')) return;
    for (const part of parts) {
      const heading = part.isConnected && part.querySelector<HTMLElement>('h1, h2, h3');
      if (!heading) continue;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      return;
    }
  };
  const observer = new MutationObserver(changed);
  observer.observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  root.addEventListener('focusin', entered);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', entered);
  };
}
