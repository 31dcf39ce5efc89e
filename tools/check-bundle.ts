/**
 * `npm run check:bundle`: searches every file of the built extensions for addresses that could be
 * fetched, code made from text, and code of unknown origin or licence. Fails on everything that
 * check-bundle/rules.ts does not allow.
 */
import './check-bundle/main.ts';
