/** Judges a long run by whether its readings stay flat. */
import { quantile } from '../lib/printing/statistics.ts';

/** One reading, taken after a forced garbage collection while nothing else happens. */
export interface Reading {
  /** Minutes since the start. */
  minute: number;
  /** Tensors in the worker. */
  tensors: number;
  /** Used JavaScript heap, MB. */
  workerHeap: number;
  pageHeap: number;
  hostHeap: number;
  /** Event listeners and nodes of the call page, the extension's own included. */
  listeners: number;
  nodes: number;
  hostListeners: number;
  /** Ports that the hub holds, and frames that wait for an answer. */
  ports: number;
  pending: number;
  /** Resident memory of the extension's processes, MB, WebAssembly included. */
  memory: number;
}

export type Measure = Exclude<keyof Reading, 'minute'>;

/** How much may grow from the first third of a run to the last: `more`, or the `share` of the first if that is larger. */
export const allowed: Readonly<Record<Measure, { more: number; share: number; why: string }>> = {
  tensors: { more: 0, share: 0, why: 'only weights: everything else is released with its frame' },
  workerHeap: { more: 1, share: 0.1, why: 'compiled code and caches of the engine' },
  pageHeap: { more: 1.5, share: 0.15, why: "the page's own, and up to 4000 samples of each stage" },
  hostHeap: { more: 0.5, share: 0.1, why: 'next to nothing is kept there' },
  listeners: { more: 4, share: 0, why: "the page's own come and go with its tracks" },
  nodes: { more: 40, share: 0, why: 'a caption that happens to be shown' },
  hostListeners: { more: 0, share: 0, why: 'none is added after the start' },
  ports: { more: 0, share: 0, why: 'one for each tab with captions on' },
  pending: { more: 2, share: 0, why: 'at most two frames are on their way' },
  memory: { more: 15, share: 0.1, why: "the browser's allocator grows and shrinks in steps" },
};

export interface Verdict {
  measure: Measure;
  first: number;
  last: number;
  flat: boolean;
}

/** Compares the median of the first third with that of the last. @throws Error if there are too few readings */
export function judge(readings: readonly Reading[]): Verdict[] {
  const third = Math.floor(readings.length / 3);
  if (third < 1) throw new Error('A run needs at least three readings.');
  const medianOf = (some: readonly Reading[], measure: Measure): number =>
    quantile(
      some.map((reading) => reading[measure]),
      0.5,
    ) ?? Number.NaN;
  return (Object.keys(allowed) as Measure[]).map((measure) => {
    const first = medianOf(readings.slice(0, third), measure);
    const last = medianOf(readings.slice(-third), measure);
    const { more, share } = allowed[measure];
    return { measure, first, last, flat: last - first <= Math.max(more, first * share) };
  });
}
