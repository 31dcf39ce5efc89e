/**
 * `npm run look -- [--picture FILE] [--lang LANGUAGE] [NAME]`: takes a picture of every state of the
 * popup, the overlay and the pages, to look at, and runs axe-core on them. Writes to `out/look/`, or
 * with a language of `_locales` to `out/look-LANGUAGE/`. NAME takes only the scenes whose names
 * contain it. The pages are served with the strictest policy that a call page could have, so that a
 * style or script which it forbids shows here. Exits with 1 if axe or the page reports anything.
 */
import './look/main.ts';
