/**
 * Makes the teaching bank: a small selection of the landmark bank for training in the browser, which
 * `src/teaching/bank.ts` reads. The build writes it; `npx tsx tools/lab/bank/teaching-bank.ts [FILE]`
 * writes it and prints what it holds.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom, shuffle } from '../../../src/learning/random.ts';
import { bytesToBase64 } from '../../../src/recognizer/signs/classifier-file.ts';
import {
  type BankFile,
  type BankHand,
  type BankRole,
  bankFormat,
  idleShape,
  rowHead,
  splits,
  steps,
} from '../../../src/teaching/bank.ts';
import { roleOf, vocabularyIds } from '../shapes.ts';
import { type BankSample, isReserved, samplesOf } from '../train/dataset.ts';
import { type BankRow, readBank, readBankFiles } from './bank.ts';

/** At most this many hands of one shape and source. */
const mostOfOnePerson = 5;
const mostOfManyPeople = 70;
/** At most this many idle hands, which is all of them: silence is learned from them. */
const mostIdle = 1000;

const manyPeople = /^(hagrid|rendered|digits)/;

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => [`${name}-${String(i + 1).padStart(2, '0')}`]);

/** The people of single-person sources: all sources of one person are on the same side of a split. */
const people: readonly (readonly string[])[] = [
  ...[['borisgraudt'], ['davidlee'], ['insitee'], ['s05', 's07'], ['s03'], ['kinivi']],
  ...[['sibi-1'], ['sibi-2'], ['sibi-3'], ['sibi-4'], ['sibi-5'], ['bim'], ['sibi-webcam']],
  ...[['fsl-a'], ['fsl-b'], ['fsl-c'], ['fsl-d'], ['motion-01', 'motion-02', 'motion-03']],
  ...[['motion-04'], ['motion-05'], ['motion-06'], ['motion-07']],
  ...numbered('table', 14),
];

const personOf = (source: string): number =>
  people.findIndex((names) => names.some((name) => source.startsWith(name)));

/** A row of the landmark bank as the browser gets it, with its split key as text. */
export interface ChosenHand extends BankHand {
  /** `source/group` of the landmark bank. */
  group: string;
}

/**
 * All rows that training in the browser may use: hands that are known or unknown to some vocabulary.
 * Leaves out shapes that are unseen in every vocabulary that names them, and idle hands that are
 * reserved for reports.
 */
export function usableHands(rows: readonly BankRow[]): ChosenHand[] {
  return rows.flatMap((row, i): ChosenHand[] => {
    if (isReserved(row)) return [];
    const samples = vocabularyIds.flatMap((vocabulary) => samplesOf(vocabulary, [row]));
    const usable = samples.filter(({ role }) => role === 'known' || role === 'unknown');
    if (usable.length === 0) return [];
    // If both sides are possible, alternate between them.
    const known = usable.find(({ role }) => role === 'known');
    const sample = known ?? usable[i % usable.length]!;
    return [handOf(sample, row)];
  });
}

/** The other rows: idle hands reserved for reports, and shapes unseen in all vocabularies that name them. */
export function keptHands(rows: readonly BankRow[]): ChosenHand[] {
  return rows.flatMap((row, i): ChosenHand[] => {
    const samples = vocabularyIds.flatMap((vocabulary) => samplesOf(vocabulary, [row]));
    if (samples.length === 0 || samples.some(({ role }) => role !== 'unseen')) return [];
    return [handOf(samples[i % samples.length]!, row)];
  });
}

function handOf(sample: BankSample, row: BankRow): ChosenHand {
  const roles: Record<string, BankRole> = {};
  for (const vocabulary of vocabularyIds) {
    const role = roleOf(vocabulary, sample.shape);
    if (role.role !== 'left-out') roles[vocabulary] = role;
  }
  const { points, shape, group, depth, aspect } = sample;
  return {
    points: inHandSizes(points),
    depth,
    aspect,
    shape,
    source: row.source,
    group,
    split: manyPeople.test(row.source) ? hashOf(group) % splits : Math.max(0, personOf(row.source)),
    roles,
  };
}

