/**
 * Samples the models' square inputs from a frame: a rotated square in source pixels becomes
 * size x size x 3 numbers from 0 to 1, whatever the frame's pixel format. Plain JS on purpose: the
 * frame is bytes in memory, and one pass over the output is all that is needed.
 */
import type { Frame } from './frame.ts';
import { sampleUpright } from './sample-upright.ts';
import { type Border, colourFactors, type Steps } from './sampling.ts';

export type { Border } from './sampling.ts';

/**
 * A square in source pixels. It may reach beyond the frame. `rotation` is in radians, clockwise on
 * screen (y points down): the square's own "up" points to (sin rotation, -cos rotation).
 */
export interface Square {
  cx: number;
  cy: number;
  size: number;
  rotation: number;
  /** The square's own x axis is reversed. */
  mirrored?: boolean;
}

/** Converts a point of the square (0..1 from its own top left corner) to source pixels. */
export function toSource(square: Square, u: number, v: number): [x: number, y: number] {
  const cos = Math.cos(square.rotation);
  const sin = Math.sin(square.rotation);
  const dx = (square.mirrored ? 0.5 - u : u - 0.5) * square.size;
  const dy = (v - 0.5) * square.size;
  return [square.cx + cos * dx - sin * dy, square.cy + sin * dx + cos * dy];
}

/**
 * Samples `square` of `frame` into `out` (size x size x 3, RGB, 0..1) with bilinear interpolation. If
 * the square is much larger than the output, several samples are averaged for each output pixel, so
 * that thin fingers do not fall between the samples.
 */
export function sampleSquare(
  frame: Frame,
  square: Square,
  size: number,
  out: Float32Array,
  border: Border = 'replicate',
): void {
  const scaleX = frame.width / frame.region.width;
  const scaleY = frame.height / frame.region.height;
  const cos = Math.cos(square.rotation);
  const sin = Math.sin(square.rotation);
  const step = square.size / size;
  const side = square.mirrored ? -step : step;
  // Steps in data pixels per output pixel to the right and down.
  const steps: Steps = {
    rightX: cos * side * scaleX,
    rightY: sin * side * scaleY,
    downX: -sin * step * scaleX,
    downY: cos * step * scaleY,
    startX: 0,
    startY: 0,
    taps: 1,
  };
  // A bilinear sample covers two data pixels in each direction.
  steps.taps = Math.max(1, Math.min(mostTaps, Math.round((step * Math.max(scaleX, scaleY)) / 2)));
  const half = (size - 1) / 2;
  steps.startX = (square.cx - frame.region.x) * scaleX - 0.5 - half * (steps.rightX + steps.downX);
  steps.startY = (square.cy - frame.region.y) * scaleY - 0.5 - half * (steps.rightY + steps.downY);
  if (frame.format === 'RGBA') sampleRgba(frame, steps, size, out, border);
  else if (square.rotation === 0 && !square.mirrored)
    sampleUpright(frame, steps, size, out, border);
  else sampleYuv(frame, steps, size, out, border);
}

/** How many samples are averaged along each axis at most: enough for a picture of 2560 pixels. */
const mostTaps = 8;

function sampleRgba(frame: Frame, s: Steps, size: number, out: Float32Array, border: Border): void {
  const { width, height, data } = frame;
  const { taps, rightX, rightY, downX, downY } = s;
  const lastX = width - 1;
  const lastY = height - 1;
  const replicate = border === 'replicate';
  const outside = border === 'grey' ? 127.5 : 0;
  const weight = 1 / (255 * taps * taps);
  const offset = (1 - taps) / (2 * taps);
  const tap = 1 / taps;
  let at = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let j = 0; j < taps; j++) {
        const v = row + offset + j * tap;
        for (let i = 0; i < taps; i++) {
          const u = column + offset + i * tap;
          let x = s.startX + u * rightX + v * downX;
          let y = s.startY + u * rightY + v * downY;
          if (!(x >= 0 && y >= 0 && x <= lastX && y <= lastY)) {
            if (!replicate && !(x > -0.5 && y > -0.5 && x < lastX + 0.5 && y < lastY + 0.5)) {
              r += outside;
              g += outside;
              b += outside;
              continue;
            }
            x = x < 0 ? 0 : x > lastX ? lastX : x;
            y = y < 0 ? 0 : y > lastY ? lastY : y;
          }
          const x0 = x | 0;
          const y0 = y | 0;
          const fx = x - x0;
          const fy = y - y0;
          const p00 = (y0 * width + x0) * 4;
          const p01 = x0 < lastX ? p00 + 4 : p00;
          const p10 = y0 < lastY ? p00 + width * 4 : p00;
          const p11 = p10 + (p01 - p00);
          const w11 = fx * fy;
          const w01 = fx - w11;
          const w10 = fy - w11;
          const w00 = 1 - fx - w10;
          r += w00 * data[p00]! + w01 * data[p01]! + w10 * data[p10]! + w11 * data[p11]!;
          g +=
            w00 * data[p00 + 1]! +
            w01 * data[p01 + 1]! +
            w10 * data[p10 + 1]! +
            w11 * data[p11 + 1]!;
          b +=
            w00 * data[p00 + 2]! +
            w01 * data[p01 + 2]! +
            w10 * data[p10 + 2]! +
            w11 * data[p11 + 2]!;
        }
      }
      out[at] = r * weight;
      out[at + 1] = g * weight;
      out[at + 2] = b * weight;
      at += 3;
    }
  }
}

