import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesOf, readImports } from '../../tools/lib/build/imports.ts';
import rooms from '../../tools/rooms.json';

const root = path.resolve(import.meta.dirname, '../..');
const imports = readImports(root, ['src', 'tools', 'test']);

describe('the imports of src, tools and test, including types,', () => {
  it('are all read', () => {
    expect(imports.size).toBeGreaterThan(800);
    expect(imports.get('src/recognizer/worker/client.ts')).toEqual(
      expect.arrayContaining(['src/messaging/problems.ts', 'src/recognizer/seen.ts']),
    );
  });

  it('form no cycle', () => {
    expect(circlesOf(imports)).toEqual([]);
  });

  it('are followed through a cycle of any length', () => {
    const circle = new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
      ['c', []],
      ['d', ['c', 'a']],
    ]);
    expect(circlesOf(circle)).toEqual([['a', 'b', 'd', 'a']]);
  });
});

describe.each(Object.entries(rooms.layers))('the layers of %s', (room, layers) => {
  /** A file of the room, or a folder of it. */
  const partOf = (file: string): string | null =>
    file.startsWith(`src/${room}/`) ? file.split('/')[2]! : null;
  const heightOf = (part: string): number => layers.findIndex((layer) => layer.includes(part));

  it('list everything in it once', () => {
    expect(layers.flat().sort()).toEqual(readdirSync(path.join(root, 'src', room)).sort());
  });

  it('import downwards only', () => {
    const wrong: string[] = [];
    for (const [file, targets] of imports) {
      const from = partOf(file);
      for (const target of targets) {
        const to = partOf(target);
        if (from === null || to === null || from === to) continue;
        if (heightOf(to) >= heightOf(from)) wrong.push(`${file} -> ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
