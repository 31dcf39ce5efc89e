/** What the gate asks of movements: which one has ended and what it is named, and which hand moves now. */
import type { FollowedHand } from '../followed-hands.ts';
import type { Followed, FollowerInput } from '../follower.ts';
import type { FrameSize } from '../intent-features.ts';
import type { Classification } from '../types.ts';
import { createCutter } from './cutter.ts';
import { isMovementMeant } from './meant.ts';
import type { Movement } from './movement.ts';

/** Names a movement as the vocabulary's classifier of movements does. */
export type NameMovement = (movement: Movement) => Classification;

export interface WatchInput extends FollowerInput {
  /** Left out or null: the vocabulary has no gestures that move. */
  nameMovement?: NameMovement | null;
  /** Without it every movement is meant. */
  frameSize?: FrameSize;
  /** Set: a movement that is on its way is dropped. */
  suppressed?: object;
}

/** A movement that ended, and what it shows. */
export interface EndedMovement {
  movement: Movement;
  classification: Classification;
}

export interface MovementWatch {
  /**
   * Takes the hands of a frame. Without `nameMovement` it does nothing and nothing moves.
   *
   * @returns the movements that ended with this frame and that are meant, oldest first
   */
  step(input: WatchInput, followed: Pick<Followed, 'seen' | 'waiting'>): readonly EndedMovement[];
  /** Whether this hand itself moves. */
  isMoving(followed: FollowedHand): boolean;
  /** Whether a movement runs. */
  readonly running: boolean;
  reset(): void;
}

/** Without a frame's size nothing is known of places in it. */
const noFrame: FrameSize = { width: 0, height: 0 };

/** Watches the hands of one gate. */
export function createMovementWatch(minSize: number): MovementWatch {
  const cutter = createCutter();
  /** The last frame whose signs were suppressed: a movement that was on its way then is dropped. */
  let suppressedAt = Number.NEGATIVE_INFINITY;
  let isOn = false;

  function reset(): void {
    cutter.reset();
    suppressedAt = Number.NEGATIVE_INFINITY;
    isOn = false;
  }

  return {
    step({ timestamp, hands, frameSize, nameMovement, suppressed }, { seen, waiting }) {
      if (!nameMovement) {
        if (isOn) reset();
        return [];
      }
      isOn = true;
      const ended = cutter.step({
        timestamp,
        hands: seen.map((followed, i) => ({ followed, hand: hands[i]!.hand })),
        waiting,
        frameSize: frameSize ?? noFrame,
      });
      if (suppressed) suppressedAt = timestamp;
      return ended
        .filter(
          (movement) =>
            movement.startedAt > suppressedAt &&
            (!frameSize || isMovementMeant(movement, frameSize, minSize)),
        )
        .map((movement) => ({ movement, classification: nameMovement(movement) }));
    },
    isMoving: (followed) => isOn && cutter.isMoving(followed),
    get running() {
      return cutter.running;
    },
    reset,
  };
}
