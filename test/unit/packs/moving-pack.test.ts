import { describe, expect, it } from 'vitest';
import { exportPack, type PackContent } from '../../../src/packs/export-pack.ts';
import { fewestMovementHands, isMovement } from '../../../src/packs/movements.ts';
import { packLimits } from '../../../src/packs/pack-format.ts';
import { type ReadPack, readPack } from '../../../src/packs/read-pack.ts';
import { sampleBounds } from '../../../src/packs/records.ts';
import type { RefusalReason } from '../../../src/packs/refusals.ts';
import type { Sample } from '../../../src/packs/samples.ts';
import { movingPack, storedPack } from './fake-packs.ts';
import { gesture, movement, movingHand, pack, sample, unknown } from './fake-samples.ts';

const text = exportPack(movingPack);

const read = (file: string): ReadPack => {
  const reading = readPack(file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
  return reading.pack;
};
const versionOf = (file: string): unknown => (JSON.parse(file) as { version: unknown }).version;
const withSample = (one: Sample, moves: boolean): PackContent => ({
  header: { ...pack('p', []), gestures: [gesture('g', { moves })] },
  samples: new Map([['g', [one]]]),
});

describe('the file of a pack', () => {
  it('is version 2 if a gesture of it moves, and has the places of all hands', () => {
    expect(versionOf(text)).toBe(2);
    const { header, samples, unknowns } = read(text);
    expect(header.gestures.map(({ moves }) => moves)).toEqual([true, undefined]);
    const places = samples.get('hello')?.[0]?.hands.map(({ place }) => place);
    expect(places).toEqual(movement('h1').hands.map(({ place }) => place));
    expect(samples.get('coffee')?.map(({ hands }) => hands[0]?.place)).toEqual([
      undefined,
      [0.5, -0.125],
    ]);
    expect(unknowns.map(isMovement)).toEqual([false, true]);
  });

  it('is version 2 if only an unknown sample is a movement', () => {
    const { header, samples } = storedPack;
    const file = exportPack({
      header,
      samples,
      unknowns: [unknown('u', { hands: movement('u').hands })],
    });
    expect(versionOf(file)).toBe(2);
    expect(read(file).unknowns.map(isMovement)).toEqual([true]);
  });

  it('is version 1, without places, if nothing in it moves', () => {
    const held = sample('s', { hands: [movingHand(0, 'Right')] });
    const file = exportPack({
      ...withSample(held, false),
      unknowns: [unknown('u', { hands: held.hands })],
    });
    expect(versionOf(file)).toBe(1);
    expect(file).not.toContain('place');
    expect(file).not.toContain('moves');
    expect(readPack(file, { ...packLimits, version: 1 }).ok).toBe(true);
  });

  it('of version 2 is refused by an extension that knows only version 1, with the reason', () => {
    expect(readPack(text, { ...packLimits, version: 1 })).toEqual({
      ok: false,
      refusals: [
        { reason: 'newer-version', line: 3, path: 'version', values: { version: 2, known: 1 } },
      ],
    });
  });

  it('leaves out samples that were damaged so that they are no movements any more', () => {
    const content: PackContent = {
      ...withSample(movement('s1'), true),
      samples: new Map([['g', [movement('s1'), sample('s2'), movement('s3', {}, 3)]]]),
      unknowns: [
        unknown('u1'),
        unknown('u2', { hands: [movingHand(0, 'Left'), movingHand(0.4, 'Left')] }),
      ],
    };
    const { samples, unknowns } = read(exportPack(content));
    // Three frames with a left hand in two of them are five hands.
    expect(samples.get('g')?.map(({ id }) => id)).toEqual(['s1', 's3']);
    expect(unknowns.map(({ id }) => id)).toEqual(['u1']);
  });
});

describe('a movement in a file', () => {
  /** The file with this change to the first sample of the gesture that moves. */
  const changed = (change: (file: ReturnType<typeof parsed>) => void): string => {
    const file = parsed();
    change(file);
    return JSON.stringify(file, null, 1);
  };
  interface Hand {
    time: number;
    hand: string;
    place?: unknown;
  }
  interface One {
    hands: Hand[];
  }
  const parsed = () =>
    JSON.parse(text) as {
      version: number;
      gestures: { moves?: unknown; samples: One[] }[];
      unknowns: One[];
    };
  const hands = (file: ReturnType<typeof parsed>): Hand[] => file.gestures[0]!.samples[0]!.hands;
  const path = 'gestures.0.samples.0.hands';

  const cases: [
    RefusalReason,
    string,
    (file: ReturnType<typeof parsed>) => void,
    Record<string, unknown>,
  ][] = [
    ['no-place', `${path}.2`, (file) => delete hands(file)[2]!.place, {}],
    ['too-few-hands', path, (file) => hands(file).splice(4), { found: 4, limit: 5 }],
    [
      'same-time',
      `${path}.1`,
      (file) => {
        hands(file)[1]!.hand = 'Left';
      },
      { time: 0 },
    ],
    [
      'same-time',
      'unknowns.1.hands.1',
      (file) => {
        file.unknowns[1]!.hands[1]!.hand = 'Left';
      },
      { time: 0 },
    ],
    [
      'out-of-range',
      `${path}.0.place.1`,
      (file) => {
        hands(file)[0]!.place = [0, 8001];
      },
      { found: 8001, most: 8000 },
    ],
    [
      'wrong-count',
      `${path}.0.place`,
      (file) => {
        hands(file)[0]!.place = [0];
      },
      { found: 1, limit: 2 },
    ],
    [
      'not-whole',
      `${path}.0.place.0`,
      (file) => {
        hands(file)[0]!.place = [0.5, 0];
      },
      { found: 0.5 },
    ],
    [
      'wrong-kind',
      'gestures.0.moves',
      (file) => {
        file.gestures[0]!.moves = false;
      },
      { expected: 'true', found: 'false' },
    ],
    [
      'unknown-key',
      'gestures.0.moves',
      (file) => {
        file.version = 1;
      },
      { key: 'moves' },
    ],
    [
      'unknown-key',
      `${path}.0.place`,
      (file) => {
        file.version = 1;
      },
      { key: 'place' },
    ],
  ];
  it.each(cases)('is refused for %s at %s', (reason, where, change, values) => {
    const reading = readPack(changed(change));
    if (reading.ok) throw new Error('was read');
    expect(reading.refusals).toContainEqual({
      reason,
      path: where,
      line: expect.any(Number),
      values,
    });
    for (const { line } of reading.refusals) expect(line).toBeGreaterThan(1);
  });

  it('may have the same time once for each hand, and any number of hands in a held gesture', () => {
    expect(
      readPack(
        changed((file) => {
          file.gestures[1]!.samples[0]!.hands = [hands(file)[0]!, hands(file)[0]!];
        }),
      ).ok,
    ).toBe(true);
    expect(hands(parsed()).map(({ time, hand }) => `${time} ${hand}`)).toEqual([
      '0 Left',
      '0 Right',
      '66 Right',
      '132 Left',
      '132 Right',
      '198 Right',
    ]);
  });
});

describe('the limits of a pack’s file', () => {
  const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  /** Bytes that one more sample adds. */
  const bytesOf = (one: Sample): number => {
    const size = (samples: readonly Sample[]): number => {
      const content = { ...withSample(one, true), samples: new Map([['g', samples]]) };
      return new TextEncoder().encode(exportPack(content)).length;
    };
    return size([one, { ...one, id: `${one.id}2` }]) - size([one]);
  };
  /** Both hands in every frame. */
  const drawn = (frames: number): Sample =>
    movement('m', {
      hands: Array.from({ length: frames }, (_, i) => [
        movingHand(33 * i, 'Left'),
        movingHand(33 * i, 'Right'),
      ]).flat(),
    });

  it('leave room for two hundred movements of 3 s at 15 frames a second, however long their numbers', () => {
    const longest = drawn(45).hands.map((hand) => ({
      ...hand,
      presence: 1,
      size: 1,
      place: [-sampleBounds.place, -sampleBounds.place] as const,
      points: hand.points.map((_, i) => (i ? ([-1, -1, -1] as const) : ([0, 0, 0] as const))),
    }));
    const bytes = 200 * bytesOf(movement('m', { hands: longest }));
    console.log(`200 movements of 90 hands with the longest numbers: ${megabytes(bytes)} MiB`);
    expect(bytes).toBeLessThan(packLimits.bytes);
  });

  it('leave room for two hundred of the largest movements with usual numbers', () => {
    const most = drawn(sampleBounds.hands / 2);
    expect(most.hands).toHaveLength(sampleBounds.hands);
    const usual = 200 * bytesOf(drawn(45));
    const bytes = 200 * bytesOf(most);
    console.log(`200 movements of 90 hands: ${megabytes(usual)} MiB`);
    console.log(`200 movements of ${sampleBounds.hands} hands: ${megabytes(bytes)} MiB`);
    expect(bytes).toBeLessThan(packLimits.bytes);
    expect(fewestMovementHands).toBeLessThan(sampleBounds.hands);
  });
});
