import { handBetween } from './between.ts';
import { createKnownSpace, type KnownSpaceOptions } from './known-space.ts';
import { unknownLabel } from './losses.ts';
import { mixFingers } from './mix.ts';
import type { Random } from './random.ts';
import type { MadeHand, Sample } from './sampler.ts';

/** How an unknown hand was made; also the origin of its sample. */
export type UnknownKind = 'mixed' | 'between' | 'bent';

export interface MakeUnknownsOptions extends KnownSpaceOptions {
  /** How many hands of each kind are made; those near a known sample are then dropped. */
  tries: Partial<Record<UnknownKind, number>>;
  /** Draws a hand with joints bent at random; needed only for `bent`. */
  bend?: (random: Random) => MadeHand;
}

/**
 * Unknown hands made from known ones, for BCENa's zero target. A classifier that learnt silence only
 * from idle hands is not silent on new gestures; with these hands it is (docs/experiments). Hands
 * near any known sample in feature space are dropped. Works on any landmarks, so also on gestures
 * that a user teaches.
 */
export function makeUnknowns(options: MakeUnknownsOptions, random: Random): Sample[] {
  const { samples } = options;
  if (samples.length === 0) return [];
  const space = createKnownSpace(options, random);
  const makers: Record<UnknownKind, () => MadeHand | null> = {
    mixed: () => mixFingers(samples, random),
    between: () => handBetween(samples, random),
    bent: () => options.bend?.(random) ?? null,
  };
  return (Object.keys(makers) as UnknownKind[]).flatMap((kind) => {
    const made: MadeHand[] = [];
    for (let i = 0; i < (options.tries[kind] ?? 0); i++) {
      const hand = makers[kind]();
      if (hand && space.nearness(hand.points) > 1) made.push(hand);
    }
    return made.map(({ points, depth, aspect }) => ({
      points,
      depth,
      aspect,
      label: unknownLabel,
      origin: kind,
    }));
  });
}

/**
 * The hardest unknown samples: of each origin, the share with the highest scores, so that the next
 * training sees the decision boundary and not samples that get no caption anyway.
 *
 * @param scores the classifier's highest score for each sample.
 */
export function hardestOf(
  samples: readonly Sample[],
  scores: ArrayLike<number>,
  share: number,
): Sample[] {
  const byOrigin = new Map<string, { sample: Sample; score: number }[]>();
  samples.forEach((sample, i) => {
    const list = byOrigin.get(sample.origin) ?? [];
    byOrigin.set(sample.origin, list);
    list.push({ sample, score: scores[i]! });
  });
  return [...byOrigin.values()].flatMap((list) =>
    list
      .sort((a, b) => b.score - a.score)
      .slice(0, Math.ceil(list.length * share))
      .map(({ sample }) => sample),
  );
}
