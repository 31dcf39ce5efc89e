/**
 * `npm run train -- [--vocabulary NAME] [--seed N] [--bank FOLDER] [--out FOLDER] [--report FOLDER]
 * [--objective NAME]`: trains the shipped classifiers from the landmark bank alone. The same bank and
 * seed write the same bytes. `--confusions` writes only the table of confused letters anew.
 */
import './lab/train/main.ts';
