/** Writes a pack as a file. */
import { ProblemError } from '../messaging/problems.ts';
import { isMovement, movementFault, unknownFault } from './movements.ts';
import {
  type FileGesture,
  type FileHand,
  type FileSample,
  longest,
  packFormat,
  packVersion,
  unitsPerOne,
} from './pack-format.ts';
import { readPack } from './read-pack.ts';
import {
  type GesturePreference,
  gestureKey,
  type PackGesture,
  type PackHeader,
  type Sample,
  type SampleHand,
  type UnknownSample,
} from './samples.ts';
import type { PackStore } from './store-types.ts';
import { tidyText } from './texts.ts';

export interface PackContent {
  header: PackHeader;
  /** By gesture id. */
  samples: ReadonlyMap<string, readonly Sample[]>;
  /** Hands that mean nothing. Left out of the file if there are none. */
  unknowns?: readonly UnknownSample[];
  /** By gesture key. The file gets captions as the user changed them. */
  preferences?: ReadonlyMap<string, GesturePreference>;
}

/**
 * The file's text, as {@link writePack} gives it.
 *
 * @throws ProblemError 'pack-refused' if a reader would refuse the file: it has no gesture, or more
 * than the limits allow.
 */
export function exportPack(content: PackContent): string {
  const text = writePack(content);
  const check = readPack(text);
  if (!check.ok) {
    const why = check.refusals.map(({ reason, path }) => `${reason} at ${path}`).join(', ');
    throw new ProblemError('pack-refused', `The pack cannot be exported: ${why}`);
  }
  return text;
}

/**
 * A pack as text, which a reader may still refuse: version 1 if nothing in it moves, so that older
 * extensions can read it, else version 2. Samples that were damaged so that they are no movements, of
 * gestures that move, are left out. Numbers are rounded (landmarks to 1/1000 of a hand size), times of
 * recording to the day; characters that a reader would refuse are removed from texts. One sample per
 * line.
 */
export function writePack({ header, samples, unknowns, preferences }: PackContent): string {
  const fitUnknowns = (unknowns ?? []).filter((one) => unknownFault(one) === null);
  const moves = header.gestures.some((gesture) => gesture.moves) || fitUnknowns.some(isMovement);
  const version = moves ? packVersion : 1;
  const write = (sample: Sample): string => JSON.stringify(toFileSample(sample, version));
  const lines = [
    '{',
    field('format', packFormat),
    field('version', version),
    field('id', header.id),
    field('name', tidyText(header.name, longest.text) || header.id),
    field('provenance', tidyText(header.provenance, longest.words)),
    field('licence', tidyText(header.licence, longest.words)),
    field('vocabularies', [...header.vocabularies]),
    list(
      'gestures',
      header.gestures.map((gesture) => {
        const changed = preferences?.get(gestureKey(header.id, gesture.id))?.caption;
        const own = samples.get(gesture.id) ?? [];
        const fit = gesture.moves ? own.filter(({ hands }) => movementFault(hands) === null) : own;
        return writeGesture(gesture, changed, fit.map(write));
      }),
      fitUnknowns.length > 0 ? ',' : '',
    ),
    ...(fitUnknowns.length > 0 ? [list('unknowns', fitUnknowns.map(write), '')] : []),
    '}',
    '',
  ];
  return lines.join('\n');
}

/**
 * Reads a pack from the store and exports it.
 *
 * @param unknowns whether to add the store's unknown samples.
 * @throws ProblemError; see {@link exportPack} and the store.
 */
export async function exportFromStore(
  store: Pick<PackStore, 'packs' | 'samplesOfPack' | 'unknowns' | 'preferences'>,
  id: string,
  { unknowns }: { unknowns: boolean },
): Promise<string> {
  const header = (await store.packs()).find((pack) => pack.id === id);
  if (!header) throw new ProblemError('storage-failed', `There is no pack ${id}.`);
  return exportPack({
    header,
    samples: await store.samplesOfPack(id),
    unknowns: unknowns ? await store.unknowns() : [],
    preferences: await store.preferences(),
  });
}

/** A line of the file: a field and its value. */
export function field(name: string, value: unknown): string {
  return ` ${JSON.stringify(name)}: ${JSON.stringify(value)},`;
}

/** A list of a file, one item per line. @param end what follows it */
export function list(name: string, items: readonly string[], end: string): string {
  return items.length === 0
    ? ` ${JSON.stringify(name)}: []${end}`
    : ` ${JSON.stringify(name)}: [\n  ${items.join(',\n  ')}\n ]${end}`;
}

function writeGesture(
  { id, kind, caption, name, note, moves }: PackGesture,
  changed: string | undefined,
  written: readonly string[],
): string {
  const head: Omit<FileGesture, 'samples'> = {
    id,
    kind,
    caption: tidyText(changed ?? caption, longest.text) || id,
    name: tidyText(name, longest.text) || id,
    note: tidyText(note ?? '', longest.text) || undefined,
    moves: moves || undefined,
  };
  const open = JSON.stringify(head).slice(0, -1);
  return written.length === 0
    ? `${open},"samples":[]}`
    : `${open},"samples":[\n   ${written.join(',\n   ')}\n  ]}`;
}

/** A sample as a file of this version holds it. */
export function toFileSample(
  { id, recordedAt, take, hands }: Sample,
  version: number = packVersion,
): FileSample {
  const first = hands[0]?.time ?? 0;
  return {
    id: tidyId(id),
    recorded: new Date(Math.max(0, recordedAt)).toISOString().slice(0, 10),
    take: tidyId(take),
    hands: hands.map((hand) => {
      // Version 1 has no place.
      const { place, ...others } = hand;
      return writeHand(version === 1 ? others : hand, first);
    }),
  };
}

function writeHand(hand: SampleHand, first: number): FileHand {
  const wrist = hand.points[0] ?? [0, 0, 0];
  return {
    time: Math.round(hand.time - first),
    hand: hand.handedness,
    presence: thousandths(hand.presence),
    size: thousandths(hand.size),
    place: hand.place?.map(thousandths),
    points: hand.points.flatMap((point) =>
      point.map((value, axis) => thousandths(value - (wrist[axis] ?? 0))),
    ),
  };
}

// "+ 0" turns -0 into 0.
const thousandths = (value: number): number => Math.round(value * unitsPerOne) + 0;

/** Makes an id fit the format. Our own sample ids (random) always fit. */
function tidyId(id: string): string {
  return id
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^[^A-Za-z0-9]/, 'x')
    .slice(0, longest.sampleId);
}
