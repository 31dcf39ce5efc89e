/** What one training gave: all figures of a report come from a list of these. */
import type { Objective } from '../../../src/learning/objectives.ts';
import type { Seen } from '../../../src/learning/scores-distance.ts';
import type { TestSample } from './figures.ts';

export interface Run {
  seed: number;
  /** What was left out of training, or which classes were known. */
  fold: string;
  objective: Objective;
  /** What it was trained to be silent on. */
  unknowns: string;
  /** What the views' committees are made of; null where they have none. */
  committee: 'dropout' | 'ensemble' | null;
  /** Names of the known gestures or classes, in the order of the outputs. */
  names: readonly string[];
  test: TestSample[];
  /** Training samples as the network sees them, for scores that compare with them. */
  seen: Seen[];
}

/** Runs of one loss and one kind of unknowns: a row of a table. */
export interface Group {
  name: string;
  runs: Run[];
}

/** Grouped in the order of the first of each. */
export function grouped(runs: readonly Run[], nameOf: (run: Run) => string): Group[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const name = nameOf(run);
    const list = groups.get(name);
    if (list) list.push(run);
    else groups.set(name, [run]);
  }
  return [...groups].map(([name, list]) => ({ name, runs: list }));
}

/**
 * One value for each seed: the mean over the folds of that seed, so that an interval over the
 * values speaks for random starts and splits and does not count one start several times.
 */
export function bySeed(runs: readonly Run[], figure: (run: Run) => number): number[] {
  return grouped(runs, ({ seed }) => String(seed)).map(({ runs: own }) => {
    const values = own.map(figure);
    return values.reduce((a, b) => a + b, 0) / values.length;
  });
}

/**
 * The difference of two groups for each seed, fold against the same fold.
 *
 * @throws Error when they were not run on the same seeds and folds.
 */
export function differences(
  runs: readonly Run[],
  others: readonly Run[],
  figure: (run: Run) => number,
  otherFigure: (run: Run) => number = figure,
): number[] {
  const partner = (run: Run) => {
    const found = others.find((other) => other.seed === run.seed && other.fold === run.fold);
    if (!found) throw new Error(`Nothing to compare seed ${run.seed} of ${run.fold} with.`);
    return found;
  };
  return bySeed(runs, (run) => figure(run) - otherFigure(partner(run)));
}
