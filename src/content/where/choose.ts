/** Which of several documents captions belong in. Pure. */

/** The smallest window in which a caption can be read, CSS pixels. */
export const smallestFrame = { width: 200, height: 120 };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whether captions can be read in a window of this size. */
export const fitsCaptions = ({ width, height }: Size): boolean =>
  width >= smallestFrame.width && height >= smallestFrame.height;

/**
 * Chooses among a frame and the documents around it. Captions stay in the frame while it can be
 * seen, and otherwise go to the innermost document that can be, with everything around it. The
 * outermost one counts as seen: there is no other.
 *
 * @param fits for each frame, from the inside outwards: whether its parent shows enough of it for
 *   captions
 * @returns the index of the document; 0 is that of the innermost frame
 */
export function chooseLevel(fits: readonly boolean[]): number {
  return fits.lastIndexOf(false) + 1;
}

/** The size of what is seen of an element. */
export interface Shown {
  /** Its box on the screen, after transforms. */
  readonly box: Size;
  /** The shares, 0..1, of width and height that nothing around it cuts off. */
  readonly uncut: Size;
  /** False if a style hides it. */
  readonly visible: boolean;
}

export function shownSize({ box, uncut, visible }: Shown): Size {
  if (!visible) return { width: 0, height: 0 };
  return { width: box.width * uncut.width, height: box.height * uncut.height };
}
