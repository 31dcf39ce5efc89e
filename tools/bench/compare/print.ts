/** Prints the comparison: times, ratios to ours, hands found, start-up, memory, bytes. */
import { quantile } from '../../lib/printing/statistics.ts';
import type { ComparisonListener } from './compare.ts';

const ms = (value: number | null): string => (value === null ? '-' : value.toFixed(1));

function printTimes(title: string, rows: Readonly<Record<string, readonly number[]>>): void {
  const ours = quantile(rows.ours ?? [], 0.5);
  console.log(`\n${title}`);
  console.log('                        n   median ms     p95 ms   ours / it');
  for (const [name, times] of Object.entries(rows)) {
    const median = quantile(times, 0.5);
    const ratio = ours === null || !median ? '-' : (ours / median).toFixed(2);
    const cells = [String(times.length), ms(median), ms(quantile(times, 0.95)), ratio];
    const [n = '', ...rest] = cells;
    console.log(
      `${name.padEnd(18)}${n.padStart(7)}${rest.map((cell) => cell.padStart(12)).join('')}`,
    );
  }
}

/** Prints each part as soon as it is known. */
export const printComparison: ComparisonListener = {
  onSpeed({ tracked, searching }) {
    printTimes('One hand followed, from picture to answer', tracked);
    printTimes('A look for hands where there are none', searching);
  },
  onFound({ held, by }) {
    console.log(`\nPictures of known.mp4 with a hand found, of ${held} in which a sign is held`);
    for (const [name, count] of Object.entries(by))
      console.log(`${name.padEnd(18)}${String(count).padStart(7)}`);
  },
  onStart(start) {
    console.log('\nIn a browser of its own: start to first answer, memory, bytes that were loaded');
    for (const [name, { ms: time, memoryMb, bytes }] of Object.entries(start)) {
      const size = bytes === 0 ? 'see npm run package' : `${(bytes / 1e6).toFixed(1)} MB`;
      console.log(
        `${name.padEnd(18)}${ms(time).padStart(9)} ms${memoryMb.toFixed(0).padStart(7)} MB   ${size}`,
      );
    }
  },
};
