/** Writes the page of one experiment: tables and confusion matrices. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Table, toMarkdown } from '../evaluate/table.ts';
import { confusionOf, ownScore } from './figures.ts';
import { grouped, type Run } from './runs.ts';
import { confusionSvg } from './svg.ts';
import { equalDecoding, nameOf, type Targets } from './tables.ts';

export interface Report {
  /** Name of the page's file without `.md`. */
  id: string;
  title: string;
  /** What was run, in sentences. */
  about: readonly string[];
  tables: readonly Table[];
  pictures: readonly { file: string; title: string; svg: string }[];
}

/**
 * A confusion matrix for each loss at equal known accuracy, summed over the runs that have the same
 * names as the first.
 */
export function confusionPictures(
  id: string,
  runs: readonly Run[],
  targets: Targets,
): Report['pictures'] {
  const names = runs[0]?.names ?? [];
  const comparable = runs.filter(
    (run) => run.names.join() === names.join() && run.committee !== 'ensemble',
  );
  return grouped(comparable, nameOf).map(({ name, runs: own }) => {
    const counts = own
      .map((run) => {
        const score = ownScore(run.objective);
        return confusionOf(run.test, score, equalDecoding(run, targets, score), names.length);
      })
      .reduce((sum, matrix) => sum.map((row, r) => row.map((count, c) => count + matrix[r]![c]!)));
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    return {
      file: `${id}-${slug}.svg`,
      title: name,
      svg: confusionSvg({ title: `${id}: ${name}`, names: [...names, 'na'], counts }),
    };
  });
}

/** Writes the page and its pictures, replacing those of an earlier run. */
export function writeReport(folder: string, report: Report): string {
  mkdirSync(folder, { recursive: true });
  for (const { file, svg } of report.pictures) writeFileSync(join(folder, file), svg);
  const text = [
    `# ${report.title}`,
    '',
    'Written by `npm run experiment`; a figure is the mean over the seeds with its 95 % interval (t).',
    '',
    ...report.about.flatMap((line) => [line, '']),
    ...report.tables.map(toMarkdown),
    '## Confusion matrices at equal known accuracy',
    '',
    'Unknown and unseen samples are in the row `na`.',
    '',
    ...report.pictures.flatMap(({ file, title }) => [`![${title}](${file})`, '']),
  ].join('\n');
  writeFileSync(join(folder, `${report.id}.md`), text);
  return text;
}
