/**
 * Follows hands from frame to frame with the landmark model alone, and searches for new ones with the
 * palm model. Each search uses one view of the frame, in turn, because no single view finds all hands
 * and searching all of them in one frame would take too long.
 */
import { type Frame, isWhole, type Rect } from '../frame.ts';
import type { Hand } from '../hand.ts';
import type { Square } from '../sample-square.ts';
import { isShown, isUnclear, regionAround, wouldBeUnclear } from './clear.ts';
import type { FinderStep, HandFinder, StepMode } from './finder.ts';
import type { HandModels, ModelSize } from './models.ts';
import { boxOf, overlapOf, regionFromLandmarks, regionFromPalm } from './regions.ts';
import { viewsOf } from './views.ts';

export interface TrackerOptions {
  /** In ms, for stage times only; all decisions use the frames' timestamps. */
  clock?: () => number;
  /** The landmark model that follows hands. */
  landmarkModel?: ModelSize;
  maxHands?: 1 | 2;
}

/** One way to search a frame for palms, and the least presence of a hand found by it. */
interface PalmSearch {
  view: Square;
  size: ModelSize;
  presence: number;
}

interface FollowedHand {
  region: Square;
  hand: Hand;
  /** Mean of the model's answer over the last frames: a single one errs when seen from the side. */
  leftness: number;
  frames: number;
  /** When the hand was last shown clearly, or was found. */
  clearAt: number;
  /** The last frame did not show it clearly. */
  unclear: boolean;
}

/** Below this presence a followed hand is lost. */
const keepPresence = 0.5;
/** Least presence of hands found in the whole frame, and in parts of it, where more are false. */
const wholePresence = 0.5;
const partPresence = 0.8;
/** How often a second hand is searched for while one is followed, ms. */
const secondHandMs = 1000;
/** The same near where a hand was lost because it met the other one, until `nearMs` have passed, ms. */
const partingMs = 250;
/** After a longer gap between frames, followed hands are forgotten, ms. */
const staleMs = 1000;
/** How long a lost hand is searched for first where it was, ms. */
const nearMs = 1000;
/** The landmark model runs on at most this many palms of one view. */
const mostPalms = 2;
/** How many frames handedness is averaged over. */
const handednessFrames = 10;
/** Boxes with a greater overlap (intersection over union) belong to the same hand. */
const sameHand = 0.4;
/**
 * A hand that was not shown clearly for this long is judged as it is shown, ms: frames that come too
 * slowly to wait for better ones must not silence it.
 */
const patienceMs = 400;

