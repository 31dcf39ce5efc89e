import { beforeEach, describe, expect, it } from 'vitest';
import { mostWrong } from '../../../../src/recognizer/worker/wrong.ts';
import { shownHand } from '../fake-taught.ts';
import { CallWorld } from './fake-call.ts';
import { settle } from './fake-store.ts';

let world: CallWorld;

beforeEach(() => {
  world = new CallWorld();
});

describe('a caption that the user calls wrong', () => {
  const wrong = (stream = 'a') => world.session({ type: 'wrong', stream });
  async function sign(from: number): Promise<void> {
    for (let n = from; n < from + 9; n++) await world.look(n);
  }

  it('is kept as an unknown sample: the hands that showed it', async () => {
    await world.open('a');
    world.hand = shownHand(false);
    await world.look(1);
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
    // Held still for the dwell: nothing of the hand that pointed down before.
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

  it('is kept once, however often that is said', async () => {
    await world.open('a');
    await sign(1);
    for (let i = 0; i < 50; i++) wrong();
    await settle();
    expect(world.memory.held.unknowns).toHaveLength(1);
  });

  it('is nothing where nothing was captioned, or the camera changed since', async () => {
    await world.open('a', 'b');
    wrong('b');
    wrong('nobody');
    await sign(1);
    world.session({ type: 'reset', stream: 'a' });
    wrong();
    await settle();
    expect(world.memory.held.unknowns).toEqual([]);
  });

  it('drops the oldest where there are too many, and none that was recorded as nothing', async () => {
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

  it('says when it could not be kept, until the next caption', async () => {
    await world.open('a');
    await sign(1);
    world.memory.held.failure = new Error('disk full');
    wrong();
    await settle();
    expect(world.notices()).toEqual(['storage-failed']);
    world.hand = null;
    for (let n = 20; n < 25; n++) await world.look(n);
    expect(world.notices()).toEqual(['storage-failed']);
    world.hand = shownHand(true);
    await sign(30);
    expect(world.notices()).toEqual(['storage-failed', null]);
  });
});
