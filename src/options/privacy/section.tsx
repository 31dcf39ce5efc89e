import { useCallback, useId, useState } from 'preact/hooks';
import type { StoreUsage } from '../../packs/store-types.ts';
import { Button, Status } from '../../ui/components.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { MessageKey } from '../../ui/i18n.ts';
import { BackupPanel } from '../backup/panel.tsx';
import { pageSentence } from '../camera/sentence.ts';
import { usageRows } from '../services/kept-rows.ts';
import type { OptionsServices, SectionProps } from '../services/types.ts';
import { useAction } from '../services/use-action.ts';
import { useStored } from '../services/use-stored.ts';

interface Kept {
  usage: StoreUsage;
  settings: number;
  practised: number;
  selfTests: number;
  transcripts: number;
  sites: number;
}

async function readKept({ store, traces, sites }: OptionsServices): Promise<Kept> {
  const [usage, counts, granted] = await Promise.all([
    store.usage(),
    traces.count(),
    sites.granted(),
  ]);
  return { usage, ...counts, sites: granted.length };
}

function rowsOf(kept: Kept): [MessageKey, number][] {
  const { usage, settings, practised, selfTests, transcripts, sites } = kept;
  return [
    ...usageRows(usage),
    ['options_keptTranscripts', transcripts],
    ['options_keptSettings', settings],
    ['options_keptPractised', practised],
    ['options_keptSelfTests', selfTests],
    ['options_keptSites', sites],
  ];
}

/** How much is kept on this device, and the button that deletes it. */
export function PrivacySection({ words, services }: SectionProps) {
  const { store, sites } = services;
  const [asking, setAsking] = useState(false);
  const [again, setAgain] = useState(0);
  const action = useAction(words);
  const { value: kept, problem } = useStored(
    useCallback(() => readKept(services), [services, again]),
    useCallback(
      (onChange) => {
        const stops = [store.subscribe(onChange), sites.subscribe(onChange)];
        return () => {
          for (const stop of stops) stop();
        };
      },
      [store, sites],
    ),
  );
  const remove = (alsoSites: boolean): void => {
    setAsking(false);
    void action
      .run(async () => {
        await store.deleteEverything();
        await services.traces.clear();
        if (alsoSites) for (const pattern of await sites.granted()) await sites.remove(pattern);
      }, 'deleted')
      .then(() => setAgain((times) => times + 1));
  };
  return (
    <div class="stack">
      <section class="group" aria-labelledby="privacy-promise">
        <h2 id="privacy-promise">{words('options_promise')}</h2>
        <p>{words('options_promiseNetwork')}</p>
        <p>{words('options_promiseSent')}</p>
        <p>{words('options_promisePictures')}</p>
        <p>{words('options_promiseGestures')}</p>
      </section>
      <section class="group" aria-labelledby="privacy-kept">
        <h2 id="privacy-kept">{words('options_kept')}</h2>
        <p class="note">{words('options_keptWhere')}</p>
        {problem && (
          <Status
            tone="error"
            title={words('options_unread')}
            detail={pageSentence(words, problem)}
          />
        )}
        {kept && (
          <table class="facts">
            <tbody>
              {rowsOf(kept).map(([key, count]) => (
                <tr key={key}>
                  <th scope="row">{words(key)}</th>
                  <td>{count.toLocaleString(words.lang)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div class="row">
          <Button look="danger" disabled={action.busy} onPress={() => setAsking(true)}>
            {words('options_deleteAll')}
          </Button>
        </div>
        <p class={action.fault ? 'said wrong' : 'said'} role="status">
          {action.fault ?? (action.done === 'deleted' ? words('options_deleted') : '')}
        </p>
      </section>
      <BackupPanel
        words={words}
        services={services}
        onRestored={() => setAgain((times) => times + 1)}
      />
      {asking && (
        <Ask words={words} sites={kept?.sites ?? 0} onNo={() => setAsking(false)} onYes={remove} />
      )}
    </div>
  );
}

interface AskProps extends Pick<SectionProps, 'words'> {
  sites: number;
  onNo(): void;
  onYes(alsoSites: boolean): void;
}

function Ask({ words, sites, onNo, onYes }: AskProps) {
  const id = useId();
  const [alsoSites, setAlsoSites] = useState(true);
  return (
    <Dialog
      title={words('options_deleteAsk')}
      onClose={onNo}
      actions={
        <>
          <Button look="quiet" onPress={onNo}>
            {words('options_cancel')}
          </Button>
          <Button look="danger" onPress={() => onYes(alsoSites)}>
            {words('options_deleteAll')}
          </Button>
        </>
      }
    >
      <p>{words('options_deleteAskAbout')}</p>
      {sites > 0 && (
        <label class="check" for={id}>
          <input
            id={id}
            type="checkbox"
            checked={alsoSites}
            onChange={(event) => setAlsoSites(event.currentTarget.checked)}
          />
          <span>{words('options_deleteSites', String(sites))}</span>
        </label>
      )}
    </Dialog>
  );
}
