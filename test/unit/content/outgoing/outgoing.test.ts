import { beforeEach, describe, expect, it } from 'vitest';
import { lingerMs, lookMs, patienceMs } from '../../../../src/content/outgoing/outgoing.ts';
import { settle } from '../fake-runtime.ts';
import { look, OutgoingWorld } from './fake-call.ts';
import { FakeTransceiver, track } from './fake-senders.ts';

let world: OutgoingWorld;

beforeEach(() => {
  world = new OutgoingWorld();
});

describe('captions in the sent video', () => {
  it('need no pipe and no timer while they are off', () => {
    world.transceivers.push(new FakeTransceiver(track('camera')));
    world.outgoing.show(['Thank you']);
    world.outgoing.configure(false, look);
    world.outgoing.look();
    expect(world.pipes).toEqual([]);
    expect(world.timers.pending).toBe(0);
    expect(world.outgoing.status).toBe('off');
  });

  it('touch no sender before there is a caption', () => {
    world.transceivers.push(new FakeTransceiver(track('camera')));
    world.outgoing.configure(true, look);
    world.timers.advance(5000);
    expect(world.pipes).toEqual([]);
    expect(world.outgoing.status).toBe('ready');
  });

  it('wait for the first frame, so that nobody sees black', async () => {
    world.transceivers.push(new FakeTransceiver(track('camera')));
    world.outgoing.configure(true, look);
    world.outgoing.show(['Thank you']);
    world.timers.advance(lookMs);
    await settle();
    expect(world.held()).toBe('camera');
    world.pipes[0]!.flow();
    await settle();
    expect(world.held()).toBe('captioned camera');
    expect(world.pipes[0]!.texts).toEqual(['Thank you']);
    expect(world.statuses).toEqual(['ready', 'shown']);
  });

  it("end a second after the last one, and the page's own track is restored", async () => {
    await world.shown();
    world.outgoing.show([]);
    expect(world.pipes[0]!.texts).toEqual([]);
    world.timers.advance(lingerMs - lookMs);
    await settle();
    expect(world.held()).toBe('captioned camera');
    world.timers.advance(2 * lookMs);
    await settle();
    expect(world.held()).toBe('camera');
    expect(world.pipes[0]!.disposed).toBe(true);
  });

  it('stay without a swap when the next follows at once', async () => {
    const transceiver = await world.shown();
    world.outgoing.show([]);
    world.timers.advance(lingerMs / 2);
    world.outgoing.show(['Hello']);
    world.timers.advance(3000);
    await settle();
    expect(transceiver.put).toEqual(['captioned camera']);
    expect(world.pipes.length).toBe(1);
  });

  it('are made once for all senders of one track', async () => {
    const camera = track('camera');
    world.transceivers.push(new FakeTransceiver(camera), new FakeTransceiver(camera));
    world.outgoing.configure(true, look);
    world.outgoing.show(['Thank you']);
    world.pipes[0]!.flow();
    await settle();
    expect([world.held(0), world.held(1)]).toEqual(['captioned camera', 'captioned camera']);
    expect(world.pipes.length).toBe(1);
  });

  it.each([
    ['a screen', () => world.refused.set(world.transceivers[0]!.sender.track!, 'screen')],
    ['nothing', () => (world.transceivers[0]!.sender.track = null)],
    ['a muted track', () => (world.transceivers[0]!.sender.track!.muted = true)],
    ['a track that is off', () => (world.transceivers[0]!.sender.track!.enabled = false)],
    ['an ended track', () => (world.transceivers[0]!.sender.track!.readyState = 'ended')],
    ['a track, but only receives', () => (world.transceivers[0]!.direction = 'recvonly')],
    ['a track that the page is replacing', () => world.busy.add(world.transceivers[0]!)],
  ])('are not put into a sender that holds %s', async (_, prepare) => {
    world.transceivers.push(new FakeTransceiver(track('camera')));
    prepare();
    world.outgoing.configure(true, look);
    world.outgoing.show(['Thank you']);
    world.timers.advance(1000);
    await settle();
    expect(world.pipes).toEqual([]);
    expect(world.transceivers[0]!.put).toEqual([]);
  });

  it('are not put where the page would notice', async () => {
    world.acknowledged = false;
    world.transceivers.push(new FakeTransceiver(track('camera')));
    world.outgoing.configure(true, look);
    world.outgoing.show(['Thank you']);
    world.pipes[0]!.flow();
    await settle();
    expect(world.announced).toEqual(['captioned camera']);
    expect(world.held()).toBe('camera');
  });

  it('follow the page to another track', async () => {
    const transceiver = await world.shown();
    transceiver.sender.track = track('other');
    world.timers.advance(lookMs);
    world.pipes[1]!.flow();
    await settle();
    expect(world.held()).toBe('captioned other');
    world.timers.advance(lookMs);
    expect(world.pipes[0]!.disposed).toBe(true);
    expect(world.pipes[1]!.disposed).toBe(false);
  });

  it('never replace a track that the page is putting in', async () => {
    const transceiver = await world.shown();
    world.busy.add(transceiver);
    world.outgoing.configure(false, look);
    await settle();
    expect(transceiver.put).toEqual(['captioned camera']);
    transceiver.sender.track = track('other');
    world.busy.delete(transceiver);
    world.outgoing.look();
    await settle();
    expect(world.held()).toBe('other');
  });

  it('are taken out when the page stops sending while they are put in', async () => {
    const transceiver = new FakeTransceiver(track('camera'));
    world.transceivers.push(transceiver);
    world.outgoing.configure(true, look);
    world.outgoing.show(['Thank you']);
    world.pipes[0]!.flow();
    transceiver.direction = 'inactive';
    await settle();
    expect(world.held()).toBe('nothing');
  });

  it('end when the page disables its track', async () => {
    const transceiver = await world.shown();
    world.pipes[0]!.own.enabled = false;
    world.timers.advance(lookMs);
    await settle();
    expect(world.held()).toBe('camera');
    expect(transceiver.put).toEqual(['captioned camera', 'camera']);
  });

  it('end with everything restored and no timer left', async () => {
    await world.shown();
    world.outgoing.dispose();
    await settle();
    expect(world.held()).toBe('camera');
    expect(world.pipes[0]!.disposed).toBe(true);
    expect(world.timers.pending).toBe(0);
    expect(world.disposals).toBe(1);
    world.outgoing.show(['Hello']);
    world.outgoing.configure(true, look);
    expect(world.timers.pending).toBe(0);
  });

  it('are taken out again when they are disposed of while they are put in', async () => {
    world.transceivers.push(new FakeTransceiver(track('camera')));
    world.outgoing.configure(true, look);
    world.outgoing.show(['Thank you']);
    world.pipes[0]!.flow();
    world.outgoing.dispose();
    await settle();
    expect(world.held()).toBe('camera');
    expect(world.pipes[0]!.disposed).toBe(true);
  });
});

