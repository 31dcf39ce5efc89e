import { asksForScreen, lookUp } from './constraints.ts';
import { createDisguise, isWrapped, uncurry } from './disguise.ts';
import {
  endEvent,
  type FailureKind,
  failureEvent,
  failureKinds,
  generatedEvent,
  screenEvent,
  trackEvent,
} from './events.ts';
import { createMicrophones, type Microphones, noMicrophones } from './microphones.ts';
import { deviceCheck, getter, type Scope, thenOf } from './natives.ts';
import { installSenders } from './senders.ts';

const { apply, getOwnPropertyDescriptor } = Reflect;

/**
 * Taps the camera of a page: every video track that getUserMedia gives to the page, and every clone
 * that the page makes of one, is sent on `document` in a synchronous event that carries the track
 * itself. Nothing is cloned, kept or stopped here. Screen shares are distinguished from cameras.
 * Microphones are handed over only on request (`microphones.ts`).
 *
 * The page gets what it would get without the tap: the same stream and track, and the same error
 * object, rejected or thrown as without it. The promise is one made by `then`, not the browser's
 * own: listening to that one would mark it as handled and suppress the page's `unhandledrejection`.
 *
 * Everything that is used later is read now, before the page's first script can replace it. Never
 * throws; does nothing in a world without cameras or with a tap.
 *
 * The `ended` event is not listened to here: the content script listens on its own side, where the
 * page cannot see the listener.
 */
export function installTap(scope: Scope): void {
  try {
    install(scope);
  } catch {
    // A world without the needed interfaces has no camera to tap.
  }
}

