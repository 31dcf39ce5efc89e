import { beforeEach, describe, expect, it } from 'vitest';
import { createDisguise } from '../../../src/page-world/disguise.ts';
import {
  replacedEvent,
  replacingEvent,
  senderEvent,
  swapEvent,
} from '../../../src/page-world/events.ts';
import { installSenders } from '../../../src/page-world/senders.ts';

// The parts of a browser's peer connections that the tap uses. Real ones are tested
// in test/e2e/outgoing.test.ts.

class Track {
  constructor(
    readonly name: string,
    readonly sort = 'video',
  ) {}
  get kind() {
    return this.sort;
  }
}

function makeWorld() {
  const heard: string[] = [];
  class MediaStreamTrack extends Track {
    override get kind() {
      return this.sort;
    }
  }
  class RTCRtpSender {
    held: MediaStreamTrack | null = null;
    get track() {
      return this.held;
    }
    async replaceTrack(track: MediaStreamTrack | null) {
      if (track?.name === 'bad') throw new TypeError('bad track');
      this.held = track;
    }
  }
  class RTCRtpReceiver {
    readonly received: MediaStreamTrack;
    constructor(kind: string) {
      this.received = new MediaStreamTrack('received', kind);
    }
    get track() {
      return this.received;
    }
  }
  class RTCRtpTransceiver {
    readonly parts: [RTCRtpSender, RTCRtpReceiver];
    constructor(kind: string) {
      this.parts = [new RTCRtpSender(), new RTCRtpReceiver(kind)];
    }
    get sender() {
      return this.parts[0];
    }
    get receiver() {
      return this.parts[1];
    }
  }
  class RTCPeerConnection {
    readonly all: RTCRtpTransceiver[] = [];
    getTransceivers() {
      return [...this.all];
    }
    getSenders() {
      return this.all.map(({ sender }) => sender);
    }
    async setLocalDescription() {
      return 'set';
    }
    getStats(track?: MediaStreamTrack) {
      if (track && !this.all.some(({ sender }) => sender.held === track))
        throw new DOMException('no such sender', 'InvalidAccessError');
      return 'stats';
    }
    addTrack(track: MediaStreamTrack) {
      if (this.all.some(({ sender }) => sender.held === track))
        throw new DOMException('there already', 'InvalidAccessError');
      return 'added';
    }
  }
  class RTCTrackEvent extends Event {
    readonly about: { transceiver: RTCRtpTransceiver; track: MediaStreamTrack };
    constructor(type: string, init: EventInit & RTCTrackEvent['about']) {
      super(type, init);
      this.about = init;
    }
    get transceiver() {
      return this.about.transceiver;
    }
    get track() {
      return this.about.track;
    }
  }
  class FakeFunction {
    toString() {
      return 'function native() { [native code] }';
    }
  }
  const sounds: unknown[] = [];
  const document = new EventTarget();
  const window = new EventTarget();
  for (const type of [senderEvent, replacingEvent, replacedEvent])
    document.addEventListener(type, (event) => {
      const { transceiver } = event as unknown as RTCTrackEvent;
      heard.push(`${type.split(':')[1]} ${transceiver.sender.held?.name ?? 'nothing'}`);
    });
  const scope = Object.assign(window, {
    document,
    EventTarget,
    Event,
    Promise,
    MediaStreamTrack,
    RTCPeerConnection,
    RTCRtpSender,
    RTCRtpReceiver,
    RTCRtpTransceiver,
    RTCTrackEvent,
  });
  installSenders(
    scope as unknown as Window & typeof globalThis,
    createDisguise(FakeFunction.prototype),
    (sender) => sounds.push(sender),
  );

  const connection = new RTCPeerConnection();
  const addTransceiver = (name: string, kind = 'video') => {
    const transceiver = new RTCRtpTransceiver(kind);
    transceiver.sender.held = new MediaStreamTrack(name, kind);
    connection.all.push(transceiver);
    return transceiver;
  };
  /** As the content script does it. @returns whether the tap confirmed it */
  const swap = async (transceiver: RTCRtpTransceiver, standIn: MediaStreamTrack) => {
    const event = new RTCTrackEvent(swapEvent, { transceiver, track: standIn, cancelable: true });
    const heard = !window.dispatchEvent(event);
    transceiver.sender.held = standIn;
    return heard;
  };
  return {
    scope,
    heard,
    sounds,
    connection,
    addTransceiver,
    swap,
    MediaStreamTrack,
    RTCTrackEvent,
  };
}

