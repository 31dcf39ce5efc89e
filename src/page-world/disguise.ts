type AnyFunction = (this: unknown, ...args: never[]) => unknown;
type Around = (original: AnyFunction, self: unknown, args: unknown[]) => unknown;

const { apply, has, getOwnPropertyDescriptor, defineProperty } = Reflect;
const { assign, create } = Object;
// Kept here because some methods are wrapped long after the page's scripts have begun to run.
const NativeProxy = Proxy;

/**
 * Only the `in` operator finds it on a wrapped method, so a page that does not look for it cannot.
 */
const wrapped = Symbol.for('sign-captions.wrapped');

/** Whether a method is already wrapped, also by an earlier injection into the same world. */
export function isWrapped(owner: object, key: string): boolean {
  const method = dataProperty(owner, key);
  return typeof method === 'function' && wrapped in method;
}

/**
 * Turns a method into a function that takes `this` as its first argument. It keeps working even if
 * the page later replaces methods of the prototype.
 */
export function uncurry<S, A extends unknown[], R>(
  method: (this: S, ...args: A) => R,
): (self: S, ...args: A) => R {
  return (self, ...args) => apply(method, self, args) as R;
}

/** The value of a property, read without running a getter; undefined if there is none. */
export function dataProperty(object: unknown, key: PropertyKey): unknown {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return;
  return getOwnPropertyDescriptor(object, key)?.value;
}

/** Wraps native methods so that to the page they look like the native ones. */
export interface Disguise {
  /**
   * Replaces a method by `around`. Does nothing if there is no such method or it cannot be
   * replaced. `around` must call the original and must not throw anything of its own.
   */
  wrap(owner: object | undefined, key: string, around: Around): void;
  /** The same for the getter of an accessor property. */
  wrapGetter(owner: object | undefined, key: string, around: Around): void;
}

/**
 * Wrapped methods are proxies of the native ones, so they keep the native name, length, property
 * list and check of `this`, and are not constructors either. `Function.prototype.toString` is
 * wrapped too, because it prints a proxy as a native function without a name.
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
    // Without a prototype, so that traps which the page adds to Object.prototype are not used.
    const handler: ProxyHandler<AnyFunction> = create(null);
    handler.apply = around;
    handler.has = (target, property) => property === wrapped || has(target, property);
    const proxy = new NativeProxy(original as AnyFunction, handler);
    keep(originals, proxy, original);
    // Defined, not assigned, and without a prototype, so that no setter of the page runs.
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
