type AnyFunction = (this: unknown, ...args: never[]) => unknown;
type Around = (original: AnyFunction, self: unknown, args: unknown[]) => unknown;

const { apply, has, getOwnPropertyDescriptor, defineProperty } = Reflect;
const { assign, create } = Object;
// Some methods are wrapped long after the page's scripts have begun to run.
const NativeProxy = Proxy;

/** Seen on a wrapped method by the `in` operator only: who does not ask for it cannot find it. */
const wrapped = Symbol.for('sign-captions.wrapped');

/** Whether a method was wrapped before, also by an earlier injection into the same world. */
export function isWrapped(owner: object, key: string): boolean {
  const method = dataProperty(owner, key);
  return typeof method === 'function' && wrapped in method;
}

/**
 * Turns a method into a function that takes `this` as its first argument, so that it goes on
 * working whatever the page later puts in the prototype's place.
 */
export function uncurry<S, A extends unknown[], R>(
  method: (this: S, ...args: A) => R,
): (self: S, ...args: A) => R {
  return (self, ...args) => apply(method, self, args) as R;
}

/** The value of a property, read without running a getter; undefined where there is none. */
export function dataProperty(object: unknown, key: PropertyKey): unknown {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return;
  return getOwnPropertyDescriptor(object, key)?.value;
}

/** Wraps native methods such that the page sees the native methods still. */
export interface Disguise {
  /**
   * Puts `around` in the place of a method. Does nothing where there is no such method or it
   * cannot be replaced. `around` must call the original and must not throw anything of its own.
   */
  wrap(owner: object | undefined, key: string, around: Around): void;
  /** The same for the getter of an accessor property. */
  wrapGetter(owner: object | undefined, key: string, around: Around): void;
}

/**
 * Wrapped methods are proxies of the native ones: name, length, property list, not being a
 * constructor and the check of `this` are the native function's own. `Function.prototype.toString`
 * is wrapped too, because it prints a proxy as a native function without a name.
 *
 * @param functionPrototype `Function.prototype` of the page's world
 */
export function createDisguise(functionPrototype: object): Disguise {
  const originals = new WeakMap<object, AnyFunction>();
  const find = uncurry(WeakMap.prototype.get) as unknown as (
    map: typeof originals,
    key: unknown,
  ) => AnyFunction | undefined;
  const keep = uncurry(WeakMap.prototype.set) as unknown as (
    map: typeof originals,
    proxy: object,
    original: unknown,
  ) => void;

  const wrapIn = (
    owner: object | undefined,
    key: string,
    place: 'value' | 'get',
    around: Around,
  ): void => {
    if (!owner) return;
    const descriptor = getOwnPropertyDescriptor(owner, key);
    const original: unknown = descriptor?.[place];
    if (!descriptor || typeof original !== 'function') return;
    // Without a prototype, so that a trap written to Object.prototype is not taken for ours.
    const handler: ProxyHandler<AnyFunction> = create(null);
    handler.apply = around;
    handler.has = (target, property) => property === wrapped || has(target, property);
    const proxy = new NativeProxy(original as AnyFunction, handler);
    keep(originals, proxy, original);
    // By definition and with no prototype: a setter that the page put there does not run.
    const changed: PropertyDescriptor = assign(create(null), descriptor);
    changed[place] = proxy;
    defineProperty(owner, key, changed);
  };
  const wrap: Disguise['wrap'] = (owner, key, around) => wrapIn(owner, key, 'value', around);
  const wrapGetter: Disguise['wrapGetter'] = (owner, key, around) =>
    wrapIn(owner, key, 'get', around);

  wrap(functionPrototype, 'toString', (original, self, args) =>
    apply(original, find(originals, self) ?? self, args),
  );
  return { wrap, wrapGetter };
}
