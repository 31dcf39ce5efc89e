import { ProblemError } from '../messaging/problems.ts';

/** Name of a DOMException, or of any error; the name is all that browsers agree on. */
export function errorName(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}

/**
 * What a failed transaction means to the user. A request that was under way when the transaction
 * broke off says only "AbortError"; the transaction's own error says why.
 *
 * @param errors the reasons that are known, any of which may be null.
 */
export function toStorageProblem(...errors: readonly unknown[]): ProblemError {
  const carried = errors.find((error) => error instanceof ProblemError);
  if (carried instanceof ProblemError) return carried;
  const full = errors.find(
    (error) =>
      errorName(error) === 'QuotaExceededError' ||
      // A full disk while opening, told by some browsers as an unknown error.
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
