/**
 * The link to the recognizer. It asks the background to start the recognizer, opens a connection,
 * sends frames and hands back answers. When the recognizer, its host or the service worker is
 * restarted, it connects again by itself.
 *
 *             start()          reply ok          'ready'
 *    stopped ---------> asking ---------> loading ---------> ready
 *                       ^    |            |     ^            |   |
 *           retry timer |    | failed     |     +------------+   | failed
 *                       |    v     failed v      new options     |
 *                       waiting <---------+----------------------+
 *
 *    loading, ready  -- the host is closed while no camera is on -->  resting
 *    resting         -- camera(true) ------------------------------>  asking
 *    any state       -- stop(), or the extension is gone ---------->  stopped
 *
 * `resting` is for Firefox, where an event page hosts the recognizer. The browser ends an event page
 * that receives nothing for a while. A ping every few seconds prevents that while a camera is on;
 * without a camera nobody needs the page, so it may end.
 */
import { namedTimers, type Timers } from '../../clock/clock.ts';
import type { AnswerMessage, FrameMessage, Suppression } from '../../messaging/frames-port.ts';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import { type RecognitionOptions, sameOptions } from '../../messaging/recognition.ts';
import { ask } from '../../messaging/replies.ts';
import { type ExtensionRuntime, isInvalidated } from '../runtime.ts';
import { type Connection, openConnection } from './connection.ts';
import { createProblemReport } from './problem-report.ts';
import type { Link, LinkListener } from './types.ts';
import { createUnanswered } from './unanswered.ts';
import { toWire } from './wire.ts';

/** How long loading and the self-test may take on a slow machine, ms. The host gives up after 60 s. */
export const readyMs = 70_000;
/** After this many consecutive unanswered frames the connection is given up. */
export const lostInARow = 4;
/** Restarts shorter than this are not reported to the user, ms. */
export const quietMs = 3000;
/**
 * After this many consecutive connections that accepted frames but answered none, report it, even
 * if each became ready.
 */
export const fruitlessInARow = 2;
/** How often to send a ping, ms. Firefox ends an event page that has received nothing for 30 s. */
export const pingMs = 8000;
/** How long to wait before the next attempt, ms; doubled with each failure. */
const backoff = { first: 250, most: 15_000 };

/** `retry` runs while waiting, `ready` while loading, `ping` while connected. */
type TimerName = 'retry' | 'ready' | 'ping';

/** What the link has while it is connected. */
interface Connected {
  connection: Connection;
  /** Consecutive frames of this connection that were not answered in time. */
  lost: number;
  /** A problem during which captions keep working; set until the recognizer clears it. */
  lasting: Problem | null;
}

type State =
  | { at: 'stopped' }
  /** The background has been asked to start the recognizer. */
  | { at: 'asking' }
  /** The recognizer has been sent the wanted options and loads what they need. */
  | ({ at: 'loading' } & Connected)
  /** The recognizer takes frames. `frames`: whether one was sent, or even looked at. */
  | ({ at: 'ready'; binary: boolean; frames: 'none' | 'sent' | 'answered' } & Connected)
  /** Something failed; the next attempt follows. */
  | { at: 'waiting' }
  /** The host was ended while no camera was on. */
  | { at: 'resting' };

const recognizerLost = (detail: string): Problem => ({ code: 'recognizer-lost', detail });

