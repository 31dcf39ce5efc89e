/** The program of `npm run signs`; its options are in `tools/signs.ts`. */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { loadNodeVocabulary } from '../../lib/recognizer/node-vocabulary.ts';
import { nameSign } from './name-signs.ts';
import { readSequenceFile } from './sequences.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    vocabulary: { type: 'string', default: 'fingerspelling' },
    fps: { type: 'string', default: '15' },
  },
});

async function main(): Promise<void> {
  if (positionals.length === 0)
    throw new Error('Name at least one file: npm run signs -- --vocabulary NAME FILE.json...');
  const fps = Number(values.fps);
  if (!(fps > 0 && fps <= 15)) throw new Error('--fps takes a number up to 15.');
  const loaded = await loadNodeVocabulary(values.vocabulary);
  for (const path of positionals) {
    if (!path.endsWith('.json'))
      throw new Error(`${path} is no file of sequences: it must end in .json.`);
    readSequenceFile(path.slice(0, -'.json'.length)).forEach((sequence, index) => {
      const { label } = sequence;
      console.log(
        JSON.stringify({ file: basename(path), index, label, ...nameSign(sequence, loaded, fps) }),
      );
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
