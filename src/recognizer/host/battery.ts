/** The part of the Battery Status API that is used (https://w3c.github.io/battery/); Chromium only. */
export interface Battery extends EventTarget {
  readonly charging: boolean;
}

export interface BatteryNavigator {
  getBattery?(): Promise<Battery>;
}

/**
 * Tells whether the machine runs on battery, now and with every change. Says nothing in browsers
 * that do not tell, or may not: then it is as if the machine were plugged in.
 * @returns ends the watch
 */
export function watchBattery(
  navigator: BatteryNavigator,
  onChange: (onBattery: boolean) => void,
): () => void {
  const watch = new AbortController();
  const follow = (battery: Battery): void => {
    if (watch.signal.aborted) return;
    const say = (): void => onChange(!battery.charging);
    battery.addEventListener('chargingchange', say, { signal: watch.signal });
    say();
  };
  // A policy of the browser may forbid it: nothing that a user could mend or would miss.
  navigator.getBattery?.().then(follow, () => undefined);
  return () => watch.abort();
}
