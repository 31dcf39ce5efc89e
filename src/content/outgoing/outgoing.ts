import type { Timers } from '../../clock/clock.ts';
import type { SentLook } from '../../outgoing/layout.ts';
import type { Pipe, PipeEnd } from '../../outgoing/pipe.ts';
import type { SenderWatch } from './senders.ts';

/** After the last caption has gone our track stays for so long: the next may follow at once, ms. */
export const lingerMs = 1000;
/** How often it is looked what the senders hold, while there is a caption, ms. */
export const lookMs = 250;
/** A camera is on for so long and nothing is sent that we could write into: that is told, ms. */
export const patienceMs = 10_000;
/** A track on which we have failed so often is left alone. */
export const maxFaults = 3;

/** How it stands with captions in the sent picture. */
export type OutgoingStatus =
  /** Not asked for, or captions are off. */
  | 'off'
  /** The page has no camera on, or does not send yet. */
  | 'waiting'
  /** The page sends the camera's picture: captions will be in it. */
  | 'ready'
  /** A caption is in the picture just now. */
  | 'shown'
  /** A camera is on, but no video is sent in a way that we could write into. */
  | 'impossible'
  /** We failed on the picture that is sent and have left it alone. */
  | 'failed'
  /** This browser lacks what it takes. */
  | 'unsupported';

export interface OutgoingParts {
  senders: SenderWatch;
  /** null: this browser cannot. */
  startPipe:
    | ((
        own: MediaStreamTrack,
        parts: { onFlow(): void; onEnd(end: PipeEnd, detail?: unknown): void },
      ) => Pipe)
    | null;
  timers: Timers;
  status(status: OutgoingStatus): void;
}

const sends = ({ direction }: RTCRtpTransceiver): boolean =>
  direction === 'sendrecv' || direction === 'sendonly';

/**
 * Keeps captions in the picture that the page sends: while there is one, each sender that holds a
 * camera's track holds ours instead, made from that very track; a second after the last caption the
 * page's own is back. Without captions nothing of the page's connections is touched.
 *
 * Never puts anything into a sender that holds nothing, and never what the sender did not hold.
 */
