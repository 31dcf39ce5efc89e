import * as v from 'valibot';
import { namedTimers, type Timers } from '../../clock/clock.ts';
import {
  AnswerMessage,
  type FrameMessage,
  framesPort,
  type Suppression,
} from '../../messaging/frames-port.ts';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import { type RecognitionOptions, sameOptions } from '../../messaging/recognition.ts';
import { ask } from '../../messaging/replies.ts';
import { type ExtensionRuntime, isInvalidated, type Port } from '../runtime.ts';
import type { Link, LinkListener } from './types.ts';
import { createUnanswered } from './unanswered.ts';
import { toWire } from './wire.ts';

/** Loading models and the self-test on a slow machine; the host gives up after 60 s by itself. */
export const readyMs = 70_000;
/** So many answers lost in a row: the port leads nowhere. */
export const lostInARow = 4;
/** A restart that is over by then is not worth a word to the user. */
export const quietMs = 3000;
/** So many lines in a row took frames and answered none: that is told, though each was ready. */
export const fruitlessInARow = 2;
/** Firefox ends an event page that has heard nothing for 30 s. */
export const pingMs = 8000;
const backoff = { first: 250, most: 15_000 };

type TimerName = 'retry' | 'ready' | 'quiet' | 'ping';

/**
 * The way to the recognizer: asks the background to start it, opens the port, sends frames and
 * hands back answers. Connects again by itself when the recognizer, its host or the service worker
 * was restarted. An event page that hosts it (Firefox) is ended when it hears nothing for a while:
 * a message every few seconds prevents that while a camera is on, and when none is on it may rest.
 */
