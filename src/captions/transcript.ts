/**
 * A call's captions in the order in which they began. Pure: times are wall-clock milliseconds
 * (as `Date.now()`), handed in with each cue.
 */
export interface Cue {
  /** Unique in the transcript; names the cue when it is taken back. */
  readonly id: string;
  readonly text: string;
  /** When its first sign was recognised. */
  readonly from: number;
  /** When its last sign was recognised; not before `from`. */
  readonly to: number;
}

export interface Transcript {
  /** By `from`. */
  readonly cues: readonly Cue[];
  /** Oldest cues that had to go, to keep at most {@link maxCues}. */
  readonly dropped: number;
}

/** A cue that ended so long before another began, and came after it, tells a clock that was set back. */
const setBackMs = 60_000;

/** Most cues kept of one call: over an hour of a caption every two seconds. */
export const maxCues = 2000;

export const emptyTranscript: Transcript = { cues: [], dropped: 0 };

/**
 * Puts a cue in its place. One with an id that is there already takes the other's place. Where the
 * clock was set back since the last one, it follows that one.
 */
export function addCue(transcript: Transcript, told: Cue, most = maxCues): Transcript {
  const others = transcript.cues.filter(({ id }) => id !== told.id);
  const cue = afterLast({ ...told, to: Math.max(told.from, told.to) }, others.at(-1));
  let place = others.length;
  while (place > 0 && (others[place - 1]?.from ?? 0) > cue.from) place--;
  const cues = [...others.slice(0, place), cue, ...others.slice(place)];
  return dropOldest({ ...transcript, cues }, most);
}

function afterLast(cue: Cue, last: Cue | undefined): Cue {
  if (!last || last.from - cue.to <= setBackMs) return cue;
  return { ...cue, from: last.to, to: last.to + cue.to - cue.from };
}

/** Takes cues back. Ids that are not there are no error: their cues may have been dropped. */
export function removeCues(transcript: Transcript, ids: readonly string[]): Transcript {
  const cues = transcript.cues.filter(({ id }) => !ids.includes(id));
  return cues.length === transcript.cues.length ? transcript : { ...transcript, cues };
}

/** Keeps the newest `most` cues and counts what went. */
export function dropOldest({ cues, dropped }: Transcript, most: number): Transcript {
  const over = Math.max(0, cues.length - most);
  return { cues: cues.slice(over), dropped: dropped + over };
}
