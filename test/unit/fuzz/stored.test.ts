import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { createTabStore } from '../../../src/background/tab-store.ts';
import { KeptTranscript, TabTranscript } from '../../../src/background/transcript-record.ts';
import { readWordList, suggestWords } from '../../../src/captions/words.ts';
import { loadSiteLook, saveSiteLook } from '../../../src/content/place/place-store.ts';
import {
  PackSchema,
  PreferenceSchema,
  readPackRecord,
  readPreference,
  readSample,
  readTaught,
  readUnknown,
  SampleSchema,
} from '../../../src/packs/records.ts';
import { parseVocabulary } from '../../../src/packs/vocabulary.ts';
import { DamagedModelError, loadHandModel } from '../../../src/recognizer/hands/model.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { defaultSettings, Settings } from '../../../src/settings/schema.ts';
import { placesKey } from '../../../src/settings/site-records.ts';
import { readSettings, saveSettings } from '../../../src/settings/storage.ts';
import { memoryArea } from '../background/fake-storage.ts';
import { gesture, movement, pack, sample } from '../packs/fake-samples.ts';
import { type Counts, expectClean, mutated, weightOf } from './fake-hostile.ts';

const root = new URL('../../../', import.meta.url);
const json = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const totals: Record<string, Counts> = {};
afterAll(() => {
  for (const [what, { accepted, refused }] of Object.entries(totals))
    console.log(`${what}: ${accepted} accepted, ${refused} refused`);
});

/** Runs each case; `read` returns whether it was accepted. Both results must occur. */
async function count(
  what: string,
  cases: number,
  values: fc.Arbitrary<unknown>,
  read: (value: unknown) => boolean | Promise<boolean>,
): Promise<void> {
  const counts = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      counts[(await read(value)) ? 'accepted' : 'refused']++;
    }),
    { numRuns: cases },
  );
  totals[what] = counts;
  expect(counts.accepted + counts.refused).toBe(cases);
  expect(counts.accepted).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
}

describe('stored data, whatever it is,', () => {
  it('is read as valid settings, which can be changed and read again', async () => {
    const stored = { ...defaultSettings, startSites: ['https://meet.jit.si/*'] };
    await count('settings', 1500, mutated([stored, { version: 1 }, stored]), async (value) => {
      const settings = readSettings(value);
      expect(v.parse(Settings, settings)).toEqual(settings);
      expect(weightOf(settings)).toBeLessThan(62_000);
      expectClean(settings);
      const area = memoryArea({ settings: value });
      const saved = await saveSettings(area, { paused: true }, null);
      expect(saved).toEqual({ ...settings, paused: true });
      return JSON.stringify(settings) !== JSON.stringify(defaultSettings);
    });
  });

  it('is read as the look of a site, and another look can be stored', async () => {
    const places = [['https://a.example', { place: { x: 0.5, y: 1 }, size: 130 }]];
    await count('looks of sites', 1500, mutated([places]), async (value) => {
      const area = memoryArea({ [placesKey]: value });
      const { place, size = 100 } = await loadSiteLook(area, 'https://a.example');
      expect(size >= 60 && size <= 250).toBe(true);
      if (typeof place === 'object') expect(place.x >= 0 && place.x <= 1).toBe(true);
      await saveSiteLook(area, 'https://b.example', { size: 90 });
      expect(await loadSiteLook(area, 'https://b.example')).toEqual({ size: 90 });
      return place !== undefined;
    });
  });

  it('is read as a tab, off and empty if it is invalid', async () => {
    const record = { on: true, frames: { 0: { status: 'hand', problem: null } } };
    await count('tabs', 1500, mutated([record]), async (value) => {
      const tab = await createTabStore(memoryArea({ 'tab-1': value })).get(1);
      expectClean(tab);
      return tab.on;
    });
  });

  it.each([
    ['transcripts of tabs', TabTranscript],
    ['kept transcripts', KeptTranscript],
  ] as const)('reads as %s or as none', async (what, schema) => {
    const cue = { id: 'a-1', text: 'Yes', from: 1, to: 2 };
    const record = { cues: [cue], dropped: 0, revision: 1, kept: '1-2', problem: null };
    await count(what, 1500, mutated([record]), (value) => {
      const parsed = v.safeParse(schema, value);
      if (parsed.success) expectClean(parsed.output);
      return parsed.success;
    });
  });

  it.each([
    ['samples', readSample, SampleSchema, { ...sample('a'), pack: 'p', gesture: 'g' }],
    [
      'samples of movements',
      readSample,
      SampleSchema,
      { ...movement('a'), pack: 'p', gesture: 'g' },
    ],
    ['unknown samples', readUnknown, null, { ...sample('a'), origin: 'wrong' }],
    ['preferences', readPreference, PreferenceSchema, { key: 'p:g', caption: 'Hi', threshold: 1 }],
    [
      'trained classifiers',
      readTaught,
      null,
      { classifier: {}, report: {}, trainedAt: 1, gestures: ['p:g'], live: true },
    ],
    [
      'trained classifiers of movements',
      readTaught,
      null,
      {
        classifier: null,
        movements: {},
        report: {},
        trainedAt: 1,
        gestures: ['p:g'],
        beside: [],
        live: true,
      },
    ],
    ['packs', readPackRecord, PackSchema, pack('p', ['g'])],
    [
      'packs with gestures that move',
      readPackRecord,
      PackSchema,
      { ...pack('p', []), gestures: [gesture('g', { moves: true }), gesture('h')] },
    ],
  ] as const)(
    'is read as %s of the database, or reported as damaged',
    async (what, read, schema, good) => {
      await count(`${what} of the database`, 1000, mutated([good]), (value) => {
        const { value: found, damaged } = read(value);
        if (found === null) expect(damaged).toBe(true);
        else if (schema) {
          expectClean(found);
          expect(v.is(schema, found)).toBe(true);
        }
        return found !== null;
      });
    },
  );
});

