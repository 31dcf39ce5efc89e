import { beforeEach, describe, expect, it } from 'vitest';
import {
  lingerMs,
  lookMs,
  maxFaults,
  Outgoing,
  type OutgoingStatus,
  patienceMs,
} from '../../../src/content/outgoing.ts';
import type { SenderWatch } from '../../../src/content/outgoing-senders.ts';
import type { SentLook } from '../../../src/outgoing/layout.ts';
import type { Pipe } from '../../../src/outgoing/pipe.ts';
import { FakeTimers, settle } from '../content/fakes.ts';
import { FakePipe, type FakeTrack, FakeTransceiver, track } from './fakes.ts';

let timers: FakeTimers;
let transceivers: FakeTransceiver[];
let pipes: FakePipe[];
let refused: Set<FakeTrack>;
let busy: Set<FakeTransceiver>;
let camera: boolean;
let heard: boolean;
let announced: string[];
let statuses: OutgoingStatus[];
let outgoing: Outgoing;
const look = {} as SentLook;

function make(can = true): Outgoing {
  const senders = {
    transceivers: () => transceivers,
    isBusy: (one: FakeTransceiver) => busy.has(one),
    hasCamera: () => camera,
    isCaptionable: (one: FakeTrack) => !refused.has(one),
    announce: (_: FakeTransceiver, standIn: FakeTrack) => {
      announced.push(standIn.name);
      return heard;
    },
    dispose: () => undefined,
  };
  return new Outgoing({
    senders: senders as unknown as SenderWatch,
    startPipe: can
      ? (own, told) => {
          const pipe = new FakePipe(own as unknown as FakeTrack, told);
          pipes.push(pipe);
          return pipe as unknown as Pipe;
        }
      : null,
    timers,
    status: (status) => statuses.push(status),
  });
}

beforeEach(() => {
  timers = new FakeTimers();
  transceivers = [];
  pipes = [];
  refused = new Set();
  busy = new Set();
  camera = true;
  heard = true;
  announced = [];
  statuses = [];
  outgoing = make();
});

const held = (index = 0): string => transceivers[index]?.sender.track?.name ?? 'nothing';

/** A sender with a camera's track, in which a caption is shown. */
async function shown(): Promise<FakeTransceiver> {
  const transceiver = new FakeTransceiver(track('camera'));
  transceivers.push(transceiver);
  outgoing.configure(true, look);
  outgoing.show(['Thank you']);
  pipes.at(-1)!.flow();
  await settle();
  expect(held()).toBe('captioned camera');
  return transceiver;
}

