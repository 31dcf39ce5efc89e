import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quantile } from '../lib/printing/statistics.ts';
import { buildsOf, measureInTurn } from './builds.ts';
import { compare } from './compare/compare.ts';
import { printComparison } from './compare/print.ts';
import { engineRows } from './engines.ts';
import { nodeEngineRows } from './engines-node.ts';
import { movementRows } from './movements.ts';
import { type OutgoingCost, outgoingRows } from './outgoing.ts';
import { printBusy } from './outgoing-busy.ts';
import { joinPageCosts, type PageCost, pageRows } from './page.ts';
import { recognizerRows } from './recognizer.ts';
import { spellingRows } from './spelling.ts';
import { startRounds } from './start.ts';
import { countUnclosed, printStops } from './stops.ts';
import { joinTargets, printTargets, targetRounds } from './targets.ts';
import { teachRows } from './teach.ts';
import { countByWay, printByWay } from './unclosed.ts';
import { type WorkerRows, workerRows } from './worker.ts';

const root = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  /** Folders of builds that `page`, `start`, `targets` and `stops` compare; default: `dist/chrome-demo` alone. */
  allowPositionals: true,
  options: {
    /** How many frames to measure for each row of the recognizer. */
    frames: { type: 'string', default: '60' },
    /** How often to switch captions on and off again. */
    rounds: { type: 'string', default: '4' },
    /** How often to teach five gestures. */
    teachings: { type: 'string', default: '3' },
    /** Run only this part: node, spelling, movements, engines, worker, page, teach, outgoing, stops, compare, start, targets, or unclosed (only if named). */
    part: { type: 'string' },
    /** How often the page stops its camera, with captions off and on each. */
    stops: { type: 'string', default: '100' },
    /** How often a caption appears in the sent picture and disappears. */
    swaps: { type: 'string', default: '20' },
    /** How long a page that sends captions is kept busy in each way, s. */
    seconds: { type: 'string', default: '16' },
  },
});

const wanted = (part: string): boolean => (values.part ?? part) === part;

const ms = (value: number | null): string => (value === null ? '-' : value.toFixed(2));

function print(title: string, rows: Record<string, readonly number[]>): void {
  const names = Object.keys(rows);
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const first = quantile(Object.values(rows)[0] ?? [], 0.5);
  console.log(`\n${title}`);
  console.log(`${''.padEnd(width)}${'n'.padStart(6)}  median ms     p95 ms    x first`);
  for (const [name, times] of Object.entries(rows)) {
    const median = quantile(times, 0.5);
    const ratio = median === null || !first ? '-' : (median / first).toFixed(2);
    const cells = [ms(median), ms(quantile(times, 0.95)), ratio];
    const text = cells.map((cell) => cell.padStart(11)).join('');
    console.log(`${name.padEnd(width)}${String(times.length).padStart(6)}${text}`);
  }
}

function printWorker({ rows, cpu, chosen, isolated }: WorkerRows): void {
  print("Recognizer, a hand followed in the extension's worker, by its backend", rows);
  print('The same, CPU of all threads together for a frame', cpu);
  console.log(
    `the self-test chose ${chosen} just before; the extension's page is ${isolated ? '' : 'not '}cross-origin isolated`,
  );
}

function printPage({ stages, rounds }: PageCost): void {
  print("Call page, the steps of one sent frame on the page's main thread", stages);
  console.log('\nCall page, CPU of the main thread, captions off and on in turn (ms a second)');
  console.log('round        off         on   frames sent   ms a sent frame');
  for (const [i, { off, on, sent }] of rounds.entries()) {
    const each = sent > 0 ? (on - off) / sent : null;
    console.log(
      `${String(i + 1).padStart(5)}${ms(off).padStart(11)}${ms(on).padStart(11)}${sent.toFixed(1).padStart(14)}${ms(each).padStart(18)}`,
    );
  }
  const each = rounds.flatMap(({ off, on, sent }) => (sent > 0 ? [(on - off) / sent] : []));
  console.log(`median of the rounds: ${ms(quantile(each, 0.5))} ms a sent frame`);
}

