import * as v from 'valibot';
import { Problem } from '../messaging/problems.ts';
import {
  CameraList,
  ContentStatus,
  OutgoingReport,
  SitePattern,
  type TabState,
} from '../messaging/protocol.ts';

/**
 * What the background knows of each tab. It is kept in `storage.session`, because the service
 * worker is killed after 30 idle seconds and must find everything again. Every change is one
 * read-modify-write in a queue, so that concurrent messages do not undo each other.
 */
const FrameReport = v.object({
  status: ContentStatus,
  problem: v.nullable(Problem),
  outgoing: v.optional(OutgoingReport),
  /** Sites of frames inside it that may hold the call. */
  sites: v.optional(v.array(SitePattern)),
  cameras: v.optional(CameraList),
});
export type FrameReport = v.InferOutput<typeof FrameReport>;

const TabRecord = v.object({
  on: v.boolean(),
  /** The site of its page, if a content script may run there. */
  site: v.optional(SitePattern),
  /** Otherwise the site of a frame in which one has started. */
  frameSite: v.optional(SitePattern),
  /** Captions started by themselves, because of the site. */
  auto: v.optional(v.boolean()),
  /** The user switched captions off here: they do not start by themselves in this tab again. */
  declined: v.optional(v.boolean()),
  /** By frame id: several frames of one page may hold a camera. */
  frames: v.record(v.string(), FrameReport),
  /** Sites of frames that were reported, and whether each was allowed then. */
  allowedAtFirst: v.optional(v.record(v.string(), v.boolean())),
  /** The site that the user is being asked for, and since when (`Date.now()`). */
  wanted: v.optional(v.object({ site: SitePattern, at: v.number() })),
});
export type TabRecord = v.InferOutput<typeof TabRecord>;

/** The site whose choices count in the tab; undefined if it is unknown. */
export const siteOf = ({ site, frameSite }: TabRecord): string | undefined => site ?? frameSite;

export interface SessionArea {
  /** @param key null for all items */
  get(key: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

const emptyRecord: TabRecord = { on: false, frames: {} };
const prefix = 'tab-';
const keyOf = (tabId: number): string => `${prefix}${tabId}`;

export interface TabStore {
  get(tabId: number): Promise<TabRecord>;
  update(tabId: number, change: (record: TabRecord) => TabRecord): Promise<TabRecord>;
  forget(tabId: number): Promise<void>;
  /** The browser gave a tab another id. */
  move(from: number, to: number): Promise<void>;
  /** The ids of all tabs that have a record. */
  known(): Promise<number[]>;
}

/** Tab records on top of a session storage area. */
export function createTabStore(area: SessionArea): TabStore {
  let queue: Promise<unknown> = Promise.resolve();
  /** Records that storage had no room for. Without them captions could not even be switched off. */
  const unsaved = new Map<number, TabRecord>();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };
  const read = async (tabId: number): Promise<TabRecord> => {
    const kept = unsaved.get(tabId);
    if (kept) return kept;
    const parsed = v.safeParse(TabRecord, (await area.get(keyOf(tabId)))[keyOf(tabId)]);
    return parsed.success ? parsed.output : emptyRecord;
  };
  const write = async (tabId: number, record: TabRecord): Promise<void> => {
    try {
      await area.set({ [keyOf(tabId)]: record });
      unsaved.delete(tabId);
    } catch {
      unsaved.set(tabId, record);
      // If the service worker is killed now, the next one must not find captions still on.
      if (!record.on) await area.remove(keyOf(tabId)).catch(() => undefined);
    }
  };
  const drop = async (tabId: number): Promise<void> => {
    unsaved.delete(tabId);
    await area.remove(keyOf(tabId));
  };
  return {
    get: (tabId) => inTurn(() => read(tabId)),
    update: (tabId, change) =>
      inTurn(async () => {
        const next = change(await read(tabId));
        await write(tabId, next);
        return next;
      }),
    forget: (tabId) => inTurn(() => drop(tabId)),
    move: (from, to) =>
      inTurn(async () => {
        await write(to, await read(from));
        await drop(from);
      }),
    known: () =>
      inTurn(async () =>
        Object.keys(await area.get(null)).flatMap((key) =>
          key.startsWith(prefix) ? [Number(key.slice(prefix.length))] : [],
        ),
      ),
  };
}

/** At most this many frames of a tab keep a report; a page can create as many as it likes. */
export const maxFrames = 32;

/**
 * The record with a frame's report added. Beyond {@link maxFrames} another report is dropped: the
 * oldest that is waiting without a problem, or else the oldest (frame ids increase); never the top
 * frame's.
 */
export function withFrame(record: TabRecord, frameId: number, report: FrameReport): TabRecord {
  const frames: TabRecord['frames'] = { ...record.frames, [frameId]: report };
  const others = Object.keys(frames).filter((id) => id !== '0' && id !== String(frameId));
  const idle = (id: string): boolean =>
    frames[id]?.status === 'waiting' && frames[id].problem === null;
  while (Object.keys(frames).length > maxFrames) {
    const gone = others.findIndex(idle);
    const [id] = others.splice(Math.max(0, gone), 1);
    if (id === undefined) break;
    delete frames[id];
  }
  return { ...record, frames };
}

/** If several frames report, the first of these counts: it says most about what others see. */
const outgoingOrder = [
  'ready',
  'busy',
  'failed',
  'document',
  'screen',
  'impossible',
  'unsupported',
  'waiting',
] as const;

/** The same for statuses: the liveliest. */
const statusOrder = ['hand', 'watching', 'starting', 'video-off', 'waiting'] as const;

/**
 * Combines the reports of a tab's frames: the liveliest status, and a problem only if none is watched.
 */
export function summarize(
  record: TabRecord,
): Pick<TabState, 'on' | 'status' | 'problem' | 'outgoing' | 'cameras'> {
  if (!record.on) return { on: false, status: 'waiting', problem: null };
  const reports: FrameReport[] = Object.values(record.frames);
  const status =
    statusOrder.find((one) => reports.some((report) => report.status === one)) ?? 'waiting';
  const isWatched = status === 'hand' || status === 'watching';
  const problem = isWatched ? null : (reports.find((report) => report.problem)?.problem ?? null);
  const outgoing = outgoingOrder.find((one) => reports.some((report) => report.outgoing === one));
  const several = reports.filter(({ cameras }) => cameras && cameras.list.length > 1);
  const { cameras } = several.find((report) => report.status === status) ?? several[0] ?? {};
  return { on: true, status, problem, outgoing, cameras };
}
