/** Motions with signs that are shown on purpose: raised and held, as people show them to a camera, near and far. */
import { createRandom, type Random } from '../../../src/learning/random.ts';
import { seedOf } from '../signer/random.ts';
import type { TrueSign } from './metrics.ts';
import type { Motion } from './motions.ts';
import { type HandPath, PathSketch, type SpotName } from './path.ts';

/** A sign of a vocabulary and the poses that show it. */
export interface SignPoses {
  gesture: string;
  poses: readonly string[];
}

const relaxed = 'unknown:relaxed';
const places: readonly SpotName[] = [
  'beside',
  'beside',
  'beside',
  'front',
  'front',
  'front',
].concat(['chest', 'chest', 'high', 'cheek']) as SpotName[];
/** Share of signers whose other hand rests in view. */
const otherHand = 0.35;
const of = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;

/** How a sign appears; several ways, so that the model of intent does not depend on one of them. */
const ways = ['raised', 'raised', 'raised', 'from-table', 'in-place', 'changed', 'shown'] as const;

/**
 * One sign, or two if it changes into another, each held for 1.2 to 3 s. The same gesture, variant and
 * seed give the same motion.
 *
 * @param others signs of the same vocabulary to change into
 */
export function signedMotion(
  sign: SignPoses,
  others: readonly SignPoses[],
  variant: number,
  seed: number,
): Motion {
  const random = createRandom(seedOf(seed, `${sign.gesture} ${variant}`));
  const side = random.uniform() < 0.7 ? 'Right' : 'Left';
  const way = ways[variant % ways.length]!;
  const place = of(random, places);
  const pose = of(random, sign.poses);
  const signs: TrueSign[] = [];
  const held = (path: PathSketch, gesture: string) => {
    const from = path.seconds;
    path.hold(random.between(1.2, 3), 0.006);
    signs.push({ gesture, from, to: path.seconds });
  };
  let path: PathSketch;
  let seen: HandPath['seen'] = null;
  const view = random.below(4);
  if (way === 'shown') {
    path = new PathSketch(side, random, place, pose, 0.06, view).hold(0.7, 0);
    held(path, sign.gesture);
    seen = [signs[0]!.from, signs[0]!.to];
  } else {
    const starts: Record<Exclude<typeof way, 'shown'>, readonly SpotName[]> = {
      raised: ['lap', 'lap', 'outside'],
      'from-table': ['table', 'middle', 'chest'],
      'in-place': [place],
      changed: ['lap', 'table'],
    };
    path = new PathSketch(side, random, of(random, starts[way]), relaxed, 0.06);
    path.hold(random.between(0.3, way === 'in-place' ? 1.5 : 0.8));
    path.to(random.between(0.3, 0.8), place, pose, view);
    held(path, sign.gesture);
    if (way === 'changed' && others.length > 0) {
      const next = of(random, others);
      path.shape(random.between(0.25, 0.5), of(random, next.poses));
      held(path, next.gesture);
    }
    path.to(random.between(0.3, 0.7), of(random, ['lap', 'lap', 'table'] as const), relaxed);
  }
  const hands = [path.done(seen)];
  if (way !== 'shown' && random.uniform() < otherHand) {
    const spot = of(random, ['table', 'middle', 'chest', 'lap'] as const);
    const resting = of(random, ['unknown:resting', relaxed, 'unknown:flat']);
    const other = new PathSketch(side === 'Right' ? 'Left' : 'Right', random, spot, resting);
    hands.push(
      other
        .hold(path.seconds / 2)
        .hold(path.seconds / 2)
        .done(),
    );
  }
  return {
    name: `${sign.gesture}-${way}-${variant}`,
    family: way,
    seconds: path.seconds + random.between(0.3, 0.8),
    hands,
    signs,
  };
}
