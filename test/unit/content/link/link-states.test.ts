import { beforeEach, describe, expect, it } from 'vitest';
import { lostInARow, quietMs, readyMs } from '../../../../src/content/link/link.ts';
import { answerMs } from '../../../../src/content/link/unanswered.ts';
import type { RecognitionOptions } from '../../../../src/messaging/recognition.ts';
import { frameAt, settle } from '../fake-runtime.ts';
import { LinkWorld, ready } from './fake-recognizer.ts';

const spelling = { vocabulary: 'fingerspelling', dwellMs: 700 };

let world: LinkWorld;

beforeEach(() => {
  world = new LinkWorld();
});

/** The vocabularies that the newest connection has asked for, in order. */
const opened = () =>
  world.runtime.port
    .ofType('open')
    .map(({ recognition }) => (recognition as RecognitionOptions).vocabulary);
const retry = async () => {
  world.timers.advance(300);
  await settle();
};

describe('a link that asks for the recognizer', () => {
  it('asks once, however often it is started', async () => {
    world.link.start();
    world.link.start();
    await settle();
    world.link.start();
    await settle();
    expect(world.runtime.sent).toHaveLength(1);
    expect(world.runtime.ports).toHaveLength(1);
  });

  it('opens with the options that are wanted when the reply comes', async () => {
    world.link.start();
    world.link.configure(spelling);
    await settle();
    expect(opened()).toEqual(['fingerspelling']);
  });

  it('ignores the reply to a request from before a stop', async () => {
    world.link.start();
    world.link.stop();
    world.link.start();
    await settle();
    expect(world.runtime.sent).toHaveLength(2);
    expect(world.runtime.ports).toHaveLength(1);
  });

  it('stops when the extension is gone', async () => {
    world.runtime.id = undefined;
    world.link.start();
    await settle();
    expect(world.reported.invalidated).toBe(1);
    expect(world.timers.pending).toBe(0);
  });
});

describe('a link whose recognizer is loading', () => {
  beforeEach(async () => {
    world.link.start();
    await settle();
  });

  it('asks again over the same connection when the options change', () => {
    world.link.configure(spelling);
    expect(opened()).toEqual(['call-gestures', 'fingerspelling']);
    expect(world.runtime.ports).toHaveLength(1);
  });

  it('reports ready once when each of two requests is answered', () => {
    world.link.configure(spelling);
    world.runtime.port.say(ready);
    world.runtime.port.say(ready);
    expect(world.reported.ready).toEqual(['wasm true']);
  });

  it('waits as long for the new options as for the first', () => {
    world.timers.advance(readyMs - 1);
    world.link.configure(spelling);
    world.timers.advance(readyMs - 1);
    expect(world.runtime.port.open).toBe(true);
    world.timers.advance(1);
    expect(world.runtime.ports[0]?.open).toBe(false);
  });

  it('connects again when the connection ends', async () => {
    world.runtime.port.drop();
    await retry();
    expect(world.runtime.ports).toHaveLength(2);
    expect(world.reported.ready).toEqual([]);
  });

  it('rests when the host is closed and no camera is on', async () => {
    world.link.camera(false);
    world.runtime.port.drop();
    expect(world.timers.pending).toBe(0);
    world.link.camera(true);
    await settle();
    expect(world.runtime.ports).toHaveLength(2);
  });

  it('closes the connection when it is stopped', () => {
    world.link.stop();
    expect(world.runtime.port.open).toBe(false);
    expect(world.timers.pending).toBe(0);
  });
});

describe('a link that is ready', () => {
  beforeEach(() => world.open());

  it('forgets frames on their way when the options change', () => {
    world.link.send(frameAt(0));
    world.link.configure(spelling);
    expect(world.reported.forgotten).toBe(1);
    expect(world.reported.ready).toEqual(['wasm true', null]);
  });

  it('counts lost frames of one connection across a change of options', async () => {
    for (let i = 0; i < lostInARow; i++) {
      if (i === 1) {
        world.link.configure(spelling);
        world.runtime.port.say(ready);
      }
      world.link.send(frameAt(i));
      world.timers.advance(answerMs);
    }
    await retry();
    expect(world.runtime.ports).toHaveLength(2);
  });

  it('connects again when a frame cannot be posted', async () => {
    world.runtime.port.open = false;
    expect(world.link.send(frameAt(0))).toBe(false);
    expect(world.link.ready).toBe(false);
    await retry();
    expect(world.runtime.ports).toHaveLength(2);
    expect(world.reported.forgotten).toBe(0);
  });

  it('ignores a connection that it has left', async () => {
    const [left] = world.runtime.ports;
    world.runtime.port.say({ type: 'problem', problem: { code: 'no-backend' } });
    await retry();
    left?.say(ready);
    expect(world.link.ready).toBe(false);
    left?.drop();
    world.timers.advance(quietMs);
    await settle();
    expect(world.runtime.ports).toHaveLength(2);
  });
});

describe('a link that waits for its next attempt', () => {
  beforeEach(async () => {
    await world.open();
    world.runtime.port.drop();
  });

  it('waits all the same when it is started, configured or gets a camera', async () => {
    world.link.start();
    world.link.camera(false);
    world.link.camera(true);
    world.link.configure(spelling);
    await settle();
    expect(world.runtime.ports).toHaveLength(1);
    await retry();
    expect(opened()).toEqual(['fingerspelling']);
  });

  it('makes no attempt once it is stopped, and a new one when it is started', async () => {
    world.link.stop();
    expect(world.timers.pending).toBe(0);
    world.link.start();
    await settle();
    expect(world.runtime.ports).toHaveLength(2);
  });
});

describe('a link that rests', () => {
  beforeEach(async () => {
    await world.open();
    world.link.camera(false);
    world.runtime.port.drop();
  });

  it('stays at rest when it is started or configured, and uses the new options with the next camera', async () => {
    world.link.start();
    world.link.configure(spelling);
    await settle();
    expect(world.runtime.ports).toHaveLength(1);
    world.link.camera(true);
    await settle();
    expect(opened()).toEqual(['fingerspelling']);
  });

  it('reports nothing about a restart before it', async () => {
    world.link.camera(true);
    await settle();
    world.runtime.port.drop();
    await retry();
    world.link.camera(false);
    world.runtime.port.drop();
    world.timers.advance(quietMs);
    expect(world.reported.problems).toEqual([]);
  });
});
