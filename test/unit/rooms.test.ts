import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');

const forbidden = [
  ['captions', '../messaging/protocol.ts'],
  ['learning', '../recognizer/frame.ts'],
  ['content', '../recognizer/recognizer.ts'],
  ['content', '../page-world/tap.ts'],
  ['page-world', '../content/content.ts'],
  ['recognizer', '../content/pump.ts'],
  ['grab', '../content/pump.ts'],
  ['background', '../recognizer/recognizer.ts'],
  ['ui', '../popup/store.ts'],
  ['settings', '../../tools/bank.ts'],
  ['popup', '../sites/sites.ts'],
  ['speech', '../content/pump.ts'],
  ['content', '../speech/speaker.ts'],
] as const;

const allowed = [
  ['content', '../page-world/events.ts'],
  ['content', '../captions/composer.ts'],
  ['recognizer', '../messaging/frame.ts'],
  ['recognizer', '../grab/grab.ts'],
  ['content', '../grab/grab.ts'],
  ['popup', '../ui/i18n.ts'],
  ['options', '../sites/sites.ts'],
  ['options', '../speech/voices.ts'],
  ['speech', '../messaging/protocol.ts'],
] as const;

/** A house with the same rules and one probe file per import, linted in one go. */
let house: string;
let report: string;

const probe = (room: string, from: string): string =>
  `src/${room}/${from.replaceAll(/[^a-z]+/g, '-')}.ts`;

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'sign-captions-rooms-'));
  copyFileSync(path.join(root, 'biome.json'), path.join(house, 'biome.json'));
  for (const [room, from] of [...forbidden, ...allowed]) {
    mkdirSync(path.join(house, 'src', room), { recursive: true });
    writeFileSync(path.join(house, probe(room, from)), `export { x } from '${from}';\n`);
  }
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', '--max-diagnostics=100'], {
    cwd: house,
    encoding: 'utf8',
  });
  report = stdout + stderr;
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the rooms of the house', () => {
  it.each(forbidden)('%s may not import %s', (room, from) => {
    expect(report).toContain(`${probe(room, from)}:1:19 lint/style/noRestrictedImports`);
  });

  it.each(allowed)('%s may import %s', (room, from) => {
    expect(report).not.toContain(probe(room, from));
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
