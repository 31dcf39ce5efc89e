/**
 * Can the landmark model's inner numbers tell that a hand touches or holds something?
 *
 *   npx tsx tools/lab/contact/main.ts [--data DIR] [--clips] [--only heads|letters|clips]
 *
 * With --data, first looks at pictures and draws hands (15 minutes on two idle cores); with --clips,
 * also draws clips. What the model computed is kept in build/contact. Then prints how heads judge people
 * they were not trained on, and what the chosen head does to captions in the clips.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { type Table, toMarkdown } from '../evaluate/table.ts';
import { vocabularyIds } from '../shapes.ts';
import { drawClips, readClips } from './clips.ts';
import { countClips } from './count.ts';
import { drawnHands } from './drawn.ts';
import { fitHead, scoreOf } from './head.ts';
import { loadInnerModels, middleViewOf, type View } from './inner.ts';
import { examplesOf, isLetter, type Judged, judge, leftOutLetters, thresholdOf } from './judge.ts';
import { lettersTable } from './letters.ts';
import { contactPictures, handsIn } from './pictures.ts';
import { isStored, readStored, type StoredHand, writeStored } from './store.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    clips: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'build/contact');
const clipsFile = join(folder, 'clips.jsonl');
/** Chosen on left-out people. */
const chosen = { view: 'middle', ridge: 0.5 } as const satisfies { view: View; ridge: number };
const ridges = [0.5, 2];
/** The views whose heads are compared. */
const compared = ['early', 'middle', 'middle mean', 'top'] as const satisfies readonly View[];
const drawn = { plays: 159, seed: 4127900350 };
/** Shares of left-out signers' letters that a threshold may lose, frame by frame. */
const losses = [0.005, 0.01, 0.02, 0.05];

const note = (text: string): void => void process.stderr.write(`${text}\n`);

/** Looks at every source whose hands are not kept yet. */
async function look(data: string): Promise<void> {
  const kept = (name: string) => isStored(folder, name);
  const sources = contactPictures(data);
  const models = await loadInnerModels(join(root, 'build/hand-models'));
  for (const [name, pictures] of sources) {
    if (kept(name)) continue;
    writeStored(folder, name, await handsIn(pictures, models));
    note(`${name}: ${pictures.length} pictures`);
  }
  if (!kept('drawn')) {
    const onPlay = (done: number) => void (done % 20 === 0 && note(`drawn: ${done} plays`));
    writeStored(folder, 'drawn', await drawnHands(models, drawn.plays, drawn.seed, onPlay));
  }
  models.dispose();
}

/** @throws Error with a sentence if no hands are kept */
function keptHands(): StoredHand[] {
  const names = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => file.match(/^([^.]*)\.bin$/)?.[1] ?? [])
    : [];
  if (names.length === 0) throw new Error('No hands are kept: name the data folder with --data.');
  return names.sort().flatMap((name) => readStored(folder, name));
}

function headsTable(hands: readonly StoredHand[]): Table {
  const row = (name: string, j: Judged) => {
    note(name);
    return [name, j.a, j.aFree, j.b, j.aRejected, j.bRejected, j.aFreeRejected];
  };
  const rows = compared.flatMap((view) =>
    ridges.map((ridge) => row(`${view}, ridge ${ridge}`, judge(hands, view, ridge))),
  );
  const { view, ridge } = chosen;
  for (const drop of [['drawn'], ['hagrid-mute', 'hagrid-one']]) {
    rows.push(row(`${view}, without ${drop.join(', ')}`, judge(hands, view, ridge, drop)));
  }
  return {
    title: 'Heads on people they were not trained on',
    columns: ['head', 'AUROC a', 'a against own free hands', 'AUROC b'].concat([
      'rejected a',
      'rejected b',
      'rejected free a',
    ]),
    rows,
  };
}

function clipsTable(hands: readonly StoredHand[]): Table {
  const clips = readClips(clipsFile);
  const { view, ridge } = chosen;
  const head = fitHead(examplesOf(hands, view), ridge);
  const letters = leftOutLetters(hands, view, ridge);
  const score = (middle: Float32Array) => scoreOf(head, middleViewOf(middle, view));
  const rows = vocabularyIds.flatMap((vocabulary) => {
    const file = readFileSync(join(root, `models/${vocabulary}/classifier.json`), 'utf8');
    const classifier = loadClassifier(JSON.parse(file));
    return [0, ...losses].map((loss) => {
      const threshold = loss === 0 ? Number.POSITIVE_INFINITY : thresholdOf(letters, loss);
      const count = countClips(clips, vocabulary, classifier, score, threshold);
      const families = [...count.byFamily].filter(([, captions]) => captions > 0);
      return [
        `${vocabulary}, ${loss === 0 ? 'no head' : `${100 * loss} % of letters lost`}`,
        `${count.falseCaptions}`,
        count.minutes.toFixed(1),
        `${count.captioned} of ${count.held}`,
        families.map(([family, captions]) => `${family} ${captions}`).join(', '),
      ];
    });
  });
  return {
    title: 'Captions in drawn clips',
    columns: ['gate', 'false captions', 'minutes', 'signs captioned', 'families'],
    rows,
  };
}

try {
  if (options.data) await look(options.data);
  if (options.clips) {
    const models = await loadInnerModels(join(root, 'build/hand-models'));
    await drawClips(models, clipsFile, note);
    models.dispose();
  }
  const hands = keptHands();
  const wanted = (name: string) => options.only === undefined || options.only === name;
  if (wanted('heads')) console.log(toMarkdown(headsTable(hands)));
  if (wanted('letters')) console.log(toMarkdown(lettersTable(hands.filter(isLetter))));
  if (wanted('clips') && existsSync(clipsFile)) console.log(toMarkdown(clipsTable(hands)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
