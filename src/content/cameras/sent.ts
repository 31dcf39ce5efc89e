import { isDeviceTrack } from './device.ts';

/** The page's senders of video, by the watch that outgoing captions have anyway. */
export interface PageSenders {
  /** The video transceivers of connections that are not closed. */
  transceivers(): readonly RTCRtpTransceiver[];
  /** Whether the track shows a camera's picture, or one that the page makes from it. */
  isOfCamera(track: MediaStreamTrack): boolean;
  /** The page's own track that one of ours stands for; of any other track, itself. */
  ownOf(track: MediaStreamTrack): MediaStreamTrack;
  /** A camera track that the tap has not reported. */
  addCamera(track: MediaStreamTrack): void;
}

export interface HeldTrack {
  /** The page's own. */
  track: MediaStreamTrack;
  /** Others get it. */
  seen: boolean;
}

/**
 * Which cameras the page sends. It is cheap enough for every frame: replacing a sender's track and
 * disabling a track fire no event.
 */
export interface SentCameras {
  /** Looks for senders that have begun to send a camera; `cameras` and `calling` know only these. */
  search(): void;
  /** Tracks that senders hold and that a device delivers. */
  deviceTracks(): MediaStreamTrack[];
  /** A connection that is open has carried a camera's picture. */
  readonly calling: boolean;
  /** What those senders hold now. */
  held(): HeldTrack[];
}

/** Whether what the sender holds goes to the other side, as far as the page has decided. */
export const sends = ({ direction }: RTCRtpTransceiver): boolean =>
  direction === 'sendrecv' || direction === 'sendonly';

/**
 * The page has closed the connection, or the other side has. A sender's parameters would say more,
 * but reading them would change what the page's own `setParameters` accepts.
 */
const isClosed = ({ currentDirection, sender }: RTCRtpTransceiver): boolean =>
  currentDirection === 'stopped' || sender.transport?.state === 'closed';

/** @param page null in a document that sends nothing */
export function createSentCameras(page: PageSenders | null): SentCameras {
  let carriers: RTCRtpTransceiver[] = [];

  const ownTrackOf = ({ sender }: RTCRtpTransceiver): MediaStreamTrack | null =>
    sender.track && page ? page.ownOf(sender.track) : null;
  const open = (): RTCRtpTransceiver[] => {
    carriers = carriers.filter((transceiver) => !isClosed(transceiver));
    return carriers;
  };

  return {
    search() {
      for (const transceiver of page?.transceivers() ?? []) {
        const own = ownTrackOf(transceiver);
        if (!own || !sends(transceiver) || carriers.includes(transceiver)) continue;
        if (page?.isOfCamera(own)) carriers.push(transceiver);
      }
      open();
    },
    deviceTracks() {
      const tracks = (page?.transceivers() ?? []).map(ownTrackOf);
      return tracks.filter((track) => track !== null).filter(isDeviceTrack);
    },
    get calling() {
      return open().length > 0;
    },
    held() {
      return open().flatMap((transceiver) => {
        const track = ownTrackOf(transceiver);
        if (!track || !page?.isOfCamera(track)) return [];
        const { readyState, enabled } = track;
        return [{ track, seen: sends(transceiver) && readyState === 'live' && enabled }];
      });
    },
  };
}
