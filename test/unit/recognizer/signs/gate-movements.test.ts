import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import type { GateInput, GateOptions } from '../../../../src/recognizer/signs/gate-types.ts';
import type { Movement } from '../../../../src/recognizer/signs/movement/movement.ts';
import { drawnHand } from './movement/fake-takes.ts';

interface Shown {
  hand: Hand;
  gesture?: string | null;
}

type At = (second: number) => readonly Shown[];

/** Names every movement `hello` that goes farther than a quarter of the picture's height. */
const helloFar = ({ left, right }: Movement) => {
  const xs = [...left, ...right].map(({ landmarks }) => landmarks[0]![0]);
  const isFar = Math.max(...xs) - Math.min(...xs) > 0.25;
  return { scores: { hello: isFar ? 0.9 : 0.1 }, gesture: isFar ? 'hello' : null };
};
/** The same, but one that goes to the left is named `bye`. */
const helloOrBye = (movement: Movement) => {
  const xs = [...movement.left, ...movement.right].map(({ landmarks }) => landmarks[0]![0]);
  const { gesture } = helloFar(movement);
  return { scores: {}, gesture: gesture && xs.at(-1)! < xs[0]! ? 'bye' : gesture };
};
const nothing = () => ({ scores: {}, gesture: null });

interface Played {
  seconds: number;
  fps?: number;
  nameMovement?: GateInput['nameMovement'];
  options?: Partial<GateOptions>;
  suppressed?: (second: number) => boolean;
  /** What was not captioned because of that. */
  unsaid?: string;
  sized?: boolean;
}

/** @returns what was reported, each as "sign@second", and the gestures that were shown as candidates */
function play(
  at: At,
  {
    seconds,
    fps = 15,
    nameMovement = helloFar,
    options,
    suppressed,
    unsaid,
    sized = false,
  }: Played,
) {
  const gate = createGate({ dwellMs: 700, ...options }, () => true);
  const signs: string[] = [];
  const candidates: { gesture: string; second: number }[] = [];
  let moved = false;
  for (let i = 0; i < seconds * fps; i++) {
    const second = i / fps;
    const out = gate.step({
      timestamp: second * 1000,
      hands: at(second).map(({ hand, gesture = null }) => ({
        hand,
        classification: { scores: gesture === null ? {} : { [gesture]: 0.98 }, gesture },
      })),
      nameMovement,
      frameSize: sized ? { width: 1.33, height: 1 } : undefined,
      suppressed: suppressed?.(second) ? { unsaid } : undefined,
    });
    if (out.sign) signs.push(`${out.sign}@${second.toFixed(1)}`);
    if (out.candidate) candidates.push({ gesture: out.candidate.gesture, second });
    moved ||= out.moves === true;
  }
  return { signs, names: signs.map((sign) => sign.split('@')[0]), candidates, moved };
}

/** From one side to the other within `seconds`, from second `from` on. */
const way = (t: number, from: number, seconds = 0.6): number =>
  0.4 * Math.max(0, Math.min(1, (t - from) / seconds));

/** A hand that rests, goes to the other side, and rests there with a shape. */
const going: At = (t) => [
  { hand: drawnHand(0.4 + way(t, 1.5), 0.6), gesture: t > 2.1 ? 'palm' : null },
];

