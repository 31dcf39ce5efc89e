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
import { readImports } from '../../tools/lib/build/imports.ts';
import {
  biomeRules,
  deepest,
  mayImport,
  unusedPermissions,
  withRooms,
} from '../../tools/lib/build/rooms.ts';
import map from '../../tools/rooms.json';

const root = path.resolve(import.meta.dirname, '../..');
const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const rooms = Object.keys(map.rooms);
const imports = readImports(root, ['src']);
/** What each file of src imports, relative to src. */
const edges = [...imports].flatMap(([file, targets]) =>
  targets.map((target) => [file.split('/')[1]!, path.posix.relative('src', target)] as const),
);

const forbidden = [
  ['captions', 'messaging/protocol.ts'],
  ['learning', 'recognizer/frame.ts'],
  ['content', 'recognizer/recognizer.ts'],
  ['content', 'page-world/tap.ts'],
  ['page-world', 'content/content.ts'],
  ['recognizer', 'content/pump.ts'],
  ['grab', 'content/pump.ts'],
  ['background', 'recognizer/recognizer.ts'],
  ['ui', 'popup/store.ts'],
  ['settings', '../tools/bank.ts'],
  ['popup', 'sites/sites.ts'],
  ['speech', 'content/pump.ts'],
  ['content', 'speech/speaker.ts'],
  ['packs', 'learning/train.ts'],
  ['overlay', 'captions/composer.ts'],
  ['options', 'captions/composer.ts'],
  ['options', 'recognizer/hand.ts'],
] as const;

const allowed = [
  ['content', 'page-world/events.ts'],
  ['content', 'captions/composer.ts'],
  ['recognizer', 'messaging/frame.ts'],
  ['recognizer', 'grab/grab.ts'],
  ['content', 'grab/grab.ts'],
  ['popup', 'ui/i18n.ts'],
  ['popup', 'captions/transcript-files.ts'],
  ['options', 'sites/sites.ts'],
  ['options', 'speech/voices.ts'],
  ['speech', 'messaging/protocol.ts'],
  ['page-world', 'clock/clock.ts'],
] as const;

/** What each room's probe imports: a file of every room, all exceptions, and files outside src. */
const targets = [
  ...rooms.map((room) => `${room}/probe.ts`),
  ...[...forbidden, ...allowed].map(([, target]) => target),
  ...Object.values(map.rooms)
    .flat()
    .filter((permission) => permission.includes('/'))
    .map((permission) => (path.extname(permission) ? permission : `${permission}/probe.ts`)),
  '../test/probe.ts',
  '../tools/probe.ts',
].filter((target, i, all) => all.indexOf(target) === i);

const probeOf = (room: string, depth: number): string =>
  `src/${room}/${'inner/'.repeat(depth)}probe.ts`;

/** What the linter refuses in a room's probe, which imports one target per line. */
const refusals = new Map<string, Set<string>>();
/** A project with the same rules and one probe for each room and depth, linted in one run. */
let house: string;

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'sign-captions-rooms-'));
  mkdirSync(path.join(house, 'tools'));
  for (const file of ['biome.json', 'tools/rooms.biome.json'])
    copyFileSync(path.join(root, file), path.join(house, file));
  for (const room of rooms)
    for (let depth = 0; depth <= deepest; depth++) {
      const probe = path.join(house, probeOf(room, depth));
      mkdirSync(path.dirname(probe), { recursive: true });
      const lines = targets.map((target, i) => {
        const from = path.posix.relative(path.posix.dirname(probeOf(room, depth)), `src/${target}`);
        return `export { x${i} } from '${from.startsWith('.') ? from : `./${from}`}';\n`;
      });
      writeFileSync(probe, lines.join(''));
      refusals.set(probeOf(room, depth), new Set());
    }
  const { stdout } = spawnSync(
    process.execPath,
    [biome, 'lint', '--max-diagnostics=none', '--reporter=github'],
    { cwd: house, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  for (const [, file, line] of stdout.matchAll(
    /noRestrictedImports,file=[^,]*(src\/[^,]+),line=(\d+)/g,
  ))
    refusals.get(file!)!.add(targets[Number(line) - 1]!);
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the rooms of the house', () => {
  it.each(forbidden)('%s may not import %s', (room, target) => {
    expect([...refusals.get(probeOf(room, 0))!]).toContain(target);
  });

  it.each(allowed)('%s may import %s', (room, target) => {
    expect([...refusals.get(probeOf(room, 0))!]).not.toContain(target);
  });

  it.each(rooms)(
    'limit %s to what it may import: the linter refuses everything else, at any depth',
    (room) => {
      const refused = targets.filter((target) => !mayImport(map, room, target));
      expect(refused).toContain('../test/probe.ts');
      expect(refused).toContain('../tools/probe.ts');
      for (let depth = 0; depth <= deepest; depth++)
        expect([...refusals.get(probeOf(room, depth))!].sort()).toEqual([...refused].sort());
    },
  );

  it('are all in the list, and nothing else is', () => {
    expect([...rooms].sort()).toEqual(readdirSync(path.join(root, 'src')).sort());
  });

  it('are not deeper than the rules reach', () => {
    const folders = [...imports.keys()].map((file) => file.split('/').length - 3);
    expect(Math.max(...folders)).toBeLessThanOrEqual(deepest);
  });

  it('import only what they may, including types', () => {
    expect(edges.filter(([room, target]) => !mayImport(map, room, target))).toEqual([]);
  });

  it('need every permission that they have', () => {
    expect(unusedPermissions(map, imports)).toEqual([]);
    const generous = { ...map, rooms: { ...map.rooms, packs: ['messaging', 'learning'] } };
    expect(unusedPermissions(generous, imports)).toEqual(['packs -> learning']);
  });

  it('say in the first line of their entry file in which world they run', () => {
    const saying = [...imports.keys()].filter((file) => read(file).startsWith('// Runs '));
    expect(rooms.filter((room) => !saying.some((file) => file.split('/')[1] === room))).toEqual([]);
  });
});

describe('what is generated from the list of rooms', () => {
  it('is up to date in the linter (npm run rooms)', () => {
    expect(read('tools/rooms.biome.json')).toBe(biomeRules(map));
  });

  it('is up to date in the map of the house (npm run rooms)', () => {
    const document = read('docs/architecture.md');
    expect(withRooms(document, map)).toBe(document);
  });

  it('is refused by a document without its markers', () => {
    expect(() => withRooms('# The map', map)).toThrow('lacks');
  });
});
