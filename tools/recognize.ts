/**
 * `npm run --silent recognize -- --vocabulary NAME PICTURE...` (or `--files LIST`, one path per line):
 * runs the recognizer on single pictures. Standard output holds one JSON line per picture and nothing
 * else. Exits with 1 if a file is not a picture, with 2 if nothing could be done.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findHandsInStill } from '../src/recognizer/hands/still.ts';
import { readPicture } from './lib/media/pictures.ts';
import { loadNodeHandModels } from './lib/recognizer/node-engine.ts';
import { loadNodeVocabulary } from './lib/recognizer/node-vocabulary.ts';
import { answerFor } from './recognize/answer.ts';

const usage = 'npm run --silent recognize -- --vocabulary NAME PICTURE... (or --files LIST)';

function printLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function options(): { name: string; files: string[] } {
  const { values, positionals } = parseArgs({
    options: { vocabulary: { type: 'string' }, files: { type: 'string' } },
    allowPositionals: true,
  });
  const listed = values.files ? readFileSync(values.files, 'utf8').split(/\r?\n/) : [];
  const files = [...positionals, ...listed.filter((line) => line.trim() !== '')];
  if (!values.vocabulary || files.length === 0) {
    throw new Error(`Name a vocabulary and at least one picture: ${usage}`);
  }
  return { name: values.vocabulary, files };
}

async function main(): Promise<void> {
  const { name, files } = options();
  const vocabulary = await loadNodeVocabulary(name);
  const models = await loadNodeHandModels();
  for (const file of files) {
    const frame = await readPicture(file).catch(() => null);
    if (!frame) {
      printLine({ file, error: `${file} is no picture that can be read.` });
      process.exitCode = 1;
      continue;
    }
    const hands = await findHandsInStill(models, frame);
    printLine(answerFor({ file, width: frame.width, height: frame.height }, hands, vocabulary));
  }
  models.dispose();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
