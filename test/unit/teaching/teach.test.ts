import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { teach } from '../../../src/teaching/teach.ts';
import type { TeachingProgress, TeachingTask } from '../../../src/teaching/types.ts';
import { bankWithout, gestureOf, nothings, quick, samplesOf } from './fake-bank.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const bank = bankWithout(['letter-L', 'letter-W', 'three']);
const task = (change: Partial<TeachingTask> = {}): TeachingTask => ({
  gestures: [
    gestureOf('letter-L', samplesOf('letter-L', 20, 2)),
    gestureOf('letter-W', samplesOf('letter-W', 20, 2)),
  ],
  unknowns: [],
  vocabularies: ['call-gestures', 'fingerspelling'],
  seed: 7,
  ...change,
});
const pause = () => new Promise<void>((go) => setTimeout(go));

describe('teaching', () => {
  it('names taught gestures on unseen hands, and little else', async () => {
    const { classifier, report } = await teach(task(), bank, { recipe: quick });
    const { classify } = loadClassifier(classifier);
    const called = (shape: string, offset: number) =>
      samplesOf(shape, 30, 1, offset).map(({ hands: [hand] }) => {
        const { points, handedness } = hand!;
        return classify({ landmarks: points, handedness, leftness: 0, presence: 1 }).gesture;
      });
    const share = (calls: readonly (string | null)[], key: string | null) =>
      calls.filter((call) => call === key).length / calls.length;
    expect(share(called('letter-L', 40), 'my-gestures:letter-L')).toBeGreaterThan(0.8);
    expect(share(called('letter-W', 40), 'my-gestures:letter-W')).toBeGreaterThan(0.8);
    expect(share(called('idle', 100), null)).toBeGreaterThan(0.95);
    expect(report.gestures.map(({ samples, takes }) => [samples, takes])).toEqual([
      [20, 2],
      [20, 2],
    ]);
    for (const { right, wrong, missed } of report.gestures) expect(right + wrong + missed).toBe(20);
  });

  it('gives the same bytes for the same seed, and others for another seed', async () => {
    const recipe = { ...quick, batches: 10, foldBatches: 10 };
    const [first, again, other] = [
      await teach(task(), bank, { recipe }),
      await teach(task(), bank, { recipe }),
      await teach(task({ seed: 8 }), bank, { recipe }),
    ];
    expect(again).toEqual(first);
    expect(other.classifier.heads).not.toEqual(first.classifier.heads);
  });

  it('mirrors a left hand into a right one', async () => {
    const recipe = { ...quick, batches: 5, foldBatches: 5 };
    const left = task().gestures.map((gesture) => ({
      ...gesture,
      samples: gesture.samples.map((sample) => ({
        ...sample,
        hands: sample.hands.map((hand) => ({
          ...hand,
          handedness: 'Left' as const,
          points: hand.points.map(([x, y, z]) => [-x, y, z] as const),
        })),
      })),
    }));
    const { classifier } = await teach(task({ gestures: left }), bank, { recipe });
    expect(classifier).toEqual((await teach(task(), bank, { recipe })).classifier);
  });

  it('reports a hand as missed if recognition will doubt its landmarks', async () => {
    const recipe = { ...quick, batches: 10 };
    const doubted = task().gestures.map((gesture) => ({
      ...gesture,
      samples: gesture.samples.map((sample) => ({
        ...sample,
        hands: sample.hands.map((hand) => ({ ...hand, presence: 0.7 })),
      })),
    }));
    const { report } = await teach(task({ gestures: doubted }), bank, { recipe });
    for (const { missed } of report.gestures) expect(missed).toBe(20);
  });

  it('reports that two gestures with the same samples collide', async () => {
    const samples = samplesOf('letter-L', 20, 2);
    const copies = samples.map((sample) => ({ ...sample, id: `copy-${sample.id}` }));
    const gestures = [gestureOf('letter-L', samples, 'wait'), gestureOf('letter-L', copies, 'go')];
    const { report } = await teach(task({ gestures }), bank, { recipe: quick });
    const kinds = report.advice.filter(({ kind }) => kind === 'collides');
    expect(kinds).toHaveLength(1);
    expect(report.verdict).toBe('bad');
  });

  it('reports resting hands that look like a gesture', async () => {
    const unknowns = nothings(samplesOf('letter-L', 20, 2, 20));
    const { report } = await teach(task({ unknowns }), bank, { recipe: quick });
    const [wait] = report.gestures;
    const told = report.advice.some(
      (advice) =>
        (advice.kind === 'resting-hand' || advice.kind === 'often-missed') &&
        advice.key === 'my-gestures:letter-L',
    );
    expect(told).toBe(true);
    expect(wait!.right).toBeLessThan(20);
    expect(report.verdict).not.toBe('good');
  });

  it('reports that a gesture taught under another name collides with the shipped one', async () => {
    const gestures = [gestureOf('letter-L', samplesOf('letter-L', 20, 2))];
    const whole = bankWithout([], 60);
    const { report } = await teach(task({ gestures }), whole, { recipe: quick });
    expect(report.advice).toContainEqual({
      kind: 'collides',
      key: 'my-gestures:letter-L',
      other: 'fingerspelling:L',
    });
  });

  it('trains one gesture with one sample, and calls it bad', async () => {
    const gestures = [gestureOf('letter-L', samplesOf('letter-L', 1))];
    const recipe = { ...quick, batches: 10, foldBatches: 10 };
    const { report, classifier } = await teach(task({ gestures }), bank, { recipe });
    expect(report.verdict).toBe('bad');
    expect(() => loadClassifier(classifier)).not.toThrow();
  });

  it('refuses a task without samples', async () => {
    const gestures = [gestureOf('letter-L', [])];
    await expect(teach(task({ gestures }), bank, { recipe: quick })).rejects.toThrow(RangeError);
  });

  it('reports its progress from beginning to end, and keeps no tensors', async () => {
    const told: TeachingProgress[] = [];
    const before = memory().numTensors;
    await teach(task(), bank, {
      recipe: { ...quick, batches: 60, foldBatches: 60 },
      onProgress: (progress) => told.push(progress),
    });
    const shares = told.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect([...new Set(told.map(({ stage }) => stage))]).toEqual([
      'checking',
      'training',
      'report',
    ]);
    expect(memory().numTensors).toBe(before);
  });

  it('ends with the reason when cancelled, and keeps no tensors', async () => {
    const before = memory().numTensors;
    const stop = new AbortController();
    const reason = new Error('no more');
    const training = teach(task(), bank, {
      recipe: { ...quick, foldBatches: 1e6 },
      signal: stop.signal,
      pause,
      onProgress: () => stop.abort(reason),
    });
    await expect(training).rejects.toBe(reason);
    expect(memory().numTensors).toBe(before);
  });
});
