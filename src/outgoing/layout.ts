/** How captions look in the sent frames. Colours are `#rrggbb`. */
export interface SentLook {
  /** CSS font family list. */
  family: string;
  weight: number;
  /** 1 is the default size for the frame. */
  scale: number;
  color: string;
  background: string;
  /** 0..1 */
  backgroundOpacity: number;
  edge: 'none' | 'outline' | 'shadow';
  align: 'start' | 'center' | 'end';
  place: 'top' | 'bottom';
  side: 'start' | 'center' | 'end';
  maxLines: 1 | 2;
  /** Direction of the interface, for `start` and `end`. */
  dir: 'ltr' | 'rtl';
}

export interface Line {
  text: string;
  dir: 'ltr' | 'rtl';
  /** Position of the text's anchor in the box, px; the anchor is its left, middle or right. */
  x: number;
  /** Middle of the line in the box, px. */
  y: number;
}

/** The caption's box, in pixels of the frame as it is shown. Position and size are even. */
export interface Layout {
  x: number;
  y: number;
  width: number;
  height: number;
  fontPx: number;
  anchor: 'left' | 'center' | 'right';
  lines: Line[];
}

/** Width of a text in px at a font size in px. */
export type Measure = (text: string, fontPx: number) => number;

/** Text is shrunk at most to this share of its size; if it still does not fit, it is cut. */
const smallest = 0.65;
const ellipsis = '…';

const even = (value: number): number => 2 * Math.round(value / 2);
const rtlFirst =
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The direction of a text by its first letter, as with HTML's `dir=auto`. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  return rtlFirst.test(text) ? 'rtl' : 'ltr';
}

/** Breaks a text at the space where the wider half is narrowest; null if there is no space. */
function halve(text: string, measure: (text: string) => number): [string, string] | null {
  let best: [string, string] | null = null;
  let width = Number.POSITIVE_INFINITY;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
    const halves: [string, string] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    const wider = Math.max(measure(halves[0]), measure(halves[1]));
    if (wider >= width) continue;
    best = halves;
    width = wider;
  }
  return best;
}

/** The text if it fits, else its longest beginning that fits with an ellipsis. */
function cut(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const letters = Array.from(text);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(letters.slice(0, middle).join('').trimEnd() + ellipsis)) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('').trimEnd() + ellipsis;
}

/** At most `maxLines` lines that fit, and the font size at which they fit. */
function fitLines(
  texts: readonly string[],
  maxLines: number,
  fontPx: number,
  maxWidth: number,
  measure: Measure,
): { lines: string[]; fontPx: number } {
  const newest = texts.at(-1) ?? '';
  const wide = (lines: readonly string[]): number =>
    Math.max(...lines.map((line) => measure(line, fontPx)));
  let lines = texts.slice(-maxLines);
  // The newest text matters most: if it is long, it also gets the place of the line before it.
  if (maxLines > 1 && measure(newest, fontPx) > maxWidth)
    lines = halve(newest, (text) => measure(text, fontPx)) ?? [newest];
  const width = wide(lines);
  if (width <= maxWidth) return { lines, fontPx };
  const shrunk = Math.max(smallest, maxWidth / width) * fontPx;
  return {
    fontPx: shrunk,
    lines: lines.map((line) => cut(line, (text) => measure(text, shrunk) <= maxWidth)),
  };
}

/** The size of letters that is asked for in a frame, px. */
const askedPx = (width: number, height: number, { scale }: SentLook): number =>
  Math.max(10, Math.min(width, height) * 0.066 * scale);
/** From the caption's box to the frame's upper or lower edge, as a share of its height. */
const marginShare = 0.05;
/** A row of text is this many times as high as its letters; the box has `padShare` of them around. */
const rowShare = 1.3;
const padShare = 0.25;

/**
 * Where captions may stand in a frame, whatever they say: between these shares of its height.
 *
 * @param width @param height of the frame as it is shown, px
 */
export function captionRoom(
  width: number,
  height: number,
  look: SentLook,
): { top: number; bottom: number } {
  const rows = look.maxLines * rowShare + 2 * padShare;
  const most = Math.min(1, marginShare + (rows * askedPx(width, height, look)) / height);
  return look.place === 'top' ? { top: 0, bottom: most } : { top: 1 - most, bottom: 1 };
}

/**
 * The layout of the caption in a frame, or null if there is no text or no room for it. The receiver
 * may crop the frame (to a square, or 16:9 to 4:3): the box stays within the middle that such crops
 * leave.
 *
 * @param texts oldest first @param width @param height of the frame as it is shown, px
 */
export function layOut(
  texts: readonly string[],
  width: number,
  height: number,
  look: SentLook,
  measure: Measure,
): Layout | null {
  const said = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (said.length === 0 || width < 64 || height < 64) return null;
  const safe = Math.min(width, (height * 4) / 3) * 0.92;
  const asked = askedPx(width, height, look);
  const padX = asked * 0.5;
  const room = safe - 2 * padX;
  const { lines, fontPx } = fitLines(said, look.maxLines, asked, room, measure);

  const lineHeight = fontPx * rowShare;
  const padY = fontPx * padShare;
  const widest = Math.min(room, Math.max(...lines.map((line) => measure(line, fontPx))));
  const box = {
    width: Math.min(even(width) - 2, even(widest + 2 * padX)),
    height: Math.min(even(height) - 2, even(lines.length * lineHeight + 2 * padY)),
  };
  const physical = (side: SentLook['side']): 'left' | 'center' | 'right' => {
    if (side === 'center') return 'center';
    return (side === 'start') === (look.dir === 'ltr') ? 'left' : 'right';
  };
  const share = { left: 0, center: 0.5, right: 1 };
  const inset = (width - safe) / 2;
  const x = inset + (safe - box.width) * share[physical(look.side)];
  const margin = height * marginShare;
  const y = look.place === 'top' ? margin : height - margin - box.height;
  const anchor = physical(look.align);
  return {
    x: Math.max(0, 2 * Math.floor(x / 2)),
    y: Math.max(0, 2 * Math.floor(y / 2)),
    ...box,
    fontPx,
    anchor,
    lines: lines.map((text, i) => ({
      text,
      dir: directionOf(text),
      x: padX + (box.width - 2 * padX) * share[anchor],
      y: padY + (i + 0.5) * lineHeight,
    })),
  };
}
