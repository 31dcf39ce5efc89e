/** A pack of two signs that move, made of what the hand models found on two committed clips. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPack } from '../../../src/packs/export-pack.ts';
import type { PackGesture } from '../../../src/packs/samples.ts';
import { gateInputs, readScores } from '../../../tools/captions/scores.ts';
import { playMovements, takesOf } from '../../../tools/captions/taught.ts';
import { root } from './harness.ts';

const signs = [
  { clip: 'teach-move-one', id: 'thanks', name: 'Thanks', caption: 'Thank you' },
  { clip: 'teach-move-two', id: 'apart', name: 'Apart', caption: 'Wide' },
] as const;

export const movingPackName = 'Signs that move';
export const movingPackId = 'moving-signs';

/** How often each sign is made in its clip: so many samples it has. */
export const takesOfEach = 6;

/** The pack as a file that a person could import. */
export async function movingPack(): Promise<{ file: string; dispose(): Promise<void> }> {
  const text = exportPack({
    header: {
      id: movingPackId,
      name: movingPackName,
      provenance: 'Rendered hands',
      licence: 'CC0-1.0',
      vocabularies: ['call-gestures'],
      enabled: true,
      gestures: signs.map(
        ({ id, name, caption }): PackGesture => ({
          id,
          kind: 'phrase',
          name,
          caption,
          moves: true,
        }),
      ),
    },
    samples: new Map(
      signs.map(({ clip, id }) => {
        const scores = join(root, 'test/fixtures/scores', `${clip}.json`);
        const inputs = gateInputs(readScores(readFileSync(scores, 'utf8')));
        return [id, takesOf(playMovements(inputs, 700).movements, id)];
      }),
    ),
  });
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-pack-'));
  const file = join(folder, `${movingPackId}.json`);
  await writeFile(file, text);
  return { file, dispose: () => rm(folder, { recursive: true, force: true }) };
}
