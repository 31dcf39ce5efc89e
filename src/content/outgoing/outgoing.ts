import type { SentLook } from '../../outgoing/layout.ts';
import type { Pipe, PipeEnd } from '../../outgoing/pipe.ts';
import { sends } from '../cameras/sent.ts';
import { returnedTracks } from './returned.ts';
import type { Refusal } from './senders.ts';
import type { Outgoing, OutgoingParts, OutgoingStatus } from './types.ts';

/**
 * How long our track stays in the sender after the last caption disappears, in case another
 * follows, ms.
 */
export const lingerMs = 1000;
/** How often to check what the senders hold while there is a caption, ms. */
export const lookMs = 250;
/** The same while there is none, ms. */
const idleLookMs = 1000;
/** If a camera has been on this long and no sent video can carry captions, report it, ms. */
export const patienceMs = 10_000;
/** How many failures on a track within `faultLifeMs` make us leave it alone. */
export const maxFaults = 3;
/** For how long a failure counts, ms. */
export const faultLifeMs = 10 * 60_000;
/**
 * The page's thread held up frames this long, ms: enough for the far end to see a freeze. Where
 * frames pass over that thread, the page's own track is then restored.
 */
export const stallMs = 150;
/** How long the page's thread must have had no such stall before we draw on it again, ms. */
export const calmMs = 3000;

