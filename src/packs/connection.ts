/**
 * One connection to the database, opened when it is first needed and reopened after the browser or
 * another page has closed it.
 */
import { type IDBPTransaction, wrap } from 'idb';
import type { After } from '../clock/clock.ts';
import { ProblemError } from '../messaging/problems.ts';
import {
  type Database,
  databaseName,
  type PackDatabase,
  type StoreName,
  type Upgrade,
  type UpgradeStep,
  upgradeSteps,
} from './database.ts';
import { errorName, toStorageProblem } from './storage-problem.ts';

export interface ConnectionParts {
  indexedDB: IDBFactory;
  after: After;
  /** Another page deleted the database. */
  onDeleted(): void;
  steps?: readonly UpgradeStep[];
}

export type Change = IDBPTransaction<PackDatabase, StoreName[], 'readwrite'>;
export type ReadTransaction = IDBPTransaction<PackDatabase, StoreName[], 'readonly'>;

export interface Connection {
  /**
   * Runs `work` in one transaction. If anything fails, in `work` or in the commit, nothing changes.
   * @throws ProblemError 'storage-full' or 'storage-failed', or the one that `work` threw.
   */
  change<T>(stores: readonly StoreName[], work: (transaction: Change) => Promise<T>): Promise<T>;
  look<T>(
    stores: readonly StoreName[],
    work: (transaction: ReadTransaction) => Promise<T>,
  ): Promise<T>;
  close(): void;
}

/** How long another page may hold an older version of the database before we give up, ms. */
const blockedMs = 5000;

export function createConnection(parts: ConnectionParts): Connection {
  const steps = parts.steps ?? upgradeSteps;
  let opening: Promise<Database> | null = null;
  let closed = false;

  const open = (): Promise<Database> => {
    if (closed) throw new ProblemError('storage-failed', 'The store was closed.');
    if (opening) return opening;
    const mine = connect(parts, steps, () => {
      if (opening === mine) opening = null;
    });
    opening = mine;
    mine.catch(() => {
      if (opening === mine) opening = null;
    });
    return mine;
  };

  /** A connection that was just closed is noticed only here; then one new connection is tried. */
  const begin = async <Mode extends 'readonly' | 'readwrite'>(
    stores: readonly StoreName[],
    mode: Mode,
  ): Promise<IDBPTransaction<PackDatabase, StoreName[], Mode>> => {
    for (let attempt = 1; ; attempt++) {
      const mine = open();
      const database = await mine;
      try {
        // Strict: the browser reports success only once the data is on disk.
        return database.transaction([...stores], mode, { durability: 'strict' });
      } catch (error) {
        if (errorName(error) !== 'InvalidStateError' || attempt > 1) throw error;
        if (opening === mine) opening = null;
      }
    }
  };

  const transact = async <Mode extends 'readonly' | 'readwrite', T>(
    stores: readonly StoreName[],
    mode: Mode,
    work: (transaction: IDBPTransaction<PackDatabase, StoreName[], Mode>) => Promise<T>,
  ): Promise<T> => {
    let transaction: IDBPTransaction<PackDatabase, StoreName[], Mode>;
    try {
      transaction = await begin(stores, mode);
    } catch (error) {
      throw toStorageProblem(error);
    }
    const done = transaction.done.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    try {
      const answer = await work(transaction);
      const failure = await done;
      if (failure) throw failure.error;
      return answer;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // The transaction has ended already, which is where the error came from.
      }
      await done;
      throw toStorageProblem(error, transaction.error);
    }
  };

  return {
    change: (stores, work) => transact(stores, 'readwrite', work),
    look: (stores, work) => transact(stores, 'readonly', work),
    close() {
      closed = true;
      opening?.then(
        (database) => database.close(),
        () => undefined,
      );
      opening = null;
    },
  };
}

/** Opens the database at its newest version. Calls `onLost` when the connection is lost. */
function connect(
  parts: ConnectionParts,
  steps: readonly UpgradeStep[],
  onLost: () => void,
): Promise<Database> {
  return new Promise((resolve, reject) => {
    const request = parts.indexedDB.open(databaseName, steps.length);
    let settled = false;
    let cancelTimeout = (): void => undefined;
    let stepError: unknown = null;
    const giveUp = (error: unknown): void => {
      settled = true;
      cancelTimeout();
      reject(error);
    };
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      if (!request.transaction) return;
      const database = wrap(request.result) as unknown as Database;
      const transaction = wrap(request.transaction) as unknown as Upgrade;
      // The request's own `error` event reports it too.
      transaction.done.catch(() => undefined);
      try {
        for (const step of steps.slice(oldVersion)) step(database, transaction);
      } catch (error) {
        stepError = error;
        transaction.abort();
      }
    });
    request.addEventListener('blocked', () => {
      cancelTimeout();
      cancelTimeout = parts.after(blockedMs, () =>
        giveUp(new Error('Another page holds an older version of the database.')),
      );
    });
    request.addEventListener('error', () => {
      giveUp(
        errorName(request.error) === 'VersionError'
          ? new Error('The database was made by a newer version of the extension.')
          : (stepError ?? request.error),
      );
    });
    request.addEventListener('success', () => {
      const database = request.result;
      if (settled) {
        // The caller has given up; a connection left open would block other pages.
        database.close();
        return;
      }
      settled = true;
      cancelTimeout();
      // Another page wants to delete or upgrade the database and waits for us: close at once.
      database.addEventListener('versionchange', ({ newVersion }) => {
        database.close();
        onLost();
        if (newVersion === null) parts.onDeleted();
      });
      database.addEventListener('close', onLost);
      resolve(wrap(database) as unknown as Database);
    });
  });
}
