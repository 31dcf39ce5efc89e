import { beforeEach, describe, expect, it } from 'vitest';
import {
  answerMs,
  createLink,
  fruitlessInARow,
  lostInARow,
  quietMs,
  readyMs,
} from '../../../src/content/link.ts';
import type { Link } from '../../../src/content/link-types.ts';
import type { Answer } from '../../../src/messaging/frames-port.ts';
import type { Problem } from '../../../src/messaging/problems.ts';
import { answerAt, FakeRuntime, FakeTimers, frameAt, settle } from './fakes.ts';

let runtime: FakeRuntime;
let timers: FakeTimers;
let link: Link;
let heard: {
  ready: (string | null)[];
  answers: [Answer | null, number][];
  lost: number;
  forgotten: number;
  problems: (string | null)[];
  invalidated: number;
};

beforeEach(() => {
  runtime = new FakeRuntime();
  timers = new FakeTimers();
  heard = { ready: [], answers: [], lost: 0, forgotten: 0, problems: [], invalidated: 0 };
  link = createLink(
    runtime,
    { vocabulary: 'call-gestures', dwellMs: 700 },
    {
      ready: (state) => heard.ready.push(state && `${state.backend} ${state.binary}`),
      answer: (answer, ms) => heard.answers.push([answer, ms]),
      lost: () => heard.lost++,
      forgotten: (frames) => {
        heard.forgotten += frames;
      },
      problem: (problem: Problem | null) => heard.problems.push(problem?.code ?? null),
      invalidated: () => heard.invalidated++,
    },
    timers,
  );
});

const ready = { type: 'ready', backend: 'wasm', binary: true };

async function open(): Promise<void> {
  link.start();
  await settle();
  runtime.port.say(ready);
}

describe('the way to the recognizer', () => {
  it('asks for the recognizer, opens a port and says what is wanted', async () => {
    link.start();
    await settle();
    expect(runtime.sent).toEqual([{ type: 'recognizer-wanted' }]);
    const [message] = runtime.port.ofType('open');
    expect(message).toMatchObject({ vocabulary: 'call-gestures', dwellMs: 700 });
    expect(message?.probe).toBeInstanceOf(ArrayBuffer);
    expect(link.ready).toBe(false);
    runtime.port.say(ready);
    expect(link.ready).toBe(true);
    expect(heard.ready).toEqual(['wasm true']);
  });

  it('sends nothing before the recognizer is ready', async () => {
    expect(link.send(frameAt(0))).toBe(false);
    link.start();
    await settle();
    expect(link.send(frameAt(0))).toBe(false);
    expect(runtime.port.ofType('frame')).toEqual([]);
  });

  it('hands an answer back with the time it took', async () => {
    await open();
    expect(link.send(frameAt(5))).toBe(true);
    timers.advance(30);
    const [sent] = runtime.port.ofType('frame');
    runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(5) });
    expect(heard.answers).toEqual([[answerAt(5), 30]]);
  });

  it('sends text to a recognizer that cannot take bytes', async () => {
    link.start();
    await settle();
    runtime.port.say({ ...ready, binary: false });
    link.send(frameAt(0));
    const [sent] = runtime.port.ofType('frame') as unknown as [{ frame: { data: unknown } }];
    expect(typeof sent.frame.data).toBe('string');
  });

  it('marks the frames of which no sign may be told', async () => {
    await open();
    link.send(frameAt(0));
    link.hold({ unsaid: 'ok' });
    link.send(frameAt(1));
    link.hold(null);
    link.send(frameAt(2));
    const marks = runtime.port.ofType('frame').map(({ held }) => held);
    expect(marks).toEqual([undefined, { unsaid: 'ok' }, undefined]);
  });

  it('tells a frame whose answer never came, and takes no notice if it comes later', async () => {
    await open();
    link.send(frameAt(0));
    timers.advance(answerMs);
    expect(heard.lost).toBe(1);
    const [sent] = runtime.port.ofType('frame');
    runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(0) });
    expect(heard.answers).toEqual([]);
  });

  it('connects anew when one answer after the other is lost', async () => {
    await open();
    for (let i = 0; i < lostInARow; i++) {
      link.send(frameAt(i));
      timers.advance(answerMs);
    }
    timers.advance(300);
    await settle();
    expect(runtime.ports.length).toBe(2);
  });

  it('drops what does not fit the protocol', async () => {
    await open();
    link.send(frameAt(0));
    for (const bad of [
      null,
      'answer',
      { type: 'answer' },
      { type: 'answer', id: 0, answer: { timestamp: 'now' } },
      { type: 'answer', id: 99, answer: null },
      { type: 'evil' },
    ])
      runtime.port.say(bad);
    expect(heard.answers).toEqual([]);
    expect(heard.problems).toEqual([]);
  });

  it('ignores answers from before a reset', async () => {
    await open();
    link.send(frameAt(0));
    link.reset();
    expect(runtime.port.ofType('reset').length).toBe(1);
    const [sent] = runtime.port.ofType('frame');
    runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(0) });
    timers.advance(answerMs * 2);
    expect([heard.answers.length, heard.lost]).toEqual([0, 0]);
  });

  it('opens again when the vocabulary changes, and not when it does not', async () => {
    await open();
    link.configure({ vocabulary: 'call-gestures', dwellMs: 700 });
    expect(link.ready).toBe(true);
    link.configure({ vocabulary: 'fingerspelling', dwellMs: 700 });
    expect(link.ready).toBe(false);
    expect(runtime.port.ofType('open').at(-1)).toMatchObject({ vocabulary: 'fingerspelling' });
    runtime.port.say(ready);
    expect(link.ready).toBe(true);
    expect(runtime.ports.length).toBe(1);
  });

  it('opens again when the gate is to be stricter', async () => {
    await open();
    link.configure({ vocabulary: 'call-gestures', dwellMs: 700, strictness: 'strict' });
    expect(link.ready).toBe(false);
    expect(runtime.port.ofType('open').at(-1)).toMatchObject({ strictness: 'strict' });
  });

  it('opens again when captions are to be in another language', async () => {
    await open();
    link.configure({ vocabulary: 'call-gestures', dwellMs: 700, language: 'ja' });
    expect(link.ready).toBe(false);
    expect(runtime.port.ofType('open').at(-1)).toMatchObject({ language: 'ja' });
  });

  it('closes the port when it is stopped, and may be started again', async () => {
    await open();
    link.stop();
    expect(runtime.port.open).toBe(false);
    expect(link.send(frameAt(0))).toBe(false);
    expect(timers.pending).toBe(0);
    await open();
    expect(link.ready).toBe(true);
  });

  it('stays closed when it is stopped while it connects', async () => {
    link.start();
    link.stop();
    await settle();
    expect(runtime.ports).toEqual([]);
    expect(timers.pending).toBe(0);
  });
});

