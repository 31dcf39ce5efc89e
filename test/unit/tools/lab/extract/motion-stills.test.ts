import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Landmark } from '../../../../../src/recognizer/hand.ts';
import {
  motionStills,
  readSequences,
  type Sequence,
  stillsOf,
} from '../../../../../tools/lab/extract/motion-stills.ts';

/** Five fingers of four points each, all pointing up; those named are folded back to the palm. */
const hand = (at: { x: number; y: number }, folded: readonly number[] = []): Landmark[] => {
  const points: Landmark[] = [[at.x, at.y, 0]];
  for (let finger = 0; finger < 5; finger++) {
    for (let joint = 1; joint <= 4; joint++) {
      const up = folded.includes(finger) && joint > 2 ? 5 - joint : joint;
      points.push([at.x + finger * 0.02, at.y - 0.1 - up * 0.02, 0]);
    }
  }
  return points;
};

const sequence = (frames: Sequence['frames']): Sequence => ({ label: 'a', person: '', frames });

describe('the stills of a sequence', () => {
  test('are moments in which the hand rests, not those in which it is on its way', () => {
    const frames = Array.from({ length: 20 }, (_, frame) => {
      const y = frame < 10 ? 0.9 - frame * 0.04 : 0.5;
      return [null, hand({ x: 0.5, y })] as const;
    });
    const stills = stillsOf(sequence(frames));
    expect(stills.map(({ frame }) => frame)).toEqual([11, 15]);
    expect(stills.every(({ side }) => side === 1)).toBe(true);
  });

  test('show the raised hand if both are in view', () => {
    const frames = Array.from(
      { length: 12 },
      () => [hand({ x: 0.3, y: 0.4 }), hand({ x: 0.6, y: 0.9 })] as const,
    );
    expect(new Set(stillsOf(sequence(frames)).map(({ side }) => side))).toEqual(new Set([0]));
  });

  test('are none if the hand was not found', () => {
    expect(stillsOf(sequence(Array.from({ length: 12 }, () => [null, null] as const)))).toEqual([]);
  });
});

describe('reading recorded sequences', () => {
  let data: string;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'motion-'));
    mkdirSync(join(data, 'train/motion'), { recursive: true });
  });

  afterEach(() => {
    rmSync(data, { recursive: true });
  });

  /** Writes one sequence for each label; each shows one right hand without moving. */
  function put(name: string, hands: readonly { label: string; hand: Landmark[] }[]): void {
    const length = 12;
    const bytes = Buffer.alloc(hands.length * length * 2 * 63 * 2);
    hands.forEach(({ hand: points }, i) => {
      for (let frame = 0; frame < length; frame++) {
        points.flat().forEach((value, k) => {
          const at = (((i * length + frame) * 2 + 1) * 63 + k) * 2;
          bytes.writeInt16LE(Math.round(value * 10000), at);
        });
      }
    });
    const file = join(data, 'train/motion', name);
    writeFileSync(`${file}.i16.gz`, gzipSync(bytes));
    writeFileSync(
      `${file}.json`,
      JSON.stringify({
        shape: [hands.length, length, 2, 21, 3],
        labels: hands.map(({ label }) => label),
        person: hands.map(() => 'someone'),
        frames: hands.map(() => length),
      }),
    );
  }

  test('gives x in the unit of y, and null for a hand that was not found', () => {
    put('jtgpz', [{ label: 'thanks', hand: hand({ x: 0.3, y: 0.6 }) }]);
    const [first] = readSequences(data, 'jtgpz');
    expect(first!.frames).toHaveLength(12);
    expect(first!.frames[0]![0]).toBeNull();
    expect(first!.frames[0]![1]![0]![0]).toBeCloseTo(0.4);
    expect(first!.frames[0]![1]![0]![1]).toBeCloseTo(0.6);
  });

  test('keeps only stills of "I love you" that show index and little finger alone', () => {
    put('jtgpz', [
      { label: 'i love you', hand: hand({ x: 0.3, y: 0.6 }, [2, 3]) },
      { label: 'i love you', hand: hand({ x: 0.3, y: 0.6 }) },
      { label: 'thanks', hand: hand({ x: 0.3, y: 0.6 }, [2, 3]) },
    ]);
    const source = motionStills(data).find(({ header }) => header.source === 'motion-06')!;
    const entries = source.entries();
    expect(new Set(entries.map(({ group }) => group))).toEqual(new Set([0]));
    expect(entries.every(({ label, leftness }) => label === 'iloveyou' && leftness === 0)).toBe(
      true,
    );
  });

  test('refuses numbers that do not fit their description', () => {
    put('jtgpz', [{ label: 'thanks', hand: hand({ x: 0.3, y: 0.6 }) }]);
    writeFileSync(join(data, 'train/motion/jtgpz.i16.gz'), gzipSync(Buffer.alloc(10)));
    expect(() => readSequences(data, 'jtgpz')).toThrow('its length is wrong');
  });
});
