/** Hands with inner numbers in a folder: one line of JSON and one row of numbers for each hand. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type InnerHand, innerLength } from './inner.ts';

const schema = v.object({
  source: v.string(),
  /** People are left out in turn; a group is a person, or what comes closest to one. */
  person: v.string(),
  /** The picture's file, or the play's name. */
  picture: v.string(),
  /** What the hand shows. */
  shape: v.string(),
  /** Whether it touches or holds something; null: not known. */
  contact: v.nullable(v.boolean()),
  points: v.pipe(v.array(v.number()), v.length(63)),
  side: v.picklist(['Left', 'Right']),
  leftness: v.number(),
  presence: v.number(),
});

/** A stored hand. */
export interface StoredHand extends v.InferOutput<typeof schema> {
  inner: Float32Array;
}
export type HandFacts = Pick<StoredHand, 'source' | 'person' | 'picture' | 'shape' | 'contact'>;

export function storedOf(hand: InnerHand, facts: HandFacts): StoredHand {
  return {
    ...facts,
    points: hand.landmarks.flatMap((point) => point.map((value) => Number(value.toFixed(2)))),
    side: hand.handedness,
    leftness: hand.leftness,
    presence: hand.presence,
    inner: hand.inner,
  };
}

/** Whether a source's hands are kept. */
export const isStored = (folder: string, name: string): boolean =>
  existsSync(join(folder, `${name}.jsonl`));

export function writeStored(folder: string, name: string, hands: readonly StoredHand[]): void {
  mkdirSync(folder, { recursive: true });
  const numbers = new Float32Array(hands.length * innerLength);
  hands.forEach(({ inner }, i) => {
    numbers.set(inner, i * innerLength);
  });
  const lines = hands.map(({ inner: _, ...facts }) => JSON.stringify(facts));
  writeFileSync(join(folder, `${name}.bin`), new Uint8Array(numbers.buffer));
  writeFileSync(join(folder, `${name}.jsonl`), lines.join('\n'));
}

/** @throws Error if the files are missing or do not belong together */
export function readStored(folder: string, name: string): StoredHand[] {
  const text = readFileSync(join(folder, `${name}.jsonl`), 'utf8');
  const bytes = readFileSync(join(folder, `${name}.bin`));
  const numbers = new Float32Array(Uint8Array.from(bytes).buffer);
  const lines = text === '' ? [] : text.split('\n');
  if (numbers.length !== lines.length * innerLength) throw new Error(`${name} is damaged.`);
  return lines.map((line, i) => ({
    ...v.parse(schema, JSON.parse(line)),
    inner: numbers.subarray(i * innerLength, (i + 1) * innerLength),
  }));
}
