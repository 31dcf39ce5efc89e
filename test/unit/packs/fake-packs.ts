import fc from 'fast-check';
import type { PackContent } from '../../../src/packs/export-pack.ts';
import { isMovement } from '../../../src/packs/movements.ts';
import type { Point, Sample, SampleHand } from '../../../src/packs/samples.ts';
import { gesture, movement, movingHand, pack, sample, unknown } from './fake-samples.ts';

const held = sample('m1').hands[0]!;

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
    ['L', [sample('l1', { hands: [held, { ...held, time: 66 }] })]],
  ]),
  unknowns: [unknown('n1'), unknown('n2')],
};

/** What `test/fixtures/packs/files/v2.json` was made of. */
export const movingPack: PackContent = {
  header: {
    ...pack('office', []),
    gestures: [gesture('hello', { moves: true, note: 'With both hands.' }), gesture('coffee')],
  },
  samples: new Map([
    ['hello', [movement('h1'), movement('h2')]],
    ['coffee', [sample('c1'), sample('c2', { hands: [movingHand(0, 'Left')] })]],
  ]),
  unknowns: [unknown('n1'), unknown('n2', { hands: movement('n2').hands })],
};

const share = fc.double({ min: 0, max: 1, noNaN: true });
const coordinate = fc.double({ min: -1.9, max: 1.9, noNaN: true });
const place = fc.double({ min: -8, max: 8, noNaN: true });
const handFields = {
  points: fc
    .array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 20, maxLength: 20 })
    .map((points): Point[] => [[0, 0, 0], ...points]),
  presence: share,
  size: share,
};
const hand: fc.Arbitrary<SampleHand> = fc.record(
  {
    ...handFields,
    time: fc.nat(50_000),
    handedness: fc.constantFrom('Left' as const, 'Right' as const),
    place: fc.tuple(place, place),
  },
  { requiredKeys: ['points', 'presence', 'size', 'time', 'handedness'] },
);
const word = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const someText = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });

const sampleFields = {
  id: fc.uuid(),
  recordedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  take: fc.uuid(),
};
const anySample: fc.Arbitrary<Sample> = fc.record({
  ...sampleFields,
  hands: fc
    .array(hand, { minLength: 1, maxLength: 3 })
    .map((hands) =>
      [...hands].sort((a, b) => a.time - b.time).map((one, i) => (i ? one : { ...one, time: 0 })),
    ),
});

/** Three to five frames, the first with both hands: five hands at least. */
const anyMovement: fc.Arbitrary<Sample> = fc.record({
  ...sampleFields,
  hands: fc
    .array(
      fc.record({
        after: fc.double({ min: 1, max: 900, noNaN: true }),
        sides: fc.constantFrom<SampleHand['handedness'][]>(['Left', 'Right'], ['Right', 'Left']),
        both: fc.boolean(),
        hands: fc.array(fc.record({ ...handFields, place: fc.tuple(place, place) }), {
          minLength: 2,
          maxLength: 2,
        }),
      }),
      { minLength: 3, maxLength: 5 },
    )
    .map((frames) => {
      let time = 0;
      return frames.flatMap(({ after, sides, both, hands }, i) => {
        time = i === 0 ? 0 : time + after;
        const seen = both || i < 2 ? sides : sides.slice(0, 1);
        return seen.map((handedness, h): SampleHand => ({ ...hands[h]!, time, handedness }));
      });
    }),
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
          moves: fc.boolean(),
        },
        { requiredKeys: ['id', 'kind', 'caption', 'name'] },
      ),
      { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
    ),
  })
  .chain((header) =>
    fc
      .record({
        lists: fc.tuple(
          ...header.gestures.map(({ moves }) =>
            fc.array(moves ? anyMovement : anySample, { maxLength: 3 }),
          ),
        ),
        unknowns: fc.array(
          // Hands of any two times may be twice the same hand at one time.
          fc.oneof(
            anyMovement,
            anySample.filter((one) => !isMovement(one)),
          ),
          { maxLength: 2 },
        ),
      })
      .map(({ lists, unknowns }) => ({
        header,
        samples: new Map(header.gestures.map(({ id }, i) => [id, lists[i] ?? []])),
        unknowns: unknowns.map((one) => ({ ...one, origin: 'nothing' as const })),
      })),
  );