function sampleYuv(frame: Frame, s: Steps, size: number, out: Float32Array, border: Border): void {
  const { width, height, data } = frame;
  const { taps, rightX, rightY, downX, downY } = s;
  const lastX = width - 1;
  const lastY = height - 1;
  const planar = frame.format === 'I420';
  const chromaWidth = (width + 1) >> 1;
  const chromaHeight = (height + 1) >> 1;
  // U and V are two planes, one after the other, in I420, and interleaved in NV12.
  const step = planar ? 1 : 2;
  const stride = chromaWidth * step;
  const uStart = width * height;
  const vOffset = planar ? chromaWidth * chromaHeight : 1;
  const lastCx = chromaWidth - 1;
  const lastCy = chromaHeight - 1;
  const { black, luma, rv, bu, gu, gv } = colourFactors(frame);
  const replicate = border === 'replicate';
  const outside = border === 'grey' ? 127.5 : 0;
  const weight = 1 / (255 * taps * taps);
  const offset = (1 - taps) / (2 * taps);
  const tap = 1 / taps;
  let at = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let j = 0; j < taps; j++) {
        const v = row + offset + j * tap;
        for (let i = 0; i < taps; i++) {
          const u = column + offset + i * tap;
          let x = s.startX + u * rightX + v * downX;
          let y = s.startY + u * rightY + v * downY;
          if (!(x >= 0 && y >= 0 && x <= lastX && y <= lastY)) {
            if (!replicate && !(x > -0.5 && y > -0.5 && x < lastX + 0.5 && y < lastY + 0.5)) {
              r += outside;
              g += outside;
              b += outside;
              continue;
            }
            x = x < 0 ? 0 : x > lastX ? lastX : x;
            y = y < 0 ? 0 : y > lastY ? lastY : y;
          }
          const x0 = x | 0;
          const y0 = y | 0;
          let fx = x - x0;
          let fy = y - y0;
          let p00 = y0 * width + x0;
          let right = x0 < lastX ? 1 : 0;
          let p10 = y0 < lastY ? p00 + width : p00;
          let w11 = fx * fy;
          const luminance =
            ((1 - fx - fy + w11) * data[p00]! +
              (fx - w11) * data[p00 + right]! +
              (fy - w11) * data[p10]! +
              w11 * data[p10 + right]! -
              black) *
            luma;
          // A chroma sample lies in the middle of 2x2 luma samples.
          let cx = x * 0.5 - 0.25;
          let cy = y * 0.5 - 0.25;
          cx = cx < 0 ? 0 : cx > lastCx ? lastCx : cx;
          cy = cy < 0 ? 0 : cy > lastCy ? lastCy : cy;
          const cx0 = cx | 0;
          const cy0 = cy | 0;
          fx = cx - cx0;
          fy = cy - cy0;
          p00 = uStart + cy0 * stride + cx0 * step;
          right = cx0 < lastCx ? step : 0;
          p10 = cy0 < lastCy ? p00 + stride : p00;
          w11 = fx * fy;
          const w01 = fx - w11;
          const w10 = fy - w11;
          const w00 = 1 - fx - w10;
          const cb =
            w00 * data[p00]! +
            w01 * data[p00 + right]! +
            w10 * data[p10]! +
            w11 * data[p10 + right]! -
            128;
          p00 += vOffset;
          p10 += vOffset;
          const cr =
            w00 * data[p00]! +
            w01 * data[p00 + right]! +
            w10 * data[p10]! +
            w11 * data[p10 + right]! -
            128;
          r += luminance + rv * cr;
          g += luminance + gu * cb + gv * cr;
          b += luminance + bu * cb;
        }
      }
      r *= weight;
      g *= weight;
      b *= weight;
      out[at] = r < 0 ? 0 : r > 1 ? 1 : r;
      out[at + 1] = g < 0 ? 0 : g > 1 ? 1 : g;
      out[at + 2] = b < 0 ? 0 : b > 1 ? 1 : b;
      at += 3;
    }
  }
}