describe('a movement that is named', () => {
  it('is reported once, soon after it has ended', () => {
    const { signs } = play(going, { seconds: 2.8 });
    expect(signs).toHaveLength(1);
    const [name, second] = signs[0]!.split('@');
    expect(name).toBe('hello');
    expect(Number(second)).toBeGreaterThan(2.1);
    expect(Number(second)).toBeLessThan(2.6);
  });

  it('is reported with its scores', () => {
    const gate = createGate({ dwellMs: 700 });
    const outs = Array.from({ length: 60 }, (_, i) =>
      gate.step({
        timestamp: i * 66,
        hands: [
          {
            hand: drawnHand(0.4 + way(i * 0.066, 1.5), 0.6),
            classification: { scores: {}, gesture: null },
          },
        ],
        nameMovement: helloFar,
      }),
    );
    expect(outs.filter(({ sign }) => sign !== null)).toMatchObject([
      { sign: 'hello', scores: { hello: 0.9 }, candidate: null },
    ]);
  });

  it.each([15, 10, 8])('is reported at %i frames a second', (fps) => {
    expect(play(going, { seconds: 4, fps }).names).toEqual(['hello']);
  });

  it('is reported when its hand leaves the picture at its end', () => {
    const leaving: At = (t) => (t < 2.05 ? going(t) : []);
    expect(play(leaving, { seconds: 4 }).names).toEqual(['hello']);
  });

  it('is reported again when it is made again', () => {
    const twice: At = (t) => [{ hand: drawnHand(0.4 + way(t, 1.5) - way(t, 3.5), 0.6) }];
    expect(play(twice, { seconds: 6 }).names).toEqual(['hello', 'hello']);
  });

  describe('and goes on after a short rest', () => {
    /** There, back and there again, with rests of so many seconds in between. */
    const withRests =
      (rest: number): At =>
      (t) => {
        const back = 2.1 + rest;
        const again = back + 0.6 + rest;
        return [{ hand: drawnHand(0.4 + way(t, 1.5) - way(t, back) + way(t, again), 0.6) }];
      };

    it.each([15, 10, 8])('is the same sign, at %i frames a second', (fps) => {
      expect(play(withRests(0.5), { seconds: 6, fps }).names).toEqual(['hello']);
    });

    it('is a new sign if the rest was longer', () => {
      expect(play(withRests(1.2), { seconds: 8 }).names).toEqual(['hello', 'hello', 'hello']);
    });

    it('is a new sign after another one', () => {
      const nameMovement = helloOrBye;
      expect(play(withRests(0.5), { seconds: 6, nameMovement }).names).toEqual([
        'hello',
        'bye',
        'hello',
      ]);
    });

    it('is a new sign if the first was never captioned', () => {
      const suppressed = (t: number) => t > 2.5 && t < 2.6;
      const at = withRests(0.65);
      expect(play(at, { seconds: 3.9, suppressed }).names).toEqual(['hello']);
      expect(play(at, { seconds: 3.9, suppressed, unsaid: 'hello' }).names).toEqual([
        'hello',
        'hello',
      ]);
    });

    it('is a new sign on another camera', () => {
      const gate = createGate({ dwellMs: 700 });
      const names = [20_000, 0].flatMap((shift) =>
        Array.from({ length: 45 }, (_, i) => i / 15).flatMap((t) => {
          const hands = going(t).map(({ hand }) => ({
            hand,
            classification: { scores: {}, gesture: null },
          }));
          const out = gate.step({ timestamp: t * 1000 + shift, hands, nameMovement: helloFar });
          return out.sign ?? [];
        }),
      );
      expect(names).toEqual(['hello', 'hello']);
    });
  });

  it('takes the hold at its end with it, however long that lasts', () => {
    expect(play(going, { seconds: 8 }).names).toEqual(['hello']);
    const flickering: At = (t) => {
      const [shown] = going(t);
      return [{ ...shown!, gesture: Math.abs(t - 3) < 0.05 ? null : shown!.gesture }];
    };
    expect(play(flickering, { seconds: 8 }).names).toEqual(['hello']);
  });

  it('shows no candidate for that hold', () => {
    expect(play(going, { seconds: 5 }).candidates).toEqual([]);
  });

  it('lets another sign count once the hand has left that hold', () => {
    const other: At = (t) => [
      {
        hand: drawnHand(0.4 + way(t, 1.5), 0.6, { curl: t > 3.5 ? 1 : 0 }),
        gesture: t > 3.5 ? 'fist' : t > 2.1 ? 'palm' : null,
      },
    ];
    expect(play(other, { seconds: 6 }).names).toEqual(['hello', 'fist']);
  });

  it('lets the same hold count when the hand comes back to it', () => {
    const again: At = (t) => [
      {
        hand: drawnHand(0.4 + way(t, 1.5), 0.6, { curl: t > 3 && t < 4 ? 1 : 0 }),
        gesture: t > 3 && t < 4 ? null : t > 2.1 ? 'palm' : null,
      },
    ];
    expect(play(again, { seconds: 7 }).names).toEqual(['hello', 'palm']);
  });
});

