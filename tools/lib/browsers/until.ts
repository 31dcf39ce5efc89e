/**
 * How many times as long as on a free machine something may take. A machine that others use at the
 * same time, such as one for CI, has been seen to need twice as long for all tests together.
 */
const patience = 3;

/**
 * Polls until the value is no longer null, undefined or false.
 *
 * @param timeoutMs how long that may take on a free machine
 * @throws Error that names what did not happen
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 60_000,
): Promise<T> {
  const limitMs = patience * timeoutMs;
  const end = performance.now() + limitMs;
  for (;;) {
    const value = await probe();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end)
      throw new Error(`Waited ${limitMs / 1000} s in vain until ${what}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}
