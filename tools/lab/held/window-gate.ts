/**
 * A gate for comparison: it waits until a hand is still for the dwell, then names it by a rule over the
 * frames of the dwell. Everything else is as in the gate that ships.
 */
import {
  type FollowedHand,
  isStill,
  type Moment,
  newest,
} from '../../../src/recognizer/signs/followed-hands.ts';
import { createFollower } from '../../../src/recognizer/signs/follower.ts';
import {
  type Gate,
  type GateInput,
  gateDefaults,
} from '../../../src/recognizer/signs/gate-types.ts';
import type { IntentJudge } from '../../../src/recognizer/signs/intent.ts';
import { intentFeatures } from '../../../src/recognizer/signs/intent-features.ts';
import type { HeldFrame, Rule } from './rules.ts';

export interface WindowGateParts {
  dwellMs: number;
  rule: Rule;
  thresholds: Readonly<Record<string, number>>;
  judge: IntentJudge;
}

/** Since when a hand is still. */
interface Rest {
  since: number;
  last: number;
  frames: number;
}

export function createWindowGate({ dwellMs, rule, thresholds, judge }: WindowGateParts): Gate {
  const { releaseMs, maxGapMs, minFrames, stillness, minSize } = gateDefaults;
  const follower = createFollower();
  const rests = new WeakMap<FollowedHand, Rest>();
  const presences = new WeakMap<Moment, number>();
  const reported = new Map<string, number | null>();

  const reset = (): void => {
    follower.reset();
    reported.clear();
  };

  /** Follows the hands of a frame. @returns those that it shows */
  function update(input: GateInput): readonly FollowedHand[] {
    const { timestamp, hands, frameSize } = input;
    const { seen } = follower.step(input);
    seen.forEach((followed, i) => {
      const moment = newest(followed);
      presences.set(moment, hands[i]!.hand.presence);
      const large =
        !frameSize || moment.size >= minSize * Math.min(frameSize.width, frameSize.height);
      const rest = rests.get(followed);
      if (!large || !isStill(followed, stillness)) rests.delete(followed);
      else if (rest && timestamp - rest.last <= maxGapMs)
        rests.set(followed, { ...rest, last: timestamp, frames: rest.frames + 1 });
      else rests.set(followed, { since: timestamp, last: timestamp, frames: 1 });
    });
    return seen;
  }

  function nameOf(
    followed: FollowedHand,
    timestamp: number,
  ): { name: string | null; held: boolean } {
    const rest = rests.get(followed);
    const from = Math.max(rest?.since ?? timestamp, timestamp - dwellMs);
    const frames = followed.moments
      .filter((moment) => moment.timestamp >= from)
      .map((moment): HeldFrame => ({ ...moment, presence: presences.get(moment) ?? 1 }));
    const name = frames.length > 0 ? rule(frames, thresholds) : null;
    const held = rest !== undefined && timestamp - rest.since >= dwellMs;
    return { name, held: held && frames.length >= minFrames };
  }

  function step(input: GateInput): ReturnType<Gate['step']> {
    const { timestamp, frameSize } = input;
    const shown = update(input).map((followed) => ({ followed, ...nameOf(followed, timestamp) }));
    const names = new Set(shown.map(({ name }) => name));
    for (const [gesture, since] of reported) {
      if (names.has(gesture)) reported.set(gesture, null);
      else if (since === null) reported.set(gesture, timestamp);
      else if (timestamp - since >= releaseMs) reported.delete(gesture);
    }
    for (const { followed, name, held } of shown) {
      if (!held || name === null || reported.has(name)) continue;
      const since = timestamp - dwellMs;
      followed.hold = { gesture: name, since, last: timestamp, frames: minFrames };
      const others = follower.hands.filter((other) => other !== followed);
      const features = frameSize && intentFeatures(followed, others, frameSize, dwellMs);
      if (features && !judge(features, name, true)) continue;
      reported.set(name, null);
      return { candidate: null, sign: name, scores: null, up: false };
    }
    return { candidate: null, sign: null, scores: null, up: false };
  }

  return { step, reset, keep: () => undefined };
}
