/** Judges every hand that a vocabulary is measured on; the tables are made from the result. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import type { BankRow } from '../bank/bank.ts';
import type { VocabularyId } from '../shapes.ts';
import { isCopy, samplesOf } from '../train/dataset.ts';
import { calibratedAs, isDealt, partOf } from './cross-validation.ts';
import type { Comparison } from './open-set.ts';
import { type Person, pictureCount } from './people.ts';
import { countPictures, knownPictures } from './pictures.ts';
import { isKnown, type Judged, judge, judgeTraining } from './scores.ts';

const folders: Readonly<Record<VocabularyId, string>> = {
  fingerspelling: 'validation/letters',
  'call-gestures': 'validation/gestures',
};
const photos = 'validation/negatives/photos';
const photo = 'photo';

export interface MeasureOptions {
  vocabulary: VocabularyId;
  data: string;
  bank: readonly BankRow[];
  validation: readonly BankRow[];
  shipped: ClassifierFile;
  /** The classifiers of the cross-validation, by part; null if there are none. */
  cross: readonly ClassifierFile[] | null;
}

export interface Measured {
  vocabulary: VocabularyId;
  gestures: readonly string[];
  /** The people of the validation pictures who show a known gesture. */
  people: readonly Person[];
  photos: { pictures: number; hands: readonly Judged[] };
  /** The shipped classifier on validation people and on unknown hands that no training saw. */
  shipped: Comparison;
  crossed: Crossed | null;
}

export interface Crossed {
  /** Held-out known hands of the sources that are divided into parts. */
  known: readonly Judged[];
  /**
   * Unknown and unseen hands, each judged by the one part that saw none of its group, and the known
   * hands that the targets name: validation people's letters judged by every part, or the part's
   * own held-out call gestures.
   */
  comparison: Comparison;
}

/** @throws Error with a sentence if pictures are missing or a classifier is damaged. */
export function measure(options: MeasureOptions): Measured {
  const { vocabulary, data, bank, validation, shipped, cross } = options;
  const classifier = loadClassifier(shipped);
  const { gestures } = classifier;
  const shown = validation.filter(({ label }) => label !== photo);
  const judged = shown.map((row) => judge(classifier, vocabulary, row));
  const people = peopleOf(join(data, folders[vocabulary]), vocabulary, gestures, judged);
  const untrained = bank.filter((row) => isUnseen(vocabulary, row));
  return {
    vocabulary,
    gestures,
    people,
    photos: {
      pictures: countPictures(join(data, photos)),
      hands: validation
        .filter(({ label }) => label === photo)
        .map((row) => judge(classifier, vocabulary, row)),
    },
    shipped: {
      gestures,
      parts: [
        {
          known: people.flatMap(({ hands }) => hands),
          pictures: people.reduce((sum, person) => sum + pictureCount(person), 0),
          unknown: [...training(classifier, vocabulary, untrained), ...judged.filter(isUnknown)],
        },
      ],
    },
    crossed: cross && crossed({ ...options, validation: shown }, cross, people),
  };
}

function peopleOf(
  root: string,
  vocabulary: VocabularyId,
  gestures: readonly string[],
  judged: readonly Judged[],
): Person[] {
  return readdirSync(root)
    .sort()
    .map((name) => ({
      name,
      pictures: new Map(
        [...knownPictures(join(root, name), vocabulary)].filter(([gesture]) =>
          gestures.includes(gesture),
        ),
      ),
      hands: judged.filter((hand) => hand.row.source === name && isKnown(hand)),
    }))
    .filter((person) => pictureCount(person) > 0);
}

const isUnknown = ({ role }: Judged): boolean => role.role === 'unknown' || role.role === 'unseen';

/** Whether no training sees the row, which includes reserved idle hands. */
const isUnseen = (vocabulary: VocabularyId, row: BankRow): boolean =>
  samplesOf(vocabulary, [row])[0]?.role === 'unseen';

const training = (classifier: Classifier, vocabulary: VocabularyId, rows: readonly BankRow[]) =>
  rows.flatMap((row) => judgeTraining(classifier, vocabulary, row) ?? []);

function crossed(
  { vocabulary, bank, validation, shipped }: MeasureOptions,
  files: readonly ClassifierFile[],
  people: readonly Person[],
): Crossed {
  const pictures = people.reduce((sum, person) => sum + pictureCount(person), 0);
  const names = new Set(people.map(({ name }) => name));
  const heldOut: Judged[] = [];
  const parts = files.map((file, part) => {
    const classifier = loadClassifier(calibratedAs(file, shipped));
    const dealt = training(
      classifier,
      vocabulary,
      bank.filter(
        (row) =>
          !isCopy(row) && partOf(row) === part && (isDealt(row) || isUnseen(vocabulary, row)),
      ),
    );
    const own = dealt.filter(isKnown);
    heldOut.push(...own);
    const shown = validation.map((row) => judge(classifier, vocabulary, row));
    const letters = shown.filter((hand) => names.has(hand.row.source) && isKnown(hand));
    const ofOthers = vocabulary === 'fingerspelling';
    return {
      known: ofOthers ? letters : own,
      pictures: ofOthers ? pictures : own.length,
      unknown: [
        ...dealt.filter(isUnknown),
        ...shown.filter((hand) => isUnknown(hand) && partOf(hand.row) === part),
      ],
    };
  });
  return { known: heldOut, comparison: { gestures: files[0]!.gestures, parts } };
}
