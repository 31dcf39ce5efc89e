/**
 * `npm run lint:extension`: Mozilla's linter on both builds. Its errors fail, and so do its warnings,
 * unless they are named below. For Firefox that is one line of a library; the Chromium build, which
 * Mozilla never gets, is read with Firefox's rules all the same, for what it finds besides.
 */
import './lint-extension/main.ts';
