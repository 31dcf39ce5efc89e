/**
 * Trains the classifiers that ship, from the landmark bank alone:
 * `npm run train -- [--vocabulary NAME] [--seed N] [--bank FOLDER] [--out FOLDER]
 * [--report FOLDER] [--objective NAME]`.
 * The same bank and seed write the same bytes.
 */
import './lab/train/main.ts';