export function createLink(
  runtime: ExtensionRuntime,
  options: RecognitionOptions,
  listener: LinkListener,
  timers: Timers,
): Link {
  let wanted = options;
  let started = false;
  let camera = true;
  /** The host was ended while no camera was on: nobody needs another. */
  let resting = false;
  let port: Port | null = null;
  let binary = true;
  let ready = false;
  let nextId = 0;
  let lost = 0;
  let failures = 0;
  /** A frame went over this line, or was even looked at. */
  let use: 'none' | 'sent' | 'answered' = 'none';
  /** Lines in a row that took frames and broke before one was looked at. */
  let fruitless = 0;
  let suppressed: Suppression | null = null;
  let problem: Problem | null = null;
  /** What is wrong while all the same captions go on; until the recognizer says that it is over. */
  let lasting: Problem | null = null;
  /** Tells one attempt to connect from the next. */
  let attempt = 0;
  const { arm, armed, cancel } = namedTimers<TimerName>(timers);

  const tellProblem = (next: Problem | null): void => {
    if (next?.code === problem?.code) return;
    problem = next;
    listener.problem(next);
  };

  const setReady = (state: { backend: string; binary: boolean } | null): void => {
    if (ready === (state !== null)) return;
    ready = state !== null;
    listener.ready(state);
  };

  const unanswered = createUnanswered(timers, (frames) => {
    for (let i = 0; i < frames; i++) listener.lost();
    lost += frames;
    if (lost >= lostInARow) fail({ code: 'recognizer-lost', detail: `${lost} frames unanswered` });
  });

  const forget = (): void => {
    const frames = unanswered.forget();
    if (frames > 0) listener.forgotten(frames);
  };

  const closePort = (): void => {
    attempt++;
    cancel('ready');
    cancel('ping');
    forget();
    lost = 0;
    use = 'none';
    const old = port;
    port = null;
    setReady(null);
    try {
      old?.onMessage.removeListener(onMessage);
      old?.onDisconnect.removeListener(onDisconnect);
      old?.disconnect();
    } catch {
      // Closed already.
    }
  };

  /** The way is broken: tries anew after a while that grows from time to time. */
  const fail = (cause: Problem | null): void => {
    if (use === 'sent') fruitless++;
    closePort();
    if (!started) return;
    if (isInvalidated(runtime)) {
      stop();
      listener.invalidated();
      return;
    }
    const patient = cause === null || cause.code === 'recognizer-lost';
    if (!patient) tellProblem(cause);
    else if (fruitless >= fruitlessInARow)
      tellProblem({ code: 'recognizer-lost', detail: `${fruitless} lines without an answer` });
    else if (!problem && !armed('quiet'))
      arm('quiet', quietMs, () =>
        tellProblem(cause ?? { code: 'recognizer-lost', detail: 'not connected' }),
      );
    const wait = backoff.first * 2 ** Math.max(failures, fruitless - 1);
    arm('retry', Math.min(backoff.most, wait), () => void connect());
    failures++;
  };

  const post = (message: FrameMessage): boolean => {
    try {
      port?.postMessage(message);
      return port !== null;
    } catch (error) {
      fail(toProblem(error, 'recognizer-lost'));
      return false;
    }
  };

  const open = (): void => {
    forget();
    lasting = null;
    use = 'none';
    setReady(null);
    arm('ready', readyMs, () => fail({ code: 'recognizer-lost', detail: 'never became ready' }));
    post({ type: 'open', recognition: wanted, probe: new ArrayBuffer(8) });
  };

  const connect = async (): Promise<void> => {
    closePort();
    const mine = attempt;
    try {
      const reply = await ask((message) => runtime.sendMessage(message), {
        type: 'recognizer-wanted',
      });
      if (mine !== attempt || !started) return;
      if (!reply) return fail({ code: 'recognizer-lost', detail: 'no reply' });
      if (!reply.ok) return fail(reply.problem);
      port = runtime.connect({ name: framesPort });
      port.onMessage.addListener(onMessage);
      port.onDisconnect.addListener(onDisconnect);
      open();
      keepAwake();
    } catch (error) {
      if (mine === attempt && started) fail(toProblem(error, 'recognizer-lost'));
    }
  };

  const keepAwake = (): void => {
    if (!port || !camera) return;
    arm('ping', pingMs, () => {
      if (post({ type: 'ping' })) keepAwake();
    });
  };

  function onDisconnect(): void {
    if (camera || isInvalidated(runtime)) {
      fail(null);
      return;
    }
    resting = true;
    cancel('quiet');
    closePort();
  }

  function onMessage(raw: unknown): void {
    const parsed = v.safeParse(AnswerMessage, raw);
    if (!parsed.success) return;
    const message = parsed.output;
    switch (message.type) {
      case 'ready':
        cancel('ready');
        failures = 0;
        binary = message.binary;
        // Without a camera there are no frames to wait for.
        if (fruitless < fruitlessInARow) {
          cancel('quiet');
          tellProblem(null);
        }
        setReady({ backend: message.backend, binary });
        return;
      case 'answer': {
        const took = unanswered.answered(message.id);
        if (took === null) return;
        lost = 0;
        if (message.answer) {
          use = 'answered';
          fruitless = 0;
          cancel('quiet');
          tellProblem(lasting);
        }
        listener.answer(message.answer, took);
        return;
      }
      case 'notice':
        lasting = message.problem;
        tellProblem(lasting);
        return;
      case 'problem':
        // One frame that could not be read does not end the line; anything else does.
        if (message.problem.code === 'frame-unreadable') tellProblem(message.problem);
        else fail(message.problem);
        return;
      default:
        message satisfies never;
    }
  }

  const stop = (): void => {
    started = false;
    resting = false;
    for (const name of ['retry', 'quiet'] as const) cancel(name);
    closePort();
    failures = 0;
    fruitless = 0;
    problem = null;
  };

  return {
    start() {
      if (started) return;
      started = true;
      void connect();
    },
    stop,
    configure(next) {
      if (sameOptions(next, wanted)) return;
      wanted = next;
      if (port) open();
    },
    camera(on) {
      camera = on;
      if (!on) cancel('ping');
      else if (resting) {
        resting = false;
        void connect();
      } else keepAwake();
    },
    get ready() {
      return ready;
    },
    send(frame) {
      if (!ready) return false;
      const id = nextId++;
      const message = { type: 'frame' as const, id, frame: toWire(frame, binary) };
      if (!post({ ...message, ...(suppressed && { suppressed }) })) return false;
      unanswered.sent(id);
      if (use === 'none') use = 'sent';
      return true;
    },
    suppressSigns(next) {
      suppressed = next;
    },
    reset() {
      forget();
      if (ready) post({ type: 'reset' });
    },
    wrong() {
      if (ready) post({ type: 'wrong' });
    },
  };
}
