/** `npm run rooms`: writes what follows from `tools/rooms.json`: the linter's rules and the map. */
import { readFileSync, writeFileSync } from 'node:fs';
import { biomeRules, withRooms } from './lib/build/rooms.ts';
import map from './rooms.json';

const architecture = 'docs/architecture.md';
writeFileSync('tools/rooms.biome.json', biomeRules(map));
writeFileSync(architecture, withRooms(readFileSync(architecture, 'utf8'), map));
