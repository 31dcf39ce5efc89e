/**
 * Keeps the focus nearby when the focused control disappears: a button is replaced by another, or a
 * screen changes. The focus moves to the heading of the innermost container that is left: pressing
 * the same key again does nothing there, and Tab continues from it. The page is not scrolled.
 *
 * @returns a function that stops it
 */
export function keepFocus(root: HTMLElement): () => void {
  const document = root.ownerDocument;
  /** The focused control and its ancestors up to the root. */
  let path: Element[] = [];

  const onFocus = ({ target }: FocusEvent): void => {
    path = [];
    for (let at = target as Element | null; at && at !== root; at = at.parentElement) path.push(at);
    path.push(root);
  };
  const onChange = (): void => {
    const [control, ...containers] = path;
    const active = document.activeElement;
    if (!control || (active !== document.body && active !== control && active !== null)) return;
    if (control.isConnected && !control.matches(':disabled')) return;
    for (const container of containers) {
      const heading = container.isConnected && container.querySelector<HTMLElement>('h1, h2, h3');
      if (!heading) continue;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      return;
    }
  };
  const observer = new MutationObserver(onChange);
  observer.observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  root.addEventListener('focusin', onFocus);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', onFocus);
  };
}
