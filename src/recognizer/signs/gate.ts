import type { Hand } from '../hand.ts';
import type { Candidate } from '../recognition.ts';
import type { Classification } from './types.ts';

export interface GateOptions {
  /** How long a sign must be held still before it counts. */
  dwellMs: number;
  /** How long a sign must be gone before the same one can count again. */
  releaseMs: number;
  /** Two frames further apart than this do not prove that the sign was held in between. */
  maxGapMs: number;
  /** Frames that must show the sign within the dwell, however slowly they come. */
  minFrames: number;
  /**
   * A hand is still while its centre moves less than this share of its size within
   * {@link STILL_WINDOW_MS}.
   */
  stillness: number;
  /** A hand smaller than this share of the picture's shorter side is not meant as a sign. */
  minSize: number;
}

/**
 * Stillness and dwell: of a prototype's false captions on 21 minutes of people talking, holding
 * for 0.8 s and still left one in three of those that 0.6 s gave. The default dwell of 0.7 s is
 * the shortest that a signer can hold without thinking about it.
 */
export const GATE_DEFAULTS: GateOptions = {
  dwellMs: 700,
  releaseMs: 300,
  maxGapMs: 600,
  minFrames: 3,
  stillness: 0.2,
  minSize: 0.06,
};

/** What one frame showed. */
export interface GateInput {
  /** Media time in milliseconds; the only clock here. */
  timestamp: number;
  hands: readonly { hand: Hand; classification: Classification }[];
  /** Shorter side of the source picture in pixels; without it no hand is too small. */
  shortSide?: number;
}

export interface GateOutput {
  candidate: Candidate | null;
  /** The gesture whose dwell this frame completed; told once per held sign. */
  sign: string | null;
}

/** Decides whether a sign is meant: held, still, large enough, and not told already. */
export interface Gate {
  step(input: GateInput): GateOutput;
  /** Forgets everything, as when the camera is switched. */
  reset(): void;
}

/** The time over which a hand's motion is judged. */
export const STILL_WINDOW_MS = 200;
/** Bad frames in a row that a held sign survives: flicker of the classifier or the tracker. */
const TOLERATED_FRAMES = 1;
/** A hand this many hand sizes away from where one was is another hand. */
const SAME_HAND = 1;

interface Position {
  timestamp: number;
  x: number;
  y: number;
  size: number;
}

interface Hold {
  gesture: string;
  since: number;
  last: number;
  frames: number;
}

/** One hand followed over frames, and the sign that it holds. */
interface Track {
  positions: Position[];
  hold: Hold | null;
  badFrames: number;
  /** Another sign that the bad frames showed: the next hold, if it stays. */
  rival: Hold | null;
}

/**
 * A sign counts after it was held still for the dwell, and again only after it was gone for the
 * release time (no hand, no sign or another sign). So a doubled letter needs a short release in
 * between. Either of up to two hands can sign; both with the same sign count once.
 *
 * Pure: time is the frames' own, frames may come at any rate. A time that runs backwards (another
 * track) resets the gate.
 */
export function createGate(options: Partial<GateOptions> = {}): Gate {
  const settings = { ...GATE_DEFAULTS, ...options };
  let tracks: Track[] = [];
  let lastTimestamp = Number.NEGATIVE_INFINITY;
  /** Signs already told, with the first frame of their absence (null: still shown). */
  const told = new Map<string, number | null>();

  function reset(): void {
    tracks = [];
    told.clear();
    lastTimestamp = Number.NEGATIVE_INFINITY;
  }

  function release(timestamp: number, shown: ReadonlySet<string>): void {
    for (const [gesture, absentSince] of told) {
      if (shown.has(gesture)) told.set(gesture, null);
      else if (absentSince === null) told.set(gesture, timestamp);
      else if (timestamp - absentSince >= settings.releaseMs) told.delete(gesture);
    }
  }

  function step({ timestamp, hands, shortSide }: GateInput): GateOutput {
    if (timestamp < lastTimestamp) reset();
    lastTimestamp = timestamp;

    const shown = new Set<string>();
    const free = new Set(tracks);
    const next: Track[] = [];
    for (const { hand, classification } of hands) {
      if (classification.gesture !== null) shown.add(classification.gesture);
      const position = positionOf(hand, timestamp);
      const track = claim(free, position) ?? emptyTrack();
      track.positions.push(position);
      const large = shortSide === undefined || position.size >= settings.minSize * shortSide;
      const meant = large && isStill(track.positions, settings.stillness);
      follow(track, meant ? classification.gesture : null, timestamp, settings);
      next.push(track);
    }
    // A hand lost for a frame may be back in the next one.
    for (const track of free) {
      follow(track, null, timestamp, settings);
      if (track.hold) next.push(track);
    }
    tracks = next;
    release(timestamp, shown);
    return judge(tracks, told, timestamp, settings);
  }

  return { step, reset };
}

