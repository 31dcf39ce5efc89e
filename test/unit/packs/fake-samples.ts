import type {
  PackGesture,
  PackHeader,
  Point,
  Sample,
  SampleHand,
  UnknownSample,
} from '../../../src/packs/samples.ts';

/** A different hand for each number: points on a spiral, the wrist at its origin. */
export function points(seed: number): Point[] {
  return Array.from({ length: 21 }, (_, i): Point => {
    const turn = seed + i * 0.7;
    const reach = i / 21;
    const place = [
      Math.cos(turn) * reach,
      Math.sin(turn) * reach,
      (i ? Math.sin(seed * i) : 0) / 5,
    ];
    // Rounded, so that fixtures are the same on every machine.
    return place.map((value) => Number(value.toFixed(4)) + 0) as unknown as Point;
  });
}

export function sample(id: string, change: Partial<Sample> = {}): Sample {
  const seed = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return {
    id,
    recordedAt: 1_750_000_000_000 + seed,
    take: `take-${seed % 3}`,
    hands: [{ time: 0, points: points(seed), handedness: 'Right', presence: 0.97, size: 0.312 }],
    ...change,
  };
}

/** A hand of a movement. */
export function movingHand(
  time: number,
  handedness: SampleHand['handedness'],
  change: Partial<SampleHand> = {},
): SampleHand {
  const seed = time / 100 + (handedness === 'Left' ? 1 : 0);
  const [x, y] = [(500 + time) / 1000, handedness === 'Left' ? -0.125 : 0.75];
  return {
    ...sample('m').hands[0]!,
    time,
    handedness,
    points: points(seed),
    place: [x, y],
    ...change,
  };
}

/** A sample of a movement: the right hand in every frame, the left one in every second. */
export function movement(id: string, change: Partial<Sample> = {}, frames = 4): Sample {
  const hands = Array.from({ length: frames }, (_, i) => [
    ...(i % 2 ? [] : [movingHand(66 * i, 'Left')]),
    movingHand(66 * i, 'Right'),
  ]).flat();
  return sample(id, { hands, ...change });
}

export function unknown(id: string, change: Partial<UnknownSample> = {}): UnknownSample {
  return { ...sample(id), origin: 'nothing', ...change };
}

export function gesture(id: string, change: Partial<PackGesture> = {}): PackGesture {
  return { id, kind: 'phrase', caption: `Says ${id}`, name: `Called ${id}`, ...change };
}

export function pack(id: string, gestures: readonly string[]): PackHeader {
  return {
    id,
    name: `Pack ${id}`,
    provenance: 'Recorded by hand',
    licence: 'CC0-1.0',
    gestures: gestures.map((name) => gesture(name)),
    vocabularies: ['call-gestures'],
    enabled: true,
  };
}
