/** Values by which an attacker or a damaged disk may replace ours. */
import fc from 'fast-check';
import * as v from 'valibot';
import { expect } from 'vitest';

const long = 1_000_000;

/** Values that break trusting readers. All can come through a port or from storage. */
const usual = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    0.5,
    5e-324,
    1e308,
    2 ** 53,
    '',
    '__proto__',
    'constructor',
    '../secrets',
    'chrome-extension://x/',
    '\ud800',
    '\udfff lone',
    '\u202ereversed\u2066',
    '\u0000',
    '<img src=x onerror=alert(1)>',
    10n,
    [],
    {},
    [[]],
  ),
  // As a JSON parser makes it: an own property with that name.
  fc
    .constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length')
    .map((key): unknown => JSON.parse(`{ "${key}": { "polluted": true, "type": "frame" } }`)),
  fc.constant(null).map((): unknown => new ArrayBuffer(64)),
  fc.constant(null).map((): unknown => new Map([['type', 'open']])),
  fc.constant(null).map((): unknown => new Date(Number.NaN)),
  fc.anything({
    maxDepth: 3,
    withNullPrototype: true,
    withTypedArray: true,
    withSparseArray: true,
  }),
);

const huge = fc.oneof(
  fc.constantFrom('x', '\ud83d', '\u202e').map((unit): unknown => unit.repeat(long)),
  fc.constant(null).map((): unknown => new Array(5000).fill(0)),
  fc.constant(null).map((): unknown => new Array(5000)),
);

export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: usual },
  { weight: 1, arbitrary: huge },
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || value instanceof ArrayBuffer) return [at];
  const children = Array.isArray(value) ? [...value.slice(0, 3).entries()] : Object.entries(value);
  return [at, ...children.flatMap(([key, child]) => pathsOf(child, [...at, key]))];
}

/** A copy with another value at one path. */
function withChange(value: unknown, [step, ...rest]: Path, change: unknown): unknown {
  if (step === undefined) return change;
  const copy: object = Array.isArray(value) ? [...value] : { ...(value as object) };
  const child = Reflect.get(copy, step);
  Object.defineProperty(copy, step, {
    value: withChange(child, rest, change),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

/** One of these values unchanged, with one to three changes, or something else entirely. */
export function mutated(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  const added = fc.constantFrom('__proto__', 'constructor', 'extra', 'type', 'inspect', 'length');
  const change = fc.record({
    place: fc.nat(10_000),
    value: nasty,
    add: fc.option(added, { freq: 5 }),
  });
  const changed = fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 3 }))
    .map(([sample, changes]) =>
      changes.reduce((value: unknown, { place, value: next, add }) => {
        const paths = pathsOf(value);
        const path = paths[place % paths.length] ?? [];
        const parent = add === null ? null : path.reduce(at, value);
        const into = typeof parent === 'object' && parent !== null && !Array.isArray(parent);
        return withChange(value, into && add !== null ? [...path, add] : path, next);
      }, sample),
    );
  return fc.oneof({ weight: 6, arbitrary: changed }, { weight: 1, arbitrary: nasty });
}

const at = (value: unknown, step: string | number): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;

/** The size of a value: characters, bytes and members together. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof ArrayBuffer) return value.byteLength;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((sum, [key, one]) => sum + key.length + weightOf(one), 1);
}

/** Checks that every object in it has the right prototype, and that no prototype was changed. */
export function expectClean(value: unknown): void {
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || one instanceof ArrayBuffer) return;
    if (ArrayBuffer.isView(one)) return;
    const prototype: unknown = Object.getPrototypeOf(one);
    if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null)
      expect(prototype).toBe(Object.prototype);
    for (const child of Object.values(one)) walk(child);
  };
  walk(value);
}

export interface Counts {
  accepted: number;
  refused: number;
}

/**
 * Gives a schema everything. It must never throw; what it accepts it must accept again, unchanged,
 * and is no larger than `most`.
 */
export function fuzzSchema(
  schema: v.GenericSchema,
  samples: readonly unknown[],
  most: number,
  cases: number,
): Counts {
  const counts = { accepted: 0, refused: 0 };
  for (const sample of samples)
    expect(v.safeParse(schema, sample)).toMatchObject({ success: true });
  fc.assert(
    fc.property(mutated(samples), (value) => {
      const parsed = v.safeParse(schema, value, { abortEarly: true });
      if (!parsed.success) {
        counts.refused++;
        return;
      }
      counts.accepted++;
      expect(v.parse(schema, parsed.output)).toEqual(parsed.output);
      expect(weightOf(parsed.output)).toBeLessThanOrEqual(most);
      expectClean(parsed.output);
    }),
    { numRuns: cases },
  );
  return counts;
}
