/**
 * `npm run evaluate:teach -- [FOLDER] [--sets N] [--only TEACHER] [--out FOLDER]`: measures how well a
 * few samples teach a gesture. FOLDER (or --data FOLDER) holds the data, `build/validation-bank` the
 * hands of the validation people (`npm run extract -- --validation`). Prints tables and writes them to
 * docs/evaluation/teach.md and .json. Nothing is chosen by these figures. Takes about half an hour.
 *
 * `npm run evaluate:teach -- DIR --motion [--json]`: how well a few takes teach a moving sign, for each
 * person in DIR (files in the format of `train/motion`).
 */
await import(
  process.argv.includes('--motion') ? './lab/motion/few-shot.ts' : './lab/evaluate-teach/main.ts'
);

export {};
