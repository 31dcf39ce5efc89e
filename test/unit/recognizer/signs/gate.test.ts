import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import type { GateOptions } from '../../../../src/recognizer/signs/gate-types.ts';

/** A hand of size 100 px whose centre is at (x, y). */
function handAt(x: number, y: number, size = 100): Hand {
  const landmarks = Array.from(
    { length: 21 },
    (_, i) => [x + ((i % 3) - 1) * (size / 2), y + ((i % 3) - 1) * (size / 2), 0] as const,
  );
  return { landmarks, handedness: 'Right', leftness: 0, presence: 1 };
}

interface Shown {
  gesture: string | null;
  x?: number;
  y?: number;
  size?: number;
}

/** Feeds frames and collects the reported signs, each as "gesture@timestamp". */
function run(
  frames: readonly [timestamp: number, ...hands: Shown[]][],
  options: Partial<GateOptions> = {},
  picture?: { width: number; height: number },
) {
  const gate = createGate({ dwellMs: 700, ...options });
  const signs: string[] = [];
  let candidate = null;
  for (const [timestamp, ...hands] of frames) {
    const out = gate.step({
      timestamp,
      frameSize: picture,
      hands: hands.map(({ gesture, x = 200, y = 200, size = 100 }) => ({
        hand: handAt(x, y, size),
        classification: { scores: gesture ? { [gesture]: 0.98 } : {}, gesture },
      })),
    });
    if (out.sign) signs.push(`${out.sign}@${timestamp}`);
    candidate = out.candidate;
  }
  return { signs, candidate };
}

type Frame = [number, ...Shown[]];

/** Frames of one hand, `step` ms apart, from `from` up to and including `to`. */
function frames(from: number, to: number, step: number, shown: Shown | null): Frame[] {
  const list: Frame[] = [];
  for (let t = from; t <= to; t += step) list.push(shown ? [t, shown] : [t]);
  return list;
}

const A: Shown = { gesture: 'A' };
const B: Shown = { gesture: 'B' };
const nothing: Shown = { gesture: null };

describe('a held sign', () => {
  it('is reported once, when the dwell is over', () => {
    expect(run(frames(0, 3000, 100, A)).signs).toEqual(['A@700']);
  });

  it('is reported at fifteen frames per second and at two', () => {
    expect(run(frames(0, 3000, 66, A)).signs).toEqual(['A@726']);
    expect(run(frames(0, 3000, 500, A)).signs).toEqual(['A@1000']);
  });

  it('is not reported when it ends before the dwell', () => {
    expect(run([...frames(0, 650, 50, A), ...frames(700, 2000, 50, nothing)]).signs).toEqual([]);
  });

  it('must be held for the dwell that is set', () => {
    expect(run(frames(0, 3000, 100, A), { dwellMs: 1500 }).signs).toEqual(['A@1500']);
  });

  it('is a candidate with its progress until it is reported', () => {
    const half = run(frames(0, 350, 50, A)).candidate;
    expect(half).toEqual({ gesture: 'A', progress: 0.5 });
    expect(run(frames(0, 1400, 50, A)).candidate).toBeNull();
  });

  it('survives one bad frame but not two in a row', () => {
    const flicker = (...bad: number[]) =>
      frames(0, 1000, 100, A).map(([t, shown]): Frame => [t, bad.includes(t) ? nothing : shown!]);
    expect(run(flicker(300)).signs).toEqual(['A@700']);
    expect(run(flicker(300, 400)).signs).toEqual([]);
  });

  it('survives a frame in which the hand was not found', () => {
    const list = frames(0, 1000, 100, A);
    list[3] = [300];
    expect(run(list).signs).toEqual(['A@700']);
  });

  it('cannot be made of two signs that alternate', () => {
    const list = frames(0, 3000, 100, A).map(([t], i): Frame => [t, i % 2 ? A : B]);
    expect(run(list).signs.length).toBeLessThanOrEqual(1);
    const thirds = frames(0, 3000, 100, A).map(([t], i): Frame => [t, i % 3 ? nothing : A]);
    expect(run(thirds).signs).toEqual([]);
  });
});

