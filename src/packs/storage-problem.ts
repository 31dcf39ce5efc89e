import { ProblemError } from '../messaging/problems.ts';

/** Name of a DOMException or any other error; browsers agree only on the name. */
export function errorName(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}

/**
 * The problem that a failed transaction is for the user. A request that was pending when the
 * transaction was aborted gives only "AbortError"; the transaction's own error gives the reason.
 *
 * @param errors all known errors, each of which may be null.
 */
export function toStorageProblem(...errors: readonly unknown[]): ProblemError {
  const carried = errors.find((error) => error instanceof ProblemError);
  if (carried instanceof ProblemError) return carried;
  const full = errors.find(
    (error) =>
      errorName(error) === 'QuotaExceededError' ||
      // Some browsers report a full disk while opening as an unknown error.
      (error instanceof Error && /full disk|disk is full|quota/i.test(error.message)),
  );
  const telling =
    full ??
    errors.find((error) => error && errorName(error) !== 'AbortError') ??
    errors.find(Boolean);
  const detail =
    telling instanceof Error || telling instanceof DOMException
      ? `${telling.name}: ${telling.message}`
      : String(telling);
  return new ProblemError(full ? 'storage-full' : 'storage-failed', detail, { cause: telling });
}
