/** Made-up signs that move, for the scenes of the options page. */
import { ownPack, type Sample, type SampleHand } from '../../src/packs/samples.ts';
import type { PackStore } from '../../src/packs/store-types.ts';
import type { Seen } from '../../src/recognizer/seen.ts';
import type { QualityReport } from '../../src/teaching/types.ts';
import type { Pictograms } from './scene.ts';

type Way = (share: number) => readonly [x: number, y: number];

const circle: Way = (share) => [
  -0.2 + 0.12 * Math.cos(2 * Math.PI * share),
  0.25 + 0.12 * Math.sin(2 * Math.PI * share),
];
const outwards: Way = (share) => [-0.1 - 0.25 * share, 0.1 + 0.25 * share * share];

/** A movement of flat hands in the form of a sample. */
function movement(points: Pictograms[string], way: Way, both: boolean, ms: number): SampleHand[] {
  const count = Math.round(ms / 70);
  return Array.from({ length: count }, (_, i): SampleHand[] => {
    const [x, y] = way(i / (count - 1));
    const hand = { time: i * 70, presence: 1, size: 0.34 };
    const right: SampleHand = { ...hand, points, handedness: 'Right', place: [x, y] };
    if (!both) return [right];
    const mirrored = points.map(([px, py, pz]): [number, number, number] => [-px, py, pz]);
    return [{ ...hand, points: mirrored, handedness: 'Left', place: [-x, y] }, right];
  }).flat();
}

const takesOf = (id: string, count: number, hands: (i: number) => SampleHand[]): Sample[] =>
  Array.from({ length: count }, (_, i) => {
    const take = `${id}-${i}`;
    return { id: take, recordedAt: 1_790_000_000_000 + i * 3000, take, hands: hands(i) };
  });

const report: QualityReport = {
  gestures: [
    { right: 5, wrong: 1, missed: 1, interval: [0.36, 0.92] as const, samples: 7 },
    { right: 6, wrong: 0, missed: 0, interval: [0.61, 1] as const, samples: 6 },
  ].map((quality, i) => ({
    ...quality,
    key: `${ownPack}:${i === 0 ? 'please' : 'thank-you'}`,
    moves: true,
    takes: quality.samples,
    threshold: 0.6,
  })),
  confusion: {
    keys: [`${ownPack}:please`, `${ownPack}:thank-you`, 'nothing'],
    counts: [
      [5, 1, 1],
      [0, 6, 0],
      [1, 0, 60],
    ],
  },
  collisions: [{ shown: `${ownPack}:please`, called: `${ownPack}:thank-you`, count: 2, of: 7 }],
  falseCaptions: [
    { called: `${ownPack}:please`, origin: 'nothing', count: 1, of: 8, worst: 'n-0' },
  ],
  advice: [
    { kind: 'collides', key: `${ownPack}:please`, other: `${ownPack}:thank-you` },
    { kind: 'resting-hand', key: `${ownPack}:please` },
    { kind: 'record-more', key: `${ownPack}:please`, have: 7, want: 10 },
    { kind: 'record-nothing', have: 8, want: 10, moves: true },
  ],
  verdict: 'fair',
};

/** What the training found for them. */
export const movingThresholds = {
  [`${ownPack}:please`]: 0.62,
  [`${ownPack}:thank-you`]: 0.55,
};

/** Two taught signs that move, a movement that means nothing, and a report on them. */
export async function fillMoving(store: PackStore, pictograms: Pictograms): Promise<void> {
  const flat = pictograms['call-gestures:open-palm'] ?? [];
  const signs = [
    ['please', 'Please', 'Please', circle, false, 7],
    ['thank-you', 'Thank you', 'Thank you', outwards, true, 6],
  ] as const;
  for (const [id, name, caption, way, both, count] of signs) {
    await store.saveGesture(ownPack, { id, kind: 'phrase', name, caption, moves: true });
    const takes = takesOf(id, count, (i) => movement(flat, way, both, 900 + 90 * i));
    await store.addSamples(ownPack, id, takes);
  }
  const [nothing] = takesOf('n', 1, () => movement(flat, outwards, false, 800));
  if (nothing) await store.addUnknowns([{ ...nothing, origin: 'nothing' }]);
  await store.setTaught({
    classifier: null,
    movements: {},
    report,
    trainedAt: 1_800_000_000_000,
    gestures: signs.map(([id]) => `${ownPack}:${id}`),
    beside: ['call-gestures'],
    live: false,
  });
}

/**
 * Frames in which a sign of a second is performed every second and a half.
 *
 * @param wrong the hand goes another way
 */
export function movementSeen(pictograms: Pictograms, frame: number, wrong = false): Seen {
  const step = frame % 15;
  const flat = pictograms['call-gestures:open-palm'] ?? [];
  const way = wrong ? outwards : circle;
  const [x, y] = way(step / 9);
  const landmarks = flat.map(([px, py, pz]): [number, number, number] => [
    320 + 480 * (x + 0.34 * px),
    240 + 480 * (y + 0.34 * py),
    pz,
  ]);
  const isMoving = step < 10;
  return {
    timestamp: performance.now(),
    frameSize: { width: 640, height: 480 },
    hands: isMoving
      ? [
          {
            hand: { landmarks, handedness: 'Right', leftness: 0, presence: 1 },
            scores: {},
            gesture: null,
          },
        ]
      : [],
    movements: step === 10 ? [movement(flat, way, false, 1000)] : [],
    movementScores:
      step === 10 ? { [`${ownPack}:please`]: 0.86, [`${ownPack}:thank-you`]: 0.21 } : undefined,
    isMoving,
    candidate: null,
    sign: null,
  };
}
