import { expect } from 'vitest';
import { createOutgoing } from '../../../../src/content/outgoing/outgoing.ts';
import type { Refusal, SenderWatch } from '../../../../src/content/outgoing/senders.ts';
import type { Outgoing, OutgoingStatus } from '../../../../src/content/outgoing/types.ts';
import type { SentLook } from '../../../../src/outgoing/layout.ts';
import type { Pipe } from '../../../../src/outgoing/pipe.ts';
import { FakeTimers, settle } from '../fake-runtime.ts';
import { FakePipe, type FakeTrack, FakeTransceiver, track } from './fake-senders.ts';

export const look = {} as SentLook;

/** Outgoing captions whose senders, pipes and clock are fakes. */
export class OutgoingWorld {
  readonly timers = new FakeTimers();
  readonly transceivers: FakeTransceiver[] = [];
  readonly pipes: FakePipe[] = [];
  /** Tracks that may carry no caption, and why. */
  readonly refused = new Map<FakeTrack, Refusal>();
  /** Senders whose track the page is replacing. */
  readonly busy = new Set<FakeTransceiver>();
  camera = true;
  /** Whether frames pass over the page's thread. */
  here = true;
  /** Whether the tap acknowledges a stand-in before it is put in. */
  acknowledged = true;
  readonly announced: string[] = [];
  readonly statuses: OutgoingStatus[] = [];
  disposals = 0;
  /** The page's thread was busy this long, ms; null while nobody listens. */
  stall: ((ms: number) => void) | null = null;
  outgoing = this.make();

  make(can = true): Outgoing {
    const senders = {
      transceivers: () => this.transceivers,
      isBusy: (one: FakeTransceiver) => this.busy.has(one),
      hasCamera: () => this.camera,
      isCaptionable: (one: FakeTrack) => !this.refused.has(one),
      refusalOf: (one: FakeTrack) => this.refused.get(one) ?? null,
      announce: (_: FakeTransceiver, standIn: FakeTrack) => {
        this.announced.push(standIn.name);
        return this.acknowledged;
      },
      dispose: () => undefined,
    };
    return createOutgoing({
      senders: senders as unknown as SenderWatch,
      startPipe: can
        ? (own, listener) => {
            const pipe = new FakePipe(own as unknown as FakeTrack, listener);
            pipe.here = this.here;
            this.pipes.push(pipe);
            return pipe as unknown as Pipe;
          }
        : null,
      watchStalls: (onStall) => {
        this.stall = onStall;
        return () => {
          this.stall = null;
        };
      },
      timers: this.timers,
      onStatus: (status) => this.statuses.push(status),
      onDispose: () => this.disposals++,
    });
  }

  /** The track that a sender holds. */
  held(index = 0): string {
    return this.transceivers[index]?.sender.track?.name ?? 'nothing';
  }

  /** Adds a sender with a camera's track, and shows a caption in it. */
  async shown(): Promise<FakeTransceiver> {
    const transceiver = new FakeTransceiver(track('camera'));
    this.transceivers.push(transceiver);
    this.outgoing.configure(true, look);
    this.outgoing.show(['Thank you']);
    this.pipes.at(-1)!.flow();
    await settle();
    expect(this.held()).toBe('captioned camera');
    return transceiver;
  }
}
