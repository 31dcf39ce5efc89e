import * as v from 'valibot';

/**
 * Everything that can go wrong and that the user should know. Each code has a sentence (what
 * happened, what to do) in `_locales` under `problem_<code>` with `-` written as `_`.
 */
export const problemCodes = [
  /** The page asked for a camera, and there is none. */
  'no-camera',
  /** The user or the system refused the camera to the page. */
  'camera-refused',
  /** Another program holds the camera, or it failed while on. */
  'camera-failed',
  /** The camera is on, but has given no picture for some seconds. */
  'no-picture',
  /** The tab was open before the extension: its camera cannot be tapped until it is reloaded. */
  'reload-tab',
  /** The extension was updated or reloaded while the page was open. */
  'extension-updated',
  /** The extension may not run on this site. */
  'site-not-allowed',
  /** No extension may run here: a page of the browser or of its store. */
  'site-impossible',
  /** A model file is missing or damaged. */
  'model-damaged',
  /** Neither WebGPU nor WebGL nor WebAssembly works. */
  'no-backend',
  /** The browser gives the recognizer no more memory. */
  'memory-full',
  /** The camera's frames are in a format that cannot be read. */
  'frame-unreadable',
  /** The recognizer has stopped and is being restarted. */
  'recognizer-lost',
  /** Storage is full; nothing was changed. */
  'storage-full',
  /** The browser could not read or write the extension's storage; nothing was changed. */
  'storage-failed',
  /** A file is no gesture pack, or contains something that is not allowed; nothing was changed. */
  'pack-refused',
  /** Training on the user's gestures failed; the earlier classifier stays. */
  'training-failed',
  /** What was learned on this device cannot be read; shipped gestures still give captions. */
  'taught-damaged',
  /** An unexpected error. */
  'internal',
] as const;

export const ProblemCode = v.picklist(problemCodes);
export type ProblemCode = v.InferOutput<typeof ProblemCode>;

export const Problem = v.object({
  code: ProblemCode,
  /** For the developer console and bug reports; the user always gets the code's sentence. */
  detail: v.optional(v.pipe(v.string(), v.maxLength(2000))),
});
export type Problem = v.InferOutput<typeof Problem>;

/** An error that carries the problem to show. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly code: ProblemCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The problem behind any thrown value; `fallback` is the code if it carries none. */
export function toProblem(error: unknown, fallback: ProblemCode = 'internal'): Problem {
  if (error instanceof ProblemError)
    return { code: error.code, detail: error.message.slice(0, 2000) };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: fallback, detail: detail.slice(0, 2000) };
}
