import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAt, readJson } from '../../../src/packs/json-reader.ts';

const fault = (text: string): string => {
  const reading = readJson(text);
  return reading.ok ? 'read' : `${reading.fault} in line ${reading.line}`;
};

describe('the JSON reader', () => {
  it('reads what JSON.parse reads, to the same value, however it is formatted', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        fc.constantFrom(undefined, 1, '\t', 3),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          if (/"(__proto__|constructor|prototype)":/.test(text)) return;
          expect(readJson(text)).toMatchObject({ ok: true, value: JSON.parse(text) });
        },
      ),
    );
  });

  it('reads nothing that JSON.parse refuses, and never throws', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value, null, 1));
    fc.assert(
      fc.property(
        json,
        fc.nat(),
        fc.nat(4),
        fc.constantFrom('', '"', '\\', ',', '{', ']', '1e999', 'NaN', '\u0000', '\n', '00', '-'),
        (text, where, cut, insert) => {
          const at = where % (text.length + 1);
          const broken = text.slice(0, at) + insert + text.slice(at + cut);
          const reading = readJson(broken);
          if (reading.ok) expect(JSON.parse(broken)).toEqual(reading.value);
          else if (reading.fault === 'not-json') expect(() => JSON.parse(broken)).toThrow();
          else expect(reading.line).toBeGreaterThan(0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['', 'not-json in line 1'],
    ['{\n"a": 1,\n}', 'not-json in line 3'],
    ['[1,\n2\n3]', 'not-json in line 3'],
    ['[1] x', 'not-json in line 1'],
    ['{"a":\r\n"b\r\n"}', 'not-json in line 2'],
    ['["open', 'not-json in line 1'],
    ['["\\x"]', 'not-json in line 1'],
    ['[\n\n01]', 'not-json in line 3'],
    ["{'a': 1}", 'not-json in line 1'],
    ['[1,\rNaN]', 'no-number in line 2'],
    ['[\n-Infinity]', 'no-number in line 2'],
    ['[\n1e999]', 'no-number in line 2'],
    [`[${'9'.repeat(1_000_000)}]`, 'no-number in line 1'],
    ['{"a": 1,\n"a": 2}', 'duplicate-key in line 2'],
    ['{\n"__proto__": {}}', 'forbidden-key in line 2'],
    ['{\n"\\u005f_proto__": {}}', 'forbidden-key in line 2'],
    ['{\n\n"constructor": 1}', 'forbidden-key in line 3'],
    [`${'['.repeat(100_000)}`, 'too-deep in line 1'],
    ['[true, null, "\ufeff"]', 'read'],
    ['\ufeff{}', 'read'],
  ])('reports the fault of %j: %s', (text, wanted) => {
    expect(fault(text)).toBe(wanted);
  });

  it('does not run out of stack on long strings and long white space', () => {
    const long = `${' '.repeat(3e6)}["${'\\n'.repeat(2e6)}"]`;
    expect(fault(long)).toBe('read');
  });

  it('refuses keys that reach into prototypes', () => {
    readJson('{"__proto__": {"polluted": 1}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('gives the line of every value', () => {
    const text = '{ "a": 1,\n "b": [ 2,\n 3, { "c": "x\\"]}",\n "d": null } ],\n "e": {}\n}';
    const reading = readJson(text);
    if (!reading.ok) throw new Error('not read');
    const lines = [
      [],
      ['a'],
      ['b'],
      ['b', 0],
      ['b', 1],
      ['b', 2],
      ['b', 2, 'c'],
      ['b', 2, 'd'],
      ['e'],
    ];
    expect(lines.map((path) => reading.lineOf(path))).toEqual([1, 1, 2, 2, 3, 3, 3, 4, 5]);
    // Something missing is reported at the container that should have it.
    expect(reading.lineOf(['e', 'f'])).toBe(5);
    expect(reading.lineOf(['b', 9])).toBe(2);
    expect(reading.lineOf(['a', 'b', 'c'])).toBe(1);
  });

  it('counts lines as an editor does', () => {
    expect([0, 2, 3, 5, 6].map((offset) => lineAt('a\nb\r\nc\rd', offset))).toEqual([
      1, 2, 2, 3, 3,
    ]);
  });
});
