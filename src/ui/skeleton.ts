/** Draws hand skeletons on a canvas over a picture. */

export interface SeenHands {
  frameSize: { width: number; height: number };
  hands: readonly {
    hand: { landmarks: readonly (readonly [x: number, y: number, z: number])[] };
    gesture?: string | null;
  }[];
}

/** The part of a 2-D context that is used. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'clearRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'arc'
  | 'fill'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'strokeStyle'
  | 'fillStyle'
>;

const chains = [
  [0, 1, 2, 3, 4],
  [0, 5, 6, 7, 8],
  [5, 9, 13, 17, 0],
  [9, 10, 11, 12],
  [13, 14, 15, 16],
  [17, 18, 19, 20],
];
const line = '#5cc8a8';
const named = '#ffffff';
const shade = 'rgb(0 0 0 / .6)';

/**
 * Clears the canvas and draws the skeletons.
 *
 * @param size of the canvas in device pixels; the picture covers it as with `object-fit: cover`
 * @param ratio device pixels per CSS pixel
 * @param mirror whether left and right are swapped, as in the picture
 */
export function drawSkeletons(
  pen: Pen,
  seen: SeenHands | null,
  size: { width: number; height: number },
  ratio: number,
  mirror: boolean,
): void {
  pen.clearRect(0, 0, size.width, size.height);
  if (!seen) return;
  const { width, height } = seen.frameSize;
  const scale = Math.max(size.width / width, size.height / height);
  const left = (size.width - width * scale) / 2;
  const top = (size.height - height * scale) / 2;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const { hand, gesture } of seen.hands) {
    const points = hand.landmarks.map(([x, y]): [number, number] => {
      const across = left + x * scale;
      return [mirror ? size.width - across : across, top + y * scale];
    });
    const trace = (): void => {
      pen.beginPath();
      for (const chain of chains) {
        chain.forEach((index, i) => {
          const point = points[index];
          if (!point) return;
          if (i === 0) pen.moveTo(...point);
          else pen.lineTo(...point);
        });
      }
      pen.stroke();
    };
    // A dark edge makes the lines visible on any picture.
    pen.strokeStyle = shade;
    pen.lineWidth = 6 * ratio;
    trace();
    pen.strokeStyle = gesture ? named : line;
    pen.lineWidth = 3 * ratio;
    trace();
    pen.fillStyle = gesture ? line : named;
    for (const [x, y] of points) {
      pen.beginPath();
      pen.arc(x, y, 2.5 * ratio, 0, 2 * Math.PI);
      pen.fill();
    }
  }
}