describe('release', () => {
  it('lets the same sign count again', () => {
    const { signs } = run([
      ...frames(0, 1000, 100, A),
      ...frames(1100, 1500, 100, nothing),
      ...frames(1600, 2600, 100, A),
    ]);
    expect(signs).toEqual(['A@700', 'A@2300']);
  });

  it('happens when the hand leaves the frame or shows another sign', () => {
    expect(
      run([
        ...frames(0, 1000, 100, A),
        ...frames(1100, 1500, 100, null),
        ...frames(1600, 2600, 100, A),
      ]).signs,
    ).toEqual(['A@700', 'A@2300']);
    expect(
      run([
        ...frames(0, 1000, 100, A),
        ...frames(1100, 2000, 100, B),
        ...frames(2100, 3000, 100, A),
      ]).signs,
    ).toEqual(['A@700', 'B@1800', 'A@2800']);
  });

  it('is not caused by a flicker', () => {
    const { signs } = run([
      ...frames(0, 1000, 100, A),
      ...frames(1100, 1200, 100, nothing),
      ...frames(1300, 3000, 100, A),
    ]);
    expect(signs).toEqual(['A@700']);
  });

  it('is not caused by a pause between frames', () => {
    const { signs } = run([...frames(0, 1000, 100, A), ...frames(9000, 11000, 100, A)]);
    expect(signs).toEqual(['A@700']);
  });
});

describe('motion', () => {
  it('suppresses the sign of a moving hand', () => {
    const moving = frames(0, 3000, 66, A).map(([t]): Frame => [t, { gesture: 'A', x: t * 0.15 }]);
    expect(run(moving).signs).toEqual([]);
  });

  it('suppresses the sign of a hand that sways', () => {
    const swaying = frames(0, 6000, 66, A).map(
      ([t]): Frame => [t, { gesture: 'A', x: 200 + 60 * Math.sin(t / 150) }],
    );
    expect(run(swaying).signs).toEqual([]);
  });

  it('delays the dwell until the hand comes to rest', () => {
    const { signs } = run([
      ...frames(0, 1000, 100, A).map(([t]): Frame => [t, { gesture: 'A', x: t * 0.2 }]),
      ...frames(1100, 3000, 100, { gesture: 'A', x: 200 }),
    ]);
    expect(signs.length).toBe(1);
    expect(Number(signs[0]!.split('@')[1])).toBeGreaterThanOrEqual(1700);
  });

  it('does not include the tremble of a hand held in the air', () => {
    const trembling = frames(0, 1000, 66, A).map(
      ([t], i): Frame => [t, { gesture: 'A', x: 200 + (i % 2 ? 5 : -5) }],
    );
    expect(run(trembling).signs.length).toBe(1);
  });
});

describe('time', () => {
  it('between frames far apart does not count as held', () => {
    expect(
      run([
        [0, A],
        [5000, A],
      ]).signs,
    ).toEqual([]);
    expect(
      run([
        [0, A],
        [100, A],
        [5000, A],
        [5100, A],
      ]).signs,
    ).toEqual([]);
    expect(
      run([
        [0, A],
        [2000, A],
        [4000, A],
        [6000, A],
        [8000, A],
      ]).signs,
    ).toEqual([]);
  });

  it('is measured by timestamps when frames come irregularly', () => {
    const { signs } = run([0, 40, 350, 360, 690, 705].map((t): Frame => [t, A]));
    expect(signs).toEqual(['A@705']);
  });

  it('resets the gate when it goes backwards', () => {
    expect(run([...frames(5000, 5600, 100, A), ...frames(0, 1000, 100, A)]).signs).toEqual([
      'A@700',
    ]);
  });

  it('is not enough without several frames, however long they span', () => {
    expect(
      run(
        [
          [0, A],
          [590, A],
        ],
        { dwellMs: 500 },
      ).signs,
    ).toEqual([]);
    expect(
      run(
        [
          [0, A],
          [590, A],
          [1000, A],
        ],
        { dwellMs: 500 },
      ).signs,
    ).toEqual(['A@1000']);
  });
});

describe('two hands', () => {
  const left: Shown = { gesture: 'A', x: 100 };
  const right: Shown = { gesture: 'A', x: 500 };

  it('may each sign, in whatever order they come', () => {
    const list = frames(0, 1000, 100, A).map(([t], i): Frame => {
      const rest: Shown = { gesture: null, x: 500 };
      return i % 2 ? [t, left, rest] : [t, rest, left];
    });
    expect(run(list).signs).toEqual(['A@700']);
  });

  it('with the same sign have it reported once', () => {
    expect(run(frames(0, 2000, 100, A).map(([t]): Frame => [t, left, right])).signs).toEqual([
      'A@700',
    ]);
  });

  it('with different signs have them reported one after the other', () => {
    const list = frames(0, 2000, 100, A).map(([t]): Frame => [t, left, { gesture: 'B', x: 500 }]);
    expect(run(list).signs).toEqual(['A@700', 'B@800']);
  });
});

