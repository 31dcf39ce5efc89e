/**
 * Cuts movements out of the stream of followed hands. Pure; frame timestamps are the only clock, and
 * frames may come at any rate.
 *
 * A hand moves from when it comes into view or leaves rest until it rests or is gone (`track.ts`). A
 * movement runs while any hand moves, so that hands which move at overlapping times share one; a hand
 * that holds still beside them is part of it too. The constants were chosen on recorded signs
 * (`npx tsx tools/lab/motion/cut.ts`).
 */
import type { Hand } from '../../hand.ts';
import type { FollowedHand } from '../followed-hands.ts';
import type { FrameSize } from '../intent-features.ts';
import type { Movement } from './movement.ts';
import { sidesOf } from './sides.ts';
import { createTrack, pathOf, reshapeOf, type Track } from './track.ts';

export interface CutterInput {
  /** Media time, ms. */
  timestamp: number;
  /** The hands that this frame shows; `followed` says which hand it is. */
  hands: readonly { followed: FollowedHand; hand: Hand }[];
  /** Hands that are there but that this frame does not show clearly: they are bridged. */
  waiting?: readonly FollowedHand[] | undefined;
  /** Size of the whole frame, in the unit of the landmarks. */
  frameSize: FrameSize;
}

export interface Cutter {
  /** @returns the movements that ended with this frame, oldest first; usually none */
  step(input: CutterInput): Movement[];
  /** Whether this hand itself moves: it is in view and has not rested since it came or last moved. */
  isMoving(followed: FollowedHand): boolean;
  /** Whether a movement runs. */
  readonly running: boolean;
  /** Forgets all hands and what they did. */
  reset(): void;
}

/** A hand that is not seen for longer is gone, ms; lost hands and blur leave shorter gaps. */
const goneMs = 300;
/** After a longer gap between frames nothing is known of what happened in between, ms. */
const staleMs = 1000;
/** A movement keeps what its hands showed for this long before they left rest and after they rested, ms. */
const leadMs = 100;
/**
 * A movement that runs for this long is cut, ms: no recorded take is as long, and hands that talk never
 * rest.
 */
const longestMs = 3000;
/**
 * It is cut at its slowest moment, at least this far from its beginning and from now, ms. Shorter
 * movements are not: on recorded signs, a cut there found few joints of two signs, and cut shaken and
 * repeated signs in two.
 */
const leastPartMs = 600;
/**
 * What moves for less time is none, ms: landmarks that jump for a frame. Rest may begin and end between
 * two frames, so that a movement of a quarter of a second can look shorter at a low frame rate.
 */
const shortestMs = 150;
/** What moves along a shorter path is none, in hand sizes ... */
const shortestPath = 0.5;
/** ... unless fingertips have moved this far as seen from the wrist: fingers that snap or open. */
const leastReshape = 0.25;

export function createCutter(): Cutter {
  const tracks = new Map<FollowedHand, Track>();
  /** When the running movement began; null: no hand moves. */
  let startedAt: number | null = null;
  /** Its first moment may be this early. */
  let from = 0;
  let last = Number.NEGATIVE_INFINITY;

  function reset(): void {
    tracks.clear();
    startedAt = null;
    last = Number.NEGATIVE_INFINITY;
  }

  const all = (): Track[] => [...tracks.values()];
  const isThere = ({ seenAt }: Track): boolean => last - seenAt <= goneMs;
  const moves = (track: Track): boolean => isThere(track) && !track.rests;

  /** What was shown until `to` of what moved from `begin` to `end`, as a list; empty if it is no movement. */
  function movementOf(begin: number, end: number, to: number, frameSize: FrameSize): Movement[] {
    if (end - begin < shortestMs) return [];
    const shown = all().map((track) => track.between(from, to));
    const known = shown.filter(({ length }) => length > 0);
    const isMovement =
      all().some((track) => pathOf(track.between(from, end)) >= shortestPath) ||
      known.some((part) => reshapeOf(part) >= leastReshape);
    return isMovement ? [sidesOf(known, frameSize)] : [];
  }

  /** The movement that ended with this frame. */
  function ended(timestamp: number, frameSize: FrameSize): Movement[] {
    const moving = all().filter(moves);
    if (startedAt === null) {
      if (moving.length === 0) return [];
      startedAt = Math.min(...moving.map(({ movesSince }) => movesSince));
      from = startedAt - leadMs;
    }
    const begin = startedAt;
    if (moving.length === 0) {
      startedAt = null;
      const end = Math.max(...all().map(({ movedUntil }) => movedUntil));
      return movementOf(begin, end, end + leadMs, frameSize);
    }
    if (timestamp - begin < longestMs) return [];
    const end = slowestMoment(all(), begin + leastPartMs, timestamp - leastPartMs);
    const movement = movementOf(begin, end, end, frameSize);
    startedAt = end;
    from = end;
    return movement;
  }

  return {
    step({ timestamp, hands, waiting = [], frameSize }) {
      if (timestamp < last || timestamp - last > staleMs) reset();
      last = timestamp;
      for (const { followed, hand } of hands) {
        const track = tracks.get(followed) ?? createTrack(timestamp);
        tracks.set(followed, track);
        track.add(timestamp, hand);
      }
      for (const followed of waiting) tracks.get(followed)?.wait(timestamp);
      const movements = ended(timestamp, frameSize);
      const needed = startedAt === null ? timestamp - leadMs : from;
      for (const [followed, track] of tracks) {
        track.forget(needed);
        if (!isThere(track) && track.seenAt < needed) tracks.delete(followed);
      }
      return movements;
    },
    isMoving(followed) {
      const track = tracks.get(followed);
      return track !== undefined && moves(track);
    },
    get running() {
      return startedAt !== null;
    },
    reset,
  };
}

/** The moment between two others at which the faster hand is slowest. */
function slowestMoment(tracks: readonly Track[], from: number, to: number): number {
  let slowest = to;
  let least = Infinity;
  const times = tracks.flatMap((track) => track.between(from, to).map(({ at }) => at));
  for (const at of new Set(times)) {
    const speed = Math.max(...tracks.map((track) => track.speedAt(at)));
    if (speed < least) [slowest, least] = [at, speed];
  }
  return slowest;
}
