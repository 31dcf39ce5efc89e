/** Learns an own way of a shipped gesture from the files that ship, and stores it. */
import * as v from 'valibot';
import { ProblemError } from '../messaging/problems.ts';
import { gestureKey, type OwnWay, type SampleHand } from '../packs/samples.ts';
import type { PackStore } from '../packs/store-types.ts';
import { type ClassifierFile, classifierSchema } from '../recognizer/signs/classifier-file.ts';
import { type BankHand, besideVocabularies } from './bank.ts';
import { type BankRow, type LearntWay, learnWay, rowsOfBank } from './own-way.ts';

export interface WayTeacherParts {
  /** Reads a packaged file as JSON; rejects if it is missing. */
  readJson(path: string): Promise<unknown>;
  /** The shipped hands that the takes are compared with; rejects with a ProblemError. */
  bank(): Promise<readonly BankHand[]>;
  store: Pick<PackStore, 'preferences' | 'setPreference'>;
}

/**
 * @param vocabulary id of a shipped vocabulary
 * @param gesture id of one of its gestures
 * Rejects with a ProblemError; then nothing is stored. Nothing is stored either if nothing could be
 * learnt.
 */
export type TeachWay = (
  vocabulary: string,
  gesture: string,
  takes: readonly SampleHand[],
) => Promise<LearntWay>;

export function createWayTeacher({ readJson, bank, store }: WayTeacherParts): TeachWay {
  /** By vocabulary; after a failure it is read again. */
  const read = new Map<string, Promise<{ file: ClassifierFile; rows: BankRow[] }>>();
  const filesOf = (vocabulary: string) => {
    const known = read.get(vocabulary);
    if (known) return known;
    const reading = Promise.all([fileOf(vocabulary), bank()]).then(([file, hands]) => ({
      file,
      rows: rowsOfBank(besideVocabularies(hands, [vocabulary]), file),
    }));
    read.set(vocabulary, reading);
    reading.catch(() => read.delete(vocabulary));
    return reading;
  };
  const fileOf = async (vocabulary: string): Promise<ClassifierFile> => {
    const path = `models/${vocabulary}/classifier.json`;
    try {
      return v.parse(classifierSchema, await readJson(path));
    } catch (error) {
      throw new ProblemError('model-damaged', `${path}: ${error}`, { cause: error });
    }
  };

  return async (vocabulary, gesture, takes) => {
    const [{ file, rows }, preferences] = await Promise.all([
      filesOf(vocabulary),
      store.preferences(),
    ]);
    const ways = new Map<string, OwnWay>();
    for (const id of file.gestures) {
      const way = preferences.get(gestureKey(vocabulary, id))?.ownWay;
      if (way) ways.set(id, way);
    }
    const learnt = learnWay(gesture, takes, file, ways, rows);
    if (learnt.way) {
      await store.setPreference(gestureKey(vocabulary, gesture), { ownWay: learnt.way });
    }
    return learnt;
  };
}