export function createTracker(models: HandModels, options: TrackerOptions = {}): HandFinder {
  const clock = options.clock ?? (() => 0);
  const size = options.landmarkModel ?? 'full';
  const maxHands = options.maxHands ?? 2;

  let followedHands: FollowedHand[] = [];
  /** Where a hand was lost, when, and whether because it met the other one. */
  let lost: { region: Square; at: number; hasMet: boolean } | null = null;
  let turn = 0;
  let lastSearch = -Infinity;
  let lastFrame: Frame | null = null;
  let frameMs = 0;
  /** The frame in which a second hand is still to be searched for. */
  let unsearched: Frame | null = null;
  let timing = { searchMs: 0, landmarksMs: 0 };

  const reset = () => {
    unsearched = null;
    followedHands = [];
    lost = null;
    turn = 0;
    lastSearch = -Infinity;
    lastFrame = null;
  };

  function nextSearch(frame: Frame): PalmSearch {
    const { whole, far, ends, centre } = viewsOf(frame.sourceWidth, frame.sourceHeight);
    const parts = (size: ModelSize): PalmSearch[] =>
      [...ends, centre].map((view) => ({ view, size, presence: partPresence }));
    // The lite model first on parts of the frame: it finds as many there for less (docs/performance.md).
    const searches: PalmSearch[] = [
      { view: whole, size: 'full', presence: wholePresence },
      ...parts('lite'),
      { view: whole, size: 'lite', presence: wholePresence },
      { view: far, size: 'full', presence: wholePresence },
      ...parts('full'),
      { view: far, size: 'lite', presence: wholePresence },
    ];
    if (lost && frame.timestamp - lost.at < nearMs) {
      const { cx, cy } = lost.region;
      const near = { cx, cy, size: lost.region.size * 2.5, rotation: 0 };
      searches.unshift({ view: near, size: turn % 2 ? 'lite' : 'full', presence: partPresence });
    }
    const palmSearch = searches[turn % searches.length]!;
    // Hands that have met part near there: other views can wait.
    if (!hasMet(frame.timestamp)) turn++;
    return palmSearch;
  }

  const hasMet = (timestamp: number): boolean =>
    lost?.hasMet === true && timestamp - lost.at < nearMs;
  /** Whether it is time to search for a second hand. */
  const isSecondDue = (timestamp: number): boolean =>
    timestamp - lastSearch >= (hasMet(timestamp) ? partingMs : secondHandMs);

  const known = (hand: Hand, among: readonly FollowedHand[]) =>
    among.some((other) => overlapOf(boxOf(hand.landmarks), boxOf(other.hand.landmarks)) > sameHand);

  async function follow(frame: Frame): Promise<void> {
    const kept: FollowedHand[] = [];
    const isAlone = followedHands.length === 1;
    for (const followed of followedHands) {
      if (!isAlone && !isShown(frame, followed.region)) {
        kept.push({ ...followed, unclear: true });
        continue;
      }
      const { hand } = await models.landmarks(frame, followed.region, size);
      const unclear =
        isUnclear(frame, followed.region) && frame.timestamp - followed.clearAt < patienceMs;
      if (hand.presence < keepPresence && !unclear) {
        lost = { region: followed.region, at: frame.timestamp, hasMet: false };
        turn = 0;
        continue;
      }
      const now = unclear ? glimpsed(followed, hand) : continued(followed, hand, frame.timestamp);
      const before = kept.length > 0 && known(hand, kept) ? followedHands[0]! : null;
      if (!before) {
        kept.push(now);
        continue;
      }
      // Both regions show one hand: it is the one that it is more like, and the other is lost.
      const isOther = unlikeness(followed, hand) < unlikeness(before, hand);
      if (isOther) kept[0] = now;
      const { region } = isOther ? before : followed;
      lost = { region, at: frame.timestamp, hasMet: true };
      turn = 0;
    }
    followedHands = kept;
  }

  async function search(frame: Frame): Promise<void> {
    const palmSearch = nextSearch(frame);
    const start = clock();
    const palms = await models.detectPalms(frame, palmSearch.view, palmSearch.size);
    timing.searchMs += clock() - start;
    const regions = palms
      .map((palm) => regionFromPalm(palm, palmSearch.view))
      .filter(
        (region) =>
          !followedHands.some((followed) => contains(boxOf(followed.hand.landmarks), region)),
      );
    for (const region of regions.slice(0, mostPalms)) {
      if (followedHands.length >= maxHands) break;
      const begin = clock();
      const { hand } = await models.landmarks(frame, region, size);
      timing.landmarksMs += clock() - begin;
      if (hand.presence < palmSearch.presence || known(hand, followedHands)) continue;
      const found = regionFromLandmarks(hand.landmarks);
      const unclear = isUnclear(frame, found);
      followedHands.push({
        region: found,
        hand,
        leftness: hand.leftness,
        frames: unclear ? 0 : 1,
        clearAt: frame.timestamp,
        unclear,
      });
      lost = null;
      turn = 0;
    }
  }

  /** Not at once: the hand that is followed need not wait for its answer. */
  async function finish(): Promise<void> {
    const frame = unsearched;
    unsearched = null;
    if (frame) await search(frame);
  }

  return {
    async step(frame: Frame, mode: StepMode = 'search'): Promise<FinderStep> {
      await finish();
      if (lastFrame && isDiscontinuous(lastFrame, frame)) reset();
      frameMs = lastFrame ? frame.timestamp - lastFrame.timestamp : 0;
      lastFrame = frame;
      const tracked = followedHands.length > 0;
      if (tracked) {
        const start = clock();
        await follow(frame);
        timing.landmarksMs += clock() - start;
      }
      const due = followedHands.length === 0 || isSecondDue(frame.timestamp);
      const searched =
        mode === 'search' && followedHands.length < maxHands && due && isWhole(frame);
      if (searched) {
        lastSearch = frame.timestamp;
        if (followedHands.length > 0 && !hasMet(frame.timestamp)) unsearched = frame;
        else await search(frame);
      }
      const took = timing;
      timing = { searchMs: 0, landmarksMs: 0 };
      return {
        hands: followedHands.map((followed) => followed.hand),
        unclear: followedHands.filter(({ unclear }) => unclear).map(({ hand }) => hand),
        searched,
        tracked,
        ...took,
      };
    },

    finish,

    regionWanted(): Rect | null {
      if (!lastFrame || followedHands.length === 0) return null;
      if (followedHands.length < maxHands && isSecondDue(lastFrame.timestamp)) return null;
      const source = { width: lastFrame.sourceWidth, height: lastFrame.sourceHeight };
      const squares = followedHands.map(({ region }) => region);
      const together = regionAround(squares, source);
      if (!together || squares.length === 1 || !wouldBeUnclear(together, source, squares))
        return together;
      // Too far apart for one region: in turn, unless frames come too slowly for that.
      if (2 * frameMs > patienceMs) return together;
      const [next] = [...followedHands].sort((a, b) => a.clearAt - b.clearAt);
      return regionAround([next!.region], source);
    },

    reset,
    dispose: reset,
  };
}