export function createOutgoing(parts: OutgoingParts): Outgoing {
  const { senders, startPipe, timers } = parts;
  const pipes = new Map<MediaStreamTrack, Pipe>();
  /** The page's track that each of our replacement tracks stands for; kept after its pipe ends. */
  const ofStandIn = new WeakMap<MediaStreamTrack, MediaStreamTrack>();
  /** When we failed on a track. */
  const faults = new WeakMap<MediaStreamTrack, number[]>();
  /** Tracks on which we failed while this caption is shown; the next caption tries again. */
  let resting = new WeakSet<MediaStreamTrack>();
  /** Transceivers whose track we are replacing just now. */
  const swapping = new Set<RTCRtpTransceiver>();
  let on = false;
  let sentLook: SentLook | null = null;
  let texts: readonly string[] = [];
  /** Until when nothing is drawn on the page's thread, because that was busy. */
  let calmAt = 0;
  /** Frames passed over the page's thread the last time. */
  let drawsHere = false;
  /** Until when our tracks stay without a caption; null while there is one. */
  let until: number | null = 0;
  let cameraSince: number | null = null;
  let status: OutgoingStatus = 'off';
  let stopLooking: (() => void) | null = null;
  let stopStalls: (() => void) | null = null;
  let looksEvery = 0;
  let disposed = false;

  const look = (): void => {
    if (disposed) return;
    for (const pipe of [...pipes.values()]) pipe.check();
    const wanted = isWanted();
    for (const { here, flowing } of pipes.values()) if (flowing) drawsHere = here;
    const mayDraw = wanted && !isBusy();
    if (on || pipes.size > 0)
      for (const transceiver of senders.transceivers()) settle(transceiver, mayDraw);
    dropUnused();
    reportStatus();
    plan();
  };

  /** Ends our tracks after `dispose`, once no swap is under way. */
  const endAll = (): void => {
    if (swapping.size > 0) return;
    for (const pipe of pipes.values()) pipe.dispose();
    pipes.clear();
  };

  const isWanted = (): boolean => {
    if (!on || !startPipe) return false;
    return until === null || timers.now() < until;
  };

  const isBusy = (): boolean => drawsHere && timers.now() < calmAt;

  const showSign = (): void => {
    if (!sentLook) return;
    for (const pipe of pipes.values()) pipe.show({ texts, look: sentLook });
  };

  /** Gives one sender what it should hold. */
  const settle = (transceiver: RTCRtpTransceiver, wanted: boolean): void => {
    if (swapping.has(transceiver) || senders.isBusy(transceiver)) return;
    const held = transceiver.sender.track;
    if (!held) return;
    const own = ofStandIn.get(held);
    if (own) {
      const pipe = pipes.get(own);
      const keep = wanted && pipe?.track === held && !pipe.over && own.enabled;
      if (!keep) void swap(transceiver, own);
    } else if (wanted && mayCarry(transceiver, held)) {
      const pipe = pipeFor(held);
      if (!pipe?.flowing || pipe.over) return;
      if (senders.announce(transceiver, pipe.track)) void swap(transceiver, pipe.track);
    }
  };

  const mayCarry = (transceiver: RTCRtpTransceiver, track: MediaStreamTrack): boolean =>
    sends(transceiver) &&
    track.readyState === 'live' &&
    track.enabled &&
    !track.muted &&
    !resting.has(track) &&
    !isGivenUp(track) &&
    senders.isCaptionable(track);

  const swap = async (transceiver: RTCRtpTransceiver, track: MediaStreamTrack): Promise<void> => {
    swapping.add(transceiver);
    try {
      const { sender } = transceiver;
      await sender.replaceTrack(track);
      const own = ofStandIn.get(track);
      if (own && disposed) await sender.replaceTrack(own);
      // The page has stopped sending meanwhile; its wish wins.
      else if (own && !sends(transceiver)) await sender.replaceTrack(null);
    } catch {
      // The connection was closed, or the browser refuses our track, which we then leave out.
      const own = ofStandIn.get(track);
      if (own) resting.add(own);
    } finally {
      swapping.delete(transceiver);
    }
    if (disposed) endAll();
    else look();
  };

  const pipeFor = (own: MediaStreamTrack): Pipe | null => {
    const running = pipes.get(own);
    if (running || !startPipe || !sentLook) return running ?? null;
    try {
      const pipe = startPipe(own, {
        onFlow: look,
        onEnd: (end) => onEnd(own, end),
      });
      pipe.show({ texts, look: sentLook });
      pipes.set(own, pipe);
      ofStandIn.set(pipe.track, own);
      return pipe;
    } catch {
      fault(own);
      return null;
    }
  };

  const onEnd = (own: MediaStreamTrack, end: PipeEnd): void => {
    if (end !== 'ended') fault(own);
    look();
  };

  const recentFaults = (own: MediaStreamTrack): number[] => {
    const oldest = timers.now() - faultLifeMs;
    return (faults.get(own) ?? []).filter((at) => at > oldest);
  };
  const isGivenUp = (own: MediaStreamTrack): boolean => recentFaults(own).length >= maxFaults;

  const fault = (own: MediaStreamTrack): void => {
    faults.set(own, [...recentFaults(own), timers.now()]);
    resting.add(own);
  };

  /** Ends pipes whose track no sender holds, unless it is about to be swapped in. */
  const dropUnused = (): void => {
    const held = new Set<MediaStreamTrack | null>();
    for (const { sender } of senders.transceivers()) held.add(sender.track);
    for (const [own, pipe] of pipes) {
      const starting = !pipe.over && isWanted() && !isBusy() && held.has(own);
      if (held.has(pipe.track) || starting || swapping.size > 0) continue;
      pipes.delete(own);
      pipe.dispose();
    }
  };

  const reportStatus = (): void => {
    // Judged while off too: it counts from when the camera came on.
    const outlook = judge();
    const next = on ? outlook : 'off';
    if (next === status) return;
    status = next;
    parts.onStatus(next);
  };

  const judge = (): OutgoingStatus => {
    if (!startPipe) return 'unsupported';
    cameraSince = senders.hasCamera() ? (cameraSince ?? timers.now()) : null;
    let ready = false;
    let failed = false;
    const refusals = new Set<Refusal>();
    for (const transceiver of senders.transceivers()) {
      const held = transceiver.sender.track;
      if (!held || !sends(transceiver)) continue;
      const own = ofStandIn.get(held);
      if (own) {
        if (texts.length > 0 && !pipes.get(own)?.over) return 'shown';
        ready = true;
        continue;
      }
      const refusal = senders.refusalOf(held);
      if (refusal) refusals.add(refusal);
      else if (isGivenUp(held)) failed = true;
      else ready = true;
    }
    if (failed) return 'failed';
    if (ready) {
      cameraSince = null;
      return isBusy() ? 'busy' : 'ready';
    }
    if (cameraSince !== null && refusals.has('document')) return 'document';
    if (cameraSince !== null && refusals.has('screen')) return 'screen';
    const since = cameraSince;
    return since !== null && timers.now() - since >= patienceMs ? 'impossible' : 'waiting';
  };

  const onStall = (ms: number): void => {
    if (ms < stallMs) return;
    calmAt = timers.now() + calmMs;
    if (pipes.size > 0) look();
  };

  const watchStalls = (wanted: boolean): void => {
    if (wanted) stopStalls ??= parts.watchStalls(onStall);
    else {
      stopStalls?.();
      stopStalls = null;
    }
  };

  /** Checks often while a track of ours is sent or wanted, seldom while one may become wanted. */
  const plan = (): void => {
    const every = isWanted() || pipes.size > 0 ? lookMs : on ? idleLookMs : 0;
    if (every === looksEvery) return;
    looksEvery = every;
    stopLooking?.();
    stopLooking = every > 0 ? timers.every(every, look) : null;
  };

  return {
    get status() {
      return status;
    },
    get outlook() {
      return judge();
    },
    get sentLook() {
      return status === 'ready' || status === 'shown' ? sentLook : null;
    },
    carried() {
      const carries = ({ sender: { track } }: RTCRtpTransceiver): boolean =>
        track !== null && senders.isCaptionable(ofStandIn.get(track) ?? track);
      return new Set([
        ...[...pipes.values()].map(({ track }) => track),
        ...returnedTracks(senders.transceivers().filter(carries), senders.transceivers()),
      ]);
    },
    senders,
    ownOf: (track) => ofStandIn.get(track) ?? track,
    configure(nextOn, nextLook) {
      if (disposed) return;
      on = nextOn;
      sentLook = nextLook;
      watchStalls(on && startPipe !== null);
      if (!on) {
        texts = [];
        until = 0;
      }
      showSign();
      look();
    },
    show(next) {
      if (disposed || !on || next.join('\n') === texts.join('\n')) return;
      if (next.length > 0) resting = new WeakSet();
      texts = [...next];
      until = next.length > 0 ? null : timers.now() + lingerMs;
      showSign();
      look();
    },
    look,
    dispose() {
      if (disposed) return;
      on = false;
      until = 0;
      watchStalls(false);
      look();
      disposed = true;
      stopLooking?.();
      stopLooking = null;
      senders.dispose();
      endAll();
      parts.onDispose?.();
    },
  };
}
