import type { Frame } from './frame.ts';
import { type Border, colourFactors, type Steps } from './sampling.ts';

/** Where the samples along one axis lie, several for each output pixel. */
interface Axis {
  /** The two neighbours of each sample, and how much the second counts. */
  first: Int32Array;
  second: Int32Array;
  share: Float32Array;
  /** 1: the sample lies in the data. */
  inside: Uint8Array;
}

/**
 * @param start position of the first output pixel's centre, data pixels
 * @param step from one output pixel to the next, data pixels
 * @param count how many data pixels there are
 * @param place converts a position that is limited to the data to one among `last + 1` samples
 */
function axis(
  { start, step, size, taps }: { start: number; step: number; size: number; taps: number },
  count: number,
  last = count - 1,
  place: (at: number) => number = (at) => at,
): Axis {
  const length = size * taps;
  const made: Axis = {
    first: new Int32Array(length),
    second: new Int32Array(length),
    share: new Float32Array(length),
    inside: new Uint8Array(length),
  };
  const offset = (1 - taps) / (2 * taps);
  for (let i = 0; i < length; i++) {
    const at = start + (Math.floor(i / taps) + offset + (i % taps) / taps) * step;
    made.inside[i] = at > -0.5 && at < count - 0.5 ? 1 : 0;
    const placed = place(Math.max(0, Math.min(count - 1, at)));
    const limited = Math.max(0, Math.min(last, placed));
    const first = Math.floor(limited);
    made.first[i] = first;
    made.second[i] = Math.min(last, first + 1);
    made.share[i] = limited - first;
  }
  return made;
}

/**
 * The same as `sampleSquare` for a YUV frame and a square that is not turned, as of all looks for hands, in
 * half of the time: positions are computed once for each row and column, and colour, which has half of the
 * brightness's resolution, is sampled half as densely.
 */
export function sampleUpright(
  frame: Frame,
  s: Steps,
  size: number,
  out: Float32Array,
  border: Border,
): void {
  const { width, height, data } = frame;
  const { taps } = s;
  const colourTaps = Math.max(1, Math.round(taps / 2));
  const across = { start: s.startX, step: s.rightX, size };
  const down = { start: s.startY, step: s.downY, size };
  const x = axis({ ...across, taps }, width);
  const y = axis({ ...down, taps }, height);
  const chromaWidth = (width + 1) >> 1;
  const chromaHeight = (height + 1) >> 1;
  // A chroma sample lies in the middle of 2x2 luma samples.
  const halved = (at: number) => at * 0.5 - 0.25;
  const cx = axis({ ...across, taps: colourTaps }, width, chromaWidth - 1, halved);
  const cy = axis({ ...down, taps: colourTaps }, height, chromaHeight - 1, halved);
  // U and V are two planes, one after the other, in I420, and interleaved in NV12.
  const planar = frame.format === 'I420';
  const step = planar ? 1 : 2;
  const stride = chromaWidth * step;
  const uStart = width * height;
  const vOffset = planar ? chromaWidth * chromaHeight : 1;
  const { black, luma, rv, bu, gu, gv } = colourFactors(frame);
  const replicate = border === 'replicate';
  const outside = border === 'grey' ? 127.5 : 0;
  const all = taps * taps;
  const weight = 1 / (255 * all);
  const colourWeight = 1 / (colourTaps * colourTaps);
  let at = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      let count = 0;
      for (let j = row * taps; j < (row + 1) * taps; j++) {
        if (!replicate && y.inside[j] === 0) continue;
        const upper = y.first[j]! * width;
        const lower = y.second[j]! * width;
        const fy = y.share[j]!;
        for (let i = column * taps; i < (column + 1) * taps; i++) {
          if (!replicate && x.inside[i] === 0) continue;
          const left = x.first[i]!;
          const right = x.second[i]!;
          const fx = x.share[i]!;
          const top = data[upper + left]! * (1 - fx) + data[upper + right]! * fx;
          const bottom = data[lower + left]! * (1 - fx) + data[lower + right]! * fx;
          sum += top + (bottom - top) * fy;
          count++;
        }
      }
      const beyond = (all - count) * outside;
      if (count === 0) {
        const value = beyond * weight;
        out[at] = value;
        out[at + 1] = value;
        out[at + 2] = value;
        at += 3;
        continue;
      }
      let cb = 0;
      let cr = 0;
      for (let j = row * colourTaps; j < (row + 1) * colourTaps; j++) {
        const upper = uStart + cy.first[j]! * stride;
        const lower = uStart + cy.second[j]! * stride;
        const fy = cy.share[j]!;
        for (let i = column * colourTaps; i < (column + 1) * colourTaps; i++) {
          const left = cx.first[i]! * step;
          const right = cx.second[i]! * step;
          const fx = cx.share[i]!;
          const w11 = fx * fy;
          const w01 = fx - w11;
          const w10 = fy - w11;
          const w00 = 1 - fx - w10;
          cb +=
            w00 * data[upper + left]! +
            w01 * data[upper + right]! +
            w10 * data[lower + left]! +
            w11 * data[lower + right]!;
          cr +=
            w00 * data[upper + left + vOffset]! +
            w01 * data[upper + right + vOffset]! +
            w10 * data[lower + left + vOffset]! +
            w11 * data[lower + right + vOffset]!;
        }
      }
      cb = count * (cb * colourWeight - 128);
      cr = count * (cr * colourWeight - 128);
      const brightness = (sum - count * black) * luma + beyond;
      const r = (brightness + rv * cr) * weight;
      const g = (brightness + gu * cb + gv * cr) * weight;
      const b = (brightness + bu * cb) * weight;
      out[at] = r < 0 ? 0 : r > 1 ? 1 : r;
      out[at + 1] = g < 0 ? 0 : g > 1 ? 1 : g;
      out[at + 2] = b < 0 ? 0 : b > 1 ? 1 : b;
      at += 3;
    }
  }
}
