/**
 * Makes the stream of hands of a spelled word from a person's single hands: the hand is raised, holds
 * each letter, changes to the next one on a straight line, and is lowered. Frames come at the rate that
 * the recognizer asks for.
 */
import type { Random } from '../../../src/learning/random.ts';
import type { Hand, Landmark } from '../../../src/recognizer/hand.ts';
import {
  initialRate,
  type Look,
  nextFrameMs,
  speedOfHands,
  withSpeed,
} from '../../../src/recognizer/rate.ts';
import type { Speller } from './hands.ts';

export const picture = { width: 640, height: 480 } as const;
/** The longer side of a hand's box, px, and where its centre is while it spells. */
const size = 140;
const place = { x: 250, y: 210 } as const;
/** Where the hand comes from and goes to, px below its place. */
const below = 230;
/** How long the hand takes to change from one letter to the next, and to be raised or lowered, ms. */
const changeMs = 260;
const raiseMs = 450;
/** How long a raised hand comes to rest before its first letter counts, ms. */
const settleMs = 250;
/** Two equal letters: the hand slides aside by this share of its size and stays there. */
const slide = 0.35;
/** How long no hand is in view before and after the word, ms. */
const awayMs = 300;
/** Tremor, in hand sizes: of the whole hand (slow), and of each landmark from frame to frame. */
const sway = 0.012;
const jitter = 0.005;
const swayHertz = [0.7, 1.1] as const;
const cameraMs = 1000 / 30;

export interface StreamFrame {
  timestamp: number;
  hands: readonly Hand[];
}

/** A hand at a moment of the plan; null: no hand is found. */
interface Key {
  at: number;
  hand: Hand | null;
  x: number;
  y: number;
}

/** The hand around its centre, in units of the longer side of its box. */
function centred(hand: Hand): Hand {
  const xs = hand.landmarks.map(([x]) => x);
  const ys = hand.landmarks.map(([, y]) => y);
  const [left, right, top, bottom] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ];
  const unit = Math.max(right - left, bottom - top, 1e-6);
  const landmarks = hand.landmarks.map(
    ([x, y, z]): Landmark => [
      (x - (left + right) / 2) / unit,
      (y - (top + bottom) / 2) / unit,
      z / unit,
    ],
  );
  return { ...hand, landmarks };
}

/**
 * Random hands of the person for the letters of a word.
 * @returns null if the person has no hand of a letter; a letter of `unseen` may lack
 */
export function handsOfWord(
  speller: Speller,
  word: string,
  random: Random,
): (Hand | null)[] | null {
  const hands: (Hand | null)[] = [];
  for (const letter of word) {
    const own = speller.hands.get(letter) ?? [];
    if (own.length === 0 && letter !== 'J' && letter !== 'Z') return null;
    const hand = own[random.below(Math.max(1, own.length))];
    hands.push(hand ? centred(hand) : null);
  }
  return hands;
}

function keysOf(hands: readonly (Hand | null)[], word: string, paceMs: number): Key[] {
  let at = awayMs;
  let side = 0;
  const first = hands.find((hand) => hand !== null) ?? null;
  const keys: Key[] = [{ at, hand: first, x: place.x, y: place.y + below }];
  at += raiseMs;
  hands.forEach((hand, i) => {
    if (i > 0) at += changeMs;
    side = i > 0 && word[i] === word[i - 1] ? side + slide * size : side;
    const x = place.x + side;
    keys.push({ at, hand, x, y: place.y });
    at += i === 0 ? settleMs + paceMs : paceMs;
    keys.push({ at, hand, x, y: place.y });
  });
  at += raiseMs;
  const last = hands.findLast((hand) => hand !== null) ?? null;
  keys.push({ at, hand: last, x: place.x + side, y: place.y + below });
  return keys;
}

const ease = (share: number): number => share * share * (3 - 2 * share);

function handAt(keys: readonly Key[], at: number): { hand: Hand; x: number; y: number } | null {
  const next = keys.findIndex((key) => key.at > at);
  if (next <= 0) return null;
  const [a, b] = [keys[next - 1]!, keys[next]!];
  const share = ease((at - a.at) / (b.at - a.at));
  const near = share < 0.5 ? a.hand : b.hand;
  // A picture without a found hand: the hand is lost until the next one.
  if (!near || (a.hand === null && b.hand === null)) return null;
  const [from, to] = [a.hand ?? near, b.hand ?? near];
  const landmarks = from.landmarks.map((point, i): Landmark => {
    const other = to.landmarks[i]!;
    return [
      point[0] + (other[0] - point[0]) * share,
      point[1] + (other[1] - point[1]) * share,
      point[2] + (other[2] - point[2]) * share,
    ];
  });
  const hand = { ...near, landmarks };
  return { hand, x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** The frames of a word that is spelled with these hands, each held for `paceMs`. */
export function streamOf(
  word: string,
  hands: readonly (Hand | null)[],
  paceMs: number,
  random: Random,
): StreamFrame[] {
  const keys = keysOf(hands, word, paceMs);
  const end = keys.at(-1)!.at + awayMs;
  const phases = swayHertz.map(() => [random.between(0, 6.3), random.between(0, 6.3)] as const);
  const frames: StreamFrame[] = [];
  let rate = initialRate;
  let looks: Look[] = [];
  for (let at = 0; at < end; ) {
    const moment = handAt(keys, at);
    const found = moment ? [shaken(moment, at, phases, random)] : [];
    frames.push({ timestamp: at, hands: found });
    const now = found.map((hand) => ({ hand, at }));
    rate = withSpeed({ ...rate, lastMotionAt: at }, speedOfHands(looks, now), at);
    looks = now;
    const wanted = at + nextFrameMs(rate, at, { tracking: found.length > 0, movements: true });
    // The camera's next frame at that time, or half a frame before it.
    at = Math.max(1, Math.ceil(wanted / cameraMs - 0.5)) * cameraMs;
  }
  return frames;
}

function shaken(
  { hand, x, y }: { hand: Hand; x: number; y: number },
  at: number,
  phases: readonly (readonly [number, number])[],
  random: Random,
): Hand {
  let [dx, dy] = [0, 0];
  phases.forEach(([px, py], i) => {
    const turn = (2 * Math.PI * swayHertz[i]! * at) / 1000;
    dx += (sway * Math.sin(turn + px)) / phases.length;
    dy += (sway * Math.sin(turn + py)) / phases.length;
  });
  const landmarks = hand.landmarks.map(
    ([px, py, pz]): Landmark => [
      x + size * (px + dx + jitter * random.normal()),
      y + size * (py + dy + jitter * random.normal()),
      size * pz,
    ],
  );
  return { ...hand, landmarks };
}
