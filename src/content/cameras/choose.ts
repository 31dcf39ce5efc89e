/** Which of a page's camera tracks is read. Pure. */

/** A camera track that is live. */
export interface LiveTrack<T> {
  track: T;
  /** Which camera it is of: clones of a track, and other requests for the camera, share it. */
  device: string;
  enabled: boolean;
  muted: boolean;
  /** Frames per second, and pixels of a frame, that the browser promises. */
  rate: number;
  pixels: number;
}

/** What a sender holds that has sent a camera's picture. */
export interface SentTrack<T> {
  track: T;
  /** Null for a track that the page makes itself, of a camera that we do not know. */
  device: string | null;
  /** Others get it: it is live and enabled, and the sender sends. */
  seen: boolean;
}

export interface Situation<T> {
  /** Oldest first. */
  tracks: readonly LiveTrack<T>[];
  /** A connection that is open has carried a camera's picture. */
  calling: boolean;
  sent: readonly SentTrack<T>[];
  /** What is read now. */
  current: T | null;
  /** The camera that the user chose. */
  chosen: string | null;
  /** Which of several cameras that others see has its turn. */
  turn: string | null;
}

export interface Choice<T> {
  track: T | null;
  device: string | null;
  /** Whether the track shows the camera's picture. */
  shown: boolean;
  /** The page has a camera on, and the user's video is off. */
  off: boolean;
  /** The cameras that others see, if several: the hand decides which of them is read. */
  rivals: readonly string[];
}

/** The recognizer looks at no more frames per second. */
const usefulRate = 15;

const isShown = ({ enabled, muted }: LiveTrack<unknown>): boolean => enabled && !muted;

/**
 * - Once the page has sent a camera, what is sent to nobody is not read, until the connections that
 *   have sent one are closed.
 * - The user's own choice comes first; then the camera whose turn it is among several that others
 *   see; then the newest.
 * - Of a camera's tracks, the fastest is read, as far as its rate is of use, and the largest of
 *   those: a page may make a slow, small clone for a purpose of its own.
 */
export function chooseTrack<T>(situation: Situation<T>): Choice<T> {
  const { tracks, calling, sent, chosen } = situation;
  if (tracks.length === 0)
    return { track: null, device: null, shown: false, off: false, rivals: [] };
  const seen = calling ? devicesSeen(tracks, sent) : null;
  if (seen?.length === 0) {
    // The page has disabled what it sends: with that track we notice at once when it is enabled.
    const held = tracks.find(
      (one) => !one.enabled && sent.some(({ track }) => track === one.track),
    );
    const { track = null, device = null } = held ?? {};
    return { track, device, shown: false, off: !sent.some((one) => one.seen), rivals: [] };
  }
  const device =
    chosen !== null && tracks.some((one) => one.device === chosen)
      ? chosen
      : deviceOf(situation, seen);
  const best = bestOf(
    tracks.filter((one) => one.device === device),
    situation,
  );
  return {
    track: best?.track ?? null,
    device,
    shown: best !== null && isShown(best),
    off: best !== null && !best.enabled,
    rivals: seen && seen.length > 1 ? seen : [],
  };
}

/** The cameras that others see, with at least one track that can be read; oldest first. */
function devicesSeen<T>(
  tracks: readonly LiveTrack<T>[],
  sent: readonly SentTrack<T>[],
): readonly string[] {
  const now = sent.filter(({ seen }) => seen);
  const direct = new Set(now.map(({ device }) => device));
  const rest = tracks.filter(({ device }) => !direct.has(device));
  // A picture that the page makes is of some camera: of the newest that is on.
  const behind = direct.has(null) ? newestOf(rest)?.device : undefined;
  const seen = new Set<string>();
  for (const { device } of tracks) if (direct.has(device) || device === behind) seen.add(device);
  return [...seen];
}

/** The newest that is shown, else the newest. */
function newestOf<T>(tracks: readonly LiveTrack<T>[]): LiveTrack<T> | undefined {
  return tracks.findLast(isShown) ?? tracks.at(-1);
}

function deviceOf<T>(
  { tracks, turn }: Situation<T>,
  seen: readonly string[] | null,
): string | null {
  if (!seen) return newestOf(tracks)?.device ?? null;
  if (turn !== null && seen.includes(turn)) return turn;
  return newestOf(tracks.filter(({ device }) => seen.includes(device)))?.device ?? null;
}

/** Among equals: what is read now, else what is sent, else the newest. */
function bestOf<T>(
  tracks: readonly LiveTrack<T>[],
  { current, sent }: Situation<T>,
): LiveTrack<T> | null {
  const shown = tracks.filter(isShown);
  const able = shown.length > 0 ? shown : tracks.filter(({ enabled }) => enabled);
  const open = able.length > 0 ? able : tracks;
  const speed = ({ rate }: LiveTrack<T>): number => Math.min(rate, usefulRate);
  const fastest = Math.max(...open.map(speed));
  const fast = open.filter((one) => speed(one) === fastest);
  const largest = Math.max(...fast.map(({ pixels }) => pixels));
  const best = fast.filter(({ pixels }) => pixels === largest);
  return (
    best.find(({ track }) => track === current) ??
    best.find(({ track }) => sent.some((one) => one.track === track)) ??
    best.at(-1) ??
    null
  );
}
