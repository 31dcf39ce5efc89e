import { type Layout, layOut, type SentLook } from './layout.ts';

/** A caption's box as a picture: straight (not premultiplied) RGBA, tightly packed. */
export interface Plate {
  /** Place in the picture as it is shown, px; all four are even. */
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
  // Letters are parted from the picture by what is dark where they are light, and the reverse.
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

/** Draws captions for pictures of one size. */
export interface PlateMaker {
  /**
   * The box with these lines for a picture that is shown in this size; null for nothing to show.
   * @throws Error where the browser gives no canvas
   */
  make(texts: readonly string[], width: number, height: number, look: SentLook): Plate | null;
}

/**
 * Draws once for each new caption, never for each frame. Text is not mirrored: the self-view is
 * mirrored by the page's style, what is sent is not.
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
