/**
 * `npm run check:bundle`: looks through every file of the built extensions for addresses that could
 * be fetched, for code made from text, and for code whose origin or licence is not known. Fails on
 * whatever is not named in check-bundle/rules.ts.
 */
import './check-bundle/main.ts';
