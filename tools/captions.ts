/**
 * `npm run --silent captions -- --vocabulary NAME VIDEO...`: captions of recorded video, as JSON
 * lines. A folder of pictures named `*.frames` is a video of 15 frames a second in path order.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { defaultSettings } from '../src/settings/schema.ts';
import { loadNodeRecognizer } from './node-recognizer.ts';
import { captionRecording, type RecordedTotals } from './recorded.ts';
import { picturesOf } from './video.ts';
import { checkVocabulary } from './vocabularies.ts';

const usage = `npm run --silent captions -- [--vocabulary NAME] VIDEO...
  --vocabulary NAME  call-gestures or fingerspelling (call-gestures)
  --files LIST       a file that names the videos, one path a line
  --dwell MS         how long a sign must be held (${defaultSettings.dwellMs})`;

function tell(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

interface Options {
  vocabulary: string;
  dwellMs: number;
  videos: string[];
}

/** @throws Error with a sentence about the command line. */
async function readOptions(): Promise<Options> {
  const { values, positionals } = parseArgs({
    options: {
      vocabulary: { type: 'string', default: defaultSettings.vocabulary },
      files: { type: 'string' },
      dwell: { type: 'string', default: String(defaultSettings.dwellMs) },
    },
    allowPositionals: true,
  });
  const listed = values.files
    ? (await readFile(values.files, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '')
    : [];
  const videos = [...listed, ...positionals];
  const dwellMs = Number(values.dwell);
  if (!(dwellMs >= 100 && dwellMs <= 5000)) throw new Error('--dwell wants 100 to 5000 ms.');
  checkVocabulary(values.vocabulary);
  if (videos.length === 0) throw new Error(usage);
  return { vocabulary: values.vocabulary, dwellMs, videos };
}

async function main(): Promise<void> {
  const { vocabulary, dwellMs, videos } = await readOptions();
  const recognizer = await loadNodeRecognizer();
  // Said once and clearly, before any video is read.
  (await recognizer.open({ vocabulary, dwellMs })).dispose();
  const total: RecordedTotals = {
    seconds: 0,
    captions: 0,
    framesSeen: 0,
    framesSearched: 0,
    framesTracked: 0,
  };
  for (const file of videos) {
    try {
      const totals = await captionRecording(recognizer, picturesOf(file), {
        vocabulary,
        dwellMs,
        onCaption: ({ t, gesture, caption }) => tell({ file, t, gesture, caption }),
      });
      tell({ file, ...totals });
      for (const key of Object.keys(total) as (keyof RecordedTotals)[]) total[key] += totals[key];
    } catch (error) {
      tell({ file, error: error instanceof Error ? error.message : String(error) });
      process.exitCode = 1;
    }
  }
  const seconds = Math.round(total.seconds * 1000) / 1000;
  const captionsPerHour = seconds > 0 ? Math.round((total.captions * 36e5) / seconds) / 1000 : 0;
  tell({ total: { files: videos.length, ...total, seconds, captionsPerHour } });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
