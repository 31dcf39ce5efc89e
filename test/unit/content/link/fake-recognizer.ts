import { createLink } from '../../../../src/content/link/link.ts';
import type { Answer } from '../../../../src/messaging/frames-port.ts';
import { FakeRuntime, FakeTimers, settle } from '../fake-runtime.ts';

/** What a recognizer says once its models are loaded. */
export const ready = { type: 'ready', backend: 'wasm', binary: true };

/** A way to the recognizer: the far end and the clock are played, and all that is told is kept. */
export class LinkWorld {
  readonly runtime = new FakeRuntime();
  readonly timers = new FakeTimers();
  readonly heard = {
    ready: [] as (string | null)[],
    answers: [] as [Answer | null, number][],
    lost: 0,
    forgotten: 0,
    problems: [] as (string | null)[],
    invalidated: 0,
  };
  readonly link = createLink(
    this.runtime,
    { vocabulary: 'call-gestures', dwellMs: 700 },
    {
      onReady: (state) => this.heard.ready.push(state && `${state.backend} ${state.binary}`),
      onAnswer: (answer, ms) => this.heard.answers.push([answer, ms]),
      onLost: () => this.heard.lost++,
      onForgotten: (frames) => {
        this.heard.forgotten += frames;
      },
      onProblem: (problem) => this.heard.problems.push(problem?.code ?? null),
      onInvalidated: () => this.heard.invalidated++,
    },
    this.timers,
  );

  /** Starts, and the recognizer is ready. */
  async open(): Promise<void> {
    this.link.start();
    await settle();
    this.runtime.port.say(ready);
  }
}
