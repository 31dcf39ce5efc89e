/**
 * `npm run lint:extension`: runs Mozilla's linter on both builds. Errors and warnings fail unless
 * lint-extension/findings.ts allows them. For Firefox that is one line of a library. Mozilla never
 * gets the Chromium build, but the linter finds other mistakes in it too.
 */
import './lint-extension/main.ts';
