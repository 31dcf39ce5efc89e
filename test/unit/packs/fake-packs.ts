import fc from 'fast-check';
import type { PackContent } from '../../../src/packs/export-pack.ts';
import type { Point, Sample, SampleHand } from '../../../src/packs/samples.ts';
import { gesture, pack, sample, unknown } from './fake-samples.ts';

const moving = sample('m1').hands[0]!;

/** What `test/fixtures/packs/files/v1.json` was made of. */
export const storedPack: PackContent = {
  header: {
    ...pack('office', ['coffee', 'lunch']),
    gestures: [
      gesture('coffee', { note: 'Rude at night.', caption: 'Coffee – I <3 it' }),
      gesture('lunch'),
      gesture('L', { kind: 'letter', caption: 'L' }),
    ],
  },
  samples: new Map([
    ['coffee', [sample('c1'), sample('c2')]],
    ['L', [sample('l1', { hands: [moving, { ...moving, time: 66 }] })]],
  ]),
  unknowns: [unknown('n1'), unknown('n2')],
};

const share = fc.double({ min: 0, max: 1, noNaN: true });
const coordinate = fc.double({ min: -1.9, max: 1.9, noNaN: true });
const hand: fc.Arbitrary<SampleHand> = fc.record({
  time: fc.nat(50_000),
  points: fc
    .array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 20, maxLength: 20 })
    .map((points): Point[] => [[0, 0, 0], ...points]),
  handedness: fc.constantFrom('Left' as const, 'Right' as const),
  presence: share,
  size: share,
});
const word = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const someText = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });

const anySample: fc.Arbitrary<Sample> = fc.record({
  id: fc.uuid(),
  recordedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  take: fc.uuid(),
  hands: fc
    .array(hand, { minLength: 1, maxLength: 3 })
    .map((hands) =>
      [...hands].sort((a, b) => a.time - b.time).map((one, i) => (i ? one : { ...one, time: 0 })),
    ),
});

/** Any pack that the store could hold. */
export const anyPack: fc.Arbitrary<PackContent> = fc
  .record({
    id: word.filter((id) => !['call-gestures', 'fingerspelling'].includes(id)),
    name: someText,
    provenance: fc.string({ maxLength: 100, unit: 'grapheme' }),
    licence: fc.string({ maxLength: 20 }),
    vocabularies: fc.uniqueArray(word, { maxLength: 3 }),
    enabled: fc.boolean(),
    gestures: fc.uniqueArray(
      fc.record(
        {
          id: fc.oneof(word, fc.constantFrom('A', 'Q')),
          kind: fc.constantFrom('phrase' as const, 'letter' as const, 'space' as const),
          caption: someText,
          name: someText,
          note: someText,
        },
        { requiredKeys: ['id', 'kind', 'caption', 'name'] },
      ),
      { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
    ),
  })
  .chain((header) =>
    fc
      .record({
        lists: fc.array(fc.array(anySample, { maxLength: 3 }), {
          minLength: header.gestures.length,
          maxLength: header.gestures.length,
        }),
        unknowns: fc.array(anySample, { maxLength: 2 }),
      })
      .map(({ lists, unknowns }) => ({
        header,
        samples: new Map(header.gestures.map(({ id }, i) => [id, lists[i] ?? []])),
        unknowns: unknowns.map((one) => ({ ...one, origin: 'nothing' as const })),
      })),
  );
