import { beforeEach, describe, expect, it } from 'vitest';
import { lostInARow } from '../../../../src/content/link/link.ts';
import { answerMs } from '../../../../src/content/link/unanswered.ts';
import { answerAt, frameAt, settle } from '../fake-runtime.ts';
import { LinkWorld, ready } from './fake-recognizer.ts';

let world: LinkWorld;

beforeEach(() => {
  world = new LinkWorld();
});

describe('the link to the recognizer', () => {
  it('asks for the recognizer, opens a port and sends the options', async () => {
    world.link.start();
    await settle();
    expect(world.runtime.sent).toEqual([{ type: 'recognizer-wanted' }]);
    const [message] = world.runtime.port.ofType('open');
    expect(message?.recognition).toEqual({ vocabulary: 'call-gestures', dwellMs: 700 });
    expect(message?.probe).toBeInstanceOf(ArrayBuffer);
    expect(world.link.ready).toBe(false);
    world.runtime.port.say(ready);
    expect(world.link.ready).toBe(true);
    expect(world.reported.ready).toEqual(['wasm true']);
  });

  it('sends nothing before the recognizer is ready', async () => {
    expect(world.link.send(frameAt(0))).toBe(false);
    world.link.start();
    await settle();
    expect(world.link.send(frameAt(0))).toBe(false);
    expect(world.runtime.port.ofType('frame')).toEqual([]);
  });

  it('hands back an answer with the time it took', async () => {
    await world.open();
    expect(world.link.send(frameAt(5))).toBe(true);
    world.timers.advance(30);
    const [sent] = world.runtime.port.ofType('frame');
    world.runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(5) });
    expect(world.reported.answers).toEqual([[answerAt(5), 30]]);
  });

  it('sends text to a recognizer that cannot receive bytes', async () => {
    world.link.start();
    await settle();
    world.runtime.port.say({ ...ready, binary: false });
    world.link.send(frameAt(0));
    const [sent] = world.runtime.port.ofType('frame') as unknown as [{ frame: { data: unknown } }];
    expect(typeof sent.frame.data).toBe('string');
  });

  it('marks the frames whose signs are suppressed', async () => {
    await world.open();
    world.link.send(frameAt(0));
    world.link.suppressSigns({ unsaid: 'ok' });
    world.link.send(frameAt(1));
    world.link.suppressSigns(null);
    world.link.send(frameAt(2));
    const marks = world.runtime.port.ofType('frame').map(({ suppressed }) => suppressed);
    expect(marks).toEqual([undefined, { unsaid: 'ok' }, undefined]);
  });

  it('reports a frame whose answer is late, and ignores the answer', async () => {
    await world.open();
    world.link.send(frameAt(0));
    world.timers.advance(answerMs);
    expect(world.reported.lost).toBe(1);
    const [sent] = world.runtime.port.ofType('frame');
    world.runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(0) });
    expect(world.reported.answers).toEqual([]);
  });

  it('connects again when several answers in a row are lost', async () => {
    await world.open();
    for (let i = 0; i < lostInARow; i++) {
      world.link.send(frameAt(i));
      world.timers.advance(answerMs);
    }
    world.timers.advance(300);
    await settle();
    expect(world.runtime.ports.length).toBe(2);
  });

  it('drops what does not fit the protocol', async () => {
    await world.open();
    world.link.send(frameAt(0));
    for (const bad of [
      null,
      'answer',
      { type: 'answer' },
      { type: 'answer', id: 0, answer: { timestamp: 'now' } },
      { type: 'answer', id: 99, answer: null },
      { type: 'evil' },
    ])
      world.runtime.port.say(bad);
    expect(world.reported.answers).toEqual([]);
    expect(world.reported.problems).toEqual([]);
  });

  it('ignores answers from before a reset', async () => {
    await world.open();
    world.link.send(frameAt(0));
    world.link.reset();
    expect(world.runtime.port.ofType('reset').length).toBe(1);
    const [sent] = world.runtime.port.ofType('frame');
    world.runtime.port.say({ type: 'answer', id: sent?.id, answer: answerAt(0) });
    world.timers.advance(answerMs * 2);
    expect([world.reported.answers.length, world.reported.lost]).toEqual([0, 0]);
  });

  it('opens again only when the vocabulary changes', async () => {
    await world.open();
    world.link.configure({ vocabulary: 'call-gestures', dwellMs: 700 });
    expect(world.link.ready).toBe(true);
    world.link.configure({ vocabulary: 'fingerspelling', dwellMs: 700 });
    expect(world.link.ready).toBe(false);
    expect(world.runtime.port.ofType('open').at(-1)?.recognition).toMatchObject({
      vocabulary: 'fingerspelling',
    });
    world.runtime.port.say(ready);
    expect(world.link.ready).toBe(true);
    expect(world.runtime.ports.length).toBe(1);
  });

  it('opens again when the strictness changes', async () => {
    await world.open();
    world.link.configure({ vocabulary: 'call-gestures', dwellMs: 700, strictness: 'strict' });
    expect(world.link.ready).toBe(false);
    expect(world.runtime.port.ofType('open').at(-1)?.recognition).toMatchObject({
      strictness: 'strict',
    });
  });

  it('opens again when the language of captions changes', async () => {
    await world.open();
    world.link.configure({ vocabulary: 'call-gestures', dwellMs: 700, language: 'ja' });
    expect(world.link.ready).toBe(false);
    expect(world.runtime.port.ofType('open').at(-1)?.recognition).toMatchObject({ language: 'ja' });
  });

  it('closes the port when it is stopped, and can be started again', async () => {
    await world.open();
    world.link.stop();
    expect(world.runtime.port.open).toBe(false);
    expect(world.link.send(frameAt(0))).toBe(false);
    expect(world.timers.pending).toBe(0);
    await world.open();
    expect(world.link.ready).toBe(true);
  });

  it('stays closed when it is stopped while it connects', async () => {
    world.link.start();
    world.link.stop();
    await settle();
    expect(world.runtime.ports).toEqual([]);
    expect(world.timers.pending).toBe(0);
  });
});
