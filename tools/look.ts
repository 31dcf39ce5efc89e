/**
 * Takes pictures of every state of the popup, the overlay and the pages, for the eye, and runs axe-core over
 * them: `npx tsx tools/look.ts [--picture FILE] [--lang LANGUAGE] [NAME]`. Writes to `out/look/`,
 * or with a language of `_locales` to `out/look-LANGUAGE/`; NAME takes only the
 * scenes whose name contains it. The page is served with the strictest policy a call page could
 * have, so a style or script that needs leave shows here. Ends with 1 when axe finds anything.
 */
import './look/main.ts';
