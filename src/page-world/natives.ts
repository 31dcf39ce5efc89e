import { uncurry } from './disguise.ts';

export type Scope = Window & typeof globalThis;

const { apply, getOwnPropertyDescriptor } = Reflect;

/**
 * Tells the tracks of cameras and microphones, which have a `groupId`, from those that are received
 * or made; by natives that are read now.
 */
export function deviceCheck({ MediaStreamTrack }: Scope): (track: unknown) => boolean {
  const { getSettings } = MediaStreamTrack.prototype;
  return (track) => {
    try {
      const settings: object = apply(getSettings, track, []);
      const has = (key: string) => Boolean(getOwnPropertyDescriptor(settings, key)?.value);
      return has('deviceId') && has('groupId') && !has('displaySurface');
    } catch {
      return false;
    }
  };
}

/**
 * The getter of an accessor property, callable on any object of that kind.
 * @throws TypeError if there is none
 */
export function getter<T>(prototype: object, key: string): (self: unknown) => T {
  const get = getOwnPropertyDescriptor(prototype, key)?.get;
  if (!get) throw new TypeError(`no getter ${key}`);
  return uncurry(get as (this: unknown) => T);
}

/** The native `then` of this world, callable on any of its promises. */
export function thenOf(scope: Scope) {
  return uncurry(
    scope.Promise.prototype.then as (
      this: unknown,
      onValue: (value: unknown) => unknown,
      onError: (error: unknown) => unknown,
    ) => unknown,
  );
}
