import type { Timers } from '../../clock/clock.ts';
import { type Choice, chooseTrack, type SentTrack } from './choose.ts';
import { factsOf, isDeviceTrack, type TrackFacts } from './device.ts';
import { createPatrol } from './patrol.ts';
import type { SentCameras } from './sent.ts';

/** A camera of the page, for the popup. */
export interface Camera {
  /** Our own: the page's `deviceId` stays in the page. */
  id: string;
  /** As the browser names it; empty if it does not. */
  label: string;
}

export interface Cameras {
  list: Camera[];
  /** The id of the one that is read; null while none is. */
  watched: string | null;
  /** The id of the one that the user chose, while the page has it on. */
  chosen: string | null;
}

/** At most this many cameras are listed: no honest page has more on. */
export const maxCameras = 8;
/** At most this many keep their id: a page can open and close any number. */
const maxIds = 64;
/** A label's longest length, characters. */
export const maxLabel = 100;

/** Applies `chooseTrack` to the tracks of a page, and remembers what it needs between choices. */
export interface Chooser {
  /**
   * @param tracks live ones, oldest first
   * @param current the track that is read now
   * @param thorough reads the tracks' settings again
   */
  choose(
    tracks: readonly MediaStreamTrack[],
    current: MediaStreamTrack | null,
    thorough: boolean,
  ): Choice<MediaStreamTrack>;
  /** The cameras of these tracks, by the latest choice. */
  cameras(tracks: readonly MediaStreamTrack[]): Cameras;
  /** The user's choice, for as long as this document lives; an unknown id takes it back. */
  prefer(id: string): void;
  /** The track that is read shows a hand. */
  sawHand(): void;
}

/** @param documentName begins the ids of this document's cameras, so that no other has the same */
export function createChooser(
  sent: SentCameras,
  timers: Pick<Timers, 'now'>,
  documentName: string,
): Chooser {
  const known = new WeakMap<MediaStreamTrack, TrackFacts>();
  const patrol = createPatrol(timers.now);
  /** The ids of cameras. A camera keeps its id when the page turns it off and on. */
  const ids = new Map<string, string>();
  /** How many names were given. */
  let named = 0;
  let chosen: string | null = null;
  let rivals: readonly string[] = [];
  let watched: string | null = null;

  const facts = (track: MediaStreamTrack, thorough = false): TrackFacts => {
    const before = known.get(track);
    if (before && !thorough) return before;
    const now = factsOf(track, before?.device ?? `track ${named++}`);
    // A track stays its camera's, even if its settings say no more than that.
    const read = before ? { ...now, device: before.device } : now;
    known.set(track, read);
    return read;
  };

  const idOf = (device: string): string => {
    const known = ids.get(device);
    if (known !== undefined) return known;
    const oldest = [...ids.keys()].find((one) => one !== chosen);
    if (ids.size >= maxIds && oldest !== undefined) ids.delete(oldest);
    const id = `${documentName}-${named++}`;
    ids.set(device, id);
    return id;
  };

  const sentNow = (tracks: readonly MediaStreamTrack[]): SentTrack<MediaStreamTrack>[] =>
    sent.held().map(({ track, seen }) => {
      const isCamera = tracks.includes(track) || known.has(track) || isDeviceTrack(track);
      return { track, seen, device: isCamera ? facts(track).device : null };
    });

  return {
    choose(tracks, current, thorough) {
      sent.search();
      const situation = {
        tracks: tracks.map((track) => {
          const { enabled, muted } = track;
          return { track, enabled, muted, ...facts(track, thorough) };
        }),
        calling: sent.calling,
        sent: sentNow(tracks),
        current,
        chosen,
      };
      const first = chooseTrack({ ...situation, turn: patrol.turn(rivals, watched) });
      rivals = chosen === null ? first.rivals : [];
      const turn = patrol.turn(rivals, watched);
      const choice =
        turn === null || turn === first.device ? first : chooseTrack({ ...situation, turn });
      watched = choice.device;
      return choice;
    },
    cameras(tracks) {
      const list = new Map<string, Camera>();
      for (const track of tracks) {
        const { device } = facts(track);
        if (!list.has(device) && list.size >= maxCameras) continue;
        list.set(device, { id: idOf(device), label: track.label.slice(0, maxLabel) });
      }
      const idIfListed = (device: string | null): string | null =>
        device === null ? null : (list.get(device)?.id ?? null);
      return {
        list: [...list.values()],
        watched: idIfListed(watched),
        chosen: idIfListed(chosen),
      };
    },
    prefer(id) {
      chosen = [...ids].find(([, one]) => one === id)?.[0] ?? null;
    },
    sawHand: patrol.sawHand,
  };
}
