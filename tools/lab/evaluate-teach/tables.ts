/** Makes tables from the figures of cases. */
import { mean } from '../../../src/learning/metrics.ts';
import {
  bootstrap,
  type Interval,
  resampled,
  wilson,
} from '../../../src/learning/metrics-intervals.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { formatInterval, type Table } from '../evaluate/table.ts';
import { type CaseFigures, type Point, silentKinds } from './figures.ts';
import type { CaseResult, Method } from './run.ts';
import { methods } from './run.ts';

/** The results of one teacher and one number of samples. */
export interface Block {
  teacher: string;
  k: number;
  results: readonly CaseResult[];
}

type Who = 'same' | 'others';

/** The hands of one gesture in one case, which are not independent of each other. */
interface Cluster {
  hits: number[];
}

const taught = methods[0];

/** One cluster for each taught gesture of each case, named by its shape. */
function clustersOf(figures: readonly CaseFigures[], who: Who, point: Point): Cluster[] {
  return figures.flatMap((figure) => {
    const { right, groups } = figure[who][point];
    const byShape = new Map<string, number[]>();
    right.forEach((hit, i) => {
      const shape = groups[i]!.split('/')[0]!;
      byShape.set(shape, [...(byShape.get(shape) ?? []), hit]);
    });
    return [...byShape.values()].map((hits) => ({ hits }));
  });
}

const shareOf = (clusters: readonly Cluster[]): number =>
  mean(clusters.map(({ hits }) => mean(hits)));

export interface Figure {
  share: number;
  interval: Interval;
  hands: number;
}

/** Mean over taught gestures, with a bootstrap over them: hands of one gesture are not independent cases. */
export function recallOf(block: Block, method: Method, who: Who, point: Point): Figure {
  const clusters = clustersOf(
    block.results.map(({ figures }) => figures[method]),
    who,
    point,
  );
  return {
    share: shareOf(clusters),
    interval: bootstrap((random) => shareOf(resampled(clusters, random)), createRandom(1)),
    hands: clusters.reduce((sum, { hits }) => sum + hits.length, 0),
  };
}

const withInterval = ({ share, interval }: Figure): string | null =>
  Number.isFinite(share) ? `${share.toFixed(3)} (${formatInterval(interval)})` : null;

/** The rates that there were enough silent hands to measure. */
function rateText(block: Block): string {
  return silentKinds
    .map((name) => {
      const asked = block.results
        .map(({ figures }) => figures[taught])
        .filter(({ silent }) => silent[name] > 0);
      const rates = [...new Set(asked.map(({ rate }) => rate[name]))].sort((a, b) => a - b);
      const least = Math.min(...asked.map(({ silent }) => silent[name]));
      const percent = rates.map((rate) => `${rate * 100} %`).join(' or ');
      return `${name} ${percent} of ${least} or more, ${asked.length} of ${block.results.length} classifiers`;
    })
    .join('; ');
}

const samplesText = (block: Block): string => {
  const all = block.results.flatMap(({ samples }) => samples);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return least === most ? String(least) : `${least}–${most}`;
};

export function recallTable(
  title: string,
  blocks: readonly Block[],
  who: Who,
  note: string,
): Table {
  return {
    title,
    columns: [
      'who taught',
      'k',
      'samples',
      'hands',
      'the rest',
      'other gestures',
      'idle hands',
      'all three',
      'at any score',
    ],
    rows: blocks.map((block) => {
      const at = (point: Point) => recallOf(block, taught, who, point);
      return [
        block.teacher,
        String(block.k),
        samplesText(block),
        String(at('argmax').hands),
        ...(['rest', 'gestures', 'idle', 'all', 'argmax'] as const).map((point) =>
          withInterval(at(point)),
        ),
      ];
    }),
    note,
  };
}

export function rateTable(title: string, blocks: readonly Block[]): Table {
  return {
    title,
    columns: ['who taught', 'k', 'rates, and hands behind each'],
    rows: blocks.map((block) => [block.teacher, String(block.k), rateText(block)]),
  };
}

export function methodTable(title: string, blocks: readonly Block[], note: string): Table {
  return {
    title,
    columns: [
      'who taught',
      'k',
      'method',
      'the rest',
      'other gestures',
      'idle hands',
      'all three',
      'at any score',
      'another person, idle hands',
    ],
    rows: blocks.flatMap((block) =>
      methods.map((method) => {
        const at = (point: Point, who: Who = 'same') => recallOf(block, method, who, point).share;
        return [
          block.teacher,
          String(block.k),
          method,
          ...(['rest', 'gestures', 'idle', 'all', 'argmax'] as const).map((point) => at(point)),
          at('idle', 'others'),
        ];
      }),
    ),
    note,
  };
}

const counted = (values: readonly number[]) => {
  const hits = values.reduce((sum, value) => sum + value, 0);
  return { share: hits / values.length, hits };
};

export function captionTable(title: string, blocks: readonly Block[], note: string): Table {
  return {
    title,
    columns: [
      'who taught',
      'k',
      'right',
      'wrong text',
      'another person right',
      'wrong text',
      'false: the rest',
      'false: other gestures',
      'false: idle hands',
      'verdicts',
    ],
    rows: blocks.map((block) => {
      const { results } = block;
      const all = (of: (result: CaseResult) => readonly number[]) =>
        counted(results.flatMap(of)).share;
      const falses = silentKinds.map((name) => {
        const count = results.reduce((sum, { captions }) => sum + captions.false[name].count, 0);
        const of = results.reduce((sum, { captions }) => sum + captions.false[name].of, 0);
        return `${(count / of).toFixed(4)} (${formatInterval(wilson(count, of))})`;
      });
      const verdicts = (['good', 'fair', 'bad'] as const)
        .map(
          (verdict) =>
            `${results.filter((result) => result.verdict === verdict).length} ${verdict}`,
        )
        .join(', ');
      return [
        block.teacher,
        String(block.k),
        all(({ captions }) => captions.right),
        all(({ captions }) => captions.wrong),
        all(({ captions }) => captions.othersRight),
        all(({ captions }) => captions.othersWrong),
        ...falses,
        verdicts,
      ];
    }),
    note,
  };
}

/** The recall that the person who taught should reach with `k` samples. */
export const target = { k: 20, recall: 0.95 };

export function targetTable(title: string, blocks: readonly Block[]): Table {
  const asked = blocks.filter(({ k }) => k === target.k);
  return {
    title,
    columns: [
      'who taught',
      'measured at 1 % false accepts on',
      'goal',
      'recall',
      '95 % interval',
      'reached',
    ],
    rows: asked.flatMap((block) =>
      silentKinds.map((name) => {
        const { share, interval } = recallOf(block, taught, 'same', name);
        const reached = share >= target.recall;
        return [
          block.teacher,
          { rest: 'the rest', gestures: 'other gestures', idle: 'idle hands' }[name],
          `at least ${target.recall}`,
          share,
          formatInterval(interval),
          !reached ? 'no' : interval.low >= target.recall ? 'yes' : 'yes, not surely',
        ];
      }),
    ),
  };
}