export class Outgoing {
  readonly #parts: OutgoingParts;
  readonly #pipes = new Map<MediaStreamTrack, Pipe>();
  /** Whose stand-in it is, also when its pipe is over. */
  readonly #ofStandIn = new WeakMap<MediaStreamTrack, MediaStreamTrack>();
  readonly #faults = new WeakMap<MediaStreamTrack, number>();
  /** Failed while this caption is shown: the next one tries again. */
  #resting = new WeakSet<MediaStreamTrack>();
  /** A swap of ours is under way. */
  readonly #swapping = new Set<RTCRtpTransceiver>();
  #on = false;
  #look: SentLook | null = null;
  #texts: readonly string[] = [];
  /** Until when our tracks stay without a caption; null: there is one. */
  #until: number | null = 0;
  #cameraSince: number | null = null;
  #status: OutgoingStatus = 'off';
  #stopLooking: (() => void) | null = null;
  #looksEvery = 0;
  #disposed = false;

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
  }

  get status(): OutgoingStatus {
    return this.#status;
  }

  /** @param on captions are on here and the user wants others to see them */
  configure(on: boolean, look: SentLook): void {
    if (this.#disposed) return;
    this.#on = on;
    this.#look = look;
    if (!on) {
      this.#texts = [];
      this.#until = 0;
      this.#cameraSince = null;
    }
    this.#showSign();
    this.look();
  }

  /** The captions that are shown at this moment, oldest first. */
  show(texts: readonly string[]): void {
    if (this.#disposed || !this.#on || texts.join('\n') === this.#texts.join('\n')) return;
    if (texts.length > 0) this.#resting = new WeakSet();
    this.#texts = [...texts];
    this.#until = texts.length > 0 ? null : this.#parts.timers.now() + lingerMs;
    this.#showSign();
    this.look();
  }

  /** Compares what the senders hold with what they should, and swaps. */
  look(): void {
    if (this.#disposed) return;
    for (const pipe of [...this.#pipes.values()]) pipe.check();
    const wanted = this.#wanted;
    if (this.#on || this.#pipes.size > 0)
      for (const transceiver of this.#parts.senders.transceivers())
        this.#settle(transceiver, wanted);
    this.#dropUnused();
    this.#tell();
    this.#plan();
  }

  /** Puts the page's tracks back at once. */
  dispose(): void {
    if (this.#disposed) return;
    this.#on = false;
    this.#until = 0;
    this.look();
    this.#disposed = true;
    this.#stopLooking?.();
    this.#stopLooking = null;
    this.#parts.senders.dispose();
    this.#endAll();
  }

  /** After the end: our tracks live until no sender is left between two. */
  #endAll(): void {
    if (this.#swapping.size > 0) return;
    for (const pipe of this.#pipes.values()) pipe.dispose();
    this.#pipes.clear();
  }

  get #wanted(): boolean {
    if (!this.#on || !this.#parts.startPipe) return false;
    return this.#until === null || this.#parts.timers.now() < this.#until;
  }

  #showSign(): void {
    const look = this.#look;
    if (look) for (const pipe of this.#pipes.values()) pipe.show({ texts: this.#texts, look });
  }

  /** Gives one sender what it should hold. */
  #settle(transceiver: RTCRtpTransceiver, wanted: boolean): void {
    const { senders } = this.#parts;
    if (this.#swapping.has(transceiver) || senders.isBusy(transceiver)) return;
    const held = transceiver.sender.track;
    if (!held) return;
    const own = this.#ofStandIn.get(held);
    if (own) {
      const pipe = this.#pipes.get(own);
      const keep = wanted && pipe?.track === held && !pipe.over && own.enabled;
      if (!keep) void this.#swap(transceiver, own);
    } else if (wanted && this.#mayCarry(transceiver, held)) {
      const pipe = this.#pipe(held);
      if (!pipe?.flowing || pipe.over) return;
      if (senders.announce(transceiver, pipe.track)) void this.#swap(transceiver, pipe.track);
    }
  }

  #mayCarry(transceiver: RTCRtpTransceiver, track: MediaStreamTrack): boolean {
    return (
      sends(transceiver) &&
      track.readyState === 'live' &&
      track.enabled &&
      !track.muted &&
      !this.#resting.has(track) &&
      (this.#faults.get(track) ?? 0) < maxFaults &&
      this.#parts.senders.isCaptionable(track)
    );
  }

  async #swap(transceiver: RTCRtpTransceiver, track: MediaStreamTrack): Promise<void> {
    this.#swapping.add(transceiver);
    try {
      const { sender } = transceiver;
      await sender.replaceTrack(track);
      const own = this.#ofStandIn.get(track);
      if (own && this.#disposed) await sender.replaceTrack(own);
      // The page took the sender's track away meanwhile: it has the last word.
      else if (own && !sends(transceiver)) await sender.replaceTrack(null);
    } catch {
      // The connection was closed. Or the browser refuses our track: then it is left alone.
      const own = this.#ofStandIn.get(track);
      if (own) this.#resting.add(own);
    } finally {
      this.#swapping.delete(transceiver);
    }
    if (this.#disposed) this.#endAll();
    else this.look();
  }

  #pipe(own: MediaStreamTrack): Pipe | null {
    const { startPipe } = this.#parts;
    const running = this.#pipes.get(own);
    if (running || !startPipe || !this.#look) return running ?? null;
    try {
      const pipe = startPipe(own, {
        onFlow: () => this.look(),
        onEnd: (end) => this.#onEnd(own, end),
      });
      pipe.show({ texts: this.#texts, look: this.#look });
      this.#pipes.set(own, pipe);
      this.#ofStandIn.set(pipe.track, own);
      return pipe;
    } catch {
      this.#fault(own);
      return null;
    }
  }

  #onEnd(own: MediaStreamTrack, end: PipeEnd): void {
    if (end !== 'ended') this.#fault(own);
    this.look();
  }

  #fault(own: MediaStreamTrack): void {
    this.#faults.set(own, (this.#faults.get(own) ?? 0) + 1);
    this.#resting.add(own);
  }

  /** Ends pipes whose track no sender holds, once nothing is to be swapped in any more. */
  #dropUnused(): void {
    const held = new Set<MediaStreamTrack | null>();
    for (const { sender } of this.#parts.senders.transceivers()) held.add(sender.track);
    for (const [own, pipe] of this.#pipes) {
      const starting = !pipe.over && this.#wanted && held.has(own);
      if (held.has(pipe.track) || starting || this.#swapping.size > 0) continue;
      this.#pipes.delete(own);
      pipe.dispose();
    }
  }

  #tell(): void {
    const status = this.#judge();
    if (status === this.#status) return;
    this.#status = status;
    this.#parts.status(status);
  }

  #judge(): OutgoingStatus {
    const { senders, startPipe, timers } = this.#parts;
    if (!this.#on) return 'off';
    if (!startPipe) return 'unsupported';
    this.#cameraSince = senders.hasCamera() ? (this.#cameraSince ?? timers.now()) : null;
    let ready = false;
    let failed = false;
    for (const transceiver of senders.transceivers()) {
      const held = transceiver.sender.track;
      if (!held || !sends(transceiver)) continue;
      const own = this.#ofStandIn.get(held);
      if (own) {
        if (this.#texts.length > 0 && !this.#pipes.get(own)?.over) return 'shown';
        ready = true;
      } else if (senders.isCaptionable(held)) {
        if ((this.#faults.get(held) ?? 0) >= maxFaults) failed = true;
        else ready = true;
      }
    }
    if (failed) return 'failed';
    if (ready) {
      this.#cameraSince = null;
      return 'ready';
    }
    const since = this.#cameraSince;
    return since !== null && timers.now() - since >= patienceMs ? 'impossible' : 'waiting';
  }

  /** Looks often while something is or should be swapped, seldom while it may come to that. */
  #plan(): void {
    const every = this.#wanted || this.#pipes.size > 0 ? lookMs : this.#on ? 1000 : 0;
    if (every === this.#looksEvery) return;
    this.#looksEvery = every;
    this.#stopLooking?.();
    this.#stopLooking = every > 0 ? this.#parts.timers.every(every, () => this.look()) : null;
  }
}
