import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { motionStills, stillsOf } from '../../../../../tools/lab/extract/motion-stills.ts';
import type { Sequence } from '../../../../../tools/lab/motion/sequences.ts';
import { hand, putRecording } from '../motion/fake-recording.ts';

const sequence = (frames: Sequence['frames']): Sequence => ({ label: 'a', person: null, frames });

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

  test('of "I love you" show index and little finger alone', () => {
    const data = mkdtempSync(join(tmpdir(), 'motion-'));
    onTestFinished(() => rmSync(data, { recursive: true }));
    putRecording(data, 'jtgpz', [
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
});