describe('a file that differs from the build', () => {
  const vocabulary = json('models/call-gestures/vocabulary.json');
  const classifier = json('models/call-gestures/classifier.json');

  it('is refused as a vocabulary, with the place of the error', async () => {
    await count('vocabularies', 1500, mutated([vocabulary]), (value) => {
      try {
        const { gestures } = parseVocabulary(value);
        expect(new Set(gestures.map(({ id }) => id)).size).toBe(gestures.length);
        return true;
      } catch (error) {
        expect(String(error)).toMatch(/^Error: The vocabulary file is damaged at /);
        return false;
      }
    });
  });

  it('is refused as a classifier, or names only gestures that have a threshold', async () => {
    const hand = { ...sample('a').hands[0]! };
    const points = hand.points.map(([x, y, z]) => [200 * x + 300, 200 * y + 200, 200 * z] as const);
    await count('classifiers', 400, mutated([classifier]), (value) => {
      let loaded: ReturnType<typeof loadClassifier>;
      try {
        loaded = loadClassifier(value);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: The classifier file is damaged /);
        return false;
      }
      const { scores, gesture } = loaded.classify({
        landmarks: points,
        handedness: 'Right',
        presence: 1,
        leftness: 0,
      });
      for (const name of loaded.gestures) {
        expect(typeof loaded.thresholds[name]).toBe('number');
        expect(Number.isFinite(scores[name])).toBe(true);
      }
      if (gesture !== null) expect(loaded.gestures).toContain(gesture);
      return true;
    });
  });

  it('is refused as a classifier if a gesture has the name of a property of every object', () => {
    const [first, ...others] = (classifier.gestures as string[]).slice();
    for (const name of ['constructor', '__proto__', 'toString'])
      expect(() => loadClassifier({ ...classifier, gestures: [...others, name] })).toThrow(
        'damaged',
      );
    expect(loadClassifier({ ...classifier, gestures: [...others, first] }).gestures).toContain(
      first,
    );
  });

  it('is refused as a hand model, with a sentence for the user', async () => {
    const tiny = {
      format: 'graph-model',
      signature: { inputs: { image: { name: 'image' } }, outputs: { boxes: { name: 'b' } } },
      modelTopology: { node: [{ name: 'b', op: 'Const' }] },
      weightsManifest: [{ weights: [{ name: 'w', shape: [2], dtype: 'float32' }] }],
    };
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(mutated([tiny]), async (value) => {
        cases++;
        const files = { modelJson: value, weights: new Uint8Array(4) };
        const loading = loadHandModel('palm-lite', files);
        await expect(loading).rejects.toBeInstanceOf(DamagedModelError);
      }),
      { numRuns: 400 },
    );
    expect(cases).toBe(400);
  });

  it('is accepted as a word list, as any text is', () => {
    const letters = fc.string({ unit: 'binary', minLength: 2, maxLength: 4 });
    const line = fc.oneof(
      letters,
      fc.constantFrom('#', ' ', '\u202e', '__proto__', '\ud800', '\r'),
    );
    let suggested = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), letters, (lines, spelled) => {
        const words = readWordList(lines.join('\n'));
        const found = suggestWords(lines[0] ?? spelled, words);
        suggested += found.length;
        expect(found.length).toBeLessThanOrEqual(3);
        for (const word of words) expect(word.trim()).toBe(word);
      }),
      { numRuns: 1500 },
    );
    expect(suggested).toBeGreaterThanOrEqual(0);
  });
});
