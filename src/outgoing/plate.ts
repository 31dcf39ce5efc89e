import { type Layout, layOut, type SentLook } from './layout.ts';

/** The image of a caption's box: straight (not premultiplied) RGBA, tightly packed. */
export interface Plate {
  /** Position in the frame as it is shown, px; all four are even. */
  x: number;
  y: number;
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
}

const fontOf = (look: SentLook, px: number): string =>
  `${look.weight} ${px.toFixed(1)}px ${look.family}`;

function drawText(
  context: OffscreenCanvasRenderingContext2D,
  { lines, fontPx, anchor }: Layout,
  look: SentLook,
): void {
  context.textBaseline = 'middle';
  context.textAlign = anchor;
  context.font = fontOf(look, fontPx);
  context.lineJoin = 'round';
  // Outline and shadow have the background's colour, which contrasts with the letters.
  context.strokeStyle = look.background;
  context.lineWidth = Math.max(2, fontPx * 0.16);
  for (const { text, dir, x, y } of lines) {
    context.direction = dir;
    if (look.edge === 'outline') context.strokeText(text, x, y);
    if (look.edge === 'shadow') {
      context.shadowColor = look.background;
      context.shadowBlur = fontPx * 0.12;
      context.shadowOffsetX = context.shadowOffsetY = Math.max(1, fontPx * 0.06);
    }
    context.fillStyle = look.color;
    context.fillText(text, x, y);
    context.shadowColor = 'transparent';
  }
}

/** Draws captions for frames of any size. */
export interface PlateMaker {
  /**
   * The box with these texts for a frame that is shown at this size; null: there is nothing to
   * show.
   * @throws Error if the browser gives no canvas
   */
  make(texts: readonly string[], width: number, height: number, look: SentLook): Plate | null;
}

/**
 * Draws once per caption, not once per frame. Text is not mirrored: the page's style mirrors the
 * self-view, but not the sent video.
 */
export function createPlateMaker(
  makeCanvas: (width: number, height: number) => OffscreenCanvas,
): PlateMaker {
  let ruler: OffscreenCanvasRenderingContext2D | null = null;
  const contextOf = (canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D => {
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas to draw the caption on');
    return context;
  };
  return {
    make(texts, width, height, look) {
      ruler ??= contextOf(makeCanvas(1, 1));
      const rule = ruler;
      const layout = layOut(texts, width, height, look, (text, px) => {
        rule.font = fontOf(look, px);
        return rule.measureText(text).width;
      });
      if (!layout) return null;
      const { x, y, width: boxWidth, height: boxHeight } = layout;
      const context = contextOf(makeCanvas(boxWidth, boxHeight));
      context.globalAlpha = look.backgroundOpacity;
      context.fillStyle = look.background;
      context.beginPath();
      context.roundRect(0, 0, boxWidth, boxHeight, layout.fontPx * 0.25);
      context.fill();
      context.globalAlpha = 1;
      drawText(context, layout, look);
      const { data } = context.getImageData(0, 0, boxWidth, boxHeight);
      return { x, y, width: boxWidth, height: boxHeight, rgba: data };
    },
  };
}
