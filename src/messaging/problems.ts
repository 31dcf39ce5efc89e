import * as v from 'valibot';

/**
 * Everything that can go wrong in a way the user should hear of. Each has a sentence (what
 * happened, what to do) in `_locales` under `problem_<code>` with `-` written as `_`.
 */
export const problemCodes = [
  /** The page asked for a camera and there is none. */
  'no-camera',
  /** The user or the system refused the camera to the page. */
  'camera-refused',
  /** Another program holds the camera, or it failed while on. */
  'camera-failed',
  /** The tab was open before the extension: its camera cannot be tapped until it is reloaded. */
  'reload-tab',
  /** The extension was updated or reloaded under the page. */
  'extension-updated',
  /** The extension may not run on this site. */
  'site-not-allowed',
  /** Browser pages and stores: no extension may run here. */
  'site-impossible',
  /** A model file is missing or does not hold what it should. */
  'model-damaged',
  /** Neither WebGPU nor WebGL nor WebAssembly works. */
  'no-backend',
  /** The browser gives the recognizer no more memory. */
  'memory-full',
  /** The camera's pictures are in a form that cannot be read. */
  'frame-unreadable',
  /** The recognizer stopped and is being started again. */
  'recognizer-lost',
  /** No room is left for what the extension keeps; nothing was changed. */
  'storage-full',
  /** The browser could not read or write what the extension keeps; nothing was changed. */
  'storage-failed',
  /** A gesture pack's file is not one, or holds what it must not; nothing was changed. */
  'pack-refused',
  /** Learning the user's gestures broke off; the classifier before it stays. */
  'training-failed',
  /** What was learned on this device cannot be read: shipped gestures are captioned all the same. */
  'taught-damaged',
  /** Something that should not happen did. */
  'internal',
] as const;

export const ProblemCode = v.picklist(problemCodes);
export type ProblemCode = v.InferOutput<typeof ProblemCode>;

export const Problem = v.object({
  code: ProblemCode,
  /** For the developer console and bug reports; never the only thing a user reads. */
  detail: v.optional(v.pipe(v.string(), v.maxLength(2000))),
});
export type Problem = v.InferOutput<typeof Problem>;

/** An error that carries its problem across rooms. */
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

/** The problem behind any thrown value; `fallback` when it does not carry one. */
export function toProblem(error: unknown, fallback: ProblemCode = 'internal'): Problem {
  if (error instanceof ProblemError)
    return { code: error.code, detail: error.message.slice(0, 2000) };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: fallback, detail: detail.slice(0, 2000) };
}
