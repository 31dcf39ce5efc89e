import type { FrameSink, Grab } from './types.ts';

export interface VisibilityParts {
  page: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;
  /** Monotonic time in ms. */
  now(): number;
  /** @param onUseless as in `grabVideoFrames` */
  fromVideo(track: MediaStreamTrack, sink: FrameSink, onUseless: () => void): Grab;
  /** @throws if the browser refuses the track */
  fromProcessor(track: MediaStreamTrack, sink: FrameSink): Grab;
}

/**
 * Reads a track from a video element while the tab is visible, and with a
 * MediaStreamTrackProcessor while it is hidden, where elements show no frames. The processor could
 * serve alone, but the browser drops a frame of it, and says so in the page's console, if the page
 * stops the track at the wrong moment (docs/frame-size.md).
 *
 * If the element turns out to be useless, the processor takes over until the tab is shown again. The
 * two have clocks of their own; the timestamps that the sink gets are of the page's clock, and go on
 * without a jump.
 */
export function grabByVisibility(
  track: MediaStreamTrack,
  sink: FrameSink,
  { page, now, fromVideo, fromProcessor }: VisibilityParts,
): Grab {
  let disposed = false;
  let isVideoUseless = false;
  /** Timestamp of the newest frame, as the sink got it, and when it came, ms. */
  let newest: { timestamp: number; at: number } | null = null;

  const inOneTime = (path: Grab['path']): FrameSink => {
    /** What to add to the timestamps of this source, ms. */
    let offset: number | null = null;
    const begin = (timestamp: number, at: number): number => {
      if (newest) return newest.timestamp + Math.max(1, at - newest.at) - timestamp;
      const begun = at - timestamp;
      // An element counts from its first frame.
      if (path === 'video') sink.onBegin?.(begun);
      return begun;
    };
    return {
      want(timestamp, skipped) {
        const at = now();
        offset ??= begin(timestamp, at);
        newest = { timestamp: timestamp + offset, at };
        return sink.want(newest.timestamp, skipped);
      },
      restMs: () => sink.restMs?.() ?? 0,
      onFrame: (frame, grabMs) =>
        sink.onFrame({ ...frame, timestamp: frame.timestamp + (offset ?? 0) }, grabMs),
      onUnreadable: (error) => sink.onUnreadable(error),
      onAbandoned: () => sink.onAbandoned?.(),
      onEnd: () => {
        if (!disposed) sink.onEnd();
      },
    };
  };

  const wanted = (): Grab['path'] => (page.hidden || isVideoUseless ? 'processor' : 'video');
  const startVideo = (): Grab =>
    fromVideo(track, inOneTime('video'), () => {
      isVideoUseless = true;
      change();
    });
  const start = (path: Grab['path']): Grab =>
    path === 'processor' ? fromProcessor(track, inOneTime('processor')) : startVideo();

  const change = (): void => {
    if (disposed || current.path === wanted()) return;
    const before = current;
    try {
      current = start(wanted());
    } catch {
      // For instance, a track of another document may be refused: the element goes on.
      return;
    }
    before.dispose();
  };
  const onVisibility = (): void => {
    isVideoUseless = false;
    change();
  };

  let current: Grab = startVideo();
  change();
  page.addEventListener('visibilitychange', onVisibility);

  return {
    get path() {
      return current.path;
    },
    wake: () => current.wake?.(),
    dispose() {
      if (disposed) return;
      disposed = true;
      page.removeEventListener('visibilitychange', onVisibility);
      current.dispose();
    },
  };
}
