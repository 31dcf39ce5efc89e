/**
 * Motions of hands as plain data: where a hand is at each moment, in which pose, and what shakes on
 * the way. Positions are in metres from the middle of the head as the camera sees the person: `out`
 * to the hand's own side, `up`, and `forward` to the camera. One motion can be played by many bodies,
 * near and far, as a landmark stream or as pixels.
 */
import type { Random } from '../../../src/learning/random.ts';
import type { View } from '../signer/pose.ts';
import type { Side, Thing } from '../signer/state.ts';

export interface Spot {
  out: number;
  up: number;
  forward: number;
}

/** Named positions of hands in front of a camera. */
export const spots = {
  lap: { out: 0.14, up: -0.66, forward: 0.15 },
  table: { out: 0.18, up: -0.42, forward: 0.26 },
  'far-table': { out: 0.3, up: -0.38, forward: 0.3 },
  middle: { out: 0.03, up: -0.4, forward: 0.26 },
  keyboard: { out: 0.1, up: -0.42, forward: 0.3 },
  chest: { out: 0.1, up: -0.28, forward: 0.2 },
  beside: { out: 0.22, up: -0.06, forward: 0.15 },
  front: { out: 0.08, up: -0.16, forward: 0.25 },
  high: { out: 0.24, up: 0.08, forward: 0.12 },
  chin: { out: 0.02, up: -0.14, forward: 0.1 },
  cheek: { out: 0.08, up: -0.06, forward: 0.08 },
  nose: { out: 0.01, up: -0.03, forward: 0.12 },
  mouth: { out: 0.01, up: -0.09, forward: 0.12 },
  ear: { out: 0.11, up: -0.01, forward: 0.04 },
  forehead: { out: 0.05, up: 0.07, forward: 0.1 },
  hair: { out: 0.08, up: 0.12, forward: 0.03 },
  neck: { out: 0.08, up: -0.18, forward: 0.06 },
  shelf: { out: 0.38, up: 0.2, forward: 0.1 },
  lens: { out: -0.02, up: -0.1, forward: 0.42 },
  'other-arm': { out: -0.14, up: -0.36, forward: 0.18 },
  outside: { out: 0.7, up: -0.3, forward: 0.1 },
} as const satisfies Record<string, Spot>;
export type SpotName = keyof typeof spots;

export interface PathKey {
  /** When, s after the motion's start. */
  at: number;
  spot: Spot;
  /** Name of the pose, and which of its views, or a view of its own. */
  pose: string;
  view: number | Partial<View>;
}

/** A periodic shake of one quantity: `size` is in metres for `out`, `up` and `forward`, in radians for the others. */
export interface Beat {
  from: number;
  to: number;
  what: 'out' | 'up' | 'forward' | 'roll' | 'flex';
  size: number;
  hertz: number;
}

export interface HandPath {
  side: Side;
  keys: readonly PathKey[];
  beats: readonly Beat[];
  /** The thing that the hand holds all the time, which covers part of it. */
  thing: Thing | null;
  /** If set, the hand is visible only in this time, like a hand on a picture held up; otherwise whenever it is in view. */
  seen: readonly [from: number, to: number] | null;
}

/** Builds a path step by step. */
export class PathSketch {
  readonly #side: Side;
  readonly #random: Random;
  readonly #keys: PathKey[];
  readonly #beats: Beat[] = [];
  #thing: Thing | null = null;
  #at = 0;

  /** Every spot varies by `stray` metres (standard deviation), so that no two variants are the same. */
  constructor(
    side: Side,
    random: Random,
    start: SpotName,
    pose: string,
    private readonly stray = 0.035,
    view: PathKey['view'] = 0,
  ) {
    this.#side = side;
    this.#random = random;
    this.#keys = [{ at: 0, spot: this.#near(start), pose, view }];
  }

  get seconds(): number {
    return this.#at;
  }

  /** Moves to a spot within `seconds` and changes the pose on the way. */
  to(
    seconds: number,
    spot: SpotName,
    pose = this.#last.pose,
    view: PathKey['view'] = pose === this.#last.pose ? this.#last.view : this.#random.below(3),
  ): this {
    this.#at += seconds;
    this.#keys.push({ at: this.#at, spot: this.#near(spot), pose, view });
    return this;
  }

  /** Changes the pose at the current spot. */
  shape(seconds: number, pose: string, view: PathKey['view'] = this.#random.below(3)): this {
    this.#at += seconds;
    this.#keys.push({ at: this.#at, spot: this.#last.spot, pose, view });
    return this;
  }

  /** Stays for `seconds` and drifts slightly (standard deviation in metres), because nobody keeps quite still. */
  hold(seconds: number, drift = 0.01): this {
    this.#at += seconds;
    const { spot, pose, view } = this.#last;
    const near = (value: number) => value + this.#random.normal() * drift;
    this.#keys.push({
      at: this.#at,
      spot: { out: near(spot.out), up: near(spot.up), forward: spot.forward },
      pose,
      view,
    });
    return this;
  }

  /** Shakes during the last `seconds`. */
  beat(what: Beat['what'], size: number, hertz: number, seconds: number): this {
    this.#beats.push({ from: this.#at - seconds, to: this.#at, what, size, hertz });
    return this;
  }

  /** Lets the hand hold a thing for the whole path. */
  holding(thing: Thing): this {
    this.#thing = thing;
    return this;
  }

  done(seen: HandPath['seen'] = null): HandPath {
    return {
      side: this.#side,
      keys: this.#keys,
      beats: this.#beats,
      thing: this.#thing,
      seen,
    };
  }

  get #last(): PathKey {
    return this.#keys[this.#keys.length - 1]!;
  }

  #near(name: SpotName): Spot {
    const { out, up, forward } = spots[name];
    const stray = () => this.#random.normal() * this.stray;
    return { out: out + stray(), up: up + stray(), forward: forward + stray() };
  }
}
