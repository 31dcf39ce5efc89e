import type { Timers } from '../clock/clock.ts';
import { playTrack } from './element.ts';
import { FrameReader } from './read-frame.ts';
import type { FrameSink, Grab } from './types.ts';

/** When to look again, ms: as often as most cameras have a frame, or sooner if one is awaited. */
const lookMs = 1000 / 30;
const awaitedMs = 12;
/** The longest rest, ms: no event comes when the page stops its track, only a look shows it. */
const longestRestMs = 300;
/** After how many looks in a row without a new frame the element is useless: some 2 s. */
export const standingLooks = 60;

/**
 * Reads a track from a video element that is not in the page, as VideoFrames. A timer looks for new
 * frames, and rests while none will be wanted: `requestVideoFrameCallback` makes the page render for
 * each of them, which costs its thread a quarter more (docs/frame-size.md).
 *
 * @param onUseless called once if no frames come, or only such as cannot be copied as they are: the
 *   element stands still, or the browser keeps its frames in graphics memory
 */
export function grabVideoFrames(
  track: MediaStreamTrack,
  sink: FrameSink,
  timers: Pick<Timers, 'after' | 'now'>,
  onUseless: () => void,
): Grab {
  const { video, release } = playTrack(track);
  const frames = new FrameReader();
  let disposed = false;
  let useless = false;
  let newest: number | null = null;
  /** Looks since the newest frame. */
  let standing = 0;
  /** When the rest began that the next look ends, in which frames may have come; null: there is none. */
  let restedSince: number | null = null;
  let cancelLook = (): void => undefined;

  const giveUp = (): void => {
    if (useless) return;
    useless = true;
    onUseless();
  };

  const lookAfter = (ms: number): void => {
    cancelLook = timers.after(ms, () => void look());
  };

  const look = async (): Promise<void> => {
    if (track.readyState === 'ended') return sink.onEnd();
    const skipped = restedSince !== null;
    restedSince = null;
    const isNew = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && (await read(skipped));
    standing = isNew ? 0 : standing + 1;
    // A dark track may deliver nothing.
    if (standing >= standingLooks && track.enabled && !track.muted) giveUp();
    if (disposed) return;
    if (standing > 0) return lookAfter(Math.min(lookMs, standing * awaitedMs));
    const restMs = sink.restMs?.() ?? 0;
    if (restMs <= 0) return lookAfter(lookMs);
    restedSince = timers.now();
    lookAfter(Math.min(longestRestMs, Math.max(awaitedMs, restMs)));
  };

  /** Ends the rest when the next frame will be due, as far as is known now. */
  const wake = (): void => {
    if (disposed || restedSince === null) return;
    const left = restedSince + (sink.restMs?.() ?? 0) - timers.now();
    cancelLook();
    lookAfter(Math.min(longestRestMs, Math.max(0, left)));
  };

  /** Resolves, and never rejects, with whether the element shows another frame than before. */
  const read = async (skipped: boolean): Promise<boolean> => {
    let frame: VideoFrame | null = null;
    try {
      frame = new VideoFrame(video);
      if (frame.timestamp === newest) return false;
      newest = frame.timestamp;
      if (frame.format === null) giveUp();
      const wish = disposed ? null : sink.want(frame.timestamp / 1000, skipped);
      if (!wish) return true;
      const { frame: copy, grabMs } = await frames.read(frame, wish);
      if (disposed) sink.onAbandoned?.();
      else sink.onFrame(copy, grabMs);
    } catch (error) {
      if (disposed) sink.onAbandoned?.();
      else sink.onUnreadable(error);
    } finally {
      frame?.close();
    }
    return true;
  };

  lookAfter(lookMs);

  return {
    path: 'video',
    wake,
    dispose() {
      if (disposed) return;
      disposed = true;
      cancelLook();
      release();
    },
  };
}
