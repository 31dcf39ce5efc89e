/** Puts a backup in place of everything that is kept. */
import { ProblemError, toProblem } from '../../messaging/problems.ts';
import type { PackStore } from '../../packs/store-types.ts';
import type { GrantedSites, LocalKeeper } from '../services/types.ts';
import type { Backup, BackupContent } from './format.ts';

export interface KeptParts {
  store: Pick<PackStore, 'everything' | 'replaceEverything'>;
  local: LocalKeeper;
  sites: Pick<GrantedSites, 'granted' | 'listed'>;
}

/** All that a backup holds, as it is kept now. Rejects with a ProblemError. */
export async function readKept({ store, local, sites }: KeptParts): Promise<BackupContent> {
  const [content, records, granted] = await Promise.all([
    store.everything(),
    local.read(),
    sites.granted(),
  ]);
  return { store: content, local: records, sites: granted };
}

/**
 * Replaces everything. The store's part is one transaction; settings come last, and if they cannot be
 * stored, the store is put back as it was.
 *
 * @returns 'half' if that failed too: the gestures are those of the backup, the settings are not.
 * Rejects with a ProblemError if nothing was changed.
 */
export async function restoreBackup(
  { store, local }: Pick<KeptParts, 'store' | 'local'>,
  backup: Backup,
): Promise<'whole' | 'half'> {
  const undo = await store.replaceEverything(backup.store);
  try {
    await local.replace(backup.local);
    return 'whole';
  } catch (error) {
    const undone = await undo().then(
      () => true,
      () => false,
    );
    if (!undone) return 'half';
    const { code, detail = '' } = toProblem(error, 'storage-failed');
    throw new ProblemError(code, detail, { cause: error });
  }
}

/** The backup's sites that the user has to allow again. */
export async function sitesToAllow(
  { sites }: Pick<KeptParts, 'sites'>,
  backup: Backup,
): Promise<readonly string[]> {
  const allowed = new Set([...sites.listed, ...(await sites.granted())]);
  return backup.sites.filter((site) => !allowed.has(site));
}
