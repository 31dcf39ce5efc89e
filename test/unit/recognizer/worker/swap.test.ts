import { beforeEach, describe, expect, it } from 'vitest';
import { classifierFile } from '../fake-taught.ts';
import { CallWorld } from './fake-call.ts';
import { record, settle } from './fake-store.ts';

const wait = 'my-gestures:wait';
const lunch = 'my-gestures:lunch';

let world: CallWorld;

beforeEach(() => {
  world = new CallWorld();
});

describe('another classifier while a call goes on', () => {
  it('is taken up with the next frame, without a reset', async () => {
    await world.open('a');
    expect((await world.look(1)).candidate).toMatchObject({ gesture: 'fist', caption: 'Stop' });
    await world.goLive(wait, lunch);
    await world.look(2);
    expect((await world.look(3)).candidate).toMatchObject({
      gesture: wait,
      caption: 'Caption of wait',
    });
    expect(world.trackerResets).toBe(0);
    expect(world.said.filter(({ type }) => type === 'opened')).toHaveLength(1);
  });

  it('leaves each frame in flight of every call its one answer', async () => {
    await world.open('a', 'b');
    let release = (): void => undefined;
    world.models = new Promise((resolve) => {
      release = resolve;
    });
    for (const id of [1, 2, 3]) {
      world.send(id, 'a');
      world.send(id, 'b');
    }
    await world.goLive(wait, lunch);
    for (const id of [4, 5]) {
      world.send(id, 'a');
      world.send(id, 'b');
    }
    release();
    await settle();
    for (const stream of ['a', 'b'])
      expect(
        world
          .answers(stream)
          .map(({ id }) => id)
          .sort(),
      ).toEqual([1, 2, 3, 4, 5]);
    // The frame that was being looked at is answered whole, by what it was begun with.
    expect(world.answers('a').find(({ id }) => id === 1)?.answer?.candidate).toMatchObject({
      gesture: 'fist',
      caption: 'Stop',
    });
    expect((await world.look(6)).candidate?.gesture).toBe(wait);
  });

  it('goes on with a sign that is held and is still known', async () => {
    await world.open('a');
    for (let n = 1; n <= 5; n++) await world.look(n);
    world.memory.held.preferences = { 'signs:fist': { caption: 'Halt!' } };
    world.memory.tell('classifier');
    await settle();
    expect((await world.look(6)).candidate?.progress).toBeGreaterThan(0.6);
    await world.look(7);
    expect((await world.look(8)).sign).toEqual({
      gesture: 'fist',
      caption: 'Halt!',
      kind: 'phrase',
    });
  });

  it('tells no half-held sign of a gesture that is gone, not for one frame', async () => {
    await world.goLive(wait, lunch);
    await world.open('a');
    for (let n = 1; n <= 6; n++) expect((await world.look(n)).candidate?.gesture).toBe(wait);
    world.memory.held.packs = [];
    world.memory.tell('packs');
    await settle();
    const after = [];
    for (let n = 7; n <= 16; n++) after.push(await world.look(n));
    expect(after.every(({ candidate }) => candidate?.gesture !== wait)).toBe(true);
    expect(after.flatMap(({ sign }) => (sign ? [sign.gesture] : []))).toEqual(['fist']);
    // Its whole dwell was held anew.
    expect(after.findIndex(({ sign }) => sign !== null)).toBe(7);
  });

  it('does not tell a held sign twice when its gesture is learned anew', async () => {
    await world.goLive(wait, lunch);
    await world.open('a');
    for (let n = 1; n <= 9; n++) await world.look(n);
    await world.goLive(wait, lunch);
    for (let n = 10; n <= 30; n++) await world.look(n);
    const signs = world
      .answers()
      .flatMap(({ answer }) => (answer?.sign ? [answer.sign.gesture] : []));
    expect(signs).toEqual([wait]);
  });

  it('reaches a call that was being opened when it came', async () => {
    world.start();
    world.session({ type: 'open', stream: 'a', vocabulary: 'signs', dwellMs: 700 });
    world.memory.held.live = record(classifierFile(wait, lunch));
    world.memory.tell('classifier');
    await settle();
    expect((await world.look(1)).candidate?.gesture).toBe(wait);
  });
});

describe('a taught classifier that is damaged', () => {
  it('is told once to each call, and captions go on', async () => {
    world.memory.held.live = record('damaged');
    await world.open('a', 'b');
    for (let n = 1; n <= 5; n++) await world.look(n);
    expect(world.notices()).toEqual(['taught-damaged', 'taught-damaged']);
    expect(world.answers().at(-1)?.answer?.candidate?.gesture).toBe('fist');
  });

  it('is over with the next one', async () => {
    world.memory.held.live = record('damaged');
    await world.open('a');
    await world.goLive(wait, lunch);
    await world.look(1);
    expect(world.notices()).toEqual(['taught-damaged', null]);
  });
});
