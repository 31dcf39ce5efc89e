import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');

/** Lints a file with this import as if it stood in a room; the rule's messages, '' when allowed. */
function lintImport(room: string, from: string): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'lint', `--stdin-file-path=src/${room}/folder/probe.ts`],
    { cwd: root, input: `export { x } from '${from}';\n`, encoding: 'utf8' },
  );
  return /may import/.test(stdout + stderr) ? stdout + stderr : '';
}

describe('the rooms of the house', () => {
  it.each([
    ['captions', '../../messaging/protocol.ts'],
    ['learning', '../../recognizer/frame.ts'],
    ['content', '../../recognizer/recognizer.ts'],
    ['content', '../../page-world/tap.ts'],
    ['page-world', '../../content/content.ts'],
    ['recognizer', '../../content/pacer.ts'],
    ['background', '../../recognizer/recognizer.ts'],
    ['ui', '../../popup/store.ts'],
    ['settings', '../../../tools/bank.ts'],
  ])('%s may not import %s', (room, from) => {
    expect(lintImport(room, from)).toContain(`src/${room} may import`);
  });

  it.each([
    ['content', '../../page-world/events.ts'],
    ['content', '../../captions/composer.ts'],
    ['recognizer', '../../messaging/frame.ts'],
    ['popup', '../../ui/i18n.ts'],
  ])('%s may import %s', (room, from) => {
    expect(lintImport(room, from)).toBe('');
  });

  it('each have their rule', () => {
    const config = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8')) as {
      overrides: { includes: string[] }[];
    };
    const ruled = config.overrides.flatMap((override) => override.includes);
    for (const room of readdirSync(path.join(root, 'src')))
      expect(ruled).toContain(`src/${room}/**`);
  });
});
