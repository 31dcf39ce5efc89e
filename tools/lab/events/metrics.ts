/**
 * Event metrics: what a person in a call notices. Pure. Times are in seconds of clip time.
 *
 * - false captions per hour in which no enabled sign is shown;
 * - recall of held signs, and wrong captions while a sign is held;
 * - the time from a sign's first complete frame to its caption.
 */
import { quantile } from '../../lib/printing/statistics.ts';

/** A sign that is really shown, from the first frame in which it is complete to the last. */
export interface TrueSign {
  gesture: string;
  from: number;
  to: number;
}

/** A caption and its time. */
export interface TimedCaption {
  at: number;
  gesture: string;
}

/** One clip (a recording, a rendered clip or a landmark stream) and its captions. */
export interface ClipEvents {
  seconds: number;
  signs: readonly TrueSign[];
  captions: readonly TimedCaption[];
}

/** The captions that belong to one sign. */
export interface SignOutcome {
  sign: TrueSign;
  /** The first caption of its own gesture; null if there was none. */
  caption: TimedCaption | null;
  /** Captions of other gestures while it was shown. */
  wrong: readonly TimedCaption[];
}

export interface ClipOutcome {
  signs: readonly SignOutcome[];
  /** Captions at times that belong to no sign. */
  falseCaptions: readonly TimedCaption[];
  /** Time in which no sign was shown. */
  silentSeconds: number;
}

/**
 * How much before or after a sign a caption still belongs to it, s. A raised hand has its shape a little
 * before it is in place, and a caption may come with a late frame.
 */
const earlySeconds = 0.3;
const lateSeconds = 0.3;
/** How long a sign must be shown to count as held, s. Shorter ones are not missed, but their time is not silent. */
export const heldSeconds = 1;

/** Assigns each caption of a clip to the sign that it belongs to, or to none. */
export function matchClip({ seconds, signs, captions }: ClipEvents): ClipOutcome {
  const free = new Set(captions);
  const outcomes = signs.map((sign): SignOutcome => {
    const own = [...free].filter(
      ({ at }) => at >= sign.from - earlySeconds && at <= sign.to + lateSeconds,
    );
    // If two signs follow each other directly, a caption between them may belong to either.
    const taken = own.filter(
      (caption) => caption.gesture === sign.gesture || !belongsElsewhere(caption, sign, signs),
    );
    for (const caption of taken) free.delete(caption);
    return {
      sign,
      caption: taken.find(({ gesture }) => gesture === sign.gesture) ?? null,
      wrong: taken.filter(({ gesture }) => gesture !== sign.gesture),
    };
  });
  const shown = signs.reduce((total, { from, to }) => total + to - from, 0);
  return { signs: outcomes, falseCaptions: [...free], silentSeconds: Math.max(0, seconds - shown) };
}

function belongsElsewhere(
  caption: TimedCaption,
  but: TrueSign,
  signs: readonly TrueSign[],
): boolean {
  return signs.some(
    (sign) =>
      sign !== but &&
      sign.gesture === caption.gesture &&
      caption.at >= sign.from - earlySeconds &&
      caption.at <= sign.to + lateSeconds,
  );
}

export interface EventMetrics {
  silentHours: number;
  falseCaptions: number;
  falsePerHour: number;
  /** Upper end of the one-sided 95 % interval of the rate. */
  falsePerHourUpper: number;
  /** Signs held for at least {@link heldSeconds}. */
  held: number;
  recall: number;
  /** Captions of another gesture while a held sign was shown, as a share of the held signs. */
  wrongRate: number;
  /** Seconds from a held sign's first complete frame to its caption. */
  onsetMedian: number | null;
  onsetP95: number | null;
}

/** @param outcomes of independent clips; rates are pooled over their total time */
export function eventMetrics(outcomes: readonly ClipOutcome[]): EventMetrics {
  const silentHours = outcomes.reduce((sum, clip) => sum + clip.silentSeconds, 0) / 3600;
  const falseCaptions = outcomes.reduce((sum, clip) => sum + clip.falseCaptions.length, 0);
  const held = outcomes
    .flatMap((clip) => clip.signs)
    .filter(({ sign }) => sign.to - sign.from >= heldSeconds);
  const onsets = held.flatMap(({ sign, caption }) =>
    caption ? [Math.max(0, caption.at - sign.from)] : [],
  );
  const wrong = held.reduce((sum, outcome) => sum + outcome.wrong.length, 0);
  return {
    silentHours,
    falseCaptions,
    falsePerHour: falseCaptions / silentHours,
    falsePerHourUpper: poissonUpper(falseCaptions) / silentHours,
    held: held.length,
    recall: onsets.length / held.length,
    wrongRate: wrong / held.length,
    onsetMedian: quantile(onsets, 0.5),
    onsetP95: quantile(onsets, 0.95),
  };
}

/**
 * The greatest mean for which a Poisson count is at most `count` with a probability of 5 % (Garwood
 * 1936). It is 3.0 for a count of 0: no event in 3 hours shows only that there are fewer than 1 per
 * hour.
 */
export function poissonUpper(count: number): number {
  const below = (mean: number): number => {
    let term = Math.exp(-mean);
    let total = term;
    for (let k = 1; k <= count; k++) {
      term *= mean / k;
      total += term;
    }
    return total;
  };
  let low = count;
  let high = count + 5 * Math.sqrt(count + 1) + 5;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (below(middle) > 0.05) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
