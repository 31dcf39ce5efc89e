import { asksForPlayback } from './constraints.ts';
import { uncurry } from './disguise.ts';
import { microphoneEvent, microphonesOffEvent, microphonesOnEvent } from './events.ts';
import { deviceCheck, getter, type Scope } from './natives.ts';

const NativeWeakRef = WeakRef;

export interface Microphones {
  /** The page received this stream for these constraints. */
  took(stream: unknown, constraints: unknown): void;
  /** The page has cloned a track; `clonedStream`: all tracks of a stream. */
  clonedTrack(from: unknown, clone: unknown): void;
  clonedStream(from: unknown, clone: unknown): void;
  /** The page negotiates a connection with this sender of sound. */
  sends(sender: RTCRtpSender): void;
}

/**
 * Keeps track of the page's microphone tracks and hands them to the content script, by the same
 * kind of synchronous event as the camera's, **only while it requests them**: while the user wants
 * signs suppressed as long as they talk. Until then none is handed over.
 *
 * The tap runs before any setting is known, and a call may have its microphone long before the user
 * switches this on, so tracks are remembered by weak references, which keep no track alive. None is
 * cloned, listened to, changed or stopped, and an ended one is never handed over. The computer's
 * own sound, or sound shared with a screen, is not a microphone.
 *
 * The page can forge the request, but gains nothing: it would only receive its own tracks. The
 * content script stops these events whether or not it sent a request, so that the page never sees
 * an answer; and the real request is stopped here, before any listener of the page.
 *
 * @throws TypeError if the browser's interfaces are not as expected
 */
export function createMicrophones(
  scope: Scope,
  tell: (type: string, track: MediaStreamTrack) => void,
): Microphones {
  const { MediaStream, MediaStreamTrack } = scope;
  const getAudioTracks = uncurry(MediaStream.prototype.getAudioTracks);
  const stateOf = getter<MediaStreamTrackState>(MediaStreamTrack.prototype, 'readyState');
  const kindOf = getter<string>(MediaStreamTrack.prototype, 'kind');
  const addEventListener = uncurry(
    scope.EventTarget.prototype.addEventListener as (
      this: unknown,
      type: string,
      listener: unknown,
      capture: boolean,
    ) => void,
  );
  const stopHere = uncurry(scope.Event.prototype.stopImmediatePropagation);
  const deref = uncurry(NativeWeakRef.prototype.deref) as (ref: unknown) => unknown;
  const add = uncurry(Set.prototype.add);
  const remove = uncurry(Set.prototype.delete);
  const forEach = uncurry(Set.prototype.forEach);
  const addWeakly = uncurry(WeakSet.prototype.add);
  const isIn = uncurry(WeakSet.prototype.has);

  const { RTCRtpSender } = scope;
  const sentOf = RTCRtpSender && getter<unknown>(RTCRtpSender.prototype, 'track');
  const isDevice = deviceCheck(scope);

  /** All microphone tracks so far, ended ones too: a clone of one is a microphone track. */
  const known = new WeakSet<object>();
  /** What the page sends may come to it by ways that are not tapped, and may change at any time. */
  const senders = new Set<WeakRef<RTCRtpSender>>();
  const knownSenders = new WeakSet<object>();
  const live = new Set<WeakRef<MediaStreamTrack>>();
  let wanted = false;

  const eachLive = (run: (track: MediaStreamTrack) => void): void =>
    forEach(live, (ref: unknown) => {
      const track = deref(ref) as MediaStreamTrack | undefined;
      if (track && stateOf(track) === 'live') run(track);
      else remove(live, ref);
    });

  const take = (track: MediaStreamTrack): void => {
    if (kindOf(track) !== 'audio' || stateOf(track) !== 'live') return;
    // Forget ended tracks.
    eachLive(() => undefined);
    addWeakly(known, track);
    add(live, new NativeWeakRef(track));
    if (wanted) tell(microphoneEvent, track);
  };

  const isMicrophone = (track: unknown): boolean => isIn(known, track as object) || isDevice(track);

  const takeSent = (sender: unknown): void => {
    const track = sentOf?.(sender) as MediaStreamTrack | null | undefined;
    if (track && !isIn(known, track) && isDevice(track)) take(track);
  };

  const stopAndRun =
    (run: () => void) =>
    (event: unknown): void => {
      try {
        stopHere(event as Event);
        run();
      } catch {
        // A failure on our side must not affect the page.
      }
    };
  const onWanted = stopAndRun(() => {
    wanted = true;
    forEach(senders, (ref: unknown) => {
      const sender = deref(ref);
      if (sender) takeSent(sender);
      else remove(senders, ref);
    });
    eachLive((track) => tell(microphoneEvent, track));
  });
  const onUnwanted = stopAndRun(() => {
    wanted = false;
  });
  // Called again with each stream, because `document.open()` removes all listeners.
  const listen = (): void => {
    addEventListener(scope, microphonesOnEvent, onWanted, true);
    addEventListener(scope, microphonesOffEvent, onUnwanted, true);
  };
  listen();

  return {
    took(stream, constraints) {
      listen();
      if (asksForPlayback(constraints)) return;
      const tracks = getAudioTracks(stream as MediaStream);
      for (let i = 0; i < tracks.length; i++) take(tracks[i] as MediaStreamTrack);
    },
    clonedTrack(from, clone) {
      if (isMicrophone(from)) take(clone as MediaStreamTrack);
    },
    clonedStream(from, clone) {
      const before = getAudioTracks(from as MediaStream);
      const after = getAudioTracks(clone as MediaStream);
      if (before.length !== after.length) return;
      for (let i = 0; i < after.length; i++)
        if (isMicrophone(before[i])) take(after[i] as MediaStreamTrack);
    },
    sends(sender) {
      listen();
      if (!isIn(knownSenders, sender)) {
        addWeakly(knownSenders, sender);
        add(senders, new NativeWeakRef(sender));
      }
      takeSent(sender);
    },
  };
}

/** Does nothing; used if microphones cannot be tapped. */
export const noMicrophones: Microphones = {
  took() {},
  clonedTrack() {},
  clonedStream() {},
  sends() {},
};
