/**
 * `npm run evaluate -- [FOLDER] [--cross-validate] [--validation-bank FOLDER] [--bank FOLDER]
 * [--models FOLDER] [--out FOLDER] [--pictures]`: measures the shipped classifiers. FOLDER (or --data FOLDER) holds
 * the data. Prints the tables, targets first, and writes them as JSON and Markdown with pictures.
 *
 * The people of the validation pictures are only reported on; nothing is chosen by them.
 * --pictures leaves out the hours of streams and the spelled words, which take most of the time.
 * --cross-validate trains the classifiers of a cross-validation (which takes minutes) and keeps them in
 * build/, so that every later run prints its tables too, until the bank, the recipe or the table of
 * shapes changes.
 */
import './lab/evaluate/main.ts';
