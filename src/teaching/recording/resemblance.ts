/**
 * Whether what is being recorded looks like a gesture that there is already: then calls would caption the
 * other one, or a training would find that the two collide. The recognition that calls use says so itself:
 * what it names while the user shows the new gesture. So it knows shipped gestures and those that were
 * trained, but none that has only been recorded. Pure.
 */

/** What recognition names in one frame; `Seen` of the page's recognizer is one. */
export interface Named {
  hands: readonly { gesture: string | null }[];
  movements?: readonly unknown[] | undefined;
  movementScores?: Readonly<Record<string, number>> | undefined;
  sign: { key: string } | null;
}

/** How often each gesture was named, by its key. */
type Counts = Readonly<Record<string, number>>;

export interface Resemblance {
  /** Frames that show a hand, and what their hands are named. */
  frames: number;
  held: Counts;
  /** Movements that ended, and what they are named. */
  movements: number;
  moved: Counts;
}

export const startResemblance: Resemblance = { frames: 0, held: {}, movements: 0, moved: {} };

/** Fewer frames or movements say nothing yet. */
const least = { frames: 15, movements: 2 } as const;
/** From this share on, another gesture is what most of the recording shows. */
const mostly = 0.5;

const counted = (counts: Counts, keys: Iterable<string>): Counts => {
  const next = { ...counts };
  for (const key of new Set(keys)) next[key] = (next[key] ?? 0) + 1;
  return next;
};

/** What is known after a frame. */
export function watchResemblance(
  now: Resemblance,
  { hands, movements = [], movementScores, sign }: Named,
): Resemblance {
  const named = hands.flatMap(({ gesture }) => (gesture === null ? [] : [gesture]));
  const moved = sign && movementScores && sign.key in movementScores ? [sign.key] : [];
  return {
    frames: now.frames + (hands.length > 0 ? 1 : 0),
    held: counted(now.held, named),
    movements: now.movements + movements.length,
    moved: counted(now.moved, moved),
  };
}

/**
 * The gesture that most of the recording is taken for; null: none.
 *
 * @param own key of the gesture that is recorded, which it may be taken for
 * @param moves it is a movement
 */
export function resembled(
  { frames, held, movements, moved }: Resemblance,
  own: string,
  moves: boolean,
): string | null {
  const [counts, all, enough] = moves
    ? [moved, movements, least.movements]
    : [held, frames, least.frames];
  if (all < enough) return null;
  const [first] = Object.entries(counts)
    .filter(([key]) => key !== own)
    .sort(([, a], [, b]) => b - a);
  return first && first[1] >= mostly * all ? first[0] : null;
}