describe('captions in the sent picture', () => {
  it('are not touched, nor is the clock, while they are off', () => {
    transceivers.push(new FakeTransceiver(track('camera')));
    outgoing.show(['Thank you']);
    outgoing.configure(false, look);
    outgoing.look();
    expect(pipes).toEqual([]);
    expect(timers.pending).toBe(0);
    expect(outgoing.status).toBe('off');
  });

  it('touch no sender before there is a caption', () => {
    transceivers.push(new FakeTransceiver(track('camera')));
    outgoing.configure(true, look);
    timers.advance(5000);
    expect(pipes).toEqual([]);
    expect(outgoing.status).toBe('ready');
  });

  it('wait for the first picture, so that nobody sees black', async () => {
    transceivers.push(new FakeTransceiver(track('camera')));
    outgoing.configure(true, look);
    outgoing.show(['Thank you']);
    timers.advance(lookMs);
    await settle();
    expect(held()).toBe('camera');
    pipes[0]!.flow();
    await settle();
    expect(held()).toBe('captioned camera');
    expect(pipes[0]!.texts).toEqual(['Thank you']);
    expect(statuses).toEqual(['ready', 'shown']);
  });

  it('leave a second after the last one, and the page has its own track again', async () => {
    await shown();
    outgoing.show([]);
    expect(pipes[0]!.texts).toEqual([]);
    timers.advance(lingerMs - lookMs);
    await settle();
    expect(held()).toBe('captioned camera');
    timers.advance(2 * lookMs);
    await settle();
    expect(held()).toBe('camera');
    expect(pipes[0]!.disposed).toBe(true);
  });

  it('stay in one go when the next follows at once', async () => {
    const transceiver = await shown();
    outgoing.show([]);
    timers.advance(lingerMs / 2);
    outgoing.show(['Hello']);
    timers.advance(3000);
    await settle();
    expect(transceiver.put).toEqual(['captioned camera']);
    expect(pipes.length).toBe(1);
  });

  it('are made once for all senders of one track', async () => {
    const camera = track('camera');
    transceivers.push(new FakeTransceiver(camera), new FakeTransceiver(camera));
    outgoing.configure(true, look);
    outgoing.show(['Thank you']);
    pipes[0]!.flow();
    await settle();
    expect([held(0), held(1)]).toEqual(['captioned camera', 'captioned camera']);
    expect(pipes.length).toBe(1);
  });

  it.each([
    ['a screen', () => refused.add(transceivers[0]!.sender.track!)],
    ['nothing', () => (transceivers[0]!.sender.track = null)],
    ['a muted track', () => (transceivers[0]!.sender.track!.muted = true)],
    ['a track that is off', () => (transceivers[0]!.sender.track!.enabled = false)],
    ['an ended track', () => (transceivers[0]!.sender.track!.readyState = 'ended')],
    ['a track, but only receives', () => (transceivers[0]!.direction = 'recvonly')],
    ['a track that the page is replacing', () => busy.add(transceivers[0]!)],
  ])('are not put into a sender that holds %s', async (_, prepare) => {
    transceivers.push(new FakeTransceiver(track('camera')));
    prepare();
    outgoing.configure(true, look);
    outgoing.show(['Thank you']);
    timers.advance(1000);
    await settle();
    expect(pipes).toEqual([]);
    expect(transceivers[0]!.put).toEqual([]);
  });

  it('are not put where the page would see it', async () => {
    heard = false;
    transceivers.push(new FakeTransceiver(track('camera')));
    outgoing.configure(true, look);
    outgoing.show(['Thank you']);
    pipes[0]!.flow();
    await settle();
    expect(announced).toEqual(['captioned camera']);
    expect(held()).toBe('camera');
  });

  it('follow the page to another track', async () => {
    const transceiver = await shown();
    transceiver.sender.track = track('other');
    timers.advance(lookMs);
    pipes[1]!.flow();
    await settle();
    expect(held()).toBe('captioned other');
    timers.advance(lookMs);
    expect(pipes[0]!.disposed).toBe(true);
    expect(pipes[1]!.disposed).toBe(false);
  });

  it('never go over what the page is putting there', async () => {
    const transceiver = await shown();
    busy.add(transceiver);
    outgoing.configure(false, look);
    await settle();
    expect(transceiver.put).toEqual(['captioned camera']);
    transceiver.sender.track = track('other');
    busy.delete(transceiver);
    outgoing.look();
    await settle();
    expect(held()).toBe('other');
  });

  it('are taken out when the page has stopped sending while they were put in', async () => {
    const transceiver = new FakeTransceiver(track('camera'));
    transceivers.push(transceiver);
    outgoing.configure(true, look);
    outgoing.show(['Thank you']);
    pipes[0]!.flow();
    transceiver.direction = 'inactive';
    await settle();
    expect(held()).toBe('nothing');
  });

  it('go when the page mutes its track', async () => {
    const transceiver = await shown();
    pipes[0]!.own.enabled = false;
    timers.advance(lookMs);
    await settle();
    expect(held()).toBe('camera');
    expect(transceiver.put).toEqual(['captioned camera', 'camera']);
  });

  it.each(['fault', 'behind', 'ended'] as const)(
    'make room for the own track at once when the pipe is over: %s',
    async (why) => {
      await shown();
      pipes[0]!.end(why);
      await settle();
      expect(held()).toBe('camera');
    },
  );

  it('are found to be behind by the clock, within a second', async () => {
    await shown();
    pipes[0]!.late = true;
    timers.advance(lookMs);
    await settle();
    expect(held()).toBe('camera');
  });

  it('try again with the next caption, and give a track up after some failures', async () => {
    await shown();
    for (let i = 0; i < maxFaults; i++) {
      pipes.at(-1)!.end('fault');
      await settle();
      timers.advance(1000);
      await settle();
      expect(pipes.length).toBe(i + 1);
      expect(held()).toBe('camera');
      outgoing.show([`caption ${i}`]);
      if (i < maxFaults - 1) pipes.at(-1)!.flow();
      await settle();
    }
    expect(pipes.length).toBe(maxFaults);
    expect(outgoing.status).toBe('failed');
  });

  it('leave a sender alone that refuses them', async () => {
    const transceiver = new FakeTransceiver(track('camera'));
    transceiver.fails = true;
    transceivers.push(transceiver);
    outgoing.configure(true, look);
    outgoing.show(['Thank you']);
    pipes[0]!.flow();
    await settle();
    timers.advance(2000);
    await settle();
    expect(announced.length).toBe(1);
    expect(held()).toBe('camera');
  });

  it('end with everything put back and no timer left', async () => {
    await shown();
    outgoing.dispose();
    await settle();
    expect(held()).toBe('camera');
    expect(pipes[0]!.disposed).toBe(true);
    expect(timers.pending).toBe(0);
    outgoing.show(['Hello']);
    outgoing.configure(true, look);
    expect(timers.pending).toBe(0);
  });

  it('are put back also when the end comes while they are put in', async () => {
    transceivers.push(new FakeTransceiver(track('camera')));
    outgoing.configure(true, look);
    outgoing.show(['Thank you']);
    pipes[0]!.flow();
    outgoing.dispose();
    await settle();
    expect(held()).toBe('camera');
    expect(pipes[0]!.disposed).toBe(true);
  });
});

describe('how it stands with captions in the sent picture', () => {
  it('is that it cannot be, some time after the camera is on and nothing is sent', () => {
    outgoing.configure(true, look);
    timers.advance(patienceMs - 1000);
    expect(outgoing.status).toBe('waiting');
    timers.advance(2000);
    expect(outgoing.status).toBe('impossible');
    transceivers.push(new FakeTransceiver(track('camera')));
    outgoing.look();
    expect(outgoing.status).toBe('ready');
  });

  it('is waiting for as long as there is no camera', () => {
    camera = false;
    outgoing.configure(true, look);
    timers.advance(60_000);
    expect(outgoing.status).toBe('waiting');
  });

  it('is that the browser cannot', () => {
    outgoing = make(false);
    outgoing.configure(true, look);
    outgoing.show(['Thank you']);
    expect(outgoing.status).toBe('unsupported');
  });
});
