import { asksForPlayback } from './constraints.ts';
import { uncurry } from './disguise.ts';
import { microphoneEvent, microphonesOffEvent, microphonesOnEvent } from './events.ts';
import { getter, type Scope } from './natives.ts';

const NativeWeakRef = WeakRef;

export interface Microphones {
  /** The page was given this stream for these constraints. */
  took(stream: unknown, constraints: unknown): void;
  /** The page has cloned a track, or each of a stream's. */
  clonedTrack(from: unknown, clone: unknown): void;
  clonedStream(from: unknown, clone: unknown): void;
}

/**
 * Knows the page's own microphone tracks, and hands them to the content script, by the same kind of
 * synchronous event as the camera's, **only while it has asked for them**: while the user wants
 * captions held back as long as they speak. Until then none is handed over.
 *
 * The tap runs before any setting is known, and a call may have its microphone long before the user
 * switches that on, so tracks are remembered: by weak references, which keep no track alive. None is
 * cloned, listened to, changed or stopped, and one that has ended is never handed over. What a
 * page asks for from the computer's own sound, or shares with a screen, is no microphone.
 *
 * The page can forge the asking. It gains nothing by it: what it is told are its own tracks, which it
 * has. The content script hears and swallows these events whether or not it has asked, so that the
 * page gets the same answer, none, in both cases; and the real asking is swallowed here, before
 * any listener of the page's.
 *
 * @throws TypeError where the browser's interfaces are not what they should be
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

  /** Of the microphone, ever: what is cloned from one is one. */
  const ever = new WeakSet<object>();
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
    eachLive(() => undefined);
    addWeakly(ever, track);
    add(live, new NativeWeakRef(track));
    if (wanted) tell(microphoneEvent, track);
  };

  const hear =
    (run: () => void) =>
    (event: unknown): void => {
      try {
        stopHere(event as Event);
        run();
      } catch {
        // The page goes on untouched whatever fails on our side.
      }
    };
  const onWanted = hear(() => {
    wanted = true;
    eachLive((track) => tell(microphoneEvent, track));
  });
  const onUnwanted = hear(() => {
    wanted = false;
  });
  // Anew with each stream: `document.open()` takes all listeners away.
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
      if (isIn(ever, from as object)) take(clone as MediaStreamTrack);
    },
    clonedStream(from, clone) {
      const before = getAudioTracks(from as MediaStream);
      const after = getAudioTracks(clone as MediaStream);
      if (before.length !== after.length) return;
      for (let i = 0; i < after.length; i++)
        if (isIn(ever, before[i]!)) take(after[i] as MediaStreamTrack);
    },
  };
}

/** Where there are no microphones to know. */
export const noMicrophones: Microphones = {
  took() {},
  clonedTrack() {},
  clonedStream() {},
};
