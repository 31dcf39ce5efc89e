import { beforeEach, describe, expect, it } from 'vitest';
import {
  calmMs,
  faultLifeMs,
  lookMs,
  maxFaults,
  stallMs,
} from '../../../../src/content/outgoing/outgoing.ts';
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

  it('are tried again some time after they were given up, and failures hours apart never add up', async () => {
    await world.shown();
    for (let i = 0; i < 4 * maxFaults; i++) {
      world.pipes.at(-1)!.end('fault');
      await settle();
      world.timers.advance(faultLifeMs / 2);
      world.outgoing.show([`caption ${i}`]);
      world.pipes.at(-1)!.flow();
      await settle();
      expect(world.outgoing.status, `after ${i + 1} failures`).toBe('shown');
    }
    for (let i = 0; i < maxFaults; i++) {
      world.pipes.at(-1)!.end('fault');
      await settle();
      world.outgoing.show([`again ${i}`]);
      if (i < maxFaults - 1) world.pipes.at(-1)!.flow();
      await settle();
    }
    expect(world.outgoing.status).toBe('failed');
    world.timers.advance(faultLifeMs + lookMs);
    expect(world.outgoing.status).toBe('ready');
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

describe('a page whose thread is busy while captions are drawn on it', () => {
  it('gets its own track back after the first long task, and captions when it is calm', async () => {
    await world.shown();
    world.stall?.(stallMs);
    await settle();
    expect(world.held()).toBe('camera');
    expect(world.pipes[0]!.disposed).toBe(true);
    expect(world.outgoing.status).toBe('busy');
    for (let i = 0; i < 10; i++) {
      world.timers.advance(1000);
      world.stall?.(300);
    }
    await settle();
    expect(world.held()).toBe('camera');
    expect(world.pipes.length).toBe(1);
    world.timers.advance(calmMs + lookMs);
    expect(world.pipes.length).toBe(2);
    world.pipes[1]!.flow();
    await settle();
    expect(world.held()).toBe('captioned camera');
    expect(world.statuses).toEqual(['ready', 'shown', 'busy', 'ready', 'shown']);
  });

  it('waits with the next caption until it is calm', async () => {
    await world.shown();
    world.outgoing.show([]);
    world.timers.advance(2000);
    await settle();
    world.stall?.(1000);
    world.outgoing.show(['Hello']);
    expect(world.pipes.length).toBe(1);
    expect(world.outgoing.status).toBe('busy');
    world.timers.advance(calmMs + lookMs);
    expect(world.pipes.length).toBe(2);
  });

  it('is listened to only while captions are wanted', async () => {
    expect(world.stall).toBeNull();
    await world.shown();
    expect(world.stall).not.toBeNull();
    world.outgoing.configure(false, look);
    expect(world.stall).toBeNull();
    world.outgoing.configure(true, look);
    expect(world.stall).not.toBeNull();
    world.outgoing.dispose();
    expect(world.stall).toBeNull();
  });

  it('is no failure, however often', async () => {
    await world.shown();
    for (let i = 0; i < 3 * maxFaults; i++) {
      world.stall?.(700);
      await settle();
      world.timers.advance(calmMs + lookMs);
      world.pipes.at(-1)!.flow();
      await settle();
      expect(world.held()).toBe('captioned camera');
    }
  });

  it('keeps captions through short tasks', async () => {
    const transceiver = await world.shown();
    world.stall?.(stallMs - 1);
    await settle();
    expect(transceiver.put).toEqual(['captioned camera']);
  });

  it('keeps captions that a worker draws', async () => {
    world.here = false;
    const transceiver = await world.shown();
    world.stall?.(5000);
    world.timers.advance(1000);
    await settle();
    expect(transceiver.put).toEqual(['captioned camera']);
    expect(world.outgoing.status).toBe('shown');
  });
});
