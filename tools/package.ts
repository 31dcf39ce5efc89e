/**
 * `npm run package`: builds, and writes what the stores ask for into `out/package`: the extension
 * for Chrome and Edge, the one for Firefox, and the sources. `--as-built` zips what is in `dist`
 * and checks the sizes, without the sources; `--twice` builds and zips again and compares bytes.
 */
import './package/main.ts';
