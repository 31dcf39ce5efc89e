import { beforeEach, describe, expect, it } from 'vitest';
import { mostWrong } from '../../../../src/recognizer/worker/wrong.ts';
import { shownHand } from '../fake-taught.ts';
import { CallWorld } from './fake-call.ts';
import { settle } from './fake-store.ts';

let world: CallWorld;

beforeEach(() => {
  world = new CallWorld();
});

describe('a caption that the user marks as wrong', () => {
  const wrong = (stream = 'a', gesture = 'fist') =>
    world.session({ type: 'wrong', stream, gesture });
  async function sign(from: number): Promise<void> {
    for (let n = from; n < from + 9; n++) await world.recognize(n);
  }

  it('is stored as an unknown sample of the hands that showed it', async () => {
    await world.open('a');
    world.hand = shownHand(false);
    await world.recognize(1);
    world.hand = shownHand(true);
    await sign(2);
    wrong();
    await settle();
    const [sample] = world.memory.held.unknowns;
    expect(sample).toMatchObject({
      id: 'id-0',
      take: 'id-0',
      recordedAt: 1001,
      origin: 'wrong',
      captionedAs: 'signs:fist',
    });
    // Only the hand that was held for the dwell, not the one that pointed down before.
    expect(sample?.hands.map(({ time }) => time)).toEqual([0, 100, 200, 300, 400, 500, 600, 700]);
    for (const kept of sample?.hands ?? []) {
      expect(kept).toMatchObject({ handedness: 'Right', presence: 1 });
      expect(kept.points[0]).toEqual([0, 0, 0]);
      expect(kept.points).toHaveLength(21);
      expect(kept.points[12]![1]).toBeLessThan(0);
      const xs = kept.points.map(([x]) => x);
      const ys = kept.points.map(([, y]) => y);
      const longer = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
      expect(longer).toBeCloseTo(1);
      expect(kept.size).toBeCloseTo(110 / 400);
    }
  });

  it('keeps no hand of a frame that did not show it clearly', async () => {
    await world.open('a');
    for (let n = 1; n < 11; n++) {
      world.unclear = n === 4 || n === 6;
      await world.recognize(n);
    }
    wrong();
    await settle();
    const [sample] = world.memory.held.unknowns;
    expect(sample?.hands.map(({ time }) => time)).toEqual([0, 100, 200, 400, 600, 700]);
  });

  it('is stored once, however often it is marked', async () => {
    await world.open('a');
    await sign(1);
    for (let i = 0; i < 50; i++) wrong();
    await settle();
    expect(world.memory.held.unknowns).toHaveLength(1);
  });

  it('is not stored in the name of another gesture', async () => {
    await world.open('a');
    await sign(1);
    wrong('a', 'peace');
    await settle();
    expect(world.memory.held.unknowns).toEqual([]);
    wrong('a', 'fist');
    await settle();
    expect(world.memory.held.unknowns).toHaveLength(1);
  });

  const notWrong = () => world.session({ type: 'not-wrong', stream: 'a' });
  const kept = () => world.memory.held.unknowns.map(({ id }) => id);

  it('is dropped again when that is undone, and can be marked again', async () => {
    await world.open('a');
    await sign(1);
    wrong();
    notWrong();
    await settle();
    expect(kept()).toEqual([]);
    wrong();
    await settle();
    expect(kept()).toEqual(['id-1']);
    notWrong();
    notWrong();
    await settle();
    expect(kept()).toEqual([]);
  });

  it('stays stored when a later one, which had no hands to keep, is undone', async () => {
    await world.open('a');
    await sign(1);
    wrong();
    wrong();
    notWrong();
    await settle();
    expect(kept()).toEqual(['id-0']);
  });

  it('is not stored when nothing was captioned or the camera has changed since', async () => {
    await world.open('a', 'b');
    wrong('b');
    wrong('nobody');
    await sign(1);
    world.session({ type: 'reset', stream: 'a' });
    wrong();
    await settle();
    expect(world.memory.held.unknowns).toEqual([]);
  });

  it('replaces the oldest when there are too many, but no sample that was recorded as unknown', async () => {
    const old = (id: string, origin: 'wrong' | 'nothing', recordedAt: number) =>
      ({ id, origin, recordedAt, take: id, hands: [] }) as const;
    world.memory.held.unknowns = [
      old('rest', 'nothing', 0),
      ...Array.from({ length: mostWrong }, (_, i) => old(`wrong-${i}`, 'wrong', 500 - i)),
    ];
    await world.open('a');
    await sign(1);
    wrong();
    await settle();
    const ids = world.memory.held.unknowns.map(({ id }) => id);
    expect(ids.length).toBe(mostWrong + 1);
    expect(ids).toContain('rest');
    expect(ids).toContain('id-0');
    expect(ids).not.toContain(`wrong-${mostWrong - 1}`);
  });

  it('that could not be stored is reported as such until the next caption', async () => {
    await world.open('a');
    await sign(1);
    world.memory.held.failure = new Error('disk full');
    wrong();
    await settle();
    expect(world.notices()).toEqual(['storage-failed']);
    world.hand = null;
    for (let n = 20; n < 25; n++) await world.recognize(n);
    expect(world.notices()).toEqual(['storage-failed']);
    world.hand = shownHand(true);
    await sign(30);
    expect(world.notices()).toEqual(['storage-failed', null]);
  });
});
