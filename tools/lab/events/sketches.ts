/** One function for each kind of motion that is not a sign; `motions.ts` names and varies them. */
import type { Random } from '../../../src/learning/random.ts';
import type { View } from '../signer/pose.ts';
import type { Side, Thing } from '../signer/state.ts';
import { PathSketch, type SpotName } from './path.ts';

export const relaxed = 'unknown:relaxed';
export const resting = 'unknown:resting';
/** Shapes that hands take while people talk. Some are signs, but mean nothing then. */
const talking = [
  relaxed,
  'unknown:half-curled',
  'unknown:claw',
  'open-palm',
  'unknown:flat',
].concat(['unknown:pinch', 'point-up', 'unknown:gun', 'four', 'fist', 'C', 'unknown:relaxed']);
/** Shapes that hands pass through on the way to others. */
const passed = ['open-palm', 'fist', 'peace', 'ok', 'point-up', 'thumbs-up', 'thumbs-down'].concat([
  'call-me',
  'L',
  'B',
  'C',
  'A',
  'D',
  'U',
  'three',
  'four',
  'rock',
]);

/** Makes the paths of a motion's hands. */
export type Sketch = (side: Side, random: Random, variant: number) => PathSketch[];

const of = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;
const otherSide = (side: Side): Side => (side === 'Left' ? 'Right' : 'Left');
/** Starts where hands usually are: below the picture, on the table or at the chest. */
const begin = (side: Side, random: Random, pose = relaxed): PathSketch =>
  new PathSketch(side, random, of(random, ['lap', 'table', 'chest', 'lap'] as const), pose);
const end = (path: PathSketch, random: Random): PathSketch =>
  path.to(random.between(0.4, 0.9), of(random, ['lap', 'table', 'lap'] as const), relaxed);
/** How long a hand stays after a stroke of talking, s; mostly under 0.5. */
const pause = (random: Random): number => Math.min(1.3, 0.35 * Math.exp(random.normal() * 0.55));

export function touch(spots: readonly SpotName[], poses: readonly string[]): Sketch {
  return (side, random) => {
    const path = begin(side, random).to(
      random.between(0.4, 0.8),
      of(random, spots),
      of(random, poses),
    );
    const seconds = random.between(0.6, 3);
    path.hold(seconds);
    if (random.uniform() < 0.7) {
      path.beat(
        of(random, ['up', 'out'] as const),
        random.between(0.005, 0.02),
        random.between(1.5, 4),
        seconds,
      );
      path.beat('flex', random.between(0.1, 0.35), random.between(1.5, 4), seconds);
    }
    return [end(path, random)];
  };
}

/** The view of a hand that lies or leans: its back or side faces the camera, the fingers point anywhere. */
const lyingView = (random: Random): Partial<View> => ({
  yaw: random.between(90, 250),
  pitch: random.between(10, 85),
  roll: random.between(-80, 40),
});

export function rest(spots: readonly SpotName[], poses: readonly string[], both = 0.4): Sketch {
  return (side, random) => {
    const one = (own: Side, early: boolean) => {
      const spot = of(random, spots);
      const view = random.uniform() < 0.6 ? lyingView(random) : random.below(3);
      const path = early
        ? new PathSketch(own, random, spot, of(random, poses), undefined, view)
        : begin(own, random).to(random.between(0.4, 1), spot, of(random, poses), view);
      for (let i = 0; i < 3; i++) path.hold(random.between(1.5, 4), 0.006);
      return random.uniform() < 0.6 ? end(path, random) : path;
    };
    const early = random.uniform() < 0.5;
    const paths = [one(side, early)];
    if (random.uniform() < both) paths.push(one(otherSide(side), early));
    return paths;
  };
}

