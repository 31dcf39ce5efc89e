/**
 * What the build puts the worker's text in the place of (tools/lib/build/drawing-worker.mjs): a
 * content script can fetch no file of the extension, and pages must not be able to.
 */
const placeholder = '@@drawing-worker@@';

/** The text of `worker.ts` as it was built; null in a bundle without it. */
export function workerText(): string | null {
  return placeholder.startsWith('@@') ? null : placeholder;
}
