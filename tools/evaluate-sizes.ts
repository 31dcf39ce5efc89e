/**
 * `npm run evaluate:sizes -- [FOLDER] [--sizes PX,...] [--every N] [--from FOLDER] [--people NAME,...]
 * [--models FOLDER] [--out FOLDER]`: how well letters are read by the size of the hand, sampled from
 * the 640 x 480 frame that is searched and from a camera frame of twice that size. FOLDER (or --data
 * FOLDER) holds the data. Prints a table and writes it to docs/evaluation/sizes.md and .json.
 *
 * The hands found are kept in build/hand-sizes (which takes about half an hour), so that another
 * classifier is measured in seconds. --from and --people take other pictures of the data folder, such
 * as `--from train/letters --people s03,s05,s07`; their table is only printed.
 */
import './lab/evaluate-sizes/main.ts';
