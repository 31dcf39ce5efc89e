import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
/** Commands that start one program of ours: its file by the command's name. */
const programs = Object.entries(scripts).flatMap(([name, command]): [string, string][] => {
  const [, file] = /^(?:tsx|node --import tsx) (tools\/\S+)$/.exec(command) ?? [];
  return file ? [[name, file]] : [];
});

describe('each command of package.json', () => {
  it.each(programs)('such as %s starts a program whose first comment names it', (name, file) => {
    expect(existsSync(path.join(root, file))).toBe(true);
    const [comment = ''] = read(file).split('*/');
    expect(comment).toMatch(new RegExp(`\`npm (?:run (?:--silent )?)?${name}\\b`));
  });

  it('is named in a document, and documents name no other', () => {
    const documents = ['README.md', 'CONTRIBUTING.md'].concat(
      readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.md'))
        .map((file) => path.join('docs', file)),
    );
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, name = '']) => name),
    );
    expect(programs.length).toBeGreaterThan(0);
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
    const undocumented = programs
      .map(([name]) => name)
      .filter((name) => name !== 'start' && !named.includes(name));
    expect(undocumented).toEqual([]);
  });
});