function install(scope: Scope): void {
  const { MediaDevices, MediaStream, MediaStreamTrack, MediaStreamTrackEvent, CustomEvent } = scope;
  // Insecure pages have no MediaDevices and no camera.
  if (!MediaDevices || isWrapped(MediaDevices.prototype, 'getUserMedia')) return;

  const dispatchEvent = uncurry(scope.EventTarget.prototype.dispatchEvent);
  const then = thenOf(scope);
  const getVideoTracks = uncurry(MediaStream.prototype.getVideoTracks);
  const getSettings = uncurry(MediaStreamTrack.prototype.getSettings);
  const kindOf = getter<string>(MediaStreamTrack.prototype, 'kind');
  const errorName = getter<string>(scope.DOMException.prototype, 'name');
  const cameras = new WeakSet<MediaStreamTrack>();
  const addTo = uncurry(WeakSet.prototype.add);
  const isIn = uncurry(WeakSet.prototype.has);
  const isDevice = deviceCheck(scope);
  /** Some come to the page by ways that are not tapped, and are noticed only here. */
  const isCamera = (track: MediaStreamTrack): boolean => isIn(cameras, track) || isDevice(track);

  // A track that the page generates has a `writable`; on all others the getter throws.
  const { MediaStreamTrackGenerator } = scope;
  const writableOf =
    MediaStreamTrackGenerator && getter(MediaStreamTrackGenerator.prototype, 'writable');
  const generated = new WeakSet<MediaStreamTrack>();
  const isGenerated = (track: MediaStreamTrack): boolean => {
    if (isIn(generated, track)) return true;
    if (!writableOf) return false;
    try {
      writableOf(track);
      return true;
    } catch {
      return false;
    }
  };

  // The window's own accessor. Undefined in a world without windows.
  const closedOf = getOwnPropertyDescriptor(scope, 'closed')?.get;
  /**
   * This world's frame was removed, and the page still uses its methods. Nobody listens here any
   * more, and Firefox never runs what is chained to a promise by functions of such a frame.
   */
  const isRemoved = (): boolean => closedOf !== undefined && apply(closedOf, scope, []) === true;

  const quietly = (run: () => void): void => {
    try {
      run();
    } catch {
      // A failure on our side must not affect the page's call.
    }
  };

  const sendTrack = (type: string, track: MediaStreamTrack): void => {
    const init: MediaStreamTrackEventInit = Object.create(null);
    init.track = track;
    // Read `scope.document` each time: a frame's first, empty document is replaced in the same
    // world.
    dispatchEvent(scope.document, new MediaStreamTrackEvent(type, init));
  };

  const isScreen = (track: MediaStreamTrack): boolean =>
    getOwnPropertyDescriptor(getSettings(track), 'displaySurface') !== undefined;

  const takeTrack = (track: MediaStreamTrack): void => {
    if (kindOf(track) !== 'video' || isScreen(track)) return;
    addTo(cameras, track);
    sendTrack(trackEvent, track);
  };

  let microphones: Microphones = noMicrophones;
  quietly(() => {
    microphones = createMicrophones(scope, sendTrack);
  });

  const takeStream = (stream: unknown, constraints: unknown): void => {
    if (asksForScreen(constraints)) return;
    quietly(() => microphones.took(stream, constraints));
    const tracks = getVideoTracks(stream as MediaStream);
    for (let i = 0; i < tracks.length; i++) takeTrack(tracks[i] as MediaStreamTrack);
  };

  const takeScreen = (stream: unknown): void => {
    const tracks = getVideoTracks(stream as MediaStream);
    for (let i = 0; i < tracks.length; i++) sendTrack(screenEvent, tracks[i] as MediaStreamTrack);
  };

  /** A clone of a camera, a screen or a generated track counts as one too. */
  const takeClone = (from: MediaStreamTrack, clone: MediaStreamTrack): void => {
    if (kindOf(from) !== 'video') return;
    if (isCamera(from)) takeTrack(clone);
    else if (isScreen(from)) sendTrack(screenEvent, clone);
    else if (isGenerated(from)) {
      addTo(generated, clone);
      sendTrack(generatedEvent, clone);
    }
  };

  const sendFailure = (error: unknown, constraints: unknown): void => {
    const video = lookUp(constraints, 'video');
    if (!video || asksForScreen(constraints)) return;
    const name = errorName(error);
    for (let i = 0; i < failureKinds.length; i++) {
      if (failureKinds[i] !== name) continue;
      const init: CustomEventInit<FailureKind> = Object.create(null);
      init.detail = failureKinds[i] as FailureKind;
      dispatchEvent(scope.document, new CustomEvent(failureEvent, init));
    }
  };

  const disguise = createDisguise(scope.Function.prototype);
  const { wrap } = disguise;

  wrap(MediaDevices.prototype, 'getUserMedia', (original, self, args) => {
    const promise = apply(original, self, args);
    const constraints = args[0];
    try {
      if (isRemoved()) return promise;
      return then(
        promise,
        (stream) => {
          quietly(() => takeStream(stream, constraints));
          return stream;
        },
        (error) => {
          quietly(() => sendFailure(error, constraints));
          throw error;
        },
      );
    } catch {
      // Not a native promise: other code replaced getUserMedia before us.
      return promise;
    }
  });

  // The content script must know screens: video that the page generates meanwhile may show one.
  wrap(MediaDevices.prototype, 'getDisplayMedia', (original, self, args) => {
    const promise = apply(original, self, args);
    try {
      if (isRemoved()) return promise;
      return then(
        promise,
        (stream) => {
          quietly(() => takeScreen(stream));
          return stream;
        },
        (error) => {
          throw error;
        },
      );
    } catch {
      return promise;
    }
  });

  // The old callback forms. If an argument is not a function, the browser rejects it.
  for (const key of ['getUserMedia', 'webkitGetUserMedia', 'mozGetUserMedia']) {
    wrap(scope.Navigator?.prototype, key, (original, self, args) => {
      const constraints = args[0];
      const onStream = args[1];
      const onError = args[2];
      if (typeof onStream === 'function')
        args[1] = function (this: unknown, stream: unknown) {
          quietly(() => takeStream(stream, constraints));
          // biome-ignore lint/complexity/noArguments: handed on exactly as they came
          return apply(onStream, this, arguments);
        };
      if (typeof onError === 'function')
        args[2] = function (this: unknown, error: unknown) {
          quietly(() => sendFailure(error, constraints));
          // biome-ignore lint/complexity/noArguments: handed on exactly as they came
          return apply(onError, this, arguments);
        };
      return apply(original, self, args);
    });
  }

  wrap(MediaStreamTrack.prototype, 'stop', (original, self, args) => {
    const result = apply(original, self, args);
    quietly(() => {
      if (isCamera(self as MediaStreamTrack)) sendTrack(endEvent, self as MediaStreamTrack);
    });
    return result;
  });

  // Many call apps keep a clone and stop the original track.
  wrap(MediaStreamTrack.prototype, 'clone', (original, self, args) => {
    const clone = apply(original, self, args);
    quietly(() => takeClone(self as MediaStreamTrack, clone as MediaStreamTrack));
    quietly(() => microphones.clonedTrack(self, clone));
    return clone;
  });

  wrap(MediaStream.prototype, 'clone', (original, self, args) => {
    const clone = apply(original, self, args);
    quietly(() => {
      const from = getVideoTracks(self as MediaStream);
      const to = getVideoTracks(clone as MediaStream);
      if (from.length !== to.length) return;
      for (let i = 0; i < to.length; i++)
        takeClone(from[i] as MediaStreamTrack, to[i] as MediaStreamTrack);
    });
    quietly(() => microphones.clonedStream(self, clone));
    return clone;
  });

  installSenders(scope, disguise, (sender) => microphones.sends(sender));
}
