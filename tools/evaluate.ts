/**
 * Measures the shipped classifiers: `npm run evaluate -- [FOLDER] [--cross-validate]
 * [--validation-bank FOLDER] [--bank FOLDER] [--models FOLDER] [--out FOLDER]`; FOLDER (or --data
 * FOLDER) holds the data. Prints the tables, targets first, and writes them as JSON and Markdown with
 * pictures.
 *
 * People of the validation pictures are reported on and chosen nothing by. --cross-validate trains the
 * classifiers of a cross-validation (minutes) and keeps them under build/, so that every later run
 * prints its tables too, until the bank, the recipe or the table of shapes changes.
 */
import './lab/evaluate/main.ts';
