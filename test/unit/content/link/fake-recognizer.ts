import { createLink } from '../../../../src/content/link/link.ts';
import type { Answer } from '../../../../src/messaging/frames-port.ts';
import { FakeRuntime, FakeTimers, settle } from '../fake-runtime.ts';

/** What a recognizer sends once its models are loaded. */
export const ready = { type: 'ready', backend: 'wasm', binary: true };

/** A link whose other end and clock are fakes; everything that it reports is recorded. */
export class LinkWorld {
  readonly runtime = new FakeRuntime();
  readonly timers = new FakeTimers();
  readonly reported = {
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
      onReady: (state) => this.reported.ready.push(state && `${state.backend} ${state.binary}`),
      onAnswer: (answer, ms) => this.reported.answers.push([answer, ms]),
      onLost: () => this.reported.lost++,
      onForgotten: (frames) => {
        this.reported.forgotten += frames;
      },
      onProblem: (problem) => this.reported.problems.push(problem?.code ?? null),
      onInvalidated: () => this.reported.invalidated++,
    },
    this.timers,
  );

  /** Starts the link, and the recognizer becomes ready. */
  async open(): Promise<void> {
    this.link.start();
    await settle();
    this.runtime.port.say(ready);
  }
}
