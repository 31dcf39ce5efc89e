/**
 * Watches the videos of a document that play a picture with captions in it, so that the overlay does not
 * cover them. What it finds depends on what the page shows and sends, never on a caption: otherwise
 * the page could tell from the overlay's place when a sign was recognised.
 */
import type { Timers } from '../../clock/clock.ts';
import { type ClearRoom, noRoom } from '../../overlay/types.ts';
import { clearRoom, type SentPicture } from './keep-clear.ts';
import type { Outgoing } from './types.ts';

/** How long to wait between two looks, ms: a page can move its videos without any event. */
export const lookMs = 1000;
/** At most this many videos of a document are looked at. */
const maxVideos = 200;

export interface SentPicturesParts {
  /** The window in which captions stand. */
  window: Window;
  outgoing: Pick<Outgoing, 'sentLook' | 'carried'>;
  timers: Timers;
  /** Called with the room that captions leave free, when that has changed. */
  onRoom(room: ClearRoom): void;
}

function pictureOf(video: HTMLVideoElement): SentPicture {
  const { top, width, height } = video.getBoundingClientRect();
  return {
    box: { top, width, height },
    picture: { width: video.videoWidth, height: video.videoHeight },
    fit: getComputedStyle(video).objectFit,
  };
}

/** @returns ends it */
export function watchSentPictures({
  window,
  outgoing,
  timers,
  onRoom,
}: SentPicturesParts): () => void {
  let room = noRoom;

  const find = (): ClearRoom => {
    const { sentLook } = outgoing;
    if (!sentLook) return noRoom;
    const carried = outgoing.carried();
    if (carried.size === 0) return noRoom;
    const plays = ({ srcObject }: HTMLVideoElement): boolean =>
      (srcObject as MediaStream | null)?.getVideoTracks?.().some((track) => carried.has(track)) ===
      true;
    const videos = [...window.document.querySelectorAll('video')].slice(0, maxVideos);
    return clearRoom(videos.filter(plays).map(pictureOf), sentLook, window.innerHeight);
  };

  const look = (): void => {
    let next = noRoom;
    try {
      next = find();
    } catch {
      // The page has overwritten its document's own methods.
    }
    if (next.above === room.above && next.below === room.below) return;
    room = next;
    onRoom(room);
  };

  const listeners = new AbortController();
  window.addEventListener('resize', look, { signal: listeners.signal });
  const stopLooks = timers.every(lookMs, look);
  look();
  return () => {
    listeners.abort();
    stopLooks();
  };
}
