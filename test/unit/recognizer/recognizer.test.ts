import { describe, expect, it } from 'vitest';
import type { FrameScale } from '../../../src/recognizer/frame.ts';
import type { Hand } from '../../../src/recognizer/hand.ts';
import { createRecognizer, type RecognizerParts } from '../../../src/recognizer/recognizer.ts';
import type { Movement } from '../../../src/recognizer/signs/movement/movement.ts';
import type { WhyNot } from '../../../src/recognizer/signs/why-not.ts';
import { greyFrame, halfFrame, tinyFrame } from './fake-frames.ts';

const hand: Hand = {
  landmarks: Array.from({ length: 21 }, (_, i) => [i, i, 0] as const),
  handedness: 'Right',
  leftness: 0.1,
  presence: 0.9,
};

/** Parts that see a hand whenever `visible` is set, and record their calls. */
function fakeParts() {
  const seen = {
    visible: false,
    unclear: false,
    hand,
    searches: 0,
    trackerResets: 0,
    gateResets: 0,
    disposed: 0,
  };
  const parts: RecognizerParts = {
    createTracker: () => ({
      step: async (_frame, mode) => {
        const searched = mode === 'search' && !seen.visible;
        if (searched) seen.searches++;
        return {
          hands: seen.visible ? [seen.hand] : [],
          unclear: seen.unclear ? [seen.hand] : [],
          searched,
          tracked: seen.visible,
          searchMs: 30,
          landmarksMs: 20,
        };
      },
      finish: async () => undefined,
      regionWanted: () => ({ x: 10, y: 20, width: 100, height: 100 }),
      reset: () => {
        seen.trackerResets++;
      },
      dispose: () => {
        seen.disposed++;
      },
    }),
    createGate: () => ({
      step: ({ hands }) => ({
        candidate: null,
        sign: hands[0]?.classification.gesture ?? null,
        scores: hands[0]?.classification.scores ?? null,
        up: hands.length > 0,
      }),
      keep: () => undefined,
      reset: () => {
        seen.gateResets++;
      },
    }),
    loadVocabulary: async (id) => ({
      vocabulary: { id, name: id, gestures: [] },
      classifier: {
        gestures: ['fist'],
        thresholds: { fist: 0.5 },
        classify: () => ({ scores: { fist: 0.9 }, gesture: 'fist' }),
      },
      movements: null,
    }),
    clock: () => 0,
  };
  return { parts, seen };
}

async function openStream() {
  const { parts, seen } = fakeParts();
  const stream = await createRecognizer(parts).open({ vocabulary: 'v', dwellMs: 700 });
  return { stream, seen };
}

describe('the reason of an answer without a sign', () => {
  const reasonOf = async (reason: WhyNot, moving = false) => {
    const { parts } = fakeParts();
    const loaded = await parts.loadVocabulary('v', false);
    const movements = {
      gestures: ['hello'],
      thresholds: { hello: 0.8 },
      classify: () => ({ scores: {}, gesture: null }),
    };
    const stream = await createRecognizer({
      ...parts,
      createGate: () => ({
        step: () => ({ candidate: null, sign: null, scores: null, up: false, reason }),
        keep: () => undefined,
        reset: () => undefined,
      }),
      loadVocabulary: async () => ({ ...loaded, movements: moving ? movements : null }),
    }).open({ vocabulary: 'v', dwellMs: 700 });
    return (await stream.push(greyFrame(0)))?.reason;
  };

  it('names the threshold of the gesture that is not accepted', async () => {
    const weak = { why: 'not-accepted', gesture: 'fist', score: 0.4 } as const;
    expect(await reasonOf(weak)).toEqual({ ...weak, threshold: 0.5 });
  });

  it('never says of a gesture that it needs less than it has', async () => {
    const blocked = { why: 'not-accepted', gesture: 'fist', score: 0.6 } as const;
    expect(await reasonOf(blocked)).toEqual({ why: 'unknown-shape' });
  });

  it('names the threshold of the movement that is not accepted, and nothing if it has that', async () => {
    const weak = { why: 'not-accepted', gesture: 'hello', score: 0.6, moves: true } as const;
    expect(await reasonOf(weak, true)).toEqual({ ...weak, threshold: 0.8 });
    expect(await reasonOf({ ...weak, score: 0.9 }, true)).toBeNull();
  });

  it('is not that the hand moves where signs may move', async () => {
    expect(await reasonOf({ why: 'moving' })).toEqual({ why: 'moving' });
    expect(await reasonOf({ why: 'moving' }, true)).toBeNull();
  });
});

