/**
 * Moves the focus into a box that has just been opened.
 *
 * @returns gives the focus back, if it is still in the box, to where it was: a button of ours, or the
 *   page's text field
 */
export function takeFocus(box: HTMLElement): () => void {
  const root = box.getRootNode() as ShadowRoot;
  const inside = root.activeElement;
  const outside = root.ownerDocument.activeElement;
  const before = (inside ?? outside) as HTMLElement | null;
  box.focus({ preventScroll: true });
  return () => {
    const isHere = root.activeElement !== null && box.contains(root.activeElement);
    if (isHere && before?.isConnected) before.focus({ preventScroll: true });
  };
}
