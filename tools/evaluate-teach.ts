/**
 * How well a few samples teach a gesture: `npm run evaluate:teach -- [FOLDER] [--sets N]
 * [--only TEACHER] [--out FOLDER]`; FOLDER (or --data FOLDER) holds the data, and `build/validation-bank` the
 * validation people's hands (`npm run extract -- --validation`). Prints tables and writes them to
 * docs/evaluation/teach.md and .json. Nothing is chosen by these figures. It takes some half an hour.
 */
import './lab/evaluate-teach/main.ts';
