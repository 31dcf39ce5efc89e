import type { PipeEnd } from '../../../../src/outgoing/pipe.ts';

// The senders and pipes of a browser, as far as they are used here. test/e2e/outgoing.test.ts
// proves that real connections do the same.

export interface FakeTrack {
  name: string;
  readyState: 'live' | 'ended';
  enabled: boolean;
  muted: boolean;
}
export const track = (name: string): FakeTrack => ({
  name,
  readyState: 'live',
  enabled: true,
  muted: false,
});

export class FakeTransceiver {
  direction: RTCRtpTransceiverDirection = 'sendonly';
  /** Everything that was put into the sender, by name. */
  readonly put: string[] = [];
  fails = false;
  readonly sender: { track: FakeTrack | null; replaceTrack(next: FakeTrack | null): Promise<void> };
  constructor(held: FakeTrack | null) {
    const sender = {
      track: held,
      replaceTrack: async (next: FakeTrack | null) => {
        await Promise.resolve();
        if (this.fails) throw new Error('closed');
        sender.track = next;
        this.put.push(next?.name ?? 'nothing');
      },
    };
    this.sender = sender;
  }
}

export class FakePipe {
  readonly track: FakeTrack;
  flowing = false;
  here = true;
  over = false;
  disposed = false;
  texts: readonly string[] = [];
  late = false;
  constructor(
    readonly own: FakeTrack,
    readonly listener: { onFlow(): void; onEnd(end: PipeEnd): void },
  ) {
    this.track = track(`captioned ${own.name}`);
  }
  show(sign: { texts: readonly string[] }) {
    this.texts = sign.texts;
  }
  flow() {
    this.flowing = true;
    this.listener.onFlow();
  }
  end(why: PipeEnd) {
    this.over = true;
    this.listener.onEnd(why);
  }
  check() {
    if (this.late && !this.over) this.end('behind');
  }
  dispose() {
    this.disposed = true;
    this.over = true;
  }
}
