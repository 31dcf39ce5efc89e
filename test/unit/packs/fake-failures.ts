/**
 * Makes IndexedDB fail at one chosen step: the n-th time that anything is called. The real fake
 * database does everything else, including rollback.
 */
import { forceCloseDatabase, IDBDatabase, IDBIndex, IDBObjectStore } from 'fake-indexeddb';

/** How a step fails. */
export const failures = [
  /** The call itself throws. */
  'throws',
  /** The disk is full while the request is pending. */
  'aborts',
  /** The disk is full after the request was answered: at the last step, in the commit. */
  'aborts after',
  /** The browser closes the database (a crash of its storage process, "clear site data"). */
  'closes',
] as const;
export type Failure = (typeof failures)[number];

/** How the fake database aborts a transaction for a reason of the browser. */
type Abortable = IDBTransaction & { _abort(reason: string): void };
const abort = (transaction: IDBTransaction, reason = 'QuotaExceededError'): void =>
  (transaction as Abortable)._abort(reason);
/** Its published type asks for the class. */
export const forceClose = forceCloseDatabase as unknown as (database: IDBDatabase) => void;

const quota = (): DOMException => new DOMException('no room', 'QuotaExceededError');

type Method = (this: unknown, ...args: unknown[]) => unknown;

const broken: readonly [object: object, names: readonly string[]][] = [
  [IDBDatabase.prototype, ['transaction']],
  [
    IDBObjectStore.prototype,
    ['get', 'getKey', 'getAll', 'getAllKeys', 'count', 'put', 'add', 'delete', 'clear'],
  ],
  [IDBIndex.prototype, ['get', 'getAll', 'getAllKeys', 'count']],
];

/**
 * Runs `work` with IndexedDB failing at step `failAt` (from 1; 0 never).
 * @returns how many steps there were up to the end of `work`.
 */
export async function withFailure(
  failAt: number,
  failure: Failure,
  work: () => Promise<void>,
): Promise<number> {
  let step = 0;
  const undo: (() => void)[] = [];
  for (const [prototype, names] of broken) {
    for (const name of names) {
      const original = Reflect.get(prototype, name) as Method;
      const patched: Method = function (...args) {
        step++;
        if (step !== failAt) return original.apply(this, args);
        return fail(this, () => original.apply(this, args), failure);
      };
      Reflect.set(prototype, name, patched);
      undo.push(() => Reflect.set(prototype, name, original));
    }
  }
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
  }
  return step;
}

function fail(target: unknown, call: () => unknown, failure: Failure): unknown {
  if (failure === 'throws') throw quota();
  if (target instanceof IDBDatabase) {
    if (failure === 'closes') {
      forceClose(target);
      return call();
    }
    const transaction = call() as IDBTransaction;
    // Not at once: a transaction that was not returned yet cannot be aborted.
    queueMicrotask(() => abort(transaction));
    return transaction;
  }
  const store = target instanceof IDBIndex ? target.objectStore : (target as IDBObjectStore);
  const { transaction } = store;
  const request = call() as IDBRequest;
  if (failure === 'closes') {
    // The fake database would let the transaction end; by the specification it is aborted.
    abort(transaction, 'AbortError');
    forceClose(transaction.db);
  } else if (failure === 'aborts') abort(transaction);
  else {
    request.addEventListener('success', () => abort(transaction));
  }
  return request;
}
