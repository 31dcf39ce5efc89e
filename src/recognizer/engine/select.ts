/**
 * Chooses the backend that runs the hand models: correct numbers first, then speed. Pure: the trials
 * are handed in.
 */
import * as v from 'valibot';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'wasm-threads';

/** The result of one backend's trial. */
export interface Trial {
  /** Largest difference from the reference, as a multiple of what is allowed; above 1 is wrong. */
  error: number;
  /** How long one run of the models takes, ms. */
  ms: number;
}

export interface BackendChoice {
  name: BackendName;
  /**
   * Starts the backend and tries it; rejects when it cannot run here. The signal aborts when the
   * time is up.
   */
  trial(signal: AbortSignal): Promise<Trial>;
  /** How long its trial may take, ms, so that one that hangs leaves the others their time. */
  limitMs?: number;
}

export interface SelectionOptions {
  /** In order of preference, which decides between equally fast ones. */
  candidates: readonly BackendChoice[];
  /** The backend that works everywhere. */
  fallback: BackendName;
  /** Milliseconds. */
  clock: () => number;
  /** Resolves after this many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** How long the trials of all but the fallback may take together, ms. */
  limitMs: number;
}

export interface TrialReport {
  name: BackendName;
  /** Null when no time was left, or the trial did not end in time, or it failed. */
  trial: Trial | null;
  /** Why the backend cannot be chosen, for the log; null when its numbers are correct. */
  reason: string | null;
}

export interface Selection {
  /** Null when no candidate's numbers are correct. */
  backend: BackendName | null;
  reports: TrialReport[];
}

/** A less preferred backend is chosen only if its time is below this share of the other's. */
const clearlyFaster = 0.8;

/**
 * Tries the fallback first, then the others, the least preferred first, so that a backend that hangs
 * or runs out of time costs nothing but the wait. The fallback's own time does not count towards the
 * limit: on a slow machine it would leave none for the GPU, which is needed most there.
 */
export async function selectBackend(options: SelectionOptions): Promise<Selection> {
  const { candidates, fallback, clock, sleep, limitMs } = options;
  const reportOf = new Map<BackendName, TrialReport>();
  const last = candidates.find(({ name }) => name === fallback);
  if (last) reportOf.set(fallback, await report(last, new AbortController().signal));
  const end = clock() + limitMs;
  for (const candidate of candidates.toReversed()) {
    const { name } = candidate;
    if (name === fallback) continue;
    const leftMs = Math.min(end - clock(), candidate.limitMs ?? limitMs);
    const giveUp = new AbortController();
    const reason =
      leftMs > 0 ? `it did not answer in ${Math.round(leftMs)} ms` : 'no time was left to try it';
    const none = { name, trial: null, reason };
    reportOf.set(
      name,
      leftMs > 0
        ? await Promise.race([report(candidate, giveUp.signal), sleep(leftMs).then(() => none)])
        : none,
    );
    giveUp.abort();
  }
  const reports = candidates.flatMap(({ name }) => reportOf.get(name) ?? []);
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

/** The result of a self-test, from which the engine starts. */
export type Choice =
  | { backend: Exclude<BackendName, 'wasm-threads'> }
  /** `oneThreadMs`: how long the full landmark model takes on one thread; threads must be faster. */
  | { backend: 'wasm-threads'; oneThreadMs: number };

/** What is stored of a selection; it is valid for one browser version on one adapter. */
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

/** The text to store for the next start. */
export function rememberSelection(key: string, choice: Choice): string {
  return JSON.stringify({ key, ...choice } satisfies v.InferOutput<typeof Remembered>);
}

/** The stored choice for this key; null when the text is damaged or belongs to another key. */
export function recallSelection(text: string | null, key: string): Choice | null {
  if (text === null) return null;
  try {
    const { key: of, ...choice } = v.parse(Remembered, JSON.parse(text));
    return of === key ? choice : null;
  } catch {
    return null;
  }
}