function printOutgoing({ rows, swaps, busy }: OutgoingCost): void {
  if (rows.length > 0) {
    console.log(
      "\nCaptions in the sent picture: CPU of the page's main thread, ms a frame beyond plain sending",
    );
    console.log(
      'drawn                 size         rounds  untouched   captioned (least, most)   frames a second',
    );
  }
  for (const { way, width, height, untouched, captioned, rate } of rows) {
    const span = `(${ms(Math.min(...captioned))}, ${ms(Math.max(...captioned))})`;
    console.log(
      `${way.padEnd(22)}${`${width}x${height}`.padEnd(11)}${String(captioned.length).padStart(8)}${ms(quantile(untouched, 0.5)).padStart(11)}${ms(quantile(captioned, 0.5)).padStart(12)} ${span}${ms(quantile(rate, 0.5)).padStart(18)}`,
    );
  }
  if (swaps.swapped.length > 0) {
    print('The far end, longest pause between two pictures in a second', {
      'nothing swapped': swaps.still,
      'tracks swapped': swaps.swapped,
    });
    const { still, swapped } = swaps.freezes;
    console.log(
      `freezes counted by the browser: ${still} in ${swaps.still.length} s without a swap, ${swapped} in ${swaps.swapped.length} swaps`,
    );
  }
  if (busy.length > 0) printBusy(busy, Number(values.seconds));
}

const extension = join(root, 'dist/chrome-demo');
if (existsSync(join(extension, 'manifest.json'))) {
  console.log(
    `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}`,
  );
  if (wanted('node'))
    print(
      'Recognizer, one 640x480 frame from push to answer',
      await recognizerRows(Number(values.frames)),
    );
  if (wanted('movements'))
    print('One movement of two hands, in Node', movementRows(Number(values.frames)));
  if (wanted('spelling'))
    print('Spelling, the word decoder in Node', spellingRows(Number(values.frames)));
  if (wanted('engines')) {
    const { runs, start } = await engineRows(extension, Number(values.frames));
    print('The full landmark model by itself, in a page, one thread', runs);
    for (const [engine, took] of Object.entries(start))
      console.log(`${engine}: started with the model in ${ms(took)} ms`);
    print('The same in Node', await nodeEngineRows(Number(values.frames)));
  }
  if (wanted('worker')) printWorker(await workerRows(extension, Number(values.frames)));
  if (wanted('teach')) {
    const { node, chromium } = await teachRows(extension, Number(values.teachings));
    print('Teaching 5 gestures x 30 samples, with held-out trainings and report, Node', node);
    print("The same in the extension's own worker", chromium);
  }
  if (wanted('outgoing'))
    printOutgoing(
      await outgoingRows(Number(values.rounds), Number(values.swaps), Number(values.seconds)),
    );
  if (wanted('compare')) await compare(extension, Number(values.frames), printComparison);
  if (values.part === 'unclosed') printByWay(await countByWay(Number(values.stops)));
  const builds = buildsOf(positionals);
  const rounds = Number(values.rounds);
  if (wanted('stops'))
    for (const { name, parts } of await measureInTurn(builds, 1, (build) =>
      countUnclosed(build, Number(values.stops)),
    )) {
      console.log(`\n${name}`);
      for (const rows of parts) printStops(rows);
    }
  if (wanted('start')) {
    const measured = await measureInTurn(builds, rounds, startRounds);
    print(
      'Captions in a new profile, from opening the call page until the recognizer is ready',
      Object.fromEntries(measured.map(({ name, parts }) => [name, parts.flat()])),
    );
  }
  if (wanted('targets'))
    for (const { name, parts } of await measureInTurn(builds, rounds, targetRounds)) {
      console.log(`\n${name}`);
      printTargets(joinTargets(parts));
    }
  if (wanted('page'))
    for (const { name, parts } of await measureInTurn(builds, rounds, pageRows)) {
      console.log(`\n${name}`);
      printPage(joinPageCosts(parts));
    }
} else {
  console.error('There is no build in dist/chrome-demo. Run: npm run build');
  process.exitCode = 1;
}
