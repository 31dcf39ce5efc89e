/**
 * Chooses the backend that runs the hand models: right numbers first, then speed. Pure: what a
 * candidate does is handed in.
 */
import * as v from 'valibot';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'wasm-threads';

/** What a candidate's trial gave. */
export interface Trial {
  /** Largest difference from the reference, as a share of what is allowed; above 1 is wrong. */
  error: number;
  /** Time of one run of the models, in milliseconds. */
  ms: number;
}

export interface BackendChoice {
  name: BackendName;
  /**
   * Starts the backend and tries it; rejects when it cannot run here. The signal aborts when its
   * time is up.
   */
  trial(signal: AbortSignal): Promise<Trial>;
  /** Its own limit in ms, where one that hangs is to leave the others their time. */
  limitMs?: number;
}

export interface SelectionOptions {
  /** The order in which they are preferred when they are as fast as each other. */
  candidates: readonly BackendChoice[];
  /** The one that works everywhere. */
  fallback: BackendName;
  /** Milliseconds. */
  clock: () => number;
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** For the trials of all but the fallback together. */
  limitMs: number;
}

export interface TrialReport {
  name: BackendName;
  /** Null when there was no time left, or it did not end in time, or it failed. */
  trial: Trial | null;
  /** Why it was not taken, in words for the log; null for a right answer. */
  reason: string | null;
}

export interface Selection {
  /** Null when no candidate gave right numbers. */
  backend: BackendName | null;
  reports: TrialReport[];
}

/** A less preferred backend must be this much faster to be taken. */
const clearlyFaster = 0.8;

/**
 * Tries the fallback first, then the others, the least preferred first, so that whatever hangs or
 * runs out of time costs nothing but the wait. The fallback's own time does not count: on a slow
 * machine it would leave none for the GPU that is needed there most.
 */
export async function selectBackend(options: SelectionOptions): Promise<Selection> {
  const { candidates, fallback, clock, sleep, limitMs } = options;
  const told = new Map<BackendName, TrialReport>();
  const last = candidates.find(({ name }) => name === fallback);
  if (last) told.set(fallback, await report(last, new AbortController().signal));
  const end = clock() + limitMs;
  for (const candidate of candidates.toReversed()) {
    const { name } = candidate;
    if (name === fallback) continue;
    const leftMs = Math.min(end - clock(), candidate.limitMs ?? limitMs);
    const giveUp = new AbortController();
    const reason =
      leftMs > 0 ? `it did not answer in ${Math.round(leftMs)} ms` : 'no time was left to try it';
    const none = { name, trial: null, reason };
    told.set(
      name,
      leftMs > 0
        ? await Promise.race([report(candidate, giveUp.signal), sleep(leftMs).then(() => none)])
        : none,
    );
    giveUp.abort();
  }
  const reports = candidates.flatMap(({ name }) => told.get(name) ?? []);
  let best: { name: BackendName; ms: number } | null = null;
  for (const { name, trial, reason } of reports) {
    if (!trial || reason !== null) continue;
    if (!best || trial.ms < best.ms * clearlyFaster) best = { name, ms: trial.ms };
  }
  return { backend: best?.name ?? null, reports };
}

async function report({ name, trial }: BackendChoice, signal: AbortSignal): Promise<TrialReport> {
  try {
    const result = await trial(signal);
    const wrong = `its numbers are ${result.error.toFixed(1)} times too far off`;
    return { name, trial: result, reason: result.error <= 1 ? null : wrong };
  } catch (error) {
    return { name, trial: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** What a self-test found, for the engine to start from. */
export type Choice =
  | { backend: Exclude<BackendName, 'wasm-threads'> }
  /** With what the full landmark model takes on one thread, in ms: threads must not be slower. */
  | { backend: 'wasm-threads'; oneThreadMs: number };

/** What is kept of a selection: it holds for one browser version on one adapter. */
const Remembered = v.intersect([
  v.object({ key: v.string() }),
  v.variant('backend', [
    v.object({ backend: v.picklist(['webgpu', 'webgl', 'wasm']) }),
    v.object({
      backend: v.literal('wasm-threads'),
      oneThreadMs: v.pipe(v.number(), v.finite(), v.gtValue(0)),
    }),
  ]),
]);

/** The text to keep for the next start. */
export function rememberSelection(key: string, choice: Choice): string {
  return JSON.stringify({ key, ...choice } satisfies v.InferOutput<typeof Remembered>);
}

/** What was kept under this key, null when the text is of another key or damaged. */
export function recallSelection(text: string | null, key: string): Choice | null {
  if (text === null) return null;
  try {
    const { key: of, ...choice } = v.parse(Remembered, JSON.parse(text));
    return of === key ? choice : null;
  } catch {
    return null;
  }
}