export function carry(
  pose: string,
  spots: readonly SpotName[],
  thing: Thing,
  both: number,
): Sketch {
  return (side, random) => {
    const one = (own: Side) => {
      const path = begin(own, random, pose).holding(thing);
      const steps = 1 + random.below(3);
      for (let i = 0; i < steps; i++) {
        path.to(random.between(0.5, 1.2), of(random, spots), pose, random.below(2));
        const seconds = random.between(1, 5);
        path.hold(seconds, 0.015);
        if (random.uniform() < 0.4) path.beat('roll', 0.12, random.between(0.3, 1), seconds);
      }
      return path.to(random.between(0.5, 1), 'lap', pose);
    };
    return random.uniform() < both ? [one(side), one(otherSide(side))] : [one(side)];
  };
}

export function talk(hands: 1 | 2): Sketch {
  return (side, random) => {
    const one = (own: Side) => {
      const path = begin(own, random);
      const spots = ['chest', 'front', 'chest', 'beside', 'middle'] as const;
      const strokes = 4 + random.below(6);
      for (let i = 0; i < strokes; i++) {
        path.to(random.between(0.25, 0.6), of(random, spots), of(random, talking));
        const stay = pause(random);
        path.hold(stay, 0.015);
        if (random.uniform() < 0.5) {
          path.beat('up', random.between(0.01, 0.05), random.between(1, 2.5), stay);
          path.beat('roll', random.between(0, 0.3), random.between(0.8, 2), stay);
        }
      }
      return end(path, random);
    };
    return hands === 1 ? [one(side)] : [one(side), one(otherSide(side))];
  };
}

export const pass: Sketch = (side, random, variant) => {
  const path = begin(side, random);
  const goal = of(random, ['cheek', 'shelf', 'hair', 'front', 'lens', 'other-arm', 'ear'] as const);
  // Every variant starts with another shape, so that all of them occur.
  const shapes = [passed[variant % passed.length]!, of(random, passed), of(random, passed)];
  for (const shape of shapes.slice(0, 1 + random.below(3))) {
    path.to(random.between(0.25, 0.6), of(random, ['beside', 'front', 'chest'] as const), shape);
    path.hold(random.between(0, 0.3), 0.02);
  }
  path.to(random.between(0.3, 0.7), goal, relaxed).hold(random.between(0.3, 1.5));
  return [end(path, random)];
};

export const count: Sketch = (side, random) => {
  const path = begin(side, random).to(
    0.5,
    of(random, ['beside', 'front', 'chest'] as const),
    'fist',
  );
  for (const shape of ['point-up', 'peace', 'three', 'four', 'open-palm']) {
    path.shape(random.between(0.12, 0.3), shape, 0).hold(random.between(0.1, 0.4), 0.015);
    path.beat('up', 0.02, 2, 0.3);
  }
  return [end(path, random)];
};

export const raiseFinger: Sketch = (side, random) => {
  const path = begin(side, random);
  for (let i = 0; i < 1 + random.below(3); i++) {
    path.to(
      random.between(0.3, 0.6),
      of(random, ['front', 'beside', 'chest'] as const),
      'point-up',
    );
    const stay = pause(random);
    path.hold(stay).beat('up', random.between(0.01, 0.04), random.between(1.5, 3), stay);
    path.to(random.between(0.3, 0.6), 'chest', of(random, talking)).hold(pause(random));
  }
  return [end(path, random)];
};

export const wave: Sketch = (side, random) => {
  const seconds = random.between(1, 3);
  const path = begin(side, random)
    .to(random.between(0.4, 0.7), of(random, ['beside', 'front', 'high'] as const), 'open-palm', 0)
    .hold(seconds);
  if (random.uniform() < 0.7)
    path.beat('roll', random.between(0.3, 0.6), random.between(1.4, 2.5), seconds);
  else path.beat('flex', random.between(0.5, 0.9), random.between(1.4, 2.5), seconds);
  path.beat('out', random.between(0.02, 0.05), random.between(1.4, 2.5), seconds);
  return [end(path, random)];
};

export const type: Sketch = (side, random) =>
  [side, otherSide(side)].map((own) => {
    const path = new PathSketch(own, random, 'keyboard', 'unknown:typing', 0.05);
    for (let i = 0; i < 4; i++) {
      const seconds = random.between(1.5, 3.5);
      path.hold(seconds, 0.02);
      path.beat('flex', random.between(0.05, 0.2), random.between(3, 6), seconds);
      path.beat('up', random.between(0.002, 0.008), random.between(2, 5), seconds);
    }
    return path;
  });