describe('while a hand moves', () => {
  /** Circles so slowly that each frame is still enough for a held sign. */
  const circling: At = (t) => {
    const angle = 2.85 * Math.max(0, Math.min(2, t - 1));
    const hand = drawnHand(0.6 + 0.05 * Math.sin(angle), 0.6 + 0.05 * Math.cos(angle));
    return [{ hand, gesture: t > 1.2 ? 'fist' : null }];
  };

  it('no held sign of it is reported or shown', () => {
    const held = play(circling, { seconds: 5, nameMovement: null });
    expect(Number(held.signs[0]!.split('@')[1])).toBeLessThan(2.5);
    const { signs, candidates } = play(circling, { seconds: 5, nameMovement: nothing });
    expect(signs.map((sign) => Number(sign.split('@')[1]) > 3)).toEqual([true]);
    expect(candidates.filter(({ second }) => second > 1.3 && second < 3)).toEqual([]);
  });

  it('a held sign of the other hand counts', () => {
    const both: At = (t) => [
      { hand: drawnHand(1, 0.6, { isLeft: true }), gesture: t > 1 ? 'palm' : null },
      { hand: drawnHand(0.3 + 0.08 * Math.sin(t * 15), 0.6) },
    ];
    expect(play(both, { seconds: 3, nameMovement: nothing }).names).toEqual(['palm']);
  });

  it('the gate says so, and only if movements can be named', () => {
    expect(play(going, { seconds: 2 }).moved).toBe(true);
    expect(play(going, { seconds: 2, nameMovement: null }).moved).toBe(false);
  });
});

describe('a movement that is not named', () => {
  it.each([300, 700, 1500])('delays no held sign, with a dwell of %i ms', (dwellMs) => {
    const raised: At = (t) =>
      t < 1
        ? []
        : [{ hand: drawnHand(0.6, 1.1 - way(t, 1, 0.5)), gesture: t > 1.2 ? 'palm' : null }];
    for (const fps of [15, 12, 10, 8, 6, 5, 4]) {
      const options = { dwellMs };
      const held = play(raised, { seconds: 5, fps, options, nameMovement: null });
      expect(held.names).toEqual(['palm']);
      expect(play(raised, { seconds: 5, fps, options, nameMovement: nothing }).signs).toEqual(
        held.signs,
      );
    }
  });

  it('reports nothing', () => {
    expect(
      play((t) => going(t).map(({ hand }) => ({ hand })), { seconds: 4, nameMovement: nothing })
        .signs,
    ).toEqual([]);
  });
});

describe('a movement counts for nothing', () => {
  it('if signs were suppressed on its way', () => {
    const suppressed = (t: number) => t > 1.6 && t < 1.8;
    expect(play(going, { seconds: 2.8, suppressed }).signs).toEqual([]);
  });

  it('if signs are suppressed when it ends', () => {
    expect(play(going, { seconds: 2.8, suppressed: (t) => t > 2 }).signs).toEqual([]);
  });

  it('if its hands are too small', () => {
    expect(play(going, { seconds: 2.8, sized: true }).names).toEqual(['hello']);
    expect(play(going, { seconds: 2.8, sized: true, options: { minSize: 0.3 } }).signs).toEqual([]);
  });

  it('if the model was not sure of its hands half of the time', () => {
    const doubted: At = (t) =>
      going(t).map(({ hand }) => ({ hand: { ...hand, presence: t > 1.6 ? 0.7 : 1 } }));
    expect(play(doubted, { seconds: 2.8, sized: true }).signs).toEqual([]);
  });

  it('if the vocabulary has no gestures that move', () => {
    expect(play(going, { seconds: 2.8, nameMovement: null }).signs).toEqual([]);
  });

  it('if the camera changed on its way', () => {
    const gate = createGate({ dwellMs: 700 });
    const signs: (string | null)[] = [];
    const feed = (from: number, to: number, shift: number) => {
      for (let t = from; t < to; t += 1 / 15) {
        const hands = going(t).map(({ hand }) => ({
          hand,
          classification: { scores: {}, gesture: null },
        }));
        signs.push(gate.step({ timestamp: t * 1000 + shift, hands, nameMovement: helloFar }).sign);
      }
    };
    feed(0, 1.95, 10_000);
    feed(1.95, 4, 0);
    expect(signs.every((sign) => sign === null)).toBe(true);
  });
});
