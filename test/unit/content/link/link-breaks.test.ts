import { beforeEach, describe, expect, it } from 'vitest';
import { fruitlessInARow, quietMs, readyMs } from '../../../../src/content/link/link.ts';
import { answerAt, frameAt, settle } from '../fake-runtime.ts';
import { LinkWorld, ready } from './fake-recognizer.ts';

let world: LinkWorld;

beforeEach(() => {
  world = new LinkWorld();
});

describe('a link whose connection breaks', () => {
  it('connects again without a report to the user', async () => {
    await world.open();
    world.runtime.port.drop();
    expect(world.link.ready).toBe(false);
    world.timers.advance(300);
    await settle();
    world.runtime.port.say(ready);
    expect(world.link.ready).toBe(true);
    world.timers.advance(quietMs);
    expect(world.reported.problems).toEqual([]);
  });

  it('reports a restart that takes long, and its end', async () => {
    await world.open();
    world.runtime.reply = undefined;
    world.runtime.port.drop();
    for (let i = 0; i < 10; i++) {
      world.timers.advance(quietMs / 5);
      await settle();
    }
    expect(world.reported.problems).toEqual(['recognizer-lost']);
    world.runtime.reply = { ok: true };
    world.timers.advance(60_000);
    await settle();
    world.runtime.port.say(ready);
    expect(world.reported.problems).toEqual(['recognizer-lost', null]);
  });

  it('tries again less and less often', async () => {
    world.runtime.reply = undefined;
    world.link.start();
    for (let second = 0; second < 120; second++) {
      world.timers.advance(1000);
      await settle();
    }
    expect(world.runtime.sent.length).toBeLessThan(20);
    expect(world.runtime.sent.length).toBeGreaterThan(8);
  });

  it('reports why the recognizer cannot start, and keeps trying', async () => {
    world.runtime.reply = { ok: false, problem: { code: 'model-damaged' } };
    world.link.start();
    await settle();
    expect(world.reported.problems).toEqual(['model-damaged']);
    world.runtime.reply = { ok: true };
    world.timers.advance(500);
    await settle();
    world.runtime.port.say(ready);
    expect(world.reported.problems).toEqual(['model-damaged', null]);
  });

  it('reports a problem of the recognizer and opens a new port', async () => {
    await world.open();
    world.runtime.port.say({ type: 'problem', problem: { code: 'no-backend' } });
    expect(world.reported.problems).toEqual(['no-backend']);
    expect(world.link.ready).toBe(false);
    world.timers.advance(300);
    await settle();
    expect(world.runtime.ports.length).toBe(2);
  });

  it('reports that connections become ready but answer no frame, and tries less often', async () => {
    await world.open();
    let lines = 0;
    for (let second = 0; second < 60; second++) {
      if (world.link.ready && world.link.send(frameAt(second))) {
        lines++;
        world.runtime.port.say({ type: 'problem', problem: { code: 'recognizer-lost' } });
      }
      if (lines < fruitlessInARow) expect(world.reported.problems).toEqual([]);
      world.timers.advance(1000);
      await settle();
      if (!world.link.ready) world.runtime.port.say(ready);
    }
    expect(world.reported.problems).toEqual(['recognizer-lost']);
    expect(lines).toBeLessThan(12);
    world.timers.advance(20_000);
    await settle();
    world.runtime.port.say(ready);
    world.link.send(frameAt(61));
    const [sent] = world.runtime.port.ofType('frame');
    world.runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(61) });
    expect(world.reported.problems).toEqual(['recognizer-lost', null]);
  });

  it('counts the frames that were on their way', async () => {
    await world.open();
    world.link.send(frameAt(0));
    world.link.reset();
    world.link.send(frameAt(66));
    world.link.send(frameAt(132));
    world.runtime.port.drop();
    expect(world.reported.forgotten).toBe(3);
    expect(world.reported.lost).toBe(0);
  });

  it('keeps the port for one frame that could not be read', async () => {
    await world.open();
    world.runtime.port.say({ type: 'problem', problem: { code: 'frame-unreadable' } });
    expect(world.link.ready).toBe(true);
    world.link.send(frameAt(0));
    const [sent] = world.runtime.port.ofType('frame');
    world.runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(0) });
    expect(world.reported.problems).toEqual(['frame-unreadable', null]);
  });

  it('reports a problem during which captions keep working, until it is over', async () => {
    await world.open();
    world.runtime.port.say({ type: 'notice', problem: { code: 'taught-damaged' } });
    world.link.send(frameAt(0));
    const [sent] = world.runtime.port.ofType('frame');
    world.runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(0) });
    expect(world.link.ready).toBe(true);
    expect(world.reported.problems).toEqual(['taught-damaged']);
    world.runtime.port.say({ type: 'notice', problem: null });
    expect(world.reported.problems).toEqual(['taught-damaged', null]);
  });

  it('gives up on a recognizer that never becomes ready', async () => {
    world.link.start();
    await settle();
    world.timers.advance(readyMs + 1000);
    await settle();
    expect(world.runtime.ports.length).toBe(2);
  });

  it('stops for good when the extension was updated', async () => {
    await world.open();
    world.runtime.id = undefined;
    world.runtime.port.drop();
    expect(world.reported.invalidated).toBe(1);
    world.timers.advance(60_000);
    await settle();
    expect(world.timers.pending).toBe(0);
    expect(world.runtime.ports.length).toBe(1);
    expect(world.reported.problems).toEqual([]);
  });
});
