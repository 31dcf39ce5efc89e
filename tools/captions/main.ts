import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  type SpellingWay,
  type Strictness,
  spellingWays,
  strictnesses,
} from '../../src/messaging/recognition.ts';
import type { Recognizer } from '../../src/recognizer/recognizer.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import {
  type ClipOutcome,
  eventMetrics,
  matchClip,
  type TimedCaption,
} from '../lab/events/metrics.ts';
import { trueSigns } from '../lab/events/truth.ts';
import { picturesOf } from '../lib/media/video.ts';
import { loadNodeRecognizer } from '../lib/recognizer/node-recognizer.ts';
import { captionRecording, type RecordedTotals } from '../lib/recognizer/recorded.ts';
import { checkVocabulary } from '../lib/recognizer/vocabularies.ts';
import { formatScores, recordScores } from './scores.ts';

const usage = `npm run --silent captions -- [--vocabulary NAME] VIDEO...
  --vocabulary NAME  call-gestures or fingerspelling (call-gestures)
  --files LIST       a file that names the videos, one path per line
  --dwell MS         how long a sign must be held (${defaultSettings.dwellMs})
  --strictness STEP  loose, normal or strict (${defaultSettings.strictness})
  --spelling WAY     single or flowing (${defaultSettings.spelling})
  --movements        look at moving signs too, as while one is taught
  --scores FILE      write the scores of the single VIDEO's frames, for tests of gate and composer`;

function printLine(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

interface Options {
  vocabulary: string;
  dwellMs: number;
  strictness: Strictness;
  spelling: SpellingWay;
  movements: boolean;
  videos: string[];
  /** Where to write the scores of the single video. */
  scores: string | null;
}

/** @throws Error that says what is wrong with the command line. */
async function readOptions(): Promise<Options> {
  const { values, positionals } = parseArgs({
    options: {
      vocabulary: { type: 'string', default: defaultSettings.vocabulary },
      files: { type: 'string' },
      dwell: { type: 'string', default: String(defaultSettings.dwellMs) },
      strictness: { type: 'string', default: defaultSettings.strictness },
      spelling: { type: 'string', default: defaultSettings.spelling },
      movements: { type: 'boolean', default: false },
      scores: { type: 'string' },
    },
    allowPositionals: true,
  });
  const listed = values.files
    ? (await readFile(values.files, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '')
    : [];
  const videos = [...listed, ...positionals];
  const dwellMs = Number(values.dwell);
  if (!(dwellMs >= 100 && dwellMs <= 5000)) throw new Error('--dwell takes 100 to 5000 ms.');
  const strictness = strictnesses.find((step) => step === values.strictness);
  if (!strictness) throw new Error(`--strictness takes one of ${strictnesses.join(', ')}.`);
  const spelling = spellingWays.find((way) => way === values.spelling);
  if (!spelling) throw new Error(`--spelling takes one of ${spellingWays.join(', ')}.`);
  checkVocabulary(values.vocabulary);
  if (videos.length === 0) throw new Error(usage);
  if (values.scores && videos.length > 1) throw new Error('--scores takes exactly one VIDEO.');
  const scores = values.scores ?? null;
  const { vocabulary, movements } = values;
  return { vocabulary, dwellMs, strictness, spelling, movements, videos, scores };
}

async function main(): Promise<void> {
  const { vocabulary, dwellMs, strictness, spelling, movements, videos, scores } =
    await readOptions();
  const loaded = await loadNodeRecognizer();
  const recognizer: Recognizer = {
    open: (options) => loaded.open({ ...options, strictness, spelling, movements }),
  };
  // Reports a missing vocabulary once, before any video is read.
  (await recognizer.open({ vocabulary, dwellMs })).dispose();
  const total: RecordedTotals = {
    seconds: 0,
    captions: 0,
    framesSeen: 0,
    framesSearched: 0,
    framesTracked: 0,
  };
  const outcomes: ClipOutcome[] = [];
  for (const file of videos) {
    try {
      const captions: TimedCaption[] = [];
      const recorded = recordScores(recognizer);
      const totals = await captionRecording(recorded.recognizer, picturesOf(file), {
        vocabulary,
        dwellMs,
        onCaption: ({ t, gesture, caption }) => {
          captions.push({ at: t, gesture });
          printLine({ file, t, gesture, caption });
        },
      });
      if (scores && recorded.stream) await writeFile(scores, formatScores(recorded.stream));
      const signs = await trueSigns(file, vocabulary);
      const { seconds } = totals;
      const outcome = signs && matchClip({ seconds, signs, captions });
      if (outcome) outcomes.push(outcome);
      printLine({ file, ...totals, ...(outcome && { events: eventMetrics([outcome]) }) });
      for (const key of Object.keys(total) as (keyof RecordedTotals)[]) total[key] += totals[key];
    } catch (error) {
      printLine({ file, error: error instanceof Error ? error.message : String(error) });
      process.exitCode = 1;
    }
  }
  const seconds = Math.round(total.seconds * 1000) / 1000;
  const captionsPerHour = seconds > 0 ? Math.round((total.captions * 36e5) / seconds) / 1000 : 0;
  const events = outcomes.length > 0 && { events: eventMetrics(outcomes) };
  printLine({ total: { files: videos.length, ...total, seconds, captionsPerHour, ...events } });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
