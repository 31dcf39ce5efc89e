/**
 * `npm run extract -- [--data FOLDER] [--only NAME,...] [--every N] [--out FOLDER]`: runs the hand
 * models on the training pictures and writes the landmark bank.
 * `--validation` does the same with the validation pictures and writes to build/.
 * `--engine litert` runs the landmark model on LiteRT, to measure how its numbers differ.
 * `--landmarks lite` uses the lite landmark model, to measure what it loses; give `--out FOLDER` too.
 */
import './lab/extract/main.ts';
