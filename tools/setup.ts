/**
 * Prepares a fresh machine for `npm test` (a Chromium, ffmpeg, a Firefox and a call server). On
 * Debian and its derivatives, as root, it installs what is missing; elsewhere it prints one line that
 * says what to install. Only the call server is optional: without it its tests are skipped.
 * Prints only to standard error, because standard output belongs to the program that runs next.
 */
import { forTests, setup, setupCallServer } from './setup/setup.ts';

try {
  setup(forTests);
  setupCallServer();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