const emptyTrack = (): Track => ({ positions: [], hold: null, badFrames: 0, rival: null });

/** Picks the nearest track of the same hand and takes it out of the free ones. */
function claim(free: Set<Track>, position: Position): Track | null {
  let best: Track | null = null;
  let nearest = SAME_HAND * position.size;
  for (const track of free) {
    const last = track.positions[track.positions.length - 1]!;
    const distance = Math.hypot(last.x - position.x, last.y - position.y);
    if (distance <= nearest) {
      best = track;
      nearest = distance;
    }
  }
  if (best) free.delete(best);
  return best;
}

function follow(
  track: Track,
  gesture: string | null,
  timestamp: number,
  settings: GateOptions,
): void {
  if (track.hold && timestamp - track.hold.last > settings.maxGapMs) {
    track.hold = null;
    track.rival = null;
  }
  if (gesture !== null && track.hold?.gesture === gesture) {
    track.hold.last = timestamp;
    track.hold.frames++;
    track.badFrames = 0;
    track.rival = null;
    return;
  }
  let fresh: Hold | null = null;
  if (gesture !== null) {
    const { rival } = track;
    fresh =
      rival?.gesture === gesture
        ? { ...rival, last: timestamp, frames: rival.frames + 1 }
        : { gesture, since: timestamp, last: timestamp, frames: 1 };
  }
  if (track.hold && track.badFrames < TOLERATED_FRAMES) {
    track.badFrames++;
    track.rival = fresh;
    return;
  }
  track.hold = fresh;
  track.rival = null;
  track.badFrames = 0;
}

function judge(
  tracks: readonly Track[],
  told: Map<string, number | null>,
  timestamp: number,
  settings: GateOptions,
): GateOutput {
  let candidate: Candidate | null = null;
  for (const { hold } of tracks) {
    if (!hold || told.has(hold.gesture)) continue;
    const inTime = Math.min(1, (hold.last - hold.since) / settings.dwellMs);
    const inFrames = Math.min(1, hold.frames / settings.minFrames);
    const progress = Math.min(inTime, inFrames);
    if (progress >= 1 && hold.last === timestamp) {
      told.set(hold.gesture, null);
      return { candidate: null, sign: hold.gesture };
    }
    if (!candidate || progress > candidate.progress)
      candidate = { gesture: hold.gesture, progress };
  }
  return { candidate, sign: null };
}

/** Centre of the landmarks and the longer side of the box round them, in source pixels. */
function positionOf(hand: Hand, timestamp: number): Position {
  let x = 0;
  let y = 0;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [px, py] of hand.landmarks) {
    x += px / hand.landmarks.length;
    y += py / hand.landmarks.length;
    left = Math.min(left, px);
    right = Math.max(right, px);
    top = Math.min(top, py);
    bottom = Math.max(bottom, py);
  }
  return { timestamp, x, y, size: Math.max(right - left, bottom - top) };
}

/**
 * Whether the hand moved little: against every position of the last window, or against the last
 * one where frames come more slowly than that. Old positions are forgotten.
 */
function isStill(positions: Position[], stillness: number): boolean {
  const now = positions[positions.length - 1]!;
  while (positions.length > 2 && now.timestamp - positions[1]!.timestamp >= STILL_WINDOW_MS) {
    positions.shift();
  }
  return positions.every((then) => {
    const windows = Math.max(1, (now.timestamp - then.timestamp) / STILL_WINDOW_MS);
    return Math.hypot(now.x - then.x, now.y - then.y) < stillness * now.size * windows;
  });
}
