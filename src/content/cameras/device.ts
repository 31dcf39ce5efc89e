/** What the browser says of a track, read with our own world's methods. */

export const isLive = ({ readyState }: MediaStreamTrack): boolean => readyState === 'live';

/**
 * Whether the track is a camera's or a microphone's own, or a clone of one. Browsers give a
 * `groupId` only to tracks of devices: not to those that are received, or made from a canvas, a
 * generator, a media element or Web Audio, whose `deviceId` may be set too.
 */
export function isDeviceTrack(track: MediaStreamTrack): boolean {
  try {
    const { deviceId, groupId, displaySurface } = track.getSettings();
    return Boolean(deviceId) && Boolean(groupId) && displaySurface === undefined;
  } catch {
    return false;
  }
}

/** Rate and size of a track whose browser does not tell them. */
const usual = { rate: 30, pixels: 640 * 480 };

export interface TrackFacts {
  /** The same for all tracks of one camera. */
  device: string;
  rate: number;
  pixels: number;
}

/**
 * Reads a camera track's settings. A track of which the browser names no device is its own.
 * @param ownName a name for such a track, always the same
 */
export function factsOf(track: MediaStreamTrack, ownName: string): TrackFacts {
  const { deviceId, frameRate, width, height } = track.getSettings();
  return {
    device: deviceId || ownName,
    rate: frameRate || usual.rate,
    pixels: (width ?? 0) * (height ?? 0) || usual.pixels,
  };
}
