/** Counts captions in drawn clips with and without a head that rejects hands. */
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import type { GateInput } from '../../../src/recognizer/signs/gate-types.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { outcomeOf } from '../events/run.ts';
import { suiteCamera } from '../events/suite.ts';
import type { VocabularyId } from '../shapes.ts';
import type { Clip, ClipHand } from './clips.ts';

/** How far a hand may be from the one of the frame before, in hand sizes, and over which time scores are averaged, ms. */
const sameHand = 1;
const meanMs = 700;

/** The captions in clips. */
export interface ClipCount {
  falseCaptions: number;
  minutes: number;
  byFamily: Map<string, number>;
  held: number;
  captioned: number;
}

interface Seen {
  timestamp: number;
  x: number;
  y: number;
  size: number;
  score: number;
}

function seen({ hand }: ClipHand, timestamp: number, score: number): Seen {
  const xs = hand.landmarks.map(([x]) => x);
  const ys = hand.landmarks.map(([, y]) => y);
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  return {
    timestamp,
    x: middle(xs),
    y: middle(ys),
    size: Math.max(extent(xs), extent(ys)),
    score,
  };
}

/** The clip's frames for the gate: a hand whose mean score is above the threshold shows nothing. */
export function inputsOf(
  clip: Clip,
  classifier: Classifier,
  scoreOf: (middle: Float32Array) => number,
  threshold: number,
): GateInput[] {
  let trail: Seen[] = [];
  return clip.frames.map(({ timestamp, hands }) => {
    trail = trail.filter((past) => timestamp - past.timestamp <= meanMs);
    const past = trail;
    const now = hands.map((hand) => seen(hand, timestamp, scoreOf(hand.middle)));
    trail = [...past, ...now];
    return {
      timestamp,
      frameSize: { width: suiteCamera.width, height: suiteCamera.height },
      hands: hands.map(({ hand }, i) => {
        const own = now[i]!;
        const near = past.filter(
          ({ x, y }) => Math.hypot(x - own.x, y - own.y) <= sameHand * own.size,
        );
        const scores = [own, ...near].map(({ score }) => score);
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        const rejected = mean > threshold;
        const classification = classifier.classify(hand);
        return { hand, classification: rejected ? { scores: {}, gesture: null } : classification };
      }),
    };
  });
}

/** Counts false captions in silent clips and captioned signs in the vocabulary's own clips. */
export function countClips(
  clips: readonly Clip[],
  vocabulary: VocabularyId,
  classifier: Classifier,
  scoreOf: (middle: Float32Array) => number,
  threshold: number,
): ClipCount {
  const { dwellMs } = defaultSettings;
  const count: ClipCount = {
    falseCaptions: 0,
    minutes: 0,
    byFamily: new Map(),
    held: 0,
    captioned: 0,
  };
  for (const clip of clips) {
    if (clip.vocabulary !== 'both' && clip.vocabulary !== vocabulary) continue;
    const inputs = inputsOf(clip, classifier, scoreOf, threshold);
    const outcome = outcomeOf(createGate({ dwellMs }), inputs, clip);
    if (clip.vocabulary === 'both') {
      const wrong = outcome.falseCaptions.length;
      count.falseCaptions += wrong;
      count.minutes += clip.seconds / 60;
      count.byFamily.set(clip.family, (count.byFamily.get(clip.family) ?? 0) + wrong);
    } else {
      count.held += outcome.signs.length;
      count.captioned += outcome.signs.filter(({ caption }) => caption !== null).length;
    }
  }
  return count;
}
