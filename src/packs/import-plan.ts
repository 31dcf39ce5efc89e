/** What an import would change, for a page to show before it asks; and the import itself. */
import type { ReadPack } from './read-pack.ts';
import { ownPack, type PackGesture } from './samples.ts';
import type { PackStore, StoredPack } from './store-types.ts';

export interface PlannedGesture {
  id: string;
  name: string;
  caption: string;
  /** The present caption, if the import changes it; likewise `nameBefore`. */
  captionBefore?: string;
  nameBefore?: string;
  samplesBefore: number;
  samplesAfter: number;
}

export interface ImportPlan {
  kind: 'new' | 'replaces';
  /** The pack's id after the import. */
  id: string;
  name: string;
  nameBefore?: string;
  /** Whether the user's own pack would be replaced; then the page asks twice. */
  own: boolean;
  added: readonly PlannedGesture[];
  /** Gestures with other words, another kind, other samples, or that move now or no longer. */
  changed: readonly PlannedGesture[];
  /** Gestures that would be deleted, with their samples and preferences. */
  removed: readonly PlannedGesture[];
  unchanged: readonly PlannedGesture[];
  samplesBefore: number;
  samplesAfter: number;
  unknowns: number;
  licence: string;
  provenance: string;
}

/** What the store holds under the id of the import. */
export interface ImportState {
  packs: readonly StoredPack[];
  /** Sample ids of the pack that would be replaced, by gesture id; empty for a new pack. */
  sampleIds: ReadonlyMap<string, readonly string[]>;
}

/** Reads what {@link planImport} needs. */
export async function readImportState(
  store: Pick<PackStore, 'packs' | 'samplesOfPack'>,
  id: string,
): Promise<ImportState> {
  const samples = await store.samplesOfPack(id);
  return {
    packs: await store.packs(),
    sampleIds: new Map([...samples].map(([gesture, list]) => [gesture, list.map((one) => one.id)])),
  };
}

/** The first of `id`, `id-2`, `id-3` ... that is free, to import a pack beside another. */
export function freePackId(
  id: string,
  packs: readonly { id: string }[],
  reservedIds: readonly string[] = [],
): string {
  const taken = new Set([...packs.map((pack) => pack.id), ...reservedIds]);
  if (!taken.has(id)) return id;
  // Leave room for the number: ids have at most 64 characters.
  const stem = id.slice(0, 58).replace(/-+$/, '');
  for (let i = 2; ; i++) {
    if (!taken.has(`${stem}-${i}`)) return `${stem}-${i}`;
  }
}

/** The same pack under another id, and another name if given. */
export function renamePack(pack: ReadPack, id: string, name = pack.header.name): ReadPack {
  return { ...pack, header: { ...pack.header, id, name } };
}

/** What importing the pack would change. */
export function planImport(pack: ReadPack, { packs, sampleIds }: ImportState): ImportPlan {
  const { header, samples, unknowns } = pack;
  const before = packs.find(({ id }) => id === header.id);
  const known = new Map(before?.gestures.map((gesture) => [gesture.id, gesture]));
  const added: PlannedGesture[] = [];
  const changed: PlannedGesture[] = [];
  const unchanged: PlannedGesture[] = [];
  for (const gesture of header.gestures) {
    const old = known.get(gesture.id);
    const ids = (samples.get(gesture.id) ?? []).map(({ id }) => id);
    const oldIds = old ? (sampleIds.get(gesture.id) ?? []) : [];
    const planned: PlannedGesture = {
      ...named(gesture),
      captionBefore: old?.caption === gesture.caption ? undefined : old?.caption,
      nameBefore: old?.name === gesture.name ? undefined : old?.name,
      samplesBefore: oldIds.length,
      samplesAfter: ids.length,
    };
    if (!old) added.push(planned);
    else if (sameWords(old, gesture) && sameIds(ids, oldIds)) unchanged.push(planned);
    else changed.push(planned);
  }
  const stay = new Set(header.gestures.map(({ id }) => id));
  const removed = (before?.gestures ?? [])
    .filter(({ id }) => !stay.has(id))
    .map((gesture) => ({
      ...named(gesture),
      samplesBefore: sampleIds.get(gesture.id)?.length ?? 0,
      samplesAfter: 0,
    }));
  const all = [...added, ...changed, ...removed, ...unchanged];
  return {
    kind: before ? 'replaces' : 'new',
    id: header.id,
    name: header.name,
    nameBefore: before?.name === header.name ? undefined : before?.name,
    own: before !== undefined && header.id === ownPack,
    added,
    changed,
    removed,
    unchanged,
    samplesBefore: all.reduce((sum, { samplesBefore }) => sum + samplesBefore, 0),
    samplesAfter: all.reduce((sum, { samplesAfter }) => sum + samplesAfter, 0),
    unknowns: unknowns.length,
    licence: header.licence,
    provenance: header.provenance,
  };
}

/** Puts the whole pack into the store, or nothing. Rejects as the store does. */
export function applyImport(store: Pick<PackStore, 'putPack'>, pack: ReadPack): Promise<void> {
  return store.putPack(pack.header, pack.samples, pack.unknowns);
}

function named({
  id,
  name,
  caption,
}: PackGesture): Pick<PlannedGesture, 'id' | 'name' | 'caption'> {
  return { id, name, caption };
}

function sameWords(a: PackGesture, b: PackGesture): boolean {
  return (
    a.caption === b.caption &&
    a.name === b.name &&
    a.kind === b.kind &&
    (a.moves ?? false) === (b.moves ?? false) &&
    (a.note ?? '') === (b.note ?? '')
  );
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const ids = new Set(a);
  return ids.size === b.length && b.every((id) => ids.has(id));
}