describe('a stream of the recognizer', () => {
  it('turns frames into a sign', async () => {
    const { stream, seen } = await openStream();
    seen.visible = true;
    expect(await stream.push(greyFrame(0))).toMatchObject({
      sign: 'fist',
      hands: [hand],
      tracked: true,
      stages: { landmarks: 20 },
    });
  });

  it('gives the gate everything that the call asks of the recognizer', async () => {
    const { parts } = fakeParts();
    const asked: unknown[] = [];
    const createGate: RecognizerParts['createGate'] = (options) => {
      asked.push(options);
      return parts.createGate(options);
    };
    const options = { vocabulary: 'v', dwellMs: 900, strictness: 'strict', mostRate: 5 } as const;
    await createRecognizer({ ...parts, createGate }).open(options);
    expect(asked).toEqual([options]);
  });

  it('searches a still scene little more than once per second, however often frames come', async () => {
    const { stream, seen } = await openStream();
    // The first two seconds count as motion: there is no frame before them to compare with.
    for (let t = 0; t < 4000; t += 100) await stream.push(greyFrame(t));
    const before = seen.searches;
    for (let t = 4000; t < 8000; t += 100) await stream.push(greyFrame(t));
    expect(seen.searches - before).toBe(5);
  });

  it('asks for ten frames per second once something moved', async () => {
    const { stream, seen } = await openStream();
    for (let t = 0; t <= 4000; t += 200) await stream.push(greyFrame(t));
    const before = seen.searches;
    const paint = (x: number, y: number) => (x > 300 && x < 400 && y > 200 && y < 300 ? 220 : 128);
    for (let t = 4100; t < 5100; t += 100) {
      const recognition = await stream.push(greyFrame(t, { paint }));
      expect(recognition?.next.afterMs).toBe(100);
    }
    expect(seen.searches - before).toBe(10);
  });

  it('asks for all frames of a hand while a movement runs, though it hardly moves now', async () => {
    const { parts, seen } = fakeParts();
    let moves = true;
    const createGate: RecognizerParts['createGate'] = (options) => {
      const gate = parts.createGate(options);
      return { ...gate, step: (input) => ({ ...gate.step(input), moves }) };
    };
    const stream = await createRecognizer({ ...parts, createGate }).open({
      vocabulary: 'v',
      dwellMs: 700,
      strictness: 'normal',
      mostRate: 15,
    });
    seen.visible = true;
    const asked = async (t: number) => (await stream.push(greyFrame(t)))?.next.afterMs;
    for (let t = 0; t < 2000; t += 66) expect(await asked(t)).toBe(66);
    moves = false;
    expect(await asked(3500)).toBe(125);
  });

  it('gives the gate the vocabulary of the frame to name movements with, if any of it move', async () => {
    const { parts } = fakeParts();
    const given: unknown[] = [];
    const createGate: RecognizerParts['createGate'] = (options) => {
      const gate = parts.createGate(options);
      const step: typeof gate.step = (input) => {
        const movement: Movement = {
          startedAt: 0,
          ms: 1,
          left: [],
          right: [],
          centre: [0, 0],
          shortSide: 1,
        };
        given.push(input.nameMovement?.(movement).gesture ?? null);
        return gate.step(input);
      };
      return { ...gate, step };
    };
    const stream = await createRecognizer({ ...parts, createGate }).open({
      vocabulary: 'v',
      dwellMs: 700,
      strictness: 'normal',
      mostRate: 15,
    });
    await stream.push(greyFrame(0));
    const loaded = await parts.loadVocabulary('v', false);
    stream.use({
      ...loaded,
      movements: {
        gestures: ['hello'],
        thresholds: { hello: 0.5 },
        classify: () => ({ scores: { hello: 0.9 }, gesture: 'hello' }),
      },
    });
    await stream.push(greyFrame(66));
    expect(given).toEqual([null, 'hello']);
  });

  it('asks for half as many frames of a hand that rests, and for all again as soon as it moves', async () => {
    const { stream, seen } = await openStream();
    seen.visible = true;
    const asked = async (t: number) => (await stream.push(greyFrame(t)))?.next.afterMs;
    for (let t = 0; t < 1500; t += 66) expect(await asked(t)).toBe(66);
    for (let t = 1530; t < 2000; t += 125) expect(await asked(t)).toBe(125);
    seen.hand = { ...hand, landmarks: hand.landmarks.map(([x, y, z]) => [x + 2, y, z]) };
    expect(await asked(2030)).toBe(66);
  });

  it('asks for smaller frames of a still scene, and searches every third of them', async () => {
    const { stream } = await openStream();
    for (let t = 0; t < 3000; t += 100) await stream.push(greyFrame(t));
    const searched: boolean[] = [];
    const scales: (FrameScale | undefined)[] = [];
    for (let t = 3000; t < 6000; t += 250) {
      const scale = scales.at(-1);
      const frame = scale ? { tiny: tinyFrame, half: halfFrame }[scale](t) : greyFrame(t);
      const answer = await stream.push(frame);
      searched.push(answer!.searched);
      scales.push(answer!.next.scale);
      expect(answer!.next.afterMs).toBe(250);
    }
    expect(searched.map(Number).join('')).toMatch(/^0{0,2}(100)+1?0?$/);
    expect(scales.join(' ')).toMatch(/^(tiny )*(half tiny tiny ?)+/);
  });

  it('asks for a whole frame at once when a tiny one shows motion', async () => {
    const { stream } = await openStream();
    for (let t = 0; t < 3000; t += 100) await stream.push(greyFrame(t));
    const first = await stream.push(tinyFrame(3100));
    // There is nothing to compare the first with.
    expect(first?.next).toMatchObject({ afterMs: 250 });
    const next = await stream.push(tinyFrame(3350, (x) => (x < 48 ? 200 : 128)));
    expect(next).toMatchObject({ searched: false, next: { afterMs: 0, region: null } });
    expect(next?.next.scale).toBeUndefined();
    expect(await stream.push(greyFrame(3400))).toMatchObject({ searched: true });
  });

  it('does not follow a hand in a tiny frame that was on its way when the hand was found', async () => {
    const { stream, seen } = await openStream();
    seen.visible = true;
    await stream.push(greyFrame(0));
    expect(await stream.push(tinyFrame(33))).toBeNull();
    expect(await stream.push(greyFrame(66))).toMatchObject({ hands: [hand] });
  });

  it('asks for the region of the hand only while one is followed', async () => {
    const { stream, seen } = await openStream();
    expect((await stream.push(greyFrame(0)))?.next.region).toBeNull();
    seen.visible = true;
    expect((await stream.push(greyFrame(100)))?.next).toEqual({
      afterMs: 66,
      region: { x: 10, y: 20, width: 100, height: 100 },
    });
  });

  it('names no hand by a frame that does not show it clearly, and asks for the next one soon', async () => {
    const { stream, seen } = await openStream();
    Object.assign(seen, { visible: true, unclear: true });
    const first = await stream.push(greyFrame(0));
    expect(first).toMatchObject({ hands: [hand], unclear: [hand], sign: null });
    expect(first?.classifications).toEqual([{ scores: {}, gesture: null }]);
    expect(first?.next).toMatchObject({ afterMs: 33, region: { x: 10, y: 20 } });
    seen.unclear = false;
    expect(await stream.push(greyFrame(33))).toMatchObject({ sign: 'fist', unclear: [] });
  });

  it('shows a hand that is not clear now as it was judged last', async () => {
    const { stream, seen } = await openStream();
    seen.visible = true;
    await stream.push(greyFrame(0));
    seen.unclear = true;
    const recognition = await stream.push(greyFrame(66));
    expect(recognition).toMatchObject({ sign: null, classifications: [{ gesture: 'fist' }] });
  });

  it('ignores a frame that comes late or twice', async () => {
    const { stream } = await openStream();
    await stream.push(greyFrame(500));
    expect(await stream.push(greyFrame(500))).toBeNull();
    expect(await stream.push(greyFrame(466))).toBeNull();
  });

  it('starts over when the clock jumps back, as with another camera', async () => {
    const { stream, seen } = await openStream();
    await stream.push(greyFrame(60_000));
    expect(await stream.push(greyFrame(0))).not.toBeNull();
    expect(seen).toMatchObject({ trackerResets: 1, gateResets: 1 });
  });

  it('disposes its tracker', async () => {
    const { stream, seen } = await openStream();
    stream.dispose();
    expect(seen.disposed).toBe(1);
  });
});
