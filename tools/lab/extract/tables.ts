/** Reads landmarks that others computed and published as tables. */
import { join } from 'node:path';
import { type BankEntry, type BankHeader, handSize } from '../bank/bank.ts';
import { letterTables } from './letter-tables.ts';
import { numbering } from './listing.ts';
import { motionStills } from './motion-stills.ts';
import { changed, points, rows, type TableSource, unmeasured } from './table-rows.ts';

/** Keeps every `every`-th row of each label, and only rows that hold a hand. */
function thin(entries: BankEntry[], every: number): BankEntry[] {
  const seen = new Map<string, number>();
  return entries.filter((entry) => {
    const nth = seen.get(entry.label) ?? 0;
    seen.set(entry.label, nth + 1);
    return nth % every === 0 && handSize(entry.landmarks) > 0;
  });
}

/** A table of wrist-relative x and y in the format of kinivi/hand-gesture-recognition-mediapipe. */
function keypointTable(
  file: string,
  labels: readonly string[],
  header: Pick<BankHeader, 'source' | 'origin' | 'licence' | 'attribution'> & { notes?: string },
  every: number,
): TableSource {
  return {
    header: {
      ...header,
      changes: changed,
      groups: 'one group: bursts of about one person',
      aspect: 'true',
      depth: false,
      people: 'about 1',
      notes:
        `Every ${every}nd row, because neighbours are near-copies. ${header.notes ?? ''}`.trim(),
    },
    entries: () =>
      thin(
        rows(file, false).map((row) => ({
          label: labels[Number(row[0])] ?? 'unsorted',
          group: 0,
          landmarks: points(row, 1, 2),
          ...unmeasured,
        })),
        every,
      ),
  };
}

/** All tables that may be used for training. */
export function trainingTables(data: string): TableSource[] {
  const file = (name: string) => join(data, 'train/landmarks', name);
  const insitee = {
    origin: 'Insitee/ASL',
    licence: 'Apache-2.0',
    attribution: 'Insitee/ASL',
  };
  return [
    {
      header: {
        source: 'borisgraudt',
        origin: 'borisgraudt/asl-ai',
        licence: 'CC0',
        attribution: 'borisgraudt/asl-ai',
        changes: changed,
        groups: 'one group: bursts of one person',
        aspect: 'unknown',
        depth: true,
        people: '1',
        notes: 'Every 4th row of a label, because neighbours are near-copies.',
      },
      entries: () =>
        thin(
          rows(file('borisgraudt_xyz.csv'), true).map((row) => ({
            label: row[0]!,
            group: 0,
            landmarks: points(row, 2, 3),
            ...unmeasured,
          })),
          4,
        ),
    },
    keypointTable(
      file('insitee_keypoint42_ABCDEFGHIL.csv'),
      [...'ABCDEFGHIL'],
      { source: 'insitee-1', ...insitee },
      2,
    ),
    keypointTable(
      file('insitee_set2_keypoint42_ABCDEFGHIL.csv'),
      [...'ABCDEFGHIL'],
      { source: 'insitee-2', ...insitee },
      2,
    ),
    keypointTable(
      file('kinivi_keypoint42.csv'),
      ['open', 'close', 'pointer', 'ok'],
      {
        source: 'kinivi',
        origin: 'kinivi/hand-gesture-recognition-mediapipe',
        licence: 'Apache-2.0',
        attribution: 'kinivi/hand-gesture-recognition-mediapipe',
      },
      2,
    ),
    {
      header: {
        source: 'hagrid-landmarks',
        origin: 'HaGRID annotations, as copied in erikx50/Hand-gesture-detection',
        licence: 'CC BY-SA 4.0 in the variant of HaGRID (its exact terms are an open question)',
        attribution: 'Kapitanov et al., HaGRID, https://github.com/hukenovs/hagrid',
        changes: changed,
        groups: 'one group for each person',
        aspect: 'unknown',
        depth: false,
        people: 'about 730',
        notes:
          'x and y were shares of the width and height of pictures whose sizes are not recorded.',
      },
      entries: () => {
        const number = numbering();
        return thin(
          rows(file('hagrid_landmarks_2d.csv'), true).map((row) => ({
            label: row[0]!,
            group: number(row[3]!),
            landmarks: points(row, 10, 2),
            ...unmeasured,
          })),
          1,
        );
      },
    },
    ...letterTables(data),
    ...motionStills(data),
  ];
}
