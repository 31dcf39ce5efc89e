/** `npm run rooms`: writes the linter's rules and the map in docs/architecture.md from `tools/rooms.json`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { biomeRules, withRooms } from './lib/build/rooms.ts';
import map from './rooms.json';

const architecture = 'docs/architecture.md';
writeFileSync('tools/rooms.biome.json', biomeRules(map));
writeFileSync(architecture, withRooms(readFileSync(architecture, 'utf8'), map));