describe('the status of captions in the sent video', () => {
  it('is impossible when a camera has been on for some time and nothing is sent', () => {
    world.outgoing.configure(true, look);
    world.timers.advance(patienceMs - 1000);
    expect(world.outgoing.status).toBe('waiting');
    world.timers.advance(2000);
    expect(world.outgoing.status).toBe('impossible');
    world.transceivers.push(new FakeTransceiver(track('camera')));
    world.outgoing.look();
    expect(world.outgoing.status).toBe('ready');
  });

  it('is foreseen while others are not to see captions, from when the camera came on', () => {
    world.outgoing.configure(false, look);
    expect(world.outgoing.outlook).toBe('waiting');
    world.timers.advance(patienceMs);
    expect(world.outgoing.outlook).toBe('impossible');
    world.transceivers.push(new FakeTransceiver(track('camera')));
    expect(world.outgoing.outlook).toBe('ready');
    expect(world.outgoing.status).toBe('off');
    expect(world.statuses).toEqual([]);
  });

  it.each(['document', 'screen'] as const)(
    'is %s while what is sent is one, and ready as soon as a camera is sent too',
    (refusal) => {
      const sent = track(refusal);
      world.transceivers.push(new FakeTransceiver(sent));
      world.refused.set(sent, refusal);
      world.outgoing.configure(true, look);
      expect(world.outgoing.status).toBe(refusal);
      world.timers.advance(2 * patienceMs);
      expect(world.outgoing.status).toBe(refusal);
      world.transceivers.push(new FakeTransceiver(track('camera')));
      world.outgoing.look();
      expect(world.outgoing.status).toBe('ready');
    },
  );

  it('is waiting while a screen is sent and no camera is on', () => {
    world.camera = false;
    const sent = track('screen');
    world.transceivers.push(new FakeTransceiver(sent));
    world.refused.set(sent, 'screen');
    world.outgoing.configure(true, look);
    expect(world.outgoing.status).toBe('waiting');
  });

  it('is impossible, not a screen, when what is sent is of unknown origin', () => {
    const sent = track('file');
    world.transceivers.push(new FakeTransceiver(sent));
    world.refused.set(sent, 'unknown');
    world.outgoing.configure(true, look);
    world.timers.advance(patienceMs + 1000);
    expect(world.outgoing.status).toBe('impossible');
  });

  it('is waiting while there is no camera', () => {
    world.camera = false;
    world.outgoing.configure(true, look);
    world.timers.advance(60_000);
    expect(world.outgoing.status).toBe('waiting');
  });

  it('is unsupported if the browser lacks the APIs', () => {
    world.outgoing = world.make(false);
    world.outgoing.configure(true, look);
    world.outgoing.show(['Thank you']);
    expect(world.outgoing.status).toBe('unsupported');
  });
});
