/** Looks at the sources whose hands are not kept yet. */
import { progressBar } from '../../lib/printing/progress.ts';
import { loadInnerModels } from '../contact/inner.ts';
import { isStored, readStored, type StoredHand, writeStored } from '../contact/store.ts';
import { trainingSources, validationSources } from '../extract/sources.ts';
import { letterPictures, lookAt } from './look.ts';

/** The hands of one set of people. */
export interface KeptLetters {
  training: StoredHand[];
  /** Of people on whom nothing is learned or chosen. */
  validation: StoredHand[];
}

const root = 'build/letters';

/** @throws Error with a sentence if the data folder is not complete */
export async function keptLetters(data: string): Promise<KeptLetters> {
  const sources = {
    training: trainingSources(data),
    validation: validationSources(data),
  };
  const out: KeptLetters = { training: [], validation: [] };
  const models = await loadInnerModels('build/hand-models');
  try {
    for (const part of ['training', 'validation'] as const) {
      const folder = `${root}/${part}`;
      for (const source of sources[part]) {
        const { source: name } = source.header;
        const pictures = letterPictures(source);
        if (pictures.length === 0) continue;
        if (!isStored(folder, name)) {
          const bar = progressBar(name, process.stderr, () => performance.now());
          const hands: StoredHand[] = [];
          for (const [i, picture] of pictures.entries()) {
            hands.push(...(await lookAt(source, [picture], models)));
            bar((i + 1) / pictures.length);
          }
          writeStored(folder, name, hands);
        }
        out[part].push(...readStored(folder, name));
      }
    }
  } finally {
    models.dispose();
  }
  return out;
}
