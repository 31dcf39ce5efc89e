/** The part of the Battery Status API that is used (https://w3c.github.io/battery/); Chromium only. */
export interface Battery extends EventTarget {
  readonly charging: boolean;
}

export interface BatteryNavigator {
  getBattery?(): Promise<Battery>;
}

/**
 * Reports whether the machine runs on battery, now and with every change. Reports nothing in
 * browsers that lack the API or forbid it: then the machine counts as plugged in.
 * @returns stops watching
 */
export function watchBattery(
  navigator: BatteryNavigator,
  onChange: (onBattery: boolean) => void,
): () => void {
  const watch = new AbortController();
  const follow = (battery: Battery): void => {
    if (watch.signal.aborted) return;
    const report = (): void => onChange(!battery.charging);
    battery.addEventListener('chargingchange', report, { signal: watch.signal });
    report();
  };
  // A policy of the browser may forbid it; the user could not change that and loses nothing.
  navigator.getBattery?.().then(follow, () => undefined);
  return () => watch.abort();
}
