/**
 * Which room of `src` may import which, from `tools/rooms.json`. A permission names a room
 * (`messaging`), or a folder or file (`recognizer/page`, `page-world/events.ts`), relative to `src`.
 */
import path from 'node:path';
import type { Imports } from './imports.ts';

export interface RoomMap {
  /** What every room may import. */
  everyRoom: readonly string[];
  /** What each room may import besides itself. */
  rooms: Readonly<Record<string, readonly string[]>>;
  /** Files and folders of a room, from the ground up; each may import only from lower layers. */
  layers: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** How many folders deep a room may be: the linter needs a rule for each depth. */
export const deepest = 2;

/** Whether a permission covers a path; both are relative to `src`. */
export const covers = (permission: string, target: string): boolean =>
  target === permission || target.startsWith(`${permission}/`);

/** Whether files of a room may import this path, relative to `src`. */
export function mayImport({ everyRoom, rooms }: RoomMap, room: string, target: string): boolean {
  return [room, ...everyRoom, ...rooms[room]!].some((permission) => covers(permission, target));
}

/** The permissions that no import in `src` needs, as `room -> permission`. */
export function unusedPermissions({ rooms }: RoomMap, imports: Imports): string[] {
  return Object.entries(rooms).flatMap(([room, permissions]) => {
    const targets = [...imports]
      .filter(([file]) => file.startsWith(`src/${room}/`))
      .flatMap(([, found]) => found.map((target) => path.posix.relative('src', target)));
    return permissions
      .filter((permission) => !targets.some((target) => covers(permission, target)))
      .map((permission) => `${room} -> ${permission}`);
  });
}

/** Biome's rules for all rooms, one per line; `biome.json` extends them. */
export function biomeRules(map: RoomMap): string {
  const overrides = Object.entries(map.rooms).flatMap(([room, permissions]) =>
    Array.from({ length: deepest + 1 }, (_, depth) => biomeRule(map, room, permissions, depth)),
  );
  const lines = overrides.map((override) => `    ${JSON.stringify(override)}`);
  return `{\n  "overrides": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** The rule for files `depth` folders deep in a room. */
function biomeRule(
  { everyRoom }: RoomMap,
  room: string,
  permissions: readonly string[],
  depth: number,
): object {
  const up = '../'.repeat(depth + 1);
  const may = [...everyRoom.filter((ground) => ground !== room), ...permissions];
  const allowed = may.map((name) => `!${up}${name}${path.extname(name) ? '' : '/**'}`);
  const message = `src/${room} may import of the other rooms: ${may.join(', ') || 'nothing'} (tools/rooms.json).`;
  const options = { patterns: [{ group: [`${up}**`, ...allowed], message }] };
  return {
    includes: [`src/${room}/${'*/'.repeat(depth)}*`],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } },
  };
}

/** The rooms and layers as Markdown, for `docs/architecture.md`. */
export function roomsText({ everyRoom, rooms, layers }: RoomMap): string {
  const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const alone = Object.keys(rooms).filter((room) => rooms[room]!.length === 0);
  const rows = Object.entries(rooms)
    .filter(([, permissions]) => permissions.length > 0)
    .map(([room, permissions]) => `| \`${room}\` | ${code(permissions)} |`);
  const stacks = Object.entries(layers).map(
    ([room, list]) =>
      `Within \`${room}\`, from the ground up, each layer imports only from those below it:\n\n` +
      list.map((layer, i) => `${i + 1}. ${code(layer)}`).join('\n'),
  );
  return [
    `Every room may import ${code(everyRoom)}.`,
    ['| room | may import |', '|---|---|', ...rows, `| ${code(alone)} | no other room |`].join(
      '\n',
    ),
    ...stacks,
  ].join('\n\n');
}

const begin = '<!-- Written by `npm run rooms` from tools/rooms.json; do not edit. -->';
const end = '<!-- End of what `npm run rooms` writes. -->';

/**
 * Writes the rooms between the two markers of a document.
 *
 * @throws Error if a marker is missing.
 */
export function withRooms(document: string, map: RoomMap): string {
  const start = document.indexOf(begin);
  const stop = document.indexOf(end);
  if (start < 0 || stop < start) throw new Error(`The document lacks ${begin} or ${end}`);
  return `${document.slice(0, start)}${begin}\n\n${roomsText(map)}\n\n${document.slice(stop)}`;
}
