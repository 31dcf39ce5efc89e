import { dataProperty } from './disguise.ts';

const { getPrototypeOf } = Reflect;

/** A data property of an object or of its prototypes; getters are not run. */
export function lookUp(object: unknown, key: string): unknown {
  let holder: unknown = object;
  for (let depth = 0; depth < 8 && typeof holder === 'object' && holder !== null; depth++) {
    const value = dataProperty(holder, key);
    if (value !== undefined) return value;
    holder = getPrototypeOf(holder);
  }
  return undefined;
}

/** Whether the constraints ask for a screen by the old ways of Chromium and Firefox. */
export function asksForScreen(constraints: unknown): boolean {
  return asksForOther(lookUp(constraints, 'video'), 'camera');
}

/** Whether they ask for the computer's own sound, by the same old ways. */
export function asksForPlayback(constraints: unknown): boolean {
  return asksForOther(lookUp(constraints, 'audio'), 'microphone');
}

function asksForOther(constraints: unknown, usual: string): boolean {
  const firefox = lookUp(constraints, 'mediaSource');
  const chromium = lookUp(lookUp(constraints, 'mandatory'), 'chromeMediaSource');
  return (firefox !== undefined && firefox !== usual) || chromium !== undefined;
}
