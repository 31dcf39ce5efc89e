/** For pages that are prerendered: leaves a mark when that has happened. */
import { prerenderedKey } from '../prerendered-key.ts';

if ((document as { prerendering?: boolean }).prerendering)
  addEventListener('load', () => localStorage.setItem(prerenderedKey, location.href));
