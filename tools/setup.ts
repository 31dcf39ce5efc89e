/**
 * Makes a fresh machine ready for `npm start` (a Chromium and ffmpeg) and `npm test` (a Firefox and
 * a call server too). On Debian and its kin, as root, it installs what lacks; elsewhere it says in
 * one line what to install. Only the call server may lack: its tests are skipped then.
 * Everything it says goes to standard error: standard output belongs to the program after it.
 */
import { forTests, setup, setupCallServer } from './setup/setup.ts';

try {
  setup(forTests);
  setupCallServer();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
