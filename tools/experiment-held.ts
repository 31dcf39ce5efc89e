/**
 * `npm run experiment:held -- [FOLDER] [--hours H] [--held N] [--models FOLDER] [--out FOLDER]`:
 * compares ways of naming a held letter by all of its frames: as the gate does, by the last frame, by
 * most frames, by the mean of scores. FOLDER (or --data FOLDER) holds the data: recorded letters and
 * moving signs of `train/motion`, which no classifier was trained on. False captions are counted on
 * them and on landmark streams. Prints a table and writes it to docs/experiments/held.md. Takes minutes.
 */
import './lab/held/main.ts';
