import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endEvent, failureEvent, trackEvent } from '../../../src/page-world/events.ts';
import { installTap } from '../../../src/page-world/install.ts';

// What the tap needs of a browser, created for each test. That real browsers behave the same, and
// that a page cannot notice it, is tested in test/e2e/tap.test.ts.

interface World {
  scope: Window & typeof globalThis;
  heard: string[];
  devices: MediaDevices;
  navigator: Record<string, (...args: unknown[]) => unknown>;
  give: (tracks: Record<string, unknown>[]) => void;
  refuse: (error: unknown) => void;
}

function makeWorld(): World {
  const heard: string[] = [];
  let outcome: () => unknown = () => undefined;

  class MediaStreamTrack {
    readonly #about: Record<string, unknown>;
    constructor(about: Record<string, unknown>) {
      this.#about = about;
    }
    get kind() {
      return this.#about.kind ?? 'video';
    }
    get label() {
      return this.#about.label;
    }
    getSettings() {
      const { displaySurface, device } = this.#about;
      const settings: object = device ? { deviceId: device, groupId: device } : {};
      return displaySurface ? { ...settings, displaySurface } : settings;
    }
    stop() {
      this.#about.stopped = true;
    }
    clone() {
      return MediaStreamTrack.copy(this);
    }
    /** As inside the browser, where a stream clones its tracks without the page's methods. */
    static copy(track: MediaStreamTrack) {
      return new MediaStreamTrack({ ...track.#about, label: `${track.#about.label}'` });
    }
  }
  class MediaStream {
    readonly tracks: MediaStreamTrack[];
    constructor(tracks: MediaStreamTrack[]) {
      this.tracks = tracks;
    }
    getVideoTracks() {
      return this.tracks.filter(({ kind }) => kind === 'video');
    }
    clone() {
      return new MediaStream(this.tracks.map(MediaStreamTrack.copy));
    }
  }
  class MediaStreamTrackEvent extends Event {
    readonly track: MediaStreamTrack;
    constructor(type: string, init: { track: MediaStreamTrack }) {
      super(type);
      this.track = init.track;
    }
  }
  class MediaDevices {
    async getUserMedia(_constraints?: unknown) {
      return outcome();
    }
  }
  class Navigator {
    webkitGetUserMedia(_constraints: unknown, ok: (s: unknown) => void, no: (e: unknown) => void) {
      try {
        ok(outcome());
      } catch (error) {
        no(error);
      }
      return 'returned';
    }
  }
  class FakeFunction {
    toString() {
      return 'function native() { [native code] }';
    }
  }
  const document = new EventTarget();
  for (const type of [trackEvent, endEvent])
    document.addEventListener(type, (event) => {
      heard.push(`${type.split(':')[1]} ${(event as MediaStreamTrackEvent).track.label}`);
    });
  document.addEventListener(failureEvent, (event) => {
    heard.push(`failure ${(event as CustomEvent<string>).detail}`);
  });
  const scope = {
    MediaDevices,
    MediaStream,
    MediaStreamTrack,
    MediaStreamTrackEvent,
    Navigator,
    CustomEvent,
    EventTarget,
    Promise,
    DOMException,
    Function: FakeFunction,
    document,
  };
  return {
    scope: scope as unknown as Window & typeof globalThis,
    heard,
    devices: new MediaDevices() as unknown as World['devices'],
    navigator: new Navigator() as unknown as World['navigator'],
    give: (tracks) => {
      const stream = new MediaStream(tracks.map((about) => new MediaStreamTrack(about)));
      outcome = () => stream;
    },
    refuse: (error) => {
      outcome = () => {
        throw error;
      };
    },
  };
}

let world: World;
beforeEach(() => {
  world = makeWorld();
  installTap(world.scope);
});

const ask = (constraints: unknown = { video: true }) =>
  world.devices.getUserMedia(constraints as MediaStreamConstraints);

describe('the tap', () => {
  it('hands over each camera track before the page has it', async () => {
    world.give([{ label: 'a' }, { label: 'sound', kind: 'audio' }, { label: 'b' }]);
    const order = ask().then(() => [...world.heard]);
    expect(await order).toEqual(['track a', 'track b']);
  });

  it('gives the page the same stream object', async () => {
    world.give([{ label: 'a' }]);
    expect(await ask()).toBe(await ask());
  });

  it("leaves the browser's own promise alone once its frame was removed", async () => {
    let removed = false;
    const other = makeWorld();
    Object.defineProperty(other.scope, 'closed', { get: () => removed });
    const native = new Promise<MediaStream>(() => {});
    other.scope.MediaDevices.prototype.getUserMedia = () => native;
    installTap(other.scope);
    expect(other.devices.getUserMedia()).not.toBe(native);
    removed = true;
    expect(other.devices.getUserMedia()).toBe(native);
  });

  it('reports the end of a track at the moment it is stopped', async () => {
    world.give([{ label: 'a' }]);
    const stream = await ask();
    stream.getVideoTracks()[0]?.stop();
    expect(world.heard).toEqual(['track a', 'end a']);
  });

  it('hands over clones of handed-over tracks, and clones of those', async () => {
    world.give([{ label: 'a' }]);
    const stream = await ask();
    stream.getVideoTracks()[0]?.clone().clone();
    stream.clone();
    expect(world.heard).toEqual(['track a', "track a'", "track a''", "track a'"]);
  });

  it('hands over neither clones of other tracks nor their end', () => {
    const { MediaStreamTrack, MediaStream } = world.scope as unknown as {
      MediaStreamTrack: new (about: object) => MediaStreamTrack;
      MediaStream: new (tracks: MediaStreamTrack[]) => MediaStream;
    };
    const remote = new MediaStreamTrack({ label: 'remote' });
    remote.clone().stop();
    new MediaStream([remote]).clone();
    expect(world.heard).toEqual([]);
  });

  it('hands over clones of a camera that was given by a method that is not tapped', () => {
    const { MediaStreamTrack, MediaStream } = world.scope as unknown as {
      MediaStreamTrack: new (about: object) => MediaStreamTrack;
      MediaStream: new (tracks: MediaStreamTrack[]) => MediaStream;
    };
    const camera = new MediaStreamTrack({ label: 'a', device: '1' });
    const screen = new MediaStreamTrack({ label: 'b', device: '2', displaySurface: 'window' });
    camera.clone().stop();
    new MediaStream([camera, screen]).clone();
    expect(world.heard.filter((heard) => !heard.startsWith('screen'))).toEqual([
      "track a'",
      "end a'",
      "track a'",
    ]);
  });

  it.each([
    ['by its settings', { video: true }, { displaySurface: 'window' }],
    ["by Firefox's old way", { video: { mediaSource: 'screen' } }, {}],
    [
      "by Chromium's old way",
      { video: { mandatory: { chromeMediaSource: 'desktop', chromeMediaSourceId: 'x' } } },
      {},
    ],
  ])('does not treat a shared screen as a camera, recognised %s', async (_, constraints, about) => {
    world.give([{ label: 'screen', ...about }]);
    await ask(constraints);
    expect(world.heard).toEqual([]);
  });

  it('runs no getter of the page when it reads the constraints', async () => {
    const getter = vi.fn(() => true);
    world.refuse(new DOMException('no', 'NotFoundError'));
    const constraints = {
      get video() {
        return getter();
      },
    };
    await ask(constraints).catch(() => undefined);
    expect(getter).not.toHaveBeenCalled();
  });

  it.each(['NotFoundError', 'NotAllowedError', 'NotReadableError'])(
    'reports the kind of a refusal: %s',
    async (name) => {
      const error = new DOMException('secret words of the page', name);
      world.refuse(error);
      await expect(ask()).rejects.toBe(error);
      expect(world.heard).toEqual([`failure ${name}`]);
    },
  );

  it.each([
    ['of another kind', new DOMException('', 'OverconstrainedError'), { video: true }],
    ['of no kind', new TypeError('bad'), { video: true }],
    ['that is no error', 'NotFoundError', { video: true }],
    ['of sound alone', new DOMException('', 'NotFoundError'), { audio: true }],
    ['of a screen', new DOMException('', 'NotAllowedError'), { video: { mediaSource: 'window' } }],
    ['of nothing', new DOMException('', 'NotFoundError'), undefined],
  ])('does not report a refusal %s', async (_, error, constraints) => {
    world.refuse(error);
    await expect(world.devices.getUserMedia(constraints as never)).rejects.toBe(error);
    expect(world.heard).toEqual([]);
  });

  it('supports the old callback forms unchanged', () => {
    world.give([{ label: 'a' }]);
    const ok = vi.fn();
    const no = vi.fn();
    expect(world.navigator.webkitGetUserMedia?.({ video: true }, ok, no)).toBe('returned');
    expect(ok).toHaveBeenCalledTimes(1);
    const error = new DOMException('', 'NotFoundError');
    world.refuse(error);
    world.navigator.webkitGetUserMedia?.({ video: true }, ok, no);
    expect(no).toHaveBeenCalledExactlyOnceWith(error);
    expect(world.heard).toEqual(['track a', 'failure NotFoundError']);
  });

  it('returns what another script returns in place of a promise', () => {
    const odd = { stream: 'at once' };
    world = makeWorld();
    world.scope.MediaDevices.prototype.getUserMedia = (() => odd) as never;
    installTap(world.scope);
    expect(world.devices.getUserMedia()).toBe(odd);
  });

  it('stays silent if its own code fails, and the page still gets its stream', async () => {
    world = makeWorld();
    world.scope.MediaStreamTrack.prototype.getSettings = () => {
      throw new Error('broken');
    };
    installTap(world.scope);
    world.give([{ label: 'a' }]);
    expect((await ask()).getVideoTracks().length).toBe(1);
    expect(world.heard).toEqual([]);
  });

  it('is installed once', async () => {
    const before = world.scope.MediaDevices.prototype.getUserMedia;
    installTap(world.scope);
    expect(world.scope.MediaDevices.prototype.getUserMedia).toBe(before);
    world.give([{ label: 'a' }]);
    await ask();
    expect(world.heard).toEqual(['track a']);
  });

  it('does nothing in a world without cameras', () => {
    expect(() => installTap({} as never)).not.toThrow();
  });

  it('does nothing if a method cannot be replaced', () => {
    world = makeWorld();
    Object.freeze(world.scope.MediaDevices.prototype);
    expect(() => installTap(world.scope)).not.toThrow();
  });
});