export function createLink(
  runtime: ExtensionRuntime,
  options: RecognitionOptions,
  listener: LinkListener,
  timers: Timers,
): Link {
  let state: State = { at: 'stopped' };
  let wanted = options;
  let camera = true;
  let suppressed: Suppression | undefined;
  let nextId = 0;
  /** Failures since the recognizer was last ready. */
  let failures = 0;
  /** Consecutive connections that accepted frames and failed before one was looked at. */
  let fruitless = 0;

  const problems = createProblemReport(timers, (problem) => listener.onProblem(problem));
  const { arm, cancel } = namedTimers<TimerName>(timers);
  const unanswered = createUnanswered(timers, onLate);
  const connected = (): (State & Connected) | null => ('connection' in state ? state : null);

  /** Leaves the present state: its timers end, and its connection unless `next` keeps it. */
  function enter(next: State): void {
    const before = state;
    state = next;
    cancel('retry');
    cancel('ready');
    if (before.at === 'ready') {
      forgetFrames();
      listener.onReady(null);
    }
    if ('connection' in before && before.connection !== connected()?.connection) {
      cancel('ping');
      before.connection.close();
    }
  }

  async function requestRecognizer(): Promise<void> {
    const asking: State = { at: 'asking' };
    enter(asking);
    try {
      const reply = await ask((message) => runtime.sendMessage(message), {
        type: 'recognizer-wanted',
      });
      if (state !== asking) return;
      if (!reply) return fail(recognizerLost('no reply'));
      if (!reply.ok) return fail(reply.problem);
      load(openConnection(runtime, { onMessage, onEnd }), 0);
      keepAwake();
    } catch (error) {
      if (state === asking) fail(toProblem(error, 'recognizer-lost'));
    }
  }

  /** Tells the recognizer what is wanted: over a new connection, or again when that has changed. */
  function load(connection: Connection, lost: number): void {
    enter({ at: 'loading', connection, lost, lasting: null });
    arm('ready', readyMs, () => fail(recognizerLost('never became ready')));
    post({ type: 'open', recognition: wanted, probe: new ArrayBuffer(8) });
  }

  function becomeReady(backend: string, binary: boolean): void {
    failures = 0;
    // After fruitless connections only an answer proves that it works.
    if (fruitless < fruitlessInARow) problems.settle(null);
    if (state.at === 'loading') {
      const { connection, lost, lasting } = state;
      enter({ at: 'ready', connection, lost, lasting, binary, frames: 'none' });
      listener.onReady({ backend, binary });
    } else if (state.at === 'ready') {
      // One `ready` for each `open`: the options have changed while it was loading.
      state.binary = binary;
    }
  }

  /** The connection failed, or there was none to be had: waits, longer each time, and tries again. */
  function fail(cause: Problem | null): void {
    if (state.at === 'ready' && state.frames === 'sent') fruitless++;
    if (isInvalidated(runtime)) {
      stop();
      listener.onInvalidated();
      return;
    }
    enter({ at: 'waiting' });
    reportFailure(cause);
    const wait = backoff.first * 2 ** Math.max(failures, fruitless - 1);
    failures++;
    arm('retry', Math.min(backoff.most, wait), () => void requestRecognizer());
  }

  function rest(): void {
    problems.cancel();
    enter({ at: 'resting' });
  }

  function stop(): void {
    problems.reset();
    enter({ at: 'stopped' });
    failures = 0;
    fruitless = 0;
  }

  /** Reports at once what a new attempt will not cure, and a lost recognizer if it stays away. */
  function reportFailure(cause: Problem | null): void {
    if (cause && cause.code !== 'recognizer-lost') problems.report(cause);
    else if (fruitless >= fruitlessInARow)
      problems.report(recognizerLost(`${fruitless} connections without an answer`));
    else problems.reportLater(cause ?? recognizerLost('not connected'), quietMs);
  }

  function onMessage(message: AnswerMessage): void {
    const now = connected();
    if (!now) return;
    switch (message.type) {
      case 'ready':
        becomeReady(message.backend, message.binary);
        return;
      case 'answer': {
        const took = unanswered.answered(message.id);
        if (took === null || now.at !== 'ready') return;
        now.lost = 0;
        if (message.answer) {
          now.frames = 'answered';
          fruitless = 0;
          problems.settle(now.lasting);
        }
        listener.onAnswer(message.answer, took);
        return;
      }
      case 'notice':
        now.lasting = message.problem;
        problems.report(message.problem);
        return;
      case 'problem':
        // A frame that could not be read does not end the connection; anything else does.
        if (message.problem.code === 'frame-unreadable') problems.report(message.problem);
        else fail(message.problem);
        return;
      default:
        message satisfies never;
    }
  }

  function onEnd(): void {
    if (camera || isInvalidated(runtime)) fail(null);
    else rest();
  }

  function onLate(frames: number): void {
    for (let i = 0; i < frames; i++) listener.onLost();
    const now = connected();
    if (!now) return;
    now.lost += frames;
    if (now.lost >= lostInARow) fail(recognizerLost(`${now.lost} frames unanswered`));
  }

  function forgetFrames(): void {
    const frames = unanswered.forget();
    if (frames > 0) listener.onForgotten(frames);
  }

  /** @returns whether the message was handed to a connection */
  function post(message: FrameMessage): boolean {
    const now = connected();
    if (!now) return false;
    try {
      now.connection.post(message);
      return true;
    } catch (error) {
      fail(toProblem(error, 'recognizer-lost'));
      return false;
    }
  }

  function keepAwake(): void {
    if (!camera || !connected()) return;
    arm('ping', pingMs, () => {
      if (post({ type: 'ping' })) keepAwake();
    });
  }

  return {
    start() {
      if (state.at === 'stopped') void requestRecognizer();
    },
    stop,
    configure(next) {
      if (sameOptions(next, wanted)) return;
      wanted = next;
      const now = connected();
      if (now) load(now.connection, now.lost);
    },
    camera(on) {
      camera = on;
      if (!on) cancel('ping');
      else if (state.at === 'resting') void requestRecognizer();
      else keepAwake();
    },
    get ready() {
      return state.at === 'ready';
    },
    send(frame) {
      const now = state;
      if (now.at !== 'ready') return false;
      const id = nextId++;
      const wire = toWire(frame, now.binary);
      if (!post({ type: 'frame', id, frame: wire, suppressed })) return false;
      unanswered.sent(id);
      if (now.frames === 'none') now.frames = 'sent';
      return true;
    },
    suppressSigns(next) {
      suppressed = next ?? undefined;
    },
    reset() {
      forgetFrames();
      if (state.at === 'ready') post({ type: 'reset' });
    },
    wrong(gesture) {
      if (state.at === 'ready') post({ type: 'wrong', gesture });
    },
    notWrong() {
      if (state.at === 'ready') post({ type: 'not-wrong' });
    },
  };
}
