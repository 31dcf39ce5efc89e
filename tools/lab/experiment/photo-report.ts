/** Makes the page of the photo experiment. */
import {
  bce,
  bceNa,
  bcenaObjective,
  bcenaZeroed,
  ce,
  type Objective,
} from '../../../src/learning/objectives.ts';
import { photoBudget } from './photos.ts';
import { confusionPictures, type Report } from './report.ts';
import type { Run } from './runs.ts';
import {
  type Comparison,
  curvesTable,
  decodedTable,
  differencesTable,
  equalKnownRight,
  scoresTable,
} from './tables.ts';

const is = (objective: Objective) => (run: Run) => run.objective === objective;

export function photoReport(runs: readonly Run[]): Report {
  const targets = equalKnownRight(runs, is(bceNa));
  const splits = new Set(runs.map(({ fold }) => fold)).size;
  const { filters, batches, batchSize, hidden } = photoBudget;
  const versus = (first: Objective, second: Objective): Comparison => ({
    name: `${first.name} - ${second.name}`,
    first: is(first),
    second: is(second),
  });
  return {
    id: 'photos',
    title: 'Photos: known, unknown and unseen classes',
    about: [
      `CIFAR-10 subset: 4 classes known, 3 unknown, 3 unseen; ${splits} random class splits, each with its own random start. ` +
        '1,000 training and 200 test pictures per class. The unseen are never trained on, and no threshold is chosen on them.',
      `One small network for all losses: convolutions 3x3 with stride 2 and ${filters.join(', ')} filters, ` +
        `${hidden} hidden units, ${batches} batches of ${batchSize}, Adam, pictures halved to 16x16, moved by up to 2 pixels and mirrored. CE and BCE ` +
        'draw known pictures only, the others known and unknown as many as there are. The published network and ' +
        'set were larger: compare the order of the losses, not the values.',
    ],
    tables: [
      decodedTable('Decoded', runs, targets),
      differencesTable('What BCENa gains', runs, targets, [
        {
          ...versus(bcenaObjective, bceNa),
          name: 'as published: BCENa at 0.5 - BCE + na, argmax',
          firstBy: 0.5,
          secondBy: 'argmax',
        },
        {
          ...versus(bcenaObjective, bceNa),
          name: 'both at 0.5: BCENa - BCE + na',
          firstBy: 0.5,
          secondBy: 0.5,
        },
        {
          ...versus(bcenaObjective, bceNa),
          name: 'BCENa - BCE + na, argmax',
          secondBy: 'argmax',
        },
        versus(bcenaObjective, bceNa),
        {
          ...versus(bcenaZeroed, bceNa),
          name: 'BCENa, C+1 - BCE + na, argmax',
          secondBy: 'argmax',
        },
        versus(bcenaZeroed, bceNa),
        versus(bcenaZeroed, bcenaObjective),
        versus(bcenaObjective, bce),
        versus(bcenaObjective, ce),
      ]),
      curvesTable('Without a threshold', runs),
      scoresTable('Scores on top', runs, targets),
      published,
    ],
    pictures: confusionPictures('photos', runs, targets),
  };
}

/** Shares of 1539, 1186 and 1200, from the article on the method. */
const published = {
  title: 'Published',
  columns: ['loss, decoded', 'known right', 'unknown silent', 'unseen silent', 'all right'],
  rows: [
    ['BCE, no na class', 0.887, 0, 0, 0.348],
    ['BCE + na, argmax', 0.835, 0.908, 0.408, 0.726],
    ['BCENa, threshold 0.5', 0.772, 0.933, 0.601, 0.768],
  ],
  note:
    'The published figures of the method, for comparison with ours: 10 classes of photos, 4 known, 3 ' +
    'unknown, 3 unseen, one run. Its rows were decoded differently, and at unequal known accuracy.',
};