describe('when the way breaks', () => {
  it('connects again without a word to the user', async () => {
    await open();
    runtime.port.drop();
    expect(link.ready).toBe(false);
    timers.advance(300);
    await settle();
    runtime.port.say(ready);
    expect(link.ready).toBe(true);
    timers.advance(quietMs);
    expect(heard.problems).toEqual([]);
  });

  it('tells the user when that takes long, and when it is over', async () => {
    await open();
    runtime.reply = undefined;
    runtime.port.drop();
    for (let i = 0; i < 10; i++) {
      timers.advance(quietMs / 5);
      await settle();
    }
    expect(heard.problems).toEqual(['recognizer-lost']);
    runtime.reply = { ok: true };
    timers.advance(60_000);
    await settle();
    runtime.port.say(ready);
    expect(heard.problems).toEqual(['recognizer-lost', null]);
  });

  it('tries less and less often', async () => {
    runtime.reply = undefined;
    link.start();
    for (let second = 0; second < 120; second++) {
      timers.advance(1000);
      await settle();
    }
    expect(runtime.sent.length).toBeLessThan(20);
    expect(runtime.sent.length).toBeGreaterThan(8);
  });

  it('tells what keeps the recognizer from starting, and goes on trying', async () => {
    runtime.reply = { ok: false, problem: { code: 'model-damaged' } };
    link.start();
    await settle();
    expect(heard.problems).toEqual(['model-damaged']);
    runtime.reply = { ok: true };
    timers.advance(500);
    await settle();
    runtime.port.say(ready);
    expect(heard.problems).toEqual(['model-damaged', null]);
  });

  it('tells a problem of the recognizer and opens a new port', async () => {
    await open();
    runtime.port.say({ type: 'problem', problem: { code: 'no-backend' } });
    expect(heard.problems).toEqual(['no-backend']);
    expect(link.ready).toBe(false);
    timers.advance(300);
    await settle();
    expect(runtime.ports.length).toBe(2);
  });

  it('tells the user when each new line is ready and answers no frame, and tries less often', async () => {
    await open();
    let lines = 0;
    for (let second = 0; second < 60; second++) {
      if (link.ready && link.send(frameAt(second))) {
        lines++;
        runtime.port.say({ type: 'problem', problem: { code: 'recognizer-lost' } });
      }
      if (lines < fruitlessInARow) expect(heard.problems).toEqual([]);
      timers.advance(1000);
      await settle();
      if (!link.ready) runtime.port.say(ready);
    }
    expect(heard.problems).toEqual(['recognizer-lost']);
    expect(lines).toBeLessThan(12);
    timers.advance(20_000);
    await settle();
    runtime.port.say(ready);
    link.send(frameAt(61));
    const [sent] = runtime.port.ofType('frame');
    runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(61) });
    expect(heard.problems).toEqual(['recognizer-lost', null]);
  });

  it('counts the frames that were on their way', async () => {
    await open();
    link.send(frameAt(0));
    link.reset();
    link.send(frameAt(66));
    link.send(frameAt(132));
    runtime.port.drop();
    expect(heard.forgotten).toBe(3);
    expect(heard.lost).toBe(0);
  });

  it('keeps the port for one frame that could not be read', async () => {
    await open();
    runtime.port.say({ type: 'problem', problem: { code: 'frame-unreadable' } });
    expect(link.ready).toBe(true);
    link.send(frameAt(0));
    const [sent] = runtime.port.ofType('frame');
    runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(0) });
    expect(heard.problems).toEqual(['frame-unreadable', null]);
  });

  it('tells what is wrong while captions go on, until that is over', async () => {
    await open();
    runtime.port.say({ type: 'notice', problem: { code: 'taught-damaged' } });
    link.send(frameAt(0));
    const [sent] = runtime.port.ofType('frame');
    runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(0) });
    expect(link.ready).toBe(true);
    expect(heard.problems).toEqual(['taught-damaged']);
    runtime.port.say({ type: 'notice', problem: null });
    expect(heard.problems).toEqual(['taught-damaged', null]);
  });

  it('gives up on a recognizer that never becomes ready', async () => {
    link.start();
    await settle();
    timers.advance(readyMs + 1000);
    await settle();
    expect(runtime.ports.length).toBe(2);
  });

  it('goes quiet for good when the extension was updated under the page', async () => {
    await open();
    runtime.id = undefined;
    runtime.port.drop();
    expect(heard.invalidated).toBe(1);
    timers.advance(60_000);
    await settle();
    expect(timers.pending).toBe(0);
    expect(runtime.ports.length).toBe(1);
    expect(heard.problems).toEqual([]);
  });
});
