/** Photographs of letters, digits and hands that touch something. */
import { join } from 'node:path';
import {
  extracted,
  isPicture,
  type LabelledPicture,
  labelledFolders,
  leftOutNote,
  list,
  notesOf,
  type PictureSource,
} from './listing.ts';

/** The photographs of one person, or of a few who cannot be told apart. */
interface LetterPhotos {
  source: string;
  /** Below `train/letters-2`. */
  folder: string;
  origin: string;
  licence: 'MIT' | 'Apache-2.0';
  people: string;
  crops: boolean;
  published: number;
  /** Letters that this alphabet forms in another way than ASL, or that are not what the folder says. */
  leaveOut: string;
  notes: string;
  /** Which files of the folder show this person. */
  shows?: (file: string) => boolean;
}

const sibi = {
  folder: 'sibi',
  origin: 'reza-erfit/SIBI-Sign-Language-Alphabetic-Classification',
  licence: 'MIT',
  people: '1',
  crops: false,
} as const;

/** The number of a file that is named `IMG_1234.jpg`. */
const cameraNumber = (file: string): number => Number(/^IMG_(\d{4})\D/.exec(file)?.[1] ?? NaN);

/** The hour of a file that is named after the time, `IMG_20221130_213420.jpg`. */
const hour = (file: string): number => Number(/^IMG_2022\d{4}_(\d{2})/.exec(file)?.[1] ?? NaN);

const sets: readonly LetterPhotos[] = [
  {
    ...sibi,
    source: 'sibi-1',
    published: 120,
    leaveOut: 'RT',
    notes: 'T is the Indonesian T; R is shown lying on its side.',
    shows: (file) => file.startsWith('IMG2022'),
  },
  {
    ...sibi,
    source: 'sibi-2',
    published: 113,
    leaveOut: 'T',
    notes: 'T is the Indonesian T.',
    shows: (file) => cameraNumber(file) < 1600,
  },
  {
    ...sibi,
    source: 'sibi-3',
    published: 136,
    leaveOut: 'T',
    notes: 'T is the Indonesian T.',
    shows: (file) => cameraNumber(file) >= 1600,
  },
  {
    ...sibi,
    source: 'sibi-4',
    published: 125,
    leaveOut: 'T',
    notes: 'T is the Indonesian T.',
    shows: (file) => hour(file) < 22,
  },
  {
    ...sibi,
    source: 'sibi-5',
    published: 120,
    leaveOut: 'TX',
    notes: 'T is the Indonesian T; X is shown with thumb and finger as an arc.',
    shows: (file) => hour(file) >= 22,
  },
  {
    source: 'bim',
    folder: 'bim',
    origin: 'fiz-mir/Malaysian-Hand-Sign-Language-Detector',
    licence: 'MIT',
    people: '1',
    crops: false,
    published: 264,
    leaveOut: 'ST',
    notes: 'S and T are the Malaysian ones.',
  },
  {
    source: 'sibi-webcam',
    folder: 'sibi-webcam',
    origin: 'fawwazmw/sibi-language-detector-fwzdev',
    licence: 'MIT',
    people: '1',
    crops: false,
    published: 288,
    leaveOut: '',
    notes: '',
  },
  ...(['a', 'b', 'c', 'd'] as const).map(
    (part): LetterPhotos => ({
      source: `fsl-${part}`,
      folder: `fsl-${part}`,
      origin: 'nikkkkita/A-Sequential-Ensemble',
      licence: 'Apache-2.0',
      people: '1 to 2',
      crops: true,
      published: { a: 230, b: 230, c: 210, d: 132 }[part],
      leaveOut: part === 'c' ? 'KT' : 'GKT',
      notes: 'G (thumb up), K (turned to the side) and T are the Filipino ones.',
    }),
  ),
];

/** The letters of about a dozen people, one source for each person where they can be told apart. */
export function letterPhotos(data: string): PictureSource[] {
  return sets.map((set) => ({
    header: {
      source: set.source,
      origin: set.origin,
      licence: set.licence,
      attribution: set.origin,
      changes: extracted,
      groups: 'one group: the pictures are bursts of one person',
      aspect: 'true',
      depth: true,
      people: set.people,
      notes: notesOf(
        set.notes,
        leftOutNote(set.leaveOut),
        'J and Z are motions; their stills are arbitrary.',
      ),
    },
    crops: set.crops,
    published: set.published,
    pictures: () =>
      labelledFolders(join(data, 'train/letters-2', set.folder), () => set.source).filter(
        ({ file, label }) =>
          !set.leaveOut.includes(label) && (set.shows?.(file.split('/').at(-1)!) ?? true),
      ),
  }));
}

/** The shapes of ASL's digits, under the names that HaGRID gives them where it has them. */
const digitShapes = [
  'O',
  'one',
  'peace',
  'three2',
  'four',
  'palm',
  'three',
  'thumb-on-ring-finger',
  'thumb-on-middle-finger',
  'ok',
];

/** ASL digits of 218 students, one picture of a digit from each; several digits are letters or gestures too. */
export function digitPhotos(data: string): PictureSource {
  return {
    header: {
      source: 'digits',
      origin: 'ardamavi/Sign-Language-Digits-Dataset',
      licence: 'Apache-2.0',
      attribution:
        'Mavi, A. (2020), A New Dataset and Proposed Convolutional Neural Network Architecture for Classification of American Sign Language Digits, arXiv:2011.08927',
      changes: extracted,
      groups: 'one group for each picture; people are not known',
      aspect: 'true',
      depth: true,
      people: '218',
      notes: 'Labels are the shapes of the digits 0 to 9, not the digits.',
    },
    crops: true,
    published: 2062,
    pictures: () =>
      labelledFolders(join(data, 'train/digits'), (label, file) => `${label}/${file}`).map(
        (picture) => ({ ...picture, label: digitShapes[Number(picture.label)] ?? 'unsorted' }),
      ),
  };
}

/** Hands that touch a chin, a mouth, hair, glasses or the lens. Never trained on: silence is reported on them. */
export function contactPhotos(data: string): PictureSource {
  const folder = join(data, 'train/contact');
  return {
    header: {
      source: 'contact',
      origin: 'emrecandir9/custom-gesture-dataset',
      licence: 'MIT',
      attribution: 'emrecandir9/custom-gesture-dataset',
      changes: extracted,
      groups: 'one group for each picture; people are not known',
      aspect: 'true',
      depth: true,
      people: '2',
      notes:
        'Hands at the chin, mouth, head, glasses and chest, or reaching to the lens: no signs.',
    },
    crops: false,
    published: 78,
    pictures: () =>
      list(folder)
        .filter(isPicture)
        .map(
          (file, group): LabelledPicture => ({
            file: join(folder, file),
            label: 'touching',
            group,
          }),
        ),
  };
}
