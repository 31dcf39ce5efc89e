import { handBetween } from './between.ts';
import { createKnownSpace, type KnownSpaceOptions } from './known-space.ts';
import { unknownLabel } from './losses.ts';
import { mixFingers } from './mix.ts';
import type { Random } from './random.ts';
import type { MadeHand, Sample } from './sampler.ts';

/** How an unknown hand was made; its samples' origin. */
export type UnknownKind = 'mixed' | 'between' | 'bent';

export interface MakeUnknownsOptions extends KnownSpaceOptions {
  /** How many hands of each kind are tried; those near a known sample are dropped. */
  tries: Partial<Record<UnknownKind, number>>;
  /** Draws a hand with joints bent at random; needed for `bent` alone. */
  bend?: (random: Random) => MadeHand;
}

/**
 * Unknown hands made from known ones, for BCENa's zero target. Silence that is learnt on idle hands
 * alone does not reach new gestures; with these it does (docs/experiments). What lies near any known
 * sample in feature space is dropped. Works on any landmarks, so also on gestures that a user
 * teaches.
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
 * Hard ones: of each origin, the share of samples that a classifier believes most to be one of its
 * gestures, so that the next training looks at the border and not at what is silent anyway.
 *
 * @param scores the classifier's greatest score of each sample.
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
