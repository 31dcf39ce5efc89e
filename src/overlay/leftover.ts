/** Stands in the closed root, where no page sees it: by this a later script knows the overlay. */
export const ofOurs = 'sign-captions';

/** What Firefox gives content scripts: developer.mozilla.org/docs/Web/API/Element/openOrClosedShadowRoot */
interface MaybeOpen {
  openOrClosedShadowRoot?: ShadowRoot | null;
}

/**
 * Takes away the overlay of a script that is gone. When an extension is updated, Firefox ends its
 * content scripts without a word to them and runs the new ones in the open tabs: whatever caption
 * stood there would stand on. In Chromium the old script goes on and does this itself.
 *
 * @returns whether there was one: captions were in use here before the update
 */
export function removeLeftover(document: Document): boolean {
  let found = false;
  for (const element of document.querySelectorAll('html > div')) {
    if (!(element as MaybeOpen).openOrClosedShadowRoot?.querySelector(`[data-of="${ofOurs}"]`))
      continue;
    element.remove();
    found = true;
  }
  return found;
}
