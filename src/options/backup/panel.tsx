import { useId, useState } from 'preact/hooks';
import { siteName } from '../../messaging/site-pattern.ts';
import type { StoreUsage } from '../../packs/store-types.ts';
import { Button } from '../../ui/components.tsx';
import { localDay } from '../../ui/local-time.ts';
import type { SectionProps } from '../services/types.ts';
import { useAction } from '../services/use-action.ts';
import { type Backup, backupLimits } from './format.ts';
import { type BackupRefusal, readBackup, tooBigToRestore } from './read.ts';
import { readKept, restoreBackup, sitesToAllow } from './restore.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { backupName, readableDay, refusalSentence } from './words.ts';
import { writeBackup } from './write.ts';

export interface BackupPanelProps extends SectionProps {
  /** Everything was replaced. */
  onRestored(): void;
}

/** Saves everything that is kept as one file, and takes such a file back. */
export function BackupPanel({ words, services, onRestored }: BackupPanelProps) {
  const id = useId();
  const action = useAction(words);
  const [offer, setOffer] = useState<{ backup: Backup; now: StoreUsage } | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [outcome, setOutcome] = useState('');
  const [missing, setMissing] = useState<readonly string[]>([]);

  const begin = (): void => {
    setOffer(null);
    setRefused(null);
    setOutcome('');
  };
  const save = (): void => {
    begin();
    void action.run(async () => {
      const made = localDay(new Date());
      const { text, reading } = writeBackup(await readKept(services), made);
      if (!reading.ok) return setRefused(words('options_backupTooBig', megabytes(words.lang)));
      const name = backupName(made);
      services.save(name, text, 'application/json');
      setOutcome(words('options_exported', name));
    });
  };
  const take = async (file: File): Promise<void> => {
    begin();
    const refuse = (refusal: BackupRefusal): void =>
      setRefused(
        `${words('import_refused', file.name)} ${refusalSentence(words, refusal, megabytes(words.lang))}`,
      );
    // Check the size before the text is read into memory.
    if (file.size > backupLimits.bytes) return refuse(tooBigToRestore);
    const text = await file.text().catch(() => null);
    if (text === null) return setRefused(words('import_unreadable', file.name));
    const reading = readBackup(text);
    if (!reading.ok) return refuse(reading.refusal);
    await action.run(async () => {
      setOffer({ backup: reading.backup, now: await services.store.usage() });
    });
  };
  const restore = (backup: Backup): void => {
    void action
      .run(async () => {
        const how = await restoreBackup(services, backup);
        if (how === 'half') setRefused(words('options_restoredHalf'));
        else setOutcome(words('options_restored', readableDay(backup.made, words.lang)));
        setMissing(await sitesToAllow(services, backup));
        onRestored();
      })
      .then(() => setOffer(null));
  };

  return (
    <section class="group" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words('options_backup')}</h2>
      <p>{words('options_backupAbout')}</p>
      <p class="warning">{words('options_backupWarning')}</p>
      <div class="row files">
        <Button disabled={action.busy} onPress={save}>
          {words('options_backupSave')}
        </Button>
        <input
          id={`${id}-file`}
          type="file"
          accept=".json,application/json"
          class="unseen"
          disabled={action.busy}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            // So that choosing the same file again, corrected, fires `change`.
            currentTarget.value = '';
            if (file) void take(file);
          }}
        />
        <label for={`${id}-file`} class="quiet">
          {words('options_restore')}
        </label>
      </div>
      <p class="said" role="status">
        {outcome}
      </p>
      <div role="alert">
        {(refused ?? action.fault) && <p class="said wrong">{refused ?? action.fault}</p>}
      </div>
      {missing.length > 0 && (
        <MissingSites
          {...{ words, services, missing }}
          onAllowed={(site) => setMissing(missing.filter((one) => one !== site))}
        />
      )}
      {offer && (
        <RestoreDialog
          words={words}
          backup={offer.backup}
          now={offer.now}
          busy={action.busy}
          onClose={() => setOffer(null)}
          onRestore={() => restore(offer.backup)}
        />
      )}
    </section>
  );
}

interface MissingSitesProps extends SectionProps {
  missing: readonly string[];
  onAllowed(site: string): void;
}

/** The sites of the backup that only the user can allow. */
function MissingSites({ words, services, missing, onAllowed }: MissingSitesProps) {
  const action = useAction(words);
  return (
    <>
      <p role="status">{words('options_restoreSites')}</p>
      <ul class="sites">
        {missing.map((site) => {
          const shown = siteName(site, words('options_everySite'));
          return (
            <li key={site}>
              <bdi class="site">{shown}</bdi>
              <Button
                look="quiet"
                label={words('options_restoreAllowOf', shown)}
                onPress={() => {
                  // Await nothing before this: the browser asks the user only within the click.
                  const answer = services.sites.request(site);
                  void action.run(async () => {
                    if (await answer) onAllowed(site);
                  });
                }}
              >
                {words('options_restoreAllow')}
              </Button>
            </li>
          );
        })}
      </ul>
      {action.fault && (
        <p class="said wrong" role="alert">
          {action.fault}
        </p>
      )}
    </>
  );
}

const megabytes = (lang: string): string =>
  (backupLimits.bytes / (1024 * 1024)).toLocaleString(lang);