describe('the gate', () => {
  it('ignores a hand that is small in the frame', () => {
    expect(
      run(frames(0, 2000, 100, { gesture: 'A', size: 20 }), {}, { width: 640, height: 480 }).signs,
    ).toEqual([]);
    expect(
      run(frames(0, 2000, 100, { gesture: 'A', size: 90 }), {}, { width: 640, height: 480 }).signs,
    ).toEqual(['A@700']);
  });

  it('never reports a sign that the classifier does not name', () => {
    expect(run(frames(0, 5000, 100, nothing)).signs).toEqual([]);
  });
});

it('the gate forgets everything on reset', () => {
  const gate = createGate({ dwellMs: 700 });
  const show = (timestamp: number) =>
    gate.step({
      timestamp,
      hands: [{ hand: handAt(0, 0), classification: { scores: {}, gesture: 'A' } }],
    }).sign;
  const before = [0, 400, 800].map(show);
  gate.reset();
  expect([...before, ...[1200, 1600, 2000].map(show)]).toEqual([null, null, 'A', null, null, 'A']);
});

describe('a hand that a frame does not show clearly', () => {
  const clear = (x: number, gesture: string | null = 'A') => ({
    hand: handAt(x, 200),
    classification: { scores: gesture ? { [gesture]: 0.98 } : {}, gesture },
  });

  it('holds its sign on, and the frame counts for nothing', () => {
    const gate = createGate({ dwellMs: 700 });
    for (let t = 0; t < 600; t += 100) gate.step({ timestamp: t, hands: [clear(200)] });
    for (const t of [600, 650, 700, 750])
      expect(gate.step({ timestamp: t, hands: [], unclear: [handAt(200, 200)] }).sign).toBeNull();
    expect(gate.step({ timestamp: 800, hands: [clear(200)] }).sign).toBe('A');
  });

  it('is not a bad frame: the one that is forgiven is still to come', () => {
    const gate = createGate({ dwellMs: 700 });
    for (let t = 0; t < 400; t += 100) gate.step({ timestamp: t, hands: [clear(200)] });
    gate.step({ timestamp: 400, hands: [], unclear: [handAt(200, 200)] });
    gate.step({ timestamp: 500, hands: [clear(200, 'B')] });
    gate.step({ timestamp: 600, hands: [clear(200)] });
    expect(gate.step({ timestamp: 700, hands: [clear(200)] }).sign).toBe('A');
  });

  it('releases nothing: the same sign counts once', () => {
    const gate = createGate({ dwellMs: 700 });
    const signs: string[] = [];
    for (let t = 0; t <= 3000; t += 100) {
      const isUnclear = t > 800 && t < 1400;
      const { sign } = gate.step({
        timestamp: t,
        hands: isUnclear ? [] : [clear(200)],
        unclear: isUnclear ? [handAt(200, 200)] : [],
      });
      if (sign) signs.push(`${sign}@${t}`);
    }
    expect(signs).toEqual(['A@700']);
  });

  it('does not keep a sign held for ever: after a gap the dwell starts again', () => {
    const gate = createGate({ dwellMs: 700 });
    for (let t = 0; t < 600; t += 100) gate.step({ timestamp: t, hands: [clear(200)] });
    for (let t = 600; t < 1300; t += 100)
      gate.step({ timestamp: t, hands: [], unclear: [handAt(200, 200)] });
    expect(gate.step({ timestamp: 1300, hands: [clear(200)] }).sign).toBeNull();
  });

  it('takes turns with another one, and both signs are reported in time', () => {
    const gate = createGate({ dwellMs: 700 });
    const signs: string[] = [];
    for (let t = 0, turn = 0; t <= 1000; t += 33, turn++) {
      const isFirst = turn % 2 === 0;
      const { sign } = gate.step({
        timestamp: t,
        hands: [isFirst ? clear(200, 'A') : clear(600, 'B')],
        unclear: [isFirst ? handAt(600, 200) : handAt(200, 200)],
      });
      if (sign) signs.push(`${sign}@${t}`);
    }
    expect(signs).toEqual(['A@726', 'B@759']);
  });
});
