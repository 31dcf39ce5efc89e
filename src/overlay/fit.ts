/**
 * Makes captions fit: no row of text is ever cut, and captions cover no more of the picture than they
 * must. Older lines go first, then letters get smaller.
 */

/** Captions cover at most about this share of the window's height. */
export const usualShare = 1 / 3;
/** Letters are made smaller in these steps. */
export const scales = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3] as const;
/** Letters that are smaller than this share of what the user wants must be needed, not only wished. */
const leastShare = 0.5;

export interface Fit {
  /** The first line that is shown; all after it are shown too. */
  readonly from: number;
  /** The size of letters, as a share of what the settings say. */
  readonly scale: number;
}

export interface Room {
  /** How high captions should be at most, px. */
  readonly usual: number;
  /** How high they can be, px: what is beyond would be cut. */
  readonly most: number;
}

/**
 * @param heightOf how high captions are at this scale, beginning with this line, px
 * @param least the smallest letters that can be read, as a share
 */
export function fitLines(
  lines: number,
  heightOf: (fit: Fit) => number,
  { usual, most }: Room,
  least: number,
): Fit {
  const newest = Math.max(0, lines - 1);
  const wished = Math.min(usual, most);
  for (let from = 0; from <= newest; from++)
    if (heightOf({ from, scale: 1 }) <= wished) return { from, scale: 1 };
  const readable = Math.min(1, Math.max(leastShare, least));
  const fits = (scale: number, room: number): boolean => heightOf({ from: newest, scale }) <= room;
  const scale =
    scales.find((step) => step >= readable && fits(step, wished)) ??
    scales.find((step) => step <= readable && fits(step, most)) ??
    scales.at(-1) ??
    1;
  return { from: newest, scale };
}

export interface LineFit {
  /**
   * Looks again: something was drawn, or the window or the look of captions has changed.
   * @returns whether captions could be measured; what is not shown cannot be.
   */
  look(): boolean;
}

const px = (value: string): number => Number.parseFloat(value) || 0;

/**
 * @param stage the element of class `stage` of `styles.ts`
 * @param share captions cover at most about this share of the stage's height
 */
export function createLineFit(stage: HTMLElement, share = usualShare): LineFit {
  /** How high captions can be beside what else is in the band, px. */
  const mostOf = (band: HTMLElement, stack: HTMLElement): number => {
    const gap = px(getComputedStyle(stack).rowGap);
    let others = 0;
    for (const part of stack.querySelectorAll(':scope > :not(.panel, .said)')) {
      const { marginBlockStart } = getComputedStyle(part);
      others += part.getBoundingClientRect().height + px(marginBlockStart) + gap;
    }
    // A hundredth of a pixel is rounding.
    return band.getBoundingClientRect().height - others + 0.01;
  };

  /** Shows only these lines, with letters of this size. */
  const apply = (captions: HTMLElement, lines: readonly HTMLElement[], { from, scale }: Fit) => {
    // Also if it is 1: a page can register the property with another value.
    captions.style.setProperty('--fit', String(scale));
    for (const [index, line] of lines.entries()) line.hidden = index < from;
  };

  /** If not even the smallest letters fit: as many whole rows as there is room for. */
  const clamp = (line: HTMLElement, rows: number | null): void => {
    if (rows === null) {
      delete line.dataset.rows;
      line.style.removeProperty('-webkit-line-clamp');
    } else {
      line.dataset.rows = String(rows);
      line.style.setProperty('-webkit-line-clamp', String(rows));
    }
  };

  return {
    look() {
      const captions = stage.querySelector<HTMLElement>('.captions');
      const band = stage.querySelector<HTMLElement>('.band');
      const stack = stage.querySelector<HTMLElement>('.stack');
      const whole = stage.clientHeight;
      if (whole === 0) return false;
      if (!captions || !band || !stack) return true;
      const lines = [...captions.querySelectorAll<HTMLElement>('.line')];
      for (const line of lines) clamp(line, null);

      const paddingOf = ({ paddingTop, paddingBottom }: CSSStyleDeclaration): number =>
        px(paddingTop) + px(paddingBottom);
      const measured = new Map<number, number[]>();
      const heightOf = ({ from, scale }: Fit): number => {
        let heights = measured.get(scale);
        if (!heights) {
          apply(captions, lines, { from: 0, scale });
          const padding = paddingOf(getComputedStyle(captions));
          heights = lines.map((line) => line.getBoundingClientRect().height);
          heights.push(padding);
          measured.set(scale, heights);
        }
        return heights.slice(from).reduce((sum, height) => sum + height, 0);
      };

      apply(captions, lines, { from: 0, scale: 1 });
      const full = getComputedStyle(captions);
      const row = px(full.lineHeight);
      const least = px(getComputedStyle(stack).fontSize) / px(full.fontSize);
      const most = mostOf(band, stack);
      // A single row is not made smaller to cover less: it is what the user wants to read.
      const usual = Math.max(share * whole, row + paddingOf(full));
      const fit = fitLines(lines.length, heightOf, { usual, most }, least);
      apply(captions, lines, fit);
      const newest = lines[fit.from];
      if (!newest || heightOf(fit) <= most) return true;
      const now = getComputedStyle(captions);
      const rows = Math.floor((most - paddingOf(now)) / px(now.lineHeight));
      clamp(newest, Math.max(1, rows));
      return true;
    },
  };
}
