/** How long the watched camera may show no hand before another one gets a look, ms. */
export const noHandMs = 15_000;
/** How long that look is, ms: enough to search several frames for a hand. */
export const lookMs = 4_000;

/**
 * Decides by the hand which of several cameras is watched that others all see: the one in which a
 * hand was last seen. When it has shown none for a while, the others get a short look in turn.
 */
export interface Patrol {
  /** The watched camera shows a hand. */
  sawHand(): void;
  /**
   * @param rivals the cameras to decide between; fewer than two end the patrol
   * @returns the camera to watch; null if there is nothing to decide
   */
  turn(rivals: readonly string[], watched: string | null): string | null;
}

/** @param now a clock in ms that does not jump */
export function createPatrol(now: () => number): Patrol {
  /** The camera in which a hand was last seen, else the first that was watched. */
  let home: string | null = null;
  let watching: string | null = null;
  /** When `watching` began, or showed a hand for the last time. */
  let since = 0;
  /** The last camera that got a look. */
  let looked: string | null = null;

  const watch = (device: string): string => {
    watching = device;
    since = now();
    return device;
  };

  return {
    sawHand() {
      home = watching;
      since = now();
    },
    turn(rivals, watched) {
      if (rivals.length < 2) {
        home = null;
        watching = null;
        return null;
      }
      if (home === null || !rivals.includes(home))
        home = watched !== null && rivals.includes(watched) ? watched : (rivals.at(-1) as string);
      if (watching === null || !rivals.includes(watching)) return watch(home);
      const patience = watching === home ? noHandMs : lookMs;
      if (now() - since < patience) return watching;
      if (watching !== home) return watch(home);
      const others = rivals.filter((device) => device !== home);
      looked = others[(others.indexOf(looked ?? '') + 1) % others.length] as string;
      return watch(looked);
    },
  };
}
