/**
 * `npm run extract -- [--data FOLDER] [--only NAME,...] [--every N] [--out FOLDER]`: runs the hand
 * models over the training pictures and writes the landmark bank.
 * `npm run extract -- --validation`: the same over the validation pictures, into build/.
 * `--landmarks lite`: with the lite landmark model, to see what it costs; `--out FOLDER` then.
 */
import './lab/extract/main.ts';
