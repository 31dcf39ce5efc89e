import { beforeEach, describe, expect, it } from 'vitest';
import { pingMs } from '../../../../src/content/link/link.ts';
import { settle } from '../fake-runtime.ts';
import { LinkWorld, ready } from './fake-recognizer.ts';

let world: LinkWorld;

beforeEach(() => {
  world = new LinkWorld();
});

describe('a host that the browser ends when it hears nothing', () => {
  it('hears from us every few seconds while a camera is on, whether frames are sent or not', async () => {
    await world.open();
    world.link.camera(true);
    world.timers.advance(pingMs * 3);
    expect(pingMs).toBeLessThan(15_000);
    expect(world.runtime.port.ofType('ping').length).toBe(3);
    world.link.camera(false);
    world.timers.advance(pingMs * 3);
    expect(world.runtime.port.ofType('ping').length).toBe(3);
  });

  it('is left to rest while no camera is on, and started again for the next one', async () => {
    await world.open();
    world.link.camera(false);
    world.runtime.port.drop();
    expect(world.heard.ready).toEqual(['wasm true', null]);
    world.timers.advance(60_000);
    await settle();
    expect(world.runtime.ports.length).toBe(1);
    expect(world.heard.problems).toEqual([]);
    expect(world.timers.pending).toBe(0);
    world.link.camera(true);
    await settle();
    world.runtime.port.say(ready);
    expect(world.link.ready).toBe(true);
    expect(world.runtime.ports.length).toBe(2);
  });

  it('that rests is not started by a camera when captions have been switched off', async () => {
    await world.open();
    world.link.camera(false);
    world.runtime.port.drop();
    world.link.stop();
    world.link.camera(true);
    await settle();
    expect(world.runtime.ports.length).toBe(1);
    expect(world.timers.pending).toBe(0);
  });

  it('tells at once that the extension is gone, camera or not', async () => {
    await world.open();
    world.link.camera(false);
    world.runtime.id = undefined;
    world.runtime.port.drop();
    expect(world.heard.invalidated).toBe(1);
  });
});
