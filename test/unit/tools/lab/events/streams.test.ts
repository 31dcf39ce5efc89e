import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { loadClassifier } from '../../../../../src/recognizer/signs/classifier.ts';
import { classifierSchema } from '../../../../../src/recognizer/signs/classifier-file.ts';
import { readBank } from '../../../../../tools/lab/bank/bank.ts';
import { eventTable } from '../../../../../tools/lab/evaluate/events.ts';
import { classified } from '../../../../../tools/lab/events/run.ts';
import { readPoses } from '../../../../../tools/lab/signer/pose.ts';

const file = v.parse(
  classifierSchema,
  JSON.parse(readFileSync('models/call-gestures/classifier.json', 'utf8')),
);
const material = { poses: readPoses(), bank: readBank() };
const options = { hours: 0.05, held: 12, seed: 1 };

describe('counting events on landmark streams', () => {
  it('tells the gate the size of the frame, without which intent is not judged', () => {
    const [input] = classified([{ timestamp: 0, hands: [] }], loadClassifier(file));
    expect(input?.frameSize).toEqual({ width: 640, height: 480 });
  });

  const table = eventTable('call-gestures', file, material, options);

  it('gives a row for each gate, including the three strictness steps', () => {
    expect(table.rows.map(([gate]) => gate)).toEqual([
      'held 0.7 s',
      'held and still, no model of intent',
      'with intent, loose',
      'with intent, normal',
      'with intent, strict',
    ]);
  });

  it('reports how many hours and signs it counted', () => {
    const [, hours, motions, held] =
      /^([\d.]+) hours of (\d+) different silent motions and (\d+) held signs/.exec(table.note!)!;
    expect(Number(hours)).toBeGreaterThan(0.03);
    expect(Number(motions)).toBeGreaterThan(2);
    expect(Number(held)).toBeGreaterThan(6);
  });

  it('does not count more false captions with a stricter gate', () => {
    const column = table.columns.indexOf('false captions/h');
    const perHour = table.rows.map((row) => Number.parseFloat(String(row[column])));
    const [, , loose, normal, strict] = perHour;
    expect(normal).toBeLessThanOrEqual(loose!);
    expect(strict).toBeLessThanOrEqual(normal!);
  });

  it('gives the same result for the same seed', () => {
    expect(eventTable('call-gestures', file, material, options)).toEqual(table);
  });
});