export const mouse: Sketch = (side, random) => {
  const path = new PathSketch(
    side,
    random,
    'far-table',
    of(random, ['unknown:typing', resting, 'C']),
  );
  for (let i = 0; i < 4; i++) {
    const seconds = random.between(1, 4);
    path.hold(seconds, 0.03);
    if (random.uniform() < 0.5) path.beat('flex', 0.08, random.between(1, 3), 0.6);
  }
  return [path];
};

export const drink: Sketch = (side, random) => {
  const cup = 'unknown:holding-cup';
  const path = begin(side, random)
    .to(0.6, 'table', cup)
    .holding('cup')
    .hold(random.between(0.2, 2));
  path.to(random.between(0.7, 1.1), 'mouth', cup).hold(random.between(0.8, 2.5));
  path.beat('roll', 0.25, 0.5, 0.8);
  path.to(random.between(0.7, 1.2), of(random, ['table', 'chest'] as const), cup);
  path.hold(random.between(0.5, 4));
  return [end(path, random)];
};

export const write: Sketch = (side, random) => {
  const path = new PathSketch(
    side,
    random,
    of(random, ['middle', 'table'] as const),
    'unknown:writing',
  );
  path.holding('pen');
  for (let i = 0; i < 4; i++) {
    const seconds = random.between(1, 3.5);
    path
      .hold(seconds, 0.02)
      .beat('out', random.between(0.003, 0.012), random.between(2, 5), seconds);
    path.beat('flex', 0.08, random.between(2, 4), seconds);
  }
  return [path];
};

export const fidget: Sketch = (side, random) => {
  const poses = [relaxed, 'unknown:pinch', 'unknown:scratching', 'fist', 'unknown:half-curled'];
  return [side, otherSide(side)].map((own) => {
    const path = new PathSketch(own, random, 'middle', of(random, poses), 0.03);
    for (let i = 0; i < 5; i++) {
      path.shape(random.between(0.3, 0.8), of(random, poses)).hold(random.between(0.5, 2));
      path.beat('flex', 0.2, random.between(0.8, 2.5), 0.8);
    }
    return path;
  });
};

export const reach: Sketch = (side, random) => {
  const goal = of(random, ['lens', 'shelf', 'outside', 'far-table', 'high', 'other-arm'] as const);
  const path = begin(side, random).to(random.between(0.5, 1), goal, of(random, talking));
  path.hold(random.between(0.2, 1.2)).shape(0.3, of(random, ['fist', 'unknown:pinch', relaxed]));
  return [end(path.hold(random.between(0.1, 0.8)), random)];
};

export const point: Sketch = (side, random) => {
  const goal = of(random, ['lens', 'beside', 'front', 'far-table', 'shelf'] as const);
  const view = {
    yaw: random.between(-60, 60),
    pitch: random.between(30, 80),
    roll: random.between(-50, 50),
  };
  const path = begin(side, random).to(
    random.between(0.4, 0.7),
    goal,
    of(random, ['D', 'unknown:gun']),
    view,
  );
  path.hold(random.between(0.3, 1.2)).beat('up', 0.015, 2, 0.5);
  return [end(path, random)];
};

export const clap: Sketch = (side, random) => {
  const seconds = random.between(1.5, 4);
  return [side, otherSide(side)].map((own) => {
    const path = begin(own, random).to(0.5, 'chest', of(random, ['unknown:flat', 'B']));
    path.hold(seconds).beat('out', random.between(0.04, 0.08), random.between(2, 4), seconds);
    return end(path, random);
  });
};

export const stretch: Sketch = (side, random) =>
  [side, otherSide(side)].map((own) => {
    const path = begin(own, random).to(
      random.between(0.8, 1.4),
      of(random, ['hair', 'high', 'shelf'] as const),
      of(random, ['fist', relaxed, 'unknown:half-curled']),
    );
    return end(path.hold(random.between(0.8, 3), 0.02), random);
  });
