/**
 * Event metrics: what a person in a call notices. Pure. Times are seconds of clip time.
 *
 * - false captions per hour of time in which no enabled sign is shown;
 * - recall of held signs, and wrong captions while one is held;
 * - the time from a sign's first complete frame to its caption.
 */
import { quantile } from '../../lib/printing/statistics.ts';

/** A sign that is shown, from the first frame in which it is complete to the last. */
export interface TrueSign {
  gesture: string;
  from: number;
  to: number;
}

/** A caption that was told. */
export interface Told {
  at: number;
  gesture: string;
}

/** One clip (a recording, a rendered clip, a landmark stream) and what was told on it. */
export interface ClipEvents {
  seconds: number;
  signs: readonly TrueSign[];
  captions: readonly Told[];
}

/** What became of one sign. */
export interface SignOutcome {
  sign: TrueSign;
  /** The first caption of its own gesture, null where none came. */
  told: Told | null;
  /** Captions of other gestures while it was shown. */
  wrong: readonly Told[];
}

export interface ClipOutcome {
  signs: readonly SignOutcome[];
  /** Captions at times that belong to no sign. */
  falseCaptions: readonly Told[];
  /** Time in which no sign was shown. */
  silentSeconds: number;
}

/**
 * A caption belongs to the sign in whose time it comes. A hand that is raised has its shape a
 * little before it is in place, and a caption that was due comes with a late frame: so much earlier
 * or later still counts.
 */
const earlySeconds = 0.3;
const lateSeconds = 0.3;
/** Shorter signs are no held signs: they are neither missed nor is their time silent. */
export const heldSeconds = 1;

/** Gives each caption of a clip to the sign it belongs to, or to none. */
export function matchClip({ seconds, signs, captions }: ClipEvents): ClipOutcome {
  const free = new Set(captions);
  const outcomes = signs.map((sign): SignOutcome => {
    const own = [...free].filter(
      ({ at }) => at >= sign.from - earlySeconds && at <= sign.to + lateSeconds,
    );
    // Between two signs that follow each other at once, a caption may belong to either.
    const taken = own.filter(
      (caption) => caption.gesture === sign.gesture || !belongsElsewhere(caption, sign, signs),
    );
    for (const caption of taken) free.delete(caption);
    return {
      sign,
      told: taken.find(({ gesture }) => gesture === sign.gesture) ?? null,
      wrong: taken.filter(({ gesture }) => gesture !== sign.gesture),
    };
  });
  const shown = signs.reduce((total, { from, to }) => total + to - from, 0);
  return { signs: outcomes, falseCaptions: [...free], silentSeconds: Math.max(0, seconds - shown) };
}

function belongsElsewhere(caption: Told, but: TrueSign, signs: readonly TrueSign[]): boolean {
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

/** @param outcomes of independent clips; rates are pooled over their time. */
export function eventMetrics(outcomes: readonly ClipOutcome[]): EventMetrics {
  const silentHours = outcomes.reduce((sum, clip) => sum + clip.silentSeconds, 0) / 3600;
  const falseCaptions = outcomes.reduce((sum, clip) => sum + clip.falseCaptions.length, 0);
  const held = outcomes
    .flatMap((clip) => clip.signs)
    .filter(({ sign }) => sign.to - sign.from >= heldSeconds);
  const onsets = held.flatMap(({ sign, told }) => (told ? [Math.max(0, told.at - sign.from)] : []));
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
 * The greatest mean of a Poisson count that would give `count` or fewer with a probability of 5 %
 * (Garwood 1936): 3.0 for none, so no event in 3 hours says "less than 1 an hour" and no more.
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
