/** Makes the pages of the experiments on hands. */
import {
  bce,
  bceNa,
  bcenaObjective,
  bcenaZeroed,
  ce,
  ceNa,
  eos,
  type Objective,
} from '../../../src/learning/objectives.ts';
import type { Table } from '../evaluate/table.ts';
import type { VocabularyId } from '../shapes.ts';
import { shippingRecipe } from '../train/recipe.ts';
import { curves, decoded, ownScore, silenceByName } from './figures.ts';
import { handBudget, poolSize, unknownNames } from './hands.ts';
import { formatInterval } from './interval.ts';
import { confusionPictures, type Report } from './report.ts';
import { bySeed, grouped, type Run } from './runs.ts';
import {
  type Comparison,
  curvesTable,
  decodedTable,
  differencesTable,
  equalDecoding,
  equalKnownRight,
  nameOf,
  scoresTable,
  type Targets,
} from './tables.ts';

type Unknowns = keyof typeof unknownNames;

const is =
  (objective: Objective, unknowns: Unknowns, ensemble = false) =>
  (run: Run): boolean =>
    run.objective === objective &&
    run.unknowns === unknownNames[unknowns] &&
    (run.committee === 'ensemble') === ensemble;

const versus = (
  first: [Objective, Unknowns],
  second: [Objective, Unknowns],
  secondBy: 'equal' | 'argmax' = 'equal',
): Comparison => ({
  name: `${labelOf(first)} - ${labelOf(second)}${secondBy === 'argmax' ? ', argmax' : ''}`,
  first: is(...first),
  second: is(...second),
  secondBy,
});

const labelOf = ([objective, unknowns]: [Objective, Unknowns]): string =>
  unknowns === 'none' ? objective.name : `${objective.name} (${unknownNames[unknowns]})`;

const comparisons: readonly Comparison[] = [
  versus([bcenaObjective, 'shown'], [ce, 'none']),
  versus([bcenaObjective, 'shown'], [bce, 'none']),
  versus([bcenaObjective, 'shown'], [bceNa, 'shown'], 'argmax'),
  versus([bcenaObjective, 'shown'], [bceNa, 'shown']),
  versus([bcenaObjective, 'shown'], [ceNa, 'shown']),
  versus([bcenaObjective, 'shown'], [eos, 'shown']),
  versus([bcenaZeroed, 'shown'], [bcenaObjective, 'shown']),
  versus([bcenaObjective, 'mixed'], [bcenaObjective, 'shown']),
  versus([bceNa, 'mixed'], [bceNa, 'shown']),
  versus([ceNa, 'mixed'], [ceNa, 'shown']),
  versus([eos, 'mixed'], [eos, 'shown']),
  versus([bcenaObjective, 'made'], [bcenaObjective, 'mixed']),
  versus([bcenaObjective, 'mixed'], [bceNa, 'mixed']),
  versus([bcenaObjective, 'mixed'], [ceNa, 'mixed']),
  versus([bcenaObjective, 'mixed'], [eos, 'mixed']),
];

const titles: Readonly<Record<VocabularyId, string>> = {
  'call-gestures': 'Call gestures: known, unknown and unseen hands',
  fingerspelling: 'Fingerspelling: known, unknown and unseen hands',
};

const splits: Readonly<Record<VocabularyId, string>> = {
  'call-gestures':
    'Known: the shipped gestures. For each seed another quarter of the groups (pictures, or users where they are ' +
    'known) of the HaGRID sources is kept out of training: its known hands and its hands of ' +
    'unknown shapes are the test hands, together with the idle hands that are never trained on. ' +
    'People of the HaGRID crops are not known, so two pictures of one person may be on different ' +
    'sides.',
  fingerspelling:
    'Known: the letters of one person who is not trained on; people are left out in turn, and a seed\u2019s ' +
    'figure is the mean over them. Unknown: hands of unknown shapes in a quarter of the HaGRID groups that is ' +
    'kept out (another one for each seed), and the idle hands that are never trained on.',
};

