/**
 * Transcripts that the user wants to keep, in a database of the extension's own origin, which no
 * content script can open. (`storage.local`, where they were before, is open to content scripts.)
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { KeptTranscript, oldKeptId } from './transcript-record.ts';

interface KeptDatabase extends DBSchema {
  /** By id. A damaged profile may hold anything, so values are parsed when they are read. */
  kept: { key: string; value: unknown };
}

const databaseName = 'sign-captions-transcripts';

/** Every method may reject with the browser's own error; then nothing was changed. */
export interface KeptTranscriptStore {
  /** Null if there is none with this id, or if it is damaged. */
  get(id: string): Promise<KeptTranscript | null>;
  put(id: string, transcript: KeptTranscript): Promise<void>;
  remove(id: string): Promise<void>;
  /** All that can be read, in no particular order. */
  all(): Promise<[id: string, transcript: KeptTranscript][]>;
  clear(): Promise<void>;
}

/**
 * Opens the database for each operation and closes it afterwards: captions are rare, and a service
 * worker that is killed leaves nothing open.
 */
export function createKeptTranscripts(): KeptTranscriptStore {
  const during = async <T>(work: (database: IDBPDatabase<KeptDatabase>) => Promise<T>) => {
    const database = await openDB<KeptDatabase>(databaseName, 1, {
      upgrade: (made) => void made.createObjectStore('kept'),
    });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };
  const readable = (raw: unknown): KeptTranscript | null => {
    const parsed = v.safeParse(KeptTranscript, raw);
    return parsed.success ? parsed.output : null;
  };
  return {
    get: (id) => during(async (database) => readable(await database.get('kept', id))),
    put: (id, transcript) =>
      during(async (database) => void (await database.put('kept', transcript, id))),
    remove: (id) => during((database) => database.delete('kept', id)),
    all: () =>
      during(async (database) => {
        const transaction = database.transaction('kept');
        const [ids, transcripts] = await Promise.all([
          transaction.store.getAllKeys(),
          transaction.store.getAll(),
        ]);
        return ids.flatMap((id, i): [string, KeptTranscript][] => {
          const transcript = readable(transcripts[i]);
          return transcript ? [[id, transcript]] : [];
        });
      }),
    clear: () => during((database) => database.clear('kept')),
  };
}

/** The part of `storage.local` that is needed; `get(null)` reads all. */
export interface OldPlace {
  get(key: null): Promise<Record<string, unknown>>;
  remove(keys: string[]): Promise<void>;
}

/**
 * Moves transcripts from where earlier versions kept them into the database; damaged ones are
 * deleted. An earlier move may have been interrupted, so a transcript that is in the database
 * already is newer and stays.
 */
export async function moveOldTranscripts(old: OldPlace, store: KeptTranscriptStore): Promise<void> {
  for (const [key, value] of Object.entries(await old.get(null))) {
    const id = oldKeptId(key);
    if (id === null) continue;
    const parsed = v.safeParse(KeptTranscript, value);
    if (parsed.success && (await store.get(id)) === null) await store.put(id, parsed.output);
    await old.remove([key]);
  }
}
