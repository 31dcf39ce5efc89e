/** The results of trainings, from which all figures of a report are computed. */
import type { Objective } from '../../../src/learning/objectives.ts';
import type { Seen } from '../../../src/learning/scores-distance.ts';
import type { TestSample } from './figures.ts';

export interface Run {
  seed: number;
  /** The people or groups left out of training, or the known classes. */
  fold: string;
  objective: Objective;
  /** The kind of unknown samples it was trained with. */
  unknowns: string;
  /** What the views' committees consist of; null if they have none. */
  committee: 'dropout' | 'ensemble' | null;
  /** Names of the known gestures or classes, in the order of the outputs. */
  names: readonly string[];
  test: TestSample[];
  /** The network's features of training samples, for distance scores. */
  seen: Seen[];
}

/** Runs of one loss and one kind of unknowns: a row of a table. */
export interface Group {
  name: string;
  runs: Run[];
}

/** Groups runs, in the order of each group's first run. */
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
 * One value per seed, the mean over its folds, so that an interval over the values covers random starts
 * and splits and does not count one start several times.
 */
export function bySeed(runs: readonly Run[], figure: (run: Run) => number): number[] {
  return grouped(runs, ({ seed }) => String(seed)).map(({ runs: own }) => {
    const values = own.map(figure);
    return values.reduce((a, b) => a + b, 0) / values.length;
  });
}

/**
 * The difference of two groups per seed, each fold minus the same fold.
 *
 * @throws Error if they were not run on the same seeds and folds
 */
export function differences(
  runs: readonly Run[],
  others: readonly Run[],
  figure: (run: Run) => number,
  otherFigure: (run: Run) => number = figure,
): number[] {
  const partner = (run: Run) => {
    const found = others.find((other) => other.seed === run.seed && other.fold === run.fold);
    if (!found) throw new Error(`There is no run to compare with seed ${run.seed} of ${run.fold}.`);
    return found;
  };
  return bySeed(runs, (run) => figure(run) - otherFigure(partner(run)));
}
