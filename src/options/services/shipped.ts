/** Reads and checks the shipped vocabularies, drawings and thresholds. */
import * as v from 'valibot';
import { ProblemError } from '../../messaging/problems.ts';
import type { CaptionLanguage } from '../../messaging/recognition.ts';
import { gestureKey } from '../../packs/samples.ts';
import type { PackStore } from '../../packs/store-types.ts';
import { parseTexts, textsPath, withCaptions, withNames } from '../../packs/texts-file.ts';
import { parseVocabulary } from '../../packs/vocabulary.ts';
import type { HandPoint } from '../../ui/hand-shape.ts';
import type { OptionsServices } from './types.ts';

/** Reads a packaged file as JSON; rejects if it is missing. */
export type ReadJson = (path: string) => Promise<unknown>;

/** The shipped vocabularies, in the order of the page. */
export const shippedIds = ['call-gestures', 'fingerspelling'] as const;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** The part of a classifier's file that the page shows. */
const Thresholds = v.object({ thresholds: v.record(v.string(), share) });
const coordinate = v.pipe(v.number(), v.finite());
const Pictograms = v.record(
  v.string(),
  v.pipe(v.array(v.tuple([coordinate, coordinate, coordinate])), v.length(21)),
);

type Shipped = Pick<OptionsServices, 'vocabularies' | 'pictograms' | 'calibrated'>;

/** The languages in which a page shows shipped gestures. */
export interface ShippedLanguages {
  /** Language of gestures' names and notes. */
  names: CaptionLanguage;
  captions: CaptionLanguage;
}

/**
 * Each file is read once; after a failure it is read again at the next call.
 *
 * @param languages called each time vocabularies are read
 */
export function createShipped(
  readJson: ReadJson,
  store: Pick<PackStore, 'taught'>,
  languages: () => ShippedLanguages,
): Shipped {
  const read = new Map<string, Promise<unknown>>();
  const once = <T>(path: string, parse: (json: unknown) => T): Promise<T> => {
    const known = read.get(path) as Promise<T> | undefined;
    if (known) return known;
    const reading = readJson(path)
      .then(parse)
      .catch((error: unknown) => {
        read.delete(path);
        throw new ProblemError('model-damaged', `${path}: ${error}`, { cause: error });
      });
    read.set(path, reading);
    return reading;
  };
  const textsOf = async (id: string, language: CaptionLanguage) => {
    const path = textsPath(id, language);
    return path === null ? null : await once(path, parseTexts);
  };
  return {
    vocabularies: () => {
      const { names, captions } = languages();
      return Promise.all(
        shippedIds.map(async (id) => {
          const [vocabulary, named, captioned] = await Promise.all([
            once(`models/${id}/vocabulary.json`, parseVocabulary),
            textsOf(id, names),
            textsOf(id, captions),
          ]);
          return withNames(withCaptions(vocabulary, captioned), named);
        }),
      );
    },
    pictograms: () =>
      once(
        'models/pictograms.json',
        (json) => new Map<string, readonly HandPoint[]>(Object.entries(v.parse(Pictograms, json))),
      ),
    async calibrated() {
      const all = new Map<string, number>();
      for (const id of shippedIds) {
        const { gestures } = await once(`models/${id}/vocabulary.json`, parseVocabulary);
        const moving = gestures.some(({ moves }) => moves) ? ['movements.json'] : [];
        for (const name of ['classifier.json', ...moving]) {
          const { thresholds } = await once(`models/${id}/${name}`, (json) =>
            v.parse(Thresholds, json),
          );
          for (const [gesture, threshold] of Object.entries(thresholds))
            all.set(gestureKey(id, gesture), threshold);
        }
      }
      const newest = await store.taught('newest');
      for (const file of [newest?.classifier, newest?.movements]) {
        const taught = v.safeParse(Thresholds, file);
        if (!taught.success) continue;
        // The ids in a taught classifier are gesture keys already.
        for (const [key, threshold] of Object.entries(taught.output.thresholds))
          all.set(key, threshold);
      }
      return all;
    },
  };
}
