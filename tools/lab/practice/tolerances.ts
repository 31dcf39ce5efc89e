/**
 * `npx tsx tools/lab/practice/tolerances.ts`: how far real hands that show a gesture are from its drawing,
 * and what the comparison of the practice page then marks. The table in docs/practice.md is its output.
 */
import {
  comparableGaps,
  differencesOf,
  fingers,
  type Measures,
  measureHand,
  turnBetween,
} from '../../../src/options/practice/hand-differences.ts';
import { readBank } from '../bank/bank.ts';
import { makePictograms } from '../pictograms.ts';
import { roleOf, shapeOf, vocabularyIds } from '../shapes.ts';

interface Row {
  gesture: string;
  measures: Measures;
}

const names = ['thumb', 'index', 'middle', 'ring', 'little'] as const;
const percents = [50, 75, 90, 95] as const;

/** Hands with depth and true proportions, of people: the signer's poses are what the drawings are made of. */
const hands = readBank().filter(
  ({ depth, aspect, handedness, source }) =>
    depth && aspect === 'true' && handedness !== null && !source.startsWith('rendered'),
);
const pictograms = makePictograms();

const drawn = new Map<string, Measures>();
for (const [key, points] of Object.entries(pictograms)) {
  const measures = measureHand({ points, handedness: 'Right' });
  if (measures) drawn.set(key, measures);
}

const rows: Row[] = vocabularyIds.flatMap((vocabulary) =>
  hands.flatMap(({ label, landmarks, handedness }) => {
    const role = roleOf(vocabulary, shapeOf(label));
    const measures = measureHand({ points: landmarks, handedness: handedness ?? 'Right' });
    if (role.role !== 'known' || !measures) return [];
    return [{ gesture: `${vocabulary}:${role.gesture}`, measures }];
  }),
);

function percentile(values: readonly number[], percent: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length));
  return (sorted[at] ?? Number.NaN).toFixed(2);
}

/** Each gesture counts alike, however many hands of it there are: at most this many, evenly chosen. */
const mostPerGesture = 150;
const chosen = [...drawn.keys()].flatMap((key) => {
  const all = rows.filter(({ gesture }) => gesture === key);
  const step = Math.max(1, all.length / mostPerGesture);
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
});

const line = (name: string, values: readonly number[]): string =>
  `| ${name} | ${percents.map((percent) => percentile(values, percent)).join(' | ')} |`;
const off = (read: (measures: Measures) => number): number[] =>
  chosen.map(({ gesture, measures }) => Math.abs(read(measures) - read(drawn.get(gesture)!)));

console.log(
  `${chosen.length} hands of ${new Set(chosen.map(({ gesture }) => gesture)).size} gestures\n`,
);
console.log(`| distance from the drawing | ${percents.map((p) => `${p} %`).join(' | ')} |`);
console.log(`|---|${percents.map(() => '---').join('|')}|`);
for (const finger of fingers)
  console.log(
    line(
      `${names[finger]}, bend`,
      off(({ bends }) => bends[finger]!),
    ),
  );
console.log(
  line(
    'thumb, to the side',
    off(({ thumb }) => thumb),
  ),
);
for (const i of [0, 1, 2] as const) {
  const stretched = chosen.filter(({ gesture, measures }) =>
    comparableGaps(drawn.get(gesture)!, measures).includes(i),
  );
  const gaps = stretched.map(({ gesture, measures }) =>
    Math.abs(measures.gaps[i]! - drawn.get(gesture)!.gaps[i]!),
  );
  console.log(line(`gap between ${names[i + 1]} and ${names[i + 2]}`, gaps));
}
console.log(
  line(
    'turn',
    chosen.map(({ gesture, measures }) => turnBetween(drawn.get(gesture)!, measures)),
  ),
);

/** What would be marked, of hands that show the drawn gesture and of hands that show another. */
let [unmarked, marked, fingerMarked, others] = [0, 0, 0, 0];
const byKind = new Map<string, number>();
for (const { gesture, measures } of chosen) {
  const found = differencesOf(drawn.get(gesture)!, measures);
  if (found.length === 0) unmarked++;
  for (const { correction } of found) byKind.set(correction, (byKind.get(correction) ?? 0) + 1);
  for (const [other, target] of drawn) {
    if (other === gesture || other.split(':')[0] !== gesture.split(':')[0]) continue;
    const wrong = differencesOf(target, measures);
    others++;
    if (wrong.length > 0) marked++;
    if (wrong.some(({ fingers }) => fingers.length > 0)) fingerMarked++;
  }
}
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;
console.log(
  `\nnothing is marked of ${share(unmarked, chosen.length)} of the hands that show the gesture`,
);
console.log(
  [...byKind].map(([kind, count]) => `${kind} ${share(count, chosen.length)}`).join(', '),
);
console.log(
  `something is marked of ${share(marked, others)} of the hands that show another (a finger of ${share(fingerMarked, others)})`,
);

/** Drawings that differ by less than the tolerances, and so are not told apart. */
const keys = [...drawn.keys()];
const alike = keys.flatMap((one, i) =>
  keys
    .slice(i + 1)
    .filter((other) => other.split(':')[0] === one.split(':')[0])
    .filter((other) => differencesOf(drawn.get(one)!, drawn.get(other)!).length === 0)
    .map((other) => `${one.split(':')[1]} and ${other.split(':')[1]}`),
);
console.log(`nothing is marked between the drawings of ${alike.join(', ')}`);