/** FNV-1a, 32 bits (public domain). */
function hashOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** Scales to units of the bounding box's longer side, so that x and y are within 1. */
function inHandSizes(points: Float32Array): Float32Array {
  const x = points.filter((_, i) => i % 3 === 0);
  const y = points.filter((_, i) => i % 3 === 1);
  const extent = (values: Float32Array) => Math.max(...values) - Math.min(...values);
  const size = Math.max(extent(x), extent(y), 1e-6);
  return points.map((value, i) => (value - points[i % 3]!) / size);
}

/** The shipped number of hands of each shape and source, drawn evenly and the same every time. */
export function chosenHands(hands: readonly ChosenHand[]): ChosenHand[] {
  const random = createRandom(1);
  const groups = new Map<string, ChosenHand[]>();
  for (const hand of hands) {
    const key = `${hand.source}/${hand.shape}`;
    const list = groups.get(key) ?? [];
    groups.set(key, list);
    list.push(hand);
  }
  return [...groups.values()].flatMap((list) => {
    const { shape, source } = list[0]!;
    const many = manyPeople.test(source) ? mostOfManyPeople : mostOfOnePerson;
    return shuffle(list, random).slice(0, shape === idleShape ? mostIdle : many);
  });
}

export type SourceNotes = Readonly<Record<string, { licence: string; attribution: string }>>;

/** Packs hands into the file's format; rows of a source stay together. */
export function encodeTeachingBank(hands: readonly BankHand[], notes: SourceNotes): BankFile {
  const shapes = [...new Map(hands.map(({ shape, roles }) => [shape, roles]))];
  const indexOf = new Map(shapes.map(([shape], i) => [shape, i]));
  const names = [...new Set(hands.map(({ source }) => source))];
  return {
    format: bankFormat,
    shapes: shapes.map(([shape, roles]) => ({ shape, roles: { ...roles } })),
    sources: names.map((source) => {
      const own = hands.filter((hand) => hand.source === source);
      const { depth, aspect } = own[0]!;
      return {
        source,
        licence: notes[source]?.licence ?? '',
        attribution: notes[source]?.attribution ?? '',
        depth,
        aspect,
        count: own.length,
        rows: rowsOf(own, depth ? 3 : 2, indexOf),
      };
    }),
  };
}

function rowsOf(hands: readonly BankHand[], axes: number, indexOf: ReadonlyMap<string, number>) {
  const stride = rowHead + 20 * axes;
  const bytes = new Int8Array(hands.length * stride);
  hands.forEach(({ points, shape, split }, row) => {
    const at = row * stride;
    bytes[at] = indexOf.get(shape)!;
    bytes[at + 1] = split;
    for (let i = 1; i <= 20; i++) {
      for (let axis = 0; axis < axes; axis++) {
        const value = Math.round(points[i * 3 + axis]! * steps);
        bytes[at + rowHead + (i - 1) * axes + axis] = Math.max(-127, Math.min(127, value));
      }
    }
  });
  return bytesToBase64(bytes);
}

/** The teaching bank that ships. */
export function shippedTeachingBank(folder = 'models/bank'): BankFile {
  const notes = Object.fromEntries(
    readBankFiles(folder).map(({ source, licence, attribution }) => [
      source,
      { licence, attribution },
    ]),
  );
  return encodeTeachingBank(chosenHands(usableHands(readBank(folder))), notes);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2] ?? 'build/teaching-bank.json';
  const bank = shippedTeachingBank(join(import.meta.dirname, '../../../models/bank'));
  const text = JSON.stringify(bank);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const count = bank.sources.reduce((sum, source) => sum + source.count, 0);
  console.log(`${file}: ${count} hands of ${bank.shapes.length} shapes, ${text.length} bytes`);
}
