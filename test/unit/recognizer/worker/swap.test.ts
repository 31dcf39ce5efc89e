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
  it('is used from the next frame on, without a reset', async () => {
    await world.open('a');
    expect((await world.recognize(1)).candidate).toMatchObject({
      gesture: 'fist',
      caption: 'Stop',
    });
    await world.goLive(wait, lunch);
    await world.recognize(2);
    expect((await world.recognize(3)).candidate).toMatchObject({
      gesture: wait,
      caption: 'Caption of wait',
    });
    expect(world.trackerResets).toBe(0);
    expect(world.said.filter(({ type }) => type === 'opened')).toHaveLength(1);
  });

  it('leaves one answer for each frame in flight of every call', async () => {
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
    // The frame in progress is answered entirely by the classifier it was begun with.
    expect(world.answers('a').find(({ id }) => id === 1)?.answer?.candidate).toMatchObject({
      gesture: 'fist',
      caption: 'Stop',
    });
    expect((await world.recognize(6)).candidate?.gesture).toBe(wait);
  });

  it('keeps the progress of a held sign that is still known', async () => {
    await world.open('a');
    for (let n = 1; n <= 5; n++) await world.recognize(n);
    world.memory.held.preferences = { 'signs:fist': { caption: 'Halt!' } };
    world.memory.emit('classifier');
    await settle();
    expect((await world.recognize(6)).candidate?.progress).toBeGreaterThan(0.6);
    await world.recognize(7);
    expect((await world.recognize(8)).sign).toEqual({
      gesture: 'fist',
      caption: 'Halt!',
      kind: 'phrase',
    });
  });

  it('drops a half-held sign of a gesture that is gone, from the next frame on', async () => {
    await world.goLive(wait, lunch);
    await world.open('a');
    for (let n = 1; n <= 6; n++) expect((await world.recognize(n)).candidate?.gesture).toBe(wait);
    world.memory.held.packs = [];
    world.memory.emit('packs');
    await settle();
    const after = [];
    for (let n = 7; n <= 16; n++) after.push(await world.recognize(n));
    expect(after.every(({ candidate }) => candidate?.gesture !== wait)).toBe(true);
    expect(after.flatMap(({ sign }) => (sign ? [sign.gesture] : []))).toEqual(['fist']);
    // Its whole dwell was held again.
    expect(after.findIndex(({ sign }) => sign !== null)).toBe(7);
  });

  it('does not report a held sign twice when its gesture is trained again', async () => {
    await world.goLive(wait, lunch);
    await world.open('a');
    for (let n = 1; n <= 9; n++) await world.recognize(n);
    await world.goLive(wait, lunch);
    for (let n = 10; n <= 30; n++) await world.recognize(n);
    const signs = world
      .answers()
      .flatMap(({ answer }) => (answer?.sign ? [answer.sign.gesture] : []));
    expect(signs).toEqual([wait]);
  });

  it('reaches a call that was being opened at that time', async () => {
    world.start();
    world.session({ type: 'open', stream: 'a', vocabulary: 'signs', dwellMs: 700 });
    world.memory.held.live = record(classifierFile(wait, lunch));
    world.memory.emit('classifier');
    await settle();
    expect((await world.recognize(1)).candidate?.gesture).toBe(wait);
  });
});

describe('a taught classifier that is damaged', () => {
  it('is reported once to each call, and captions go on', async () => {
    world.memory.held.live = record('damaged');
    await world.open('a', 'b');
    for (let n = 1; n <= 5; n++) await world.recognize(n);
    expect(world.notices()).toEqual(['taught-damaged', 'taught-damaged']);
    expect(world.answers().at(-1)?.answer?.candidate?.gesture).toBe('fist');
  });

  it('is over with the next one', async () => {
    world.memory.held.live = record('damaged');
    await world.open('a');
    await world.goLive(wait, lunch);
    await world.recognize(1);
    expect(world.notices()).toEqual(['taught-damaged', null]);
  });
});
