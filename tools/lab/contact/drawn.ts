/**
 * Drawn hands: signs, hands that hold things, the same hands without the thing, signs with a thing in
 * the hand, hands at the face, and hands that move freely. All come from one renderer, so that a head
 * cannot learn that drawn hands touch something.
 */
import sharp from 'sharp';
import { createRandom, type Random } from '../../../src/learning/random.ts';
import type { Frame } from '../../../src/recognizer/frame.ts';
import type { Landmark } from '../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { regionFromLandmarks } from '../../../src/recognizer/hands/regions.ts';
import { rgbaFrame } from '../../lib/media/pictures.ts';
import { type Motion, silentMotion } from '../events/motions.ts';
import { type Body, bodyBySeed, playMotion } from '../events/play.ts';
import { stageFor } from '../events/render.ts';
import { type SignPoses, signedMotion } from '../events/signed.ts';
import { jointsOf, project } from '../events/skeleton.ts';
import { signsOf, suiteCamera } from '../events/suite.ts';
import { Renderer } from '../signer/browser.ts';
import { type Pose, readPoses } from '../signer/pose.ts';
import { mulberry32, seedOf } from '../signer/random.ts';
import { type HandState, type PictureState, type Thing, thingNames } from '../signer/state.ts';
import { lifeOf } from '../signer/timeline.ts';
import { hasInner, type InnerHand } from './inner.ts';
import { type StoredHand, storedOf } from './store.ts';

const things = ['hold-paper', 'hold-thumb-on-top', 'hold-cup', 'hold-phone', 'show-thing'];
const families = {
  thing: things,
  'thing-gone': things,
  touch: ['scratch', 'rest-at-chin', 'glasses', 'headset', 'cover-mouth', 'eat', 'lean-on-palm'],
  free: ['talk-one-hand', 'talk-two-hands', 'wave', 'raise-finger', 'count', 'pass-through'].concat(
    ['point', 'reach'],
  ),
  // Hands that touch each other or the table: not known to be either.
  other: ['fidget', 'joined-hands', 'rest-on-table', 'type'],
} as const;

/** What a play shows; in the order in which they are drawn, again and again. */
const kinds = ['sign', 'sign', 'sign-with-thing', 'thing', 'thing-gone'].concat([
  'touch',
  'touch',
  'free',
  'thing',
  'other',
]) as Kind[];
type Kind = 'sign' | 'sign-with-thing' | 'other' | keyof typeof families;

const momentsPerPlay = 3;
const momentsPerSign = 2;
/** One browser's memory grows with every stage. */
const playsPerBrowser = 40;
const leastPresence = 0.5;
/** How far the found landmarks may be from the drawn ones on average, in hand lengths. */
const farthest = 0.5;
const leastInside = 16;
/** The head's distance from the camera, m. */
const distances = [0.5, 1.6] as const;

const of = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;

function motionOf(
  kind: Kind,
  i: number,
  signs: readonly SignPoses[],
  random: Random,
  seed: number,
) {
  if (kind === 'sign' || kind === 'sign-with-thing') {
    const first = Math.floor((i / kinds.length) * momentsPerPlay + random.below(3));
    const sign = signs[first % signs.length]!;
    const others = signs.filter((other) => other !== sign);
    return signedMotion(sign, others, random.below(70), seed);
  }
  return silentMotion(of(random, families[kind]), random.below(1000), seed);
}

interface ShownMoment {
  at: number;
  /** The sign, or the family of the motion. */
  shape: string;
}

/** Moments of a play at which its first hand does what the kind says. */
function momentsOf(kind: Kind, motion: Motion, random: Random): ShownMoment[] {
  const { signs, hands, seconds, family } = motion;
  const times = (count: number, next: (i: number) => number, shape: string) =>
    Array.from({ length: count }, (_, i) => ({ at: next(i), shape }));
  if (signs.length > 0) {
    return signs.flatMap(({ from, to, gesture }) =>
      times(momentsPerSign, () => from + (to - from) * random.between(0.1, 0.95), gesture),
    );
  }
  if (kind !== 'touch') {
    return times(momentsPerPlay, () => random.between(0.15, 0.85) * seconds, family);
  }
  // The first key is where the hand starts, the second where it arrives, the next ones hold it there.
  const { keys } = hands[0]!;
  const arrived = keys[1]!.at;
  const left = (i: number) => keys[Math.min(2 + i, keys.length - 2)]!.at;
  const between = (i: number) => random.between(Math.min(arrived, left(i) - 0.01), left(i));
  return times(momentsPerPlay, between, family);
}

/** Whether a hand of a play touches or holds something; null: not known. */
function touches(kind: Kind, hand: HandState, isFirst: boolean): boolean | null {
  if (kind === 'other') return null;
  if (hand.thing) return true;
  if (kind === 'touch') return isFirst ? true : null;
  if (kind === 'free' || kind === 'thing-gone') return false;
  return kind !== 'thing' && isFirst ? false : null;
}

