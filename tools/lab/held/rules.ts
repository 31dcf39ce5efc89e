/** Rules that name a held hand by all of its frames. */
import type { Moment } from '../../../src/recognizer/signs/followed-hands.ts';

/** One frame of a held hand. */
export interface HeldFrame extends Moment {
  presence: number;
}

/** Names what the frames show, oldest first and at least one; null for nothing. */
export type Rule = (
  frames: readonly HeldFrame[],
  thresholds: Readonly<Record<string, number>>,
) => string | null;

/** As the gate counts: the last frame's name, which all frames but one share. */
const allButOne: Rule = (frames) => {
  const name = frames.at(-1)?.gesture ?? null;
  const others = frames.filter(({ gesture }) => gesture !== name);
  return others.length <= 1 ? name : null;
};

const lastFrame: Rule = (frames) => frames.at(-1)?.gesture ?? null;

const mostFrames: Rule = (frames) => {
  const counts = new Map<string, number>();
  for (const { gesture } of frames)
    if (gesture !== null) counts.set(gesture, (counts.get(gesture) ?? 0) + 1);
  for (const [gesture, count] of counts) if (2 * count > frames.length) return gesture;
  return null;
};

/** The gesture with the greatest mean, if that reaches the gesture's threshold. */
function byMean(
  weightOf: (frame: HeldFrame) => number,
  to = (score: number): number => score,
  from = (mean: number): number => mean,
): Rule {
  return (frames, thresholds) => {
    const total = frames.reduce((sum, frame) => sum + weightOf(frame), 0);
    let best: string | null = null;
    let greatest = 0;
    for (const gesture of Object.keys(thresholds)) {
      const sum = frames.reduce(
        (all, frame) => all + weightOf(frame) * to(frame.scores[gesture] ?? 0),
        0,
      );
      const mean = from(sum / total);
      if (mean > greatest) [best, greatest] = [gesture, mean];
    }
    return best !== null && greatest >= (thresholds[best] ?? 1) ? best : null;
  };
}

/** Scores nearer to 0 and 1 than this have the same logit. */
const surest = 1e-3;
const logit = (score: number): number => {
  const within = Math.min(1 - surest, Math.max(surest, score));
  return Math.log(within / (1 - within));
};
const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** A rule with thresholds moved part of the way to 1, to compare rules at equal silence. */
const stricter =
  (rule: Rule, part: number): Rule =>
  (frames, thresholds) =>
    rule(
      frames,
      Object.fromEntries(
        Object.entries(thresholds).map(([gesture, t]) => [gesture, t + part * (1 - t)]),
      ),
    );

/** Names what both rules name. */
const both =
  (one: Rule, other: Rule): Rule =>
  (frames, thresholds) => {
    const name = one(frames, thresholds);
    return name === other(frames, thresholds) ? name : null;
  };

const meanOfScores = byMean(() => 1);

export const rules: readonly { name: string; rule: Rule }[] = [
  { name: 'last frame', rule: lastFrame },
  { name: 'all frames but one', rule: allButOne },
  { name: 'most frames', rule: mostFrames },
  { name: 'mean of scores', rule: meanOfScores },
  // As in the classifier, a presence of .7 counts for nothing and one of .9 fully.
  {
    name: 'mean of scores, by presence',
    rule: byMean(({ presence }) => Math.min(1, Math.max(0.01, (presence - 0.7) / 0.2))),
  },
  { name: 'mean of logits', rule: byMean(() => 1, logit, sigmoid) },
  { name: 'mean of scores, thresholds 0.2 nearer to 1', rule: stricter(meanOfScores, 0.2) },
  { name: 'mean of scores, thresholds 0.4 nearer to 1', rule: stricter(meanOfScores, 0.4) },
  { name: 'all frames but one, and the mean', rule: both(allButOne, meanOfScores) },
];
