/** Reads the tables of letters that students recorded and published, one person in each. */
import { join } from 'node:path';
import type { Handedness } from '../../../src/recognizer/hand.ts';
import type { BankEntry } from '../bank/bank.ts';
import { leftOutNote, notesOf } from './listing.ts';
import { changed, points, rows, type TableSource, unmeasured } from './table-rows.ts';

interface LetterTable {
  /** Name of the bank file. The table's own name is that of its repository. */
  source: string;
  file: string;
  origin: string;
  licence: 'MIT' | 'Apache-2.0';
  people?: string;
  /** Which hand all rows look like. If left out, each row's knuckles say it (tools/lab/train/sides.ts). */
  side?: Handedness;
  /** Labels whose hands are not the ASL letter of that name. */
  leaveOut?: string;
  /** 'unknown' if x and y are shares of the width and height of a picture whose shape was not recorded. */
  aspect?: 'unknown';
  notes?: string;
}

const tables: readonly LetterTable[] = [
  {
    source: 'table-01',
    file: '13lack13lood_Hands-On-Fluency-backend',
    origin: '13lack13lood/Hands-On-Fluency-backend',
    licence: 'Apache-2.0',
    leaveOut: 'M',
    notes: 'M looks like E.',
  },
  {
    source: 'table-02',
    file: 'Lazer29_ASL-SE-PROJECT',
    origin: 'Lazer29/ASL-SE-PROJECT',
    licence: 'Apache-2.0',
    side: 'Left',
    leaveOut: 'AEMNPQT',
    notes:
      'A, E and T are shown with the thumb elsewhere; M, N, P and Q point sideways with other fingers.',
  },
  {
    source: 'table-03',
    file: 'Fawziya20_AI-ENHANCED-SIGN-LANGUAGE-INTERPRETER',
    origin: 'Fawziya20/AI-ENHANCED-SIGN-LANGUAGE-INTERPRETER',
    licence: 'MIT',
    side: 'Left',
  },
  {
    source: 'table-04',
    file: 'PingusTingus_Static-Sign-Language-Prototype-',
    origin: 'PingusTingus/Static-Sign-Language-Prototype-',
    licence: 'Apache-2.0',
    people: '1 to 3',
  },
  {
    source: 'table-05',
    file: 'DynaJoshy_voice2sign',
    origin: 'DynaJoshy/voice2sign',
    licence: 'MIT',
    side: 'Left',
    leaveOut: 'DY',
    notes: 'D and Y show other hands.',
  },
  {
    source: 'table-06',
    file: 'ts42a_asl-landmark-classifier',
    origin: 'ts42a/asl-landmark-classifier',
    licence: 'MIT',
    side: 'Left',
    leaveOut: 'C',
    notes: 'C is closed like O and E.',
  },
  {
    source: 'table-07',
    file: 'DlerFaily_ASL-Hand-Sign-Recognition-System',
    origin: 'DlerFaily/ASL-Hand-Sign-Recognition-System',
    licence: 'MIT',
    people: '1 to 2',
    aspect: 'unknown',
    side: 'Right',
    leaveOut: 'GQ',
    notes: 'G and Q look like P. Frames in a row.',
  },
  {
    source: 'table-08',
    file: 'ramasai-badam_ASL-Alphabet',
    origin: 'ramasai-badam/ASL-Alphabet',
    licence: 'Apache-2.0',
    aspect: 'unknown',
    side: 'Left',
    leaveOut: 'C',
    notes: 'The third class has no name in the repository; its hands are near D.',
  },
  {
    source: 'table-09',
    file: 'bimal-tech_AmericanSignLanguage',
    origin: 'bimal-tech/AmericanSignLanguage',
    licence: 'Apache-2.0',
    side: 'Left',
    leaveOut: 'E',
    notes: 'E is closed like S.',
  },
  {
    source: 'table-10',
    file: 'X-AE-A-12-kkkkk_AmericanSignLanguage',
    origin: 'X-AE-A-12-kkkkk/AmericanSignLanguage',
    licence: 'Apache-2.0',
    side: 'Left',
    leaveOut: 'E',
    notes: 'E is open like C.',
  },
  {
    source: 'table-11',
    file: 'SilasPDJ_librasASL-hand-gesture-recognition',
    origin: 'SilasPDJ/librasASL-hand-gesture-recognition',
    licence: 'Apache-2.0',
  },
  {
    source: 'table-12',
    file: 'timtulang_2-hg-recognition-mediapipe',
    origin: 'timtulang/2-hg-recognition-mediapipe',
    licence: 'Apache-2.0',
  },
  {
    source: 'table-13',
    file: 'kanishka-raisania_Sign-Language-Translator',
    origin: 'kanishka-raisania/Sign-Language-Translator',
    licence: 'MIT',
    leaveOut: 'G',
    notes: 'G shows other hands.',
  },
  {
    source: 'table-14',
    file: '2020759-CpE_Group5-FSL',
    origin: '2020759-CpE/Group5-FSL',
    licence: 'MIT',
    aspect: 'unknown',
    side: 'Right',
    leaveOut: 'EGK',
    notes: 'E is closed like S; G (thumb up) and K (turned to the side) are the Filipino ones.',
  },
];

/**
 * The tables of letters, without three of those that were found: the pictures of two are read instead
 * (`bim` and `sibi-webcam` in letter-photos.ts), and the hands of yxp5/sign_lang_gesture_detection were
 * turned at random, which a letter does not survive.
 */
export function letterTables(data: string): TableSource[] {
  return tables.map((table) => {
    const leaveOut = table.leaveOut ?? '';
    return {
      header: {
        source: table.source,
        origin: table.origin,
        licence: table.licence,
        attribution: table.origin,
        changes: changed,
        groups: 'one group: bursts of one person',
        aspect: table.aspect ?? 'true',
        depth: false,
        people: table.people ?? '1',
        notes: notesOf(leftOutNote(leaveOut), table.notes ?? ''),
      },
      entries: () =>
        rows(join(data, 'train/landmarks/letters', `${table.file}.csv`), true)
          .map(
            (row): BankEntry => ({
              label: row[0]!,
              group: 0,
              landmarks: points(row, 2, 2),
              ...unmeasured,
              leftness: table.side === undefined ? null : Number(table.side === 'Left'),
            }),
          )
          .filter(({ label }) => /^[A-Z]$/.test(label) && !leaveOut.includes(label)),
    };
  });
}
