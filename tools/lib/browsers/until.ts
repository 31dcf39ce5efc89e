/** Polls until the value is no longer null, undefined or false. @throws Error that names what did not happen */
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
