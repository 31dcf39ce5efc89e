import type { StoreContent, StoreUsage } from '../../packs/store-types.ts';
import { Button } from '../../ui/components.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Words } from '../../ui/i18n.ts';
import { usageRows } from '../services/kept-rows.ts';
import type { Backup } from './format.ts';
import { readableDay } from './words.ts';

export interface RestoreDialogProps {
  words: Words;
  backup: Backup;
  /** What is kept now. */
  now: StoreUsage;
  busy: boolean;
  onClose(): void;
  onRestore(): void;
}

/** Shows what a backup would replace; nothing is changed until the user confirms. */
export function RestoreDialog({
  words,
  backup,
  now,
  busy,
  onClose,
  onRestore,
}: RestoreDialogProps) {
  const then = new Map(usageRows(usageOf(backup.store)));
  const rows = usageRows(now)
    .map(([key, count]) => [key, count, then.get(key) ?? 0] as const)
    .filter(([, before, after]) => before + after > 0);
  const number = (count: number): string => count.toLocaleString(words.lang);
  return (
    <Dialog
      title={words('options_restoreAsk')}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {words('options_cancel')}
          </Button>
          <Button look="danger" disabled={busy} onPress={onRestore}>
            {words('options_restoreGo')}
          </Button>
        </>
      }
    >
      <p>{words('options_restoreAbout', readableDay(backup.made, words.lang))}</p>
      {rows.length > 0 && (
        <table class="facts">
          <thead>
            <tr>
              <td />
              <th scope="col">{words('options_restoreNow')}</th>
              <th scope="col">{words('options_restoreThen')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, before, after]) => (
              <tr key={key}>
                <th scope="row">{words(key)}</th>
                <td>{number(before)}</td>
                <td>{number(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

/** What the store will hold after this was restored. */
function usageOf({ packs, unknowns, preferences, taught }: StoreContent): StoreUsage {
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  return {
    packs: packs.length,
    gestures: sum(packs.map(({ header }) => header.gestures.length)),
    samples: sum(packs.flatMap((pack) => [...pack.samples.values()].map((list) => list.length))),
    unknowns: {
      nothing: unknowns.filter(({ origin }) => origin === 'nothing').length,
      wrong: unknowns.filter(({ origin }) => origin === 'wrong').length,
      pack: sum(packs.map((pack) => pack.unknowns.length)),
    },
    preferences: preferences.size,
    taught: taught.length > 0,
  };
}
