/**
 * `npm run evaluate:teach -- [FOLDER] [--sets N] [--only TEACHER] [--out FOLDER]`: measures how well a
 * few samples teach a gesture. FOLDER (or --data FOLDER) holds the data, `build/validation-bank` the
 * hands of the validation people (`npm run extract -- --validation`). Prints tables and writes them to
 * docs/evaluation/teach.md and .json. Nothing is chosen by these figures. Takes about half an hour.
 */
import './lab/evaluate-teach/main.ts';
