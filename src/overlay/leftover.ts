/**
 * Marks our overlay inside its closed root, where no page sees it; a later script finds it by this.
 */
export const ofOurs = 'sign-captions';

/**
 * Firefox has it in content scripts:
 * developer.mozilla.org/docs/Web/API/Element/openOrClosedShadowRoot
 */
interface MaybeOpen {
  openOrClosedShadowRoot?: ShadowRoot | null;
}

/**
 * Removes the overlay of a script that is gone. When an extension is updated, Firefox ends its
 * content scripts without notice and runs the new ones in the open tabs, so a caption that was
 * shown would stay for ever. In Chromium the old script keeps running and removes its overlay
 * itself.
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
