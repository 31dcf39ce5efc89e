import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSequences } from '../../../../../tools/lab/motion/sequences.ts';
import { hand, putRecording } from './fake-recording.ts';

describe('reading recorded sequences', () => {
  let data: string;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'motion-'));
  });

  afterEach(() => {
    rmSync(data, { recursive: true });
  });

  test('gives x in the unit of y, and null for a hand that was not found', () => {
    putRecording(data, 'jtgpz', [{ label: 'thanks', hand: hand({ x: 0.3, y: 0.6 }) }]);
    const [first] = readSequences(data, 'jtgpz');
    expect(first!.frames).toHaveLength(12);
    expect(first!.frames[0]![0]).toBeNull();
    expect(first!.frames[0]![1]![0]![0]).toBeCloseTo(0.4);
    expect(first!.frames[0]![1]![0]![1]).toBeCloseTo(0.6);
  });

  test('refuses numbers that do not fit their description', () => {
    putRecording(data, 'jtgpz', [{ label: 'thanks', hand: hand({ x: 0.3, y: 0.6 }) }]);
    writeFileSync(join(data, 'train/motion/jtgpz.i16.gz'), gzipSync(Buffer.alloc(10)));
    expect(() => readSequences(data, 'jtgpz')).toThrow('its length is wrong');
  });
});
