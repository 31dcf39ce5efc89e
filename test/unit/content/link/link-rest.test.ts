import { beforeEach, describe, expect, it } from 'vitest';
import { pingMs } from '../../../../src/content/link/link.ts';
import { settle } from '../fake-runtime.ts';
import { LinkWorld, ready } from './fake-recognizer.ts';

let world: LinkWorld;

beforeEach(() => {
  world = new LinkWorld();
});

describe('a host that the browser ends when it receives nothing', () => {
  it('gets a ping every few seconds while a camera is on, whether frames are sent or not', async () => {
    await world.open();
    world.link.camera(true);
    world.timers.advance(pingMs * 3);
    expect(pingMs).toBeLessThan(15_000);
    expect(world.runtime.port.ofType('ping').length).toBe(3);
    world.link.camera(false);
    world.timers.advance(pingMs * 3);
    expect(world.runtime.port.ofType('ping').length).toBe(3);
  });

  it('may end while no camera is on, and is started again for the next one', async () => {
    await world.open();
    world.link.camera(false);
    world.runtime.port.drop();
    expect(world.reported.ready).toEqual(['wasm true', null]);
    world.timers.advance(60_000);
    await settle();
    expect(world.runtime.ports.length).toBe(1);
    expect(world.reported.problems).toEqual([]);
    expect(world.timers.pending).toBe(0);
    world.link.camera(true);
    await settle();
    world.runtime.port.say(ready);
    expect(world.link.ready).toBe(true);
    expect(world.runtime.ports.length).toBe(2);
  });

  it('is not started by a camera when captions have been switched off', async () => {
    await world.open();
    world.link.camera(false);
    world.runtime.port.drop();
    world.link.stop();
    world.link.camera(true);
    await settle();
    expect(world.runtime.ports.length).toBe(1);
    expect(world.timers.pending).toBe(0);
  });

  it('is given up at once when the extension is gone, even without a camera', async () => {
    await world.open();
    world.link.camera(false);
    world.runtime.id = undefined;
    world.runtime.port.drop();
    expect(world.reported.invalidated).toBe(1);
  });
});
