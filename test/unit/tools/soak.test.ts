import { describe, expect, it } from 'vitest';
import { FrameTotals } from '../../../tools/soak/frames.ts';
import { judge, type Reading } from '../../../tools/soak/readings.ts';

const reading = (minute: number, change: Partial<Reading> = {}): Reading => ({
  minute,
  tensors: 400,
  workerHeap: 20,
  pageHeap: 10,
  hostHeap: 2,
  listeners: 60,
  nodes: 300,
  hostListeners: 5,
  ports: 1,
  pending: 0,
  memory: 300,
  ...change,
});
const run = (change: (minute: number) => Partial<Reading> = () => ({})): Reading[] =>
  Array.from({ length: 30 }, (_, minute) => reading(minute, change(minute)));
const rising = (readings: Reading[]) =>
  judge(readings)
    .filter(({ flat }) => !flat)
    .map(({ measure }) => measure);

describe('the verdict on a long run', () => {
  it('is that all is flat if nothing grows', () => {
    expect(rising(run())).toEqual([]);
  });

  it('names a single tensor that is not released', () => {
    expect(rising(run((minute) => ({ tensors: 400 + (minute > 20 ? 1 : 0) })))).toEqual([
      'tensors',
    ]);
  });

  it('names what grows slowly and ignores an outlier', () => {
    expect(rising(run((minute) => ({ memory: 300 + minute * 4 })))).toEqual(['memory']);
    expect(rising(run((minute) => ({ memory: minute === 28 ? 900 : 300 })))).toEqual([]);
  });

  it('names ports that are not closed', () => {
    expect(rising(run((minute) => ({ ports: 1 + Math.floor(minute / 10) })))).toEqual(['ports']);
  });

  it('is refused if there are too few readings', () => {
    expect(() => judge(run().slice(0, 2))).toThrow('three readings');
  });
});

describe('the frames of a long run', () => {
  const counts = (seen: number, sent: number, dropped: Record<string, number>) => ({
    seen,
    sent,
    answered: sent,
    lost: 0,
    dropped,
  });

  it('are added up over several content scripts', () => {
    const totals = new FrameTotals();
    totals.add(counts(10, 4, { 'not-due': 6 }));
    totals.add(counts(30, 10, { 'not-due': 20 }));
    // After a reload another content script counts from 0.
    totals.add(counts(5, 1, { 'not-due': 4 }));
    expect(totals.total).toMatchObject({ seen: 35, sent: 11, 'dropped: not-due': 24 });
    expect(totals.unexplained).toBe(0);
  });

  it('include a count of those that are unaccounted for', () => {
    const totals = new FrameTotals();
    totals.add(counts(10, 4, { 'not-due': 3 }));
    expect(totals.unexplained).toBe(3);
  });
});
