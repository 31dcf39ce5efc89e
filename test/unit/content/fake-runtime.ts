import type { Timers } from '../../../src/clock/clock.ts';
import type { ExtensionRuntime, Port, Sender } from '../../../src/content/runtime.ts';
import type { Frame } from '../../../src/messaging/frame.ts';
import type { Answer } from '../../../src/messaging/frames-port.ts';

/** A clock that moves only when a test moves it. */
export class FakeTimers implements Timers {
  #now = 0;
  #next = 0;
  readonly #due = new Map<number, { at: number; run: () => void; every: number | null }>();

  now = (): number => this.#now;
  after = (ms: number, run: () => void): (() => void) => this.#add(ms, run, null);
  every = (ms: number, run: () => void): (() => void) => this.#add(ms, run, ms);

  get pending(): number {
    return this.#due.size;
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#due].filter(([, { at }]) => at <= end).sort(byTime);
      if (!next) break;
      const [id, entry] = next;
      this.#now = Math.max(this.#now, entry.at);
      if (entry.every === null) this.#due.delete(id);
      else entry.at += entry.every;
      entry.run();
    }
    this.#now = end;
  }

  /** The thread is busy for this long: an interval that is due several times runs once. */
  stall(ms: number): void {
    const end = this.#now + ms;
    this.#now = end;
    for (const entry of this.#due.values())
      if (entry.every !== null && entry.at < end) entry.at = end;
    this.advance(0);
  }

  #add(ms: number, run: () => void, every: number | null): () => void {
    const id = this.#next++;
    this.#due.set(id, { at: this.#now + ms, run, every });
    return () => this.#due.delete(id);
  }
}

const byTime = (a: [number, { at: number }], b: [number, { at: number }]): number =>
  a[1].at - b[1].at || a[0] - b[0];

class Hook<L extends (...args: never[]) => unknown> {
  readonly listeners = new Set<L>();
  addListener = (listener: L): void => void this.listeners.add(listener);
  removeListener = (listener: L): void => void this.listeners.delete(listener);
}

export class FakePort implements Port {
  readonly sent: unknown[] = [];
  open = true;
  readonly onMessage = new Hook<(message: unknown) => void>();
  readonly onDisconnect = new Hook<() => void>();

  postMessage(message: unknown): void {
    if (!this.open) throw new Error('Attempting to use a disconnected port object');
    this.sent.push(message);
  }
  disconnect(): void {
    this.open = false;
  }
  /** The other end sends a message. */
  say(message: unknown): void {
    for (const listener of [...this.onMessage.listeners]) listener(message);
  }
  /** The other end closes the port. */
  drop(): void {
    this.open = false;
    for (const listener of [...this.onDisconnect.listeners]) listener();
  }
  ofType(type: string): Record<string, unknown>[] {
    return (this.sent as Record<string, unknown>[]).filter((message) => message.type === type);
  }
}

export class FakeRuntime implements ExtensionRuntime {
  id: string | undefined = 'extension';
  readonly ports: FakePort[] = [];
  readonly sent: unknown[] = [];
  reply: unknown = { ok: true };
  readonly onMessage = new Hook<
    (message: unknown, sender: Sender) => undefined | Promise<unknown>
  >();

  connect(): FakePort {
    if (!this.id) throw new Error('Extension context invalidated.');
    const port = new FakePort();
    this.ports.push(port);
    return port;
  }
  async sendMessage(message: unknown): Promise<unknown> {
    if (!this.id) throw new Error('Extension context invalidated.');
    this.sent.push(message);
    return this.reply;
  }
  get port(): FakePort {
    const port = this.ports.at(-1);
    if (!port) throw new Error('not connected');
    return port;
  }
}

/** Lets everything run that waits for settled promises. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

export function frameAt(timestamp: number): Frame {
  return {
    timestamp,
    sourceWidth: 4,
    sourceHeight: 2,
    region: { x: 0, y: 0, width: 4, height: 2 },
    width: 4,
    height: 2,
    format: 'I420',
    data: Uint8Array.from({ length: 12 }, (_, i) => i),
    fullRange: false,
    matrix: 'bt601',
  };
}

export function answerAt(timestamp: number, more: Partial<Answer> = {}): Answer {
  return {
    timestamp,
    hands: 0,
    candidate: null,
    sign: null,
    searched: true,
    tracked: false,
    next: { afterMs: 100, region: null },
    stages: { total: 5 },
    ...more,
  };
}
