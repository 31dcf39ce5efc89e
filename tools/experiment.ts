/**
 * `npm run experiment -- [--only call,letters,photos] [--seeds N] [--batches N] [--data FOLDER]
 * [--bank FOLDER] [--out FOLDER]`: compares losses and scores on known, unknown and unseen categories.
 * Prints tables and writes them with confusion matrices. The hands come from the landmark bank, the
 * photos from the data folder.
 */
import './lab/experiment/main.ts';
