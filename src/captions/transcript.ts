/**
 * A call's captions in the order in which they began. Pure: each cue carries its times, in
 * wall-clock milliseconds (as `Date.now()`).
 */
export interface Cue {
  /** Unique in the transcript; identifies the cue if it is taken back. */
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
  /** How many of the oldest cues were dropped, to keep at most {@link maxCues}. */
  readonly dropped: number;
}

/** If a cue ends this long before the cue that came before it, the clock was set back, ms. */
const setBackMs = 60_000;

/** At most this many cues are kept per call: over an hour with a caption every two seconds. */
export const maxCues = 2000;

export const emptyTranscript: Transcript = { cues: [], dropped: 0 };

/**
 * Adds a cue in order of time. It replaces a cue with the same id. If the clock was set back since
 * the last cue, it is added after that one.
 */
export function addCue(transcript: Transcript, added: Cue, most = maxCues): Transcript {
  const others = transcript.cues.filter(({ id }) => id !== added.id);
  const cue = afterLast({ ...added, to: Math.max(added.from, added.to) }, others.at(-1));
  let place = others.length;
  while (place > 0 && (others[place - 1]?.from ?? 0) > cue.from) place--;
  const cues = [...others.slice(0, place), cue, ...others.slice(place)];
  return dropOldest({ ...transcript, cues }, most);
}

function afterLast(cue: Cue, last: Cue | undefined): Cue {
  if (!last || last.from - cue.to <= setBackMs) return cue;
  return { ...cue, from: last.to, to: last.to + cue.to - cue.from };
}

/** Removes cues. Unknown ids are not an error: their cues may have been dropped. */
export function removeCues(transcript: Transcript, ids: readonly string[]): Transcript {
  const cues = transcript.cues.filter(({ id }) => !ids.includes(id));
  return cues.length === transcript.cues.length ? transcript : { ...transcript, cues };
}

/** Keeps the newest `most` cues and counts the dropped ones. */
export function dropOldest({ cues, dropped }: Transcript, most: number): Transcript {
  const over = Math.max(0, cues.length - most);
  return { cues: cues.slice(over), dropped: dropped + over };
}
