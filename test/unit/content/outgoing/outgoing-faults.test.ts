import { beforeEach, describe, expect, it } from 'vitest';
import { lookMs, maxFaults } from '../../../../src/content/outgoing/outgoing.ts';
import { settle } from '../fake-runtime.ts';
import { look, OutgoingWorld } from './fake-call.ts';
import { FakeTransceiver, track } from './fake-senders.ts';

let world: OutgoingWorld;

beforeEach(() => {
  world = new OutgoingWorld();
});

describe('captions in the sent video that fail', () => {
  it.each(['fault', 'behind', 'ended'] as const)(
    "give the page's track back at once when the pipe ends: %s",
    async (why) => {
      await world.shown();
      world.pipes[0]!.end(why);
      await settle();
      expect(world.held()).toBe('camera');
    },
  );

  it('are found to lag within a second', async () => {
    await world.shown();
    world.pipes[0]!.late = true;
    world.timers.advance(lookMs);
    await settle();
    expect(world.held()).toBe('camera');
  });

  it('are tried again with the next caption, and given up for a track after some failures', async () => {
    await world.shown();
    for (let i = 0; i < maxFaults; i++) {
      world.pipes.at(-1)!.end('fault');
      await settle();
      world.timers.advance(1000);
      await settle();
      expect(world.pipes.length).toBe(i + 1);
      expect(world.held()).toBe('camera');
      world.outgoing.show([`caption ${i}`]);
      if (i < maxFaults - 1) world.pipes.at(-1)!.flow();
      await settle();
    }
    expect(world.pipes.length).toBe(maxFaults);
    expect(world.outgoing.status).toBe('failed');
  });

  it('leave a sender alone if it refuses them', async () => {
    const transceiver = new FakeTransceiver(track('camera'));
    transceiver.fails = true;
    world.transceivers.push(transceiver);
    world.outgoing.configure(true, look);
    world.outgoing.show(['Thank you']);
    world.pipes[0]!.flow();
    await settle();
    world.timers.advance(2000);
    await settle();
    expect(world.announced.length).toBe(1);
    expect(world.held()).toBe('camera');
  });
});
