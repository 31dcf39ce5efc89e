/** Asks again until the answer is no longer null or false. @throws Error naming what did not come. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 60_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > end)
      throw new Error(`Waited ${timeoutMs / 1000} s in vain until ${what}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}