/** The hand that the landmark model sees where one was drawn, from its second look as in the tracker. */
async function found(
  models: HandModels,
  frame: Frame,
  drawn: readonly Landmark[],
): Promise<InnerHand | null> {
  const { width, height } = suiteCamera;
  const inside = drawn.filter(([x, y]) => x > 0 && y > 0 && x < width && y < height);
  if (inside.length < leastInside) return null;
  let region = regionFromLandmarks(drawn);
  for (let look = 1; look <= 2; look++) {
    const { hand } = await models.landmarks(frame, region, 'full');
    if (hand.presence < leastPresence) return null;
    if (look === 2 && hasInner(hand) && isNear(hand.landmarks, drawn)) return hand;
    region = regionFromLandmarks(hand.landmarks);
  }
  return null;
}

function isNear(landmarks: readonly Landmark[], drawn: readonly Landmark[]): boolean {
  const [wrist] = drawn;
  const away = (a: Landmark, b: Landmark) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const length = Math.max(...drawn.map((point) => away(point, wrist!)));
  const error = drawn.reduce((sum, point, i) => sum + away(point, landmarks[i]!), 0) / drawn.length;
  return error < farthest * length;
}

interface DrawnPlay {
  kind: Kind;
  body: Body;
  seed: number;
  moments: ShownMoment[];
  states: PictureState[];
}

function playOf(
  i: number,
  poses: ReadonlyMap<string, Pose>,
  signs: readonly SignPoses[],
  base: number,
): DrawnPlay {
  const seed = seedOf(base, `play ${i}`);
  const random = createRandom(seed);
  const kind = kinds[i % kinds.length]!;
  const motion = motionOf(kind, i, signs, random, seed);
  const body = bodyBySeed(seed, ...distances);
  const at = playMotion(motion, body, poses, suiteCamera, seed);
  const life = lifeOf(mulberry32(seedOf(seed, 'life')));
  const moments = momentsOf(kind, motion, random);
  const thing = of(random, thingNames);
  const shade = () => random.uniform();
  const look =
    random.uniform() < 0.3
      ? undefined
      : { colour: [shade(), shade(), shade()] as const, scale: random.between(0.6, 1.3) };
  const heldBy = (own: Thing | undefined, h: number) => {
    if (kind === 'thing-gone') return undefined;
    return kind === 'sign-with-thing' && h === 0 ? thing : own;
  };
  const states = moments.map(({ at: seconds }, n) => ({
    sway: life.sway(seconds),
    noiseSeed: seedOf(seed, `n${n}`),
    hands: at(seconds).flatMap((hand, h): HandState[] => {
      if (!hand) return [];
      const { thing: own, ...state } = hand.state;
      const held = heldBy(own, h);
      return [held ? { ...state, thing: held, thingLook: look } : state];
    }),
  }));
  return { kind, body, seed, moments, states };
}

/** Draws plays and looks at their hands. @param onPlay called after each play */
export async function drawnHands(
  models: HandModels,
  plays: number,
  seed: number,
  onPlay: (done: number) => void,
): Promise<StoredHand[]> {
  const poses = readPoses();
  const signs = [...signsOf('call-gestures', poses), ...signsOf('fingerspelling', poses)];
  const { width, height } = suiteCamera;
  const hands: StoredHand[] = [];
  let renderer = await Renderer.open(width, height);
  try {
    for (let i = 0; i < plays; i++) {
      if (i % playsPerBrowser === playsPerBrowser - 1) {
        await renderer.dispose();
        renderer = await Renderer.open(width, height);
      }
      const { kind, body, seed: own, moments, states } = playOf(i, poses, signs, seed);
      await renderer.stage(stageFor({ body, seed: own }));
      let n = 0;
      for await (const jpeg of renderer.draw(states, { type: 'image/jpeg', quality: 0.88 })) {
        const state = states[n++]!;
        const pixels = await sharp(jpeg).ensureAlpha().raw().toBuffer();
        const frame = rgbaFrame(new Uint8Array(pixels), width, height);
        for (const [h, drawn] of state.hands.entries()) {
          const truth = project(jointsOf(drawn, body.bones), suiteCamera);
          const hand = await found(models, frame, truth);
          if (!hand) continue;
          const contact = touches(kind, drawn, h === 0);
          const person = `drawn-${i}`;
          const { shape } = moments[n - 1]!;
          const facts = { source: 'drawn', person, picture: kind, shape, contact };
          hands.push(storedOf(hand, facts));
        }
      }
      onPlay(i + 1);
    }
  } finally {
    await renderer.dispose();
  }
  return hands;
}
