/**
 * How recorded signs are cut into movements. For each file and label: takes, how many of them give no,
 * one, two, three or more movements, and the median length of these.
 *
 *     npx tsx tools/lab/motion/cut.ts [--data DIR] [--file NAME] [--fps N]
 *
 * `--data`: the folder that holds `train/motion`. `--fps`: frames a second that are looked at, of 15.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cut, framesOf, sampled } from './play.ts';
import { readSequences } from './sequences.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data' },
    fps: { type: 'string', default: '15' },
    file: { type: 'string' },
  },
});
const folder = join(values.data, 'train/motion');
if (!existsSync(folder)) throw new Error(`There are no recorded sequences in ${folder}.`);
const files = readdirSync(folder)
  .flatMap((name) => (name.endsWith('.json') ? [basename(name, '.json')] : []))
  .filter((name) => values.file === undefined || name === values.file);

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const row = (...cells: readonly unknown[]): void =>
  console.log(cells.map((cell) => String(cell).padEnd(9)).join(' '));

row('takes', 'none', 'one', 'two', 'more', 'median ms', 'file and label');
const total = [0, 0, 0, 0];
for (const file of files) {
  const sequences = readSequences(values.data, file);
  for (const label of new Set(sequences.map((sequence) => sequence.label))) {
    const counts = [0, 0, 0, 0];
    const takes = sequences
      .filter((sequence) => sequence.label === label)
      .map((sequence) => cut(sampled(framesOf(sequence.frames), Number(values.fps))));
    for (const { length } of takes) {
      counts[Math.min(length, 3)]!++;
      total[Math.min(length, 3)]!++;
    }
    const ms = median(takes.flat().map((movement) => movement.ms));
    row(takes.length, ...counts, Math.round(ms), `${file}: ${label}`);
  }
}
row(sum(total), ...total, '', 'all');