/** How unlike a followed hand a found one is: its distance in hand sizes, and its handedness. */
function unlikeness(followed: FollowedHand, hand: Hand): number {
  const was = boxOf(followed.hand.landmarks);
  const is = boxOf(hand.landmarks);
  const away = Math.hypot(
    is.x + is.width / 2 - was.x - was.width / 2,
    is.y + is.height / 2 - was.y - was.height / 2,
  );
  return away / Math.max(was.width, was.height) + Math.abs(hand.leftness - followed.leftness);
}

/** The followed hand in this frame, its handedness averaged over the last frames. */
function continued(followed: FollowedHand, hand: Hand, clearAt: number): FollowedHand {
  const frames = Math.min(followed.frames + 1, handednessFrames);
  const leftness = followed.leftness + (hand.leftness - followed.leftness) / frames;
  return {
    region: regionFromLandmarks(hand.landmarks),
    hand: { ...hand, leftness, handedness: leftness > 0.5 ? 'Left' : 'Right' },
    leftness,
    frames,
    clearAt,
    unclear: false,
  };
}

/**
 * The followed hand in a frame that does not show it clearly: only its place is taken from there, and
 * not even that if the model doubts that there is a hand.
 */
function glimpsed(followed: FollowedHand, hand: Hand): FollowedHand {
  if (hand.presence < keepPresence) return { ...followed, unclear: true };
  const { leftness, handedness } = followed.hand;
  return {
    ...followed,
    region: regionFromLandmarks(hand.landmarks),
    hand: { ...hand, leftness, handedness },
    unclear: true,
  };
}

/** Whether a region's centre, where its hand would be, lies in a box. */
function contains(box: Rect, region: Square): boolean {
  return (
    region.cx >= box.x &&
    region.cx <= box.x + box.width &&
    region.cy >= box.y &&
    region.cy <= box.y + box.height
  );
}

/** Whether hands of the frame before cannot be followed into this one. */
function isDiscontinuous(before: Frame, now: Frame): boolean {
  const gap = now.timestamp - before.timestamp;
  return (
    gap < 0 ||
    gap > staleMs ||
    before.sourceWidth !== now.sourceWidth ||
    before.sourceHeight !== now.sourceHeight
  );
}
