/**
 * `npm run package`: builds the extension and writes what the stores ask for into `out/package`: the
 * package for Chrome and Edge, the one for Firefox, and the sources. `--as-built` zips what is in
 * `dist` and checks the sizes, without building and without the sources. `--twice` builds and zips a
 * second time and compares the bytes.
 */
import './package/main.ts';