let world: ReturnType<typeof makeWorld>;
beforeEach(() => {
  world = makeWorld();
});

const trackGetter = () =>
  Object.getOwnPropertyDescriptor(world.scope.RTCRtpSender.prototype, 'track')?.get;

describe('the senders of a page', () => {
  it('are sent with each negotiation, only those for video', async () => {
    world.addTransceiver('camera');
    const { sender } = world.addTransceiver('microphone', 'audio');
    expect(await world.connection.setLocalDescription()).toBe('set');
    expect(world.heard).toEqual(['sender camera']);
    expect(world.sounds).toEqual([sender]);
    await world.connection.setLocalDescription();
    expect(world.heard.length).toBe(2);
  });

  it('are wrapped no further before a track is replaced', async () => {
    const { RTCRtpSender, RTCPeerConnection } = world.scope;
    const before = [
      trackGetter(),
      RTCRtpSender.prototype.replaceTrack,
      RTCPeerConnection.prototype.getStats,
      RTCPeerConnection.prototype.addTrack,
    ];
    const transceiver = world.addTransceiver('camera');
    await world.connection.setLocalDescription();
    expect([
      trackGetter(),
      RTCRtpSender.prototype.replaceTrack,
      RTCPeerConnection.prototype.getStats,
      RTCPeerConnection.prototype.addTrack,
    ]).toEqual(before);
    await world.swap(transceiver, new world.MediaStreamTrack('stand-in'));
    expect(trackGetter()).not.toBe(before[0]);
  });

  it('show the page its own track while a replacement is sent, and answer for its own track', async () => {
    const transceiver = world.addTransceiver('camera');
    const own = transceiver.sender.held!;
    expect(await world.swap(transceiver, new world.MediaStreamTrack('stand-in'))).toBe(true);
    expect(transceiver.sender.held!.name).toBe('stand-in');
    expect(transceiver.sender.track).toBe(own);
    expect(world.connection.getStats(own)).toBe('stats');
    expect(() => world.connection.addTrack(own)).toThrow('there already');
    expect(world.connection.addTrack(new world.MediaStreamTrack('second'))).toBe('added');
  });

  it('show a track that the page sets later, and when there is none', async () => {
    const transceiver = world.addTransceiver('camera');
    await world.swap(transceiver, new world.MediaStreamTrack('stand-in'));
    const other = new world.MediaStreamTrack('other');
    await transceiver.sender.replaceTrack(other);
    expect(transceiver.sender.track).toBe(other);
    await transceiver.sender.replaceTrack(null);
    expect(transceiver.sender.track).toBeNull();
  });

  it("report the start and end of a track's replacement by the page, even if it fails", async () => {
    const transceiver = world.addTransceiver('camera');
    await world.connection.setLocalDescription();
    await world.swap(transceiver, new world.MediaStreamTrack('stand-in'));
    world.heard.length = 0;
    await transceiver.sender.replaceTrack(new world.MediaStreamTrack('other'));
    await expect(
      transceiver.sender.replaceTrack(new world.MediaStreamTrack('bad')),
    ).rejects.toThrow('bad track');
    expect(world.heard).toEqual([
      'replacing stand-in',
      'replaced other',
      'replacing other',
      'replaced other',
    ]);
  });

  it('do not take our replacement for the page’s own track if it is announced again', async () => {
    const transceiver = world.addTransceiver('camera');
    const own = transceiver.sender.held!;
    await world.swap(transceiver, new world.MediaStreamTrack('stand-in'));
    expect(await world.swap(transceiver, new world.MediaStreamTrack('third'))).toBe(false);
    transceiver.sender.held = own;
    expect(transceiver.sender.track).toBe(own);
  });

  it('are not announced to the page', async () => {
    const heard: string[] = [];
    world.scope.addEventListener(swapEvent, ({ type }) => heard.push(type));
    await world.swap(world.addTransceiver('camera'), new world.MediaStreamTrack('stand-in'));
    expect(heard).toEqual([]);
  });

  it('are not affected by a forged announcement', () => {
    expect(() =>
      world.scope.dispatchEvent(new Event(swapEvent, { cancelable: true })),
    ).not.toThrow();
    expect(() =>
      installSenders({} as never, createDisguise(class {}.prototype), () => {}),
    ).not.toThrow();
  });
});
