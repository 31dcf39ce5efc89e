/** The sent picture outside a call: pages of the extension show by it what others see. */
import { useEffect, useRef } from 'preact/hooks';
import type { SentLook } from './layout.ts';
import { createPlateMaker } from './plate.ts';

/** Pixels of the drawing; it is shown smaller, by the stylesheet. */
const size = { width: 480, height: 270 };
/** At its real size a caption could not be read in so small a picture. */
const enlarged = 2.2;

export interface SentPreviewProps {
  /** The caption to draw; null: the picture is sent as it is. */
  caption: string | null;
  look: SentLook;
  /** What the drawing shows, for screen readers. */
  label: string;
}

/** A drawing of a person in a call, with the caption drawn in as it is into the sent picture. */
export function SentPreview({ caption, look, label }: SentPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    drawPerson(context);
    if (caption !== null) drawCaption(context, caption, look);
  }, [caption, look]);
  return (
    <canvas class="sent-preview" ref={canvas} {...size} role="img" aria-label={label}>
      {caption}
    </canvas>
  );
}

function drawPerson(context: CanvasRenderingContext2D): void {
  const { width, height } = size;
  const ellipse = (color: string, x: number, y: number, rx: number, ry: number): void => {
    context.fillStyle = color;
    context.beginPath();
    context.ellipse(x * width, y * height, rx * width, ry * height, 0, 0, 2 * Math.PI);
    context.fill();
  };
  context.fillStyle = '#c9d3d6';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#eef4f5';
  context.fillRect(0.66 * width, 0.1 * height, 0.24 * width, 0.42 * height);
  ellipse('#3d5a6c', 0.5, 1.08, 0.27, 0.52);
  ellipse('#4a3428', 0.5, 0.31, 0.105, 0.22);
  ellipse('#c48f6a', 0.5, 0.37, 0.085, 0.19);
}

function drawCaption(context: CanvasRenderingContext2D, caption: string, look: SentLook): void {
  const maker = createPlateMaker((width, height) => new OffscreenCanvas(width, height));
  const scale = look.scale * enlarged;
  const plate = maker.make([caption], size.width, size.height, { ...look, scale });
  if (!plate) return;
  // `putImageData` would replace the picture below a caption that lets it through.
  const box = new OffscreenCanvas(plate.width, plate.height);
  const image = new ImageData(plate.width, plate.height);
  image.data.set(plate.rgba);
  box.getContext('2d')?.putImageData(image, 0, 0);
  context.drawImage(box, plate.x, plate.y);
}
