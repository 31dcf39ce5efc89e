/**
 * Reads JSON and remembers positions, so that a refusal can name the line. Stricter than
 * `JSON.parse`, because files may come from strangers: no duplicate keys, no keys that reach into
 * prototypes, no numbers that overflow, no deep nesting.
 */

export type JsonPath = readonly (string | number)[];

export type JsonFault =
  /** Not JSON. */
  | 'not-json'
  /** The name NaN or Infinity, or a number that overflows, such as 1e999. */
  | 'no-number'
  | 'duplicate-key'
  | 'forbidden-key'
  | 'too-deep';

export type JsonReading =
  | { ok: true; value: unknown; lineOf(path: JsonPath): number }
  | { ok: false; fault: JsonFault; line: number; values: Readonly<Record<string, string>> };

/** How many levels of nesting are allowed. */
const deepest = 32;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
/** How many characters a number may have at most. */
const longestNumber = 400;
// These patterns only match short texts. Strings and spaces may be long and are read by hand,
// because a pattern can run out of stack on millions of characters.
const word = /true|false|null/y;
const noNumber = /[+-]?(?:NaN|Infinity)/y;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The line of an offset, from 1, with the line ends that editors count. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) line++;
  }
  return line;
}

class Fault extends Error {
  constructor(
    readonly fault: JsonFault,
    readonly offset: number,
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(fault);
  }
}

/** Never throws. */
export function readJson(text: string): JsonReading {
  // Skip a byte order mark.
  const reader = new Reader(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  try {
    const value = reader.whole();
    return { ok: true, value, lineOf: (path) => lineAt(text, reader.offsetOf(value, path)) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { fault, offset, values } = error;
    return { ok: false, fault, line: lineAt(text, offset), values };
  }
}

class Reader {
  /** Where each object and array begins. Positions inside are searched only when needed. */
  readonly #begins = new Map<object, number>();

  constructor(
    readonly text: string,
    private at: number,
  ) {}

  whole(): unknown {
    this.#space();
    const value = this.#value(0);
    this.#space();
    if (this.at < this.text.length) throw this.#unexpected();
    return value;
  }

  /** Offset of the value at the path, or of the innermost existing container around it. */
  offsetOf(root: unknown, path: JsonPath): number {
    let value = root;
    let offset = 0;
    for (const step of path) {
      if (typeof value !== 'object' || value === null) return offset;
      offset = this.#begins.get(value) ?? offset;
      if (!Object.hasOwn(value, step)) return offset;
      offset = this.#childOf(value, offset, String(step));
      value = Reflect.get(value, step);
    }
    return (typeof value === 'object' && value && this.#begins.get(value)) || offset;
  }

  /** Reads the container, which is known to be valid, again up to its child. */
  #childOf(container: object, begin: number, step: string): number {
    const again = new Reader(this.text, begin + 1);
    for (let index = 0; ; index++) {
      again.#space();
      const offset = again.at;
      const name = Array.isArray(container) ? String(index) : again.#string();
      if (name === step) return offset;
      if (!Array.isArray(container)) {
        again.#space();
        again.#is(':');
        again.#space();
      }
      again.#value(0);
      again.#space();
      again.#is(',');
    }
  }

  #value(depth: number): unknown {
    const first = this.text[this.at];
    if (first === '{' || first === '[') {
      if (depth >= deepest) throw new Fault('too-deep', this.at);
      return first === '{' ? this.#object(depth) : this.#array(depth);
    }
    if (first === '"') return this.#string();
    const literal = this.#match(word);
    if (literal) return literal === 'null' ? null : literal === 'true';
    return this.#number();
  }

  #number(): number {
    const begin = this.at;
    const named = this.#match(noNumber);
    if (named) throw new Fault('no-number', begin, { found: named });
    while (/[-+.\deE]/.test(this.text[this.at] ?? '')) this.at++;
    const digits = this.text.slice(begin, Math.min(this.at, begin + longestNumber + 1));
    const found = { found: digits.slice(0, 40) };
    if (digits.length > longestNumber) throw new Fault('no-number', begin, found);
    if (!number.test(digits)) {
      this.at = begin;
      throw this.#unexpected();
    }
    if (!Number.isFinite(Number(digits))) throw new Fault('no-number', begin, found);
    return Number(digits);
  }

  #array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.#begins.set(array, this.at++);
    this.#space();
    if (this.#is(']')) return array;
    for (;;) {
      this.#space();
      array.push(this.#value(depth + 1));
      this.#space();
      if (this.#is(']')) return array;
      if (!this.#is(',')) throw this.#unexpected();
    }
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#begins.set(object, this.at++);
    this.#space();
    if (this.#is('}')) return object;
    for (;;) {
      this.#space();
      const begin = this.at;
      if (this.text[begin] !== '"') throw this.#unexpected();
      const key = this.#string();
      const values = { key: key.slice(0, 40) };
      if (forbidden.has(key)) throw new Fault('forbidden-key', begin, values);
      if (Object.hasOwn(object, key)) throw new Fault('duplicate-key', begin, values);
      this.#space();
      if (!this.#is(':')) throw this.#unexpected();
      this.#space();
      object[key] = this.#value(depth + 1);
      this.#space();
      if (this.#is('}')) return object;
      if (!this.#is(',')) throw this.#unexpected();
    }
  }

  #string(): string {
    const begin = this.at;
    if (this.text[begin] !== '"') throw this.#unexpected();
    let end = begin + 1;
    while (end < this.text.length && this.text[end] !== '"') {
      end += this.text[end] === '\\' ? 2 : 1;
    }
    try {
      const value: unknown = JSON.parse(this.text.slice(begin, end + 1));
      this.at = end + 1;
      return String(value);
    } catch {
      // It is not closed, contains a line end or another control character, or has a wrong escape.
      throw this.#unexpected();
    }
  }

  /** Skips this character, if it is next; returns whether it was. */
  #is(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  #space(): void {
    while (' \n\r\t'.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  /** Skips what the sticky pattern matches here, and returns it. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  #unexpected(): Fault {
    const found = this.text.slice(this.at, this.at + 20).split(/[\r\n]/)[0] ?? '';
    return new Fault('not-json', this.at, { found });
  }
}
