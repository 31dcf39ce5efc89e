/**
 * Chooses the backend that runs the hand models: right numbers first, then speed. Pure: what a
 * candidate does is handed in.
 */

export type BackendName = 'webgpu' | 'webgl' | 'wasm';

/** What a candidate's trial gave. */
export interface Trial {
  /** Largest difference from the reference, as a share of what is allowed; above 1 is wrong. */
  error: number;
  /** Time of one run of the models, in milliseconds. */
  ms: number;
}

export interface Candidate {
  name: BackendName;
  /** Starts the backend and tries it; rejects when it cannot run here. */
  trial(signal: AbortSignal): Promise<Trial>;
}

export interface SelectionOptions {
  /** The order in which they are preferred when they are as fast as each other. */
  candidates: readonly Candidate[];
  /** Milliseconds. */
  clock: () => number;
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** For all trials together. */
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
const CLEARLY_FASTER = 0.8;

/**
 * Tries the candidates, the least preferred first: it is the one that works everywhere (WASM), so
 * that whatever hangs or runs out of time after it costs nothing but the wait.
 */
export async function selectBackend(options: SelectionOptions): Promise<Selection> {
  const { candidates, clock, sleep, limitMs } = options;
  const end = clock() + limitMs;
  const reports: TrialReport[] = [];
  for (const candidate of [...candidates].reverse()) {
    reports.unshift(await report(candidate, end - clock(), reports.length === 0, sleep));
  }
  let best: { name: BackendName; ms: number } | null = null;
  for (const { name, trial, reason } of reports) {
    if (!trial || reason !== null) continue;
    if (!best || trial.ms < best.ms * CLEARLY_FASTER) best = { name, ms: trial.ms };
  }
  return { backend: best?.name ?? null, reports };
}

/** Tries one candidate within the time left; the first one has all the time it needs. */
async function report(
  candidate: Candidate,
  leftMs: number,
  first: boolean,
  sleep: (ms: number) => Promise<void>,
): Promise<TrialReport> {
  const { name } = candidate;
  const failed = (reason: string): TrialReport => ({ name, trial: null, reason });
  if (!first && leftMs <= 0) return failed('no time was left to try it');
  const controller = new AbortController();
  const attempt = candidate.trial(controller.signal).then(
    (trial): TrialReport => ({
      name,
      trial,
      reason:
        trial.error <= 1 ? null : `its numbers are ${trial.error.toFixed(1)} times too far off`,
    }),
    (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
  );
  if (first) return attempt;
  const late = sleep(leftMs).then(() => {
    controller.abort();
    return failed(`it did not answer in ${Math.round(leftMs)} ms`);
  });
  return Promise.race([attempt, late]);
}

/** What is kept of a selection: it holds for one browser version on one adapter. */
interface Remembered {
  key: string;
  backend: BackendName;
}

/** The text to keep for the next start. */
export function rememberSelection(key: string, backend: BackendName): string {
  return JSON.stringify({ key, backend } satisfies Remembered);
}

/** The backend kept under this key, null when the text is of another key or damaged. */
export function recallSelection(text: string | null, key: string): BackendName | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Partial<Remembered> | null;
    const names: readonly unknown[] = ['webgpu', 'webgl', 'wasm'] satisfies BackendName[];
    return kept?.key === key && names.includes(kept.backend) ? kept.backend! : null;
  } catch {
    return null;
  }
}
