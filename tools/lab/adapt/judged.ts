/** A person's hands as the classifier without takes judges them: computed once, used by all methods. */
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { toSpreads } from '../../../src/recognizer/signs/classifier-file.ts';
import { featuresOf } from '../../../src/recognizer/signs/features.ts';
import { type BankRow, rowsOfBank } from '../../../src/teaching/own-way.ts';
import { handOfPoints } from '../train/run.ts';
import type { Person, Points } from './people.ts';

export interface JudgedHand {
  points: Points;
  group: string;
  /** Features in spreads. */
  row: Float32Array;
  /** The gesture that it shows; null: none. */
  shown: string | null;
  /** What is captioned without takes. */
  caption: string | null;
  scores: Readonly<Record<string, number>>;
}

export interface JudgedPerson extends Person {
  /** By gesture. */
  judged: ReadonlyMap<string, readonly JudgedHand[]>;
  judgedIdle: readonly JudgedHand[];
  judgedUnseen: readonly JudgedHand[];
  bankRows: readonly BankRow[];
}

export function judgePerson(person: Person): JudgedPerson {
  const { classify } = loadClassifier(person.classifier);
  const judge = (points: Points, shown: string | null, group = ''): JudgedHand => {
    const { gesture, scores } = classify(handOfPoints(points));
    const row = toSpreads(featuresOf(points), person.classifier.distance);
    return { points, group, row, shown, caption: gesture, scores };
  };
  return {
    ...person,
    judged: new Map(
      [...person.hands].map(([gesture, hands]) => [
        gesture,
        hands.map(({ points, group }) => judge(points, gesture, group)),
      ]),
    ),
    judgedIdle: person.idle.map((points) => judge(points, null)),
    bankRows: rowsOfBank(person.bank, person.classifier),
    judgedUnseen: person.unseen.map((points) => judge(points, null)),
  };
}