export function handReport(
  vocabulary: VocabularyId,
  runs: readonly Run[],
  batches: number = handBudget.batches,
): Report {
  const single = runs.filter((run) => run.committee !== 'ensemble');
  const targets = equalKnownRight(runs, is(bceNa, 'shown'));
  const scored = runs.filter((run) => run.unknowns === unknownNames.mixed || run.objective === ce);
  const drawn = [
    is(ce, 'none'),
    is(bceNa, 'mixed'),
    is(bcenaObjective, 'shown'),
    is(bcenaObjective, 'mixed'),
  ];
  return {
    id: vocabulary,
    title: titles[vocabulary],
    about: [
      `${splits[vocabulary]} Unseen: whole shapes of \`tools/lab/shapes.ts\` that are never trained on; no threshold is chosen on them.`,
      `${countsOf(runs)} ${new Set(runs.map(({ seed }) => seed)).size} seeds.`,
      `Every loss learns from the same hands in the same order: one head 148 → ${handBudget.hidden.join(' → ')} → outputs, ` +
        `${batches} batches of ${handBudget.batchSize} out of ${poolSize} drawn hands (a head that ships: ` +
        `${shippingRecipe.hidden.join(' → ')}, ${shippingRecipe.batches} of ${shippingRecipe.batchSize}, all drawn anew), no label smoothing. CE and BCE draw known ` +
        `hands only. "${unknownNames.shown}": unknown hands of the bank and of the signer's poses. "${unknownNames.mixed}": with ` +
        `hands of mixed fingers. "${unknownNames.made}": with every kind that \`src/learning/unknowns.ts\` makes.`,
      'Intervals cover random starts, the choice of groups and made hands; they do not cover new people.',
    ],
    tables: [
      decodedTable('Decoded', single, targets),
      differencesTable('Differences', single, targets, comparisons),
      curvesTable('Without a threshold', single),
      shapesTable(single, targets),
      ...(new Set(runs.map(({ fold }) => fold)).size > 1 ? [peopleTable(single, targets)] : []),
      scoresTable('Scores on top', scored, targets),
    ],
    pictures: confusionPictures(
      vocabulary,
      single.filter((run) => drawn.some((matches) => matches(run))),
      targets,
    ),
  };
}

function countsOf(runs: readonly Run[]): string {
  const firsts = grouped(runs, ({ fold }) => fold).map(({ runs: own }) => own[0]!);
  const counts = firsts.map(({ fold, test }) => {
    const count = (kind: string) => test.filter((sample) => sample.kind === kind).length;
    return `${fold}: ${count('known')} known, ${count('unknown')} unknown, ${count('unseen')} unseen`;
  });
  return `Test hands (first seed): ${counts.join('; ')}.`;
}

/** Silence on each unseen shape. */
function shapesTable(runs: readonly Run[], targets: Targets): Table {
  const figures = new Map(
    runs.map((run) => {
      const score = ownScore(run.objective);
      return [run, silenceByName(run.test, score, equalDecoding(run, targets, score))];
    }),
  );
  const shapes = Object.keys(figures.get(runs[0]!)!);
  return {
    title: 'Unseen shapes that stay silent, at equal known accuracy',
    columns: ['loss', ...shapes],
    rows: grouped(runs, nameOf).map(({ name, runs: own }) => [
      name,
      ...shapes.map((shape) =>
        formatInterval(bySeed(own, (run) => figures.get(run)![shape] ?? Number.NaN)),
      ),
    ]),
  };
}

/** Figures for each person who was left out, because the worst one matters more than the mean. */
function peopleTable(runs: readonly Run[], targets: Targets): Table {
  const rows = grouped(runs, nameOf).flatMap(({ name, runs: own }) =>
    grouped(own, ({ fold }) => fold).map(({ name: fold, runs: ofFold }) => {
      const cell = (figure: (run: Run) => number) => formatInterval(bySeed(ofFold, figure));
      const score = (run: Run) => ownScore(run.objective);
      const at = (run: Run) =>
        decoded(run.test, score(run), equalDecoding(run, targets, score(run)), run.names.length);
      return [
        name,
        fold,
        cell((run) => curves(run.test, score(run)).closed!),
        cell((run) => curves(run.test, score(run)).aurocUnseen!),
        cell((run) => at(run).known!),
        cell((run) => at(run).unknown!),
        cell((run) => at(run).unseen!),
      ];
    }),
  );
  return {
    title: 'Person by person, at equal known accuracy',
    columns: [
      'loss',
      'left out',
      'argmax right',
      'AUROC unseen',
      'known right',
      'unknown silent',
      'unseen silent',
    ],
    rows,
  };
}
