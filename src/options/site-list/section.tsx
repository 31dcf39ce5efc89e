import { useCallback, useId, useState } from 'preact/hooks';
import { siteName } from '../../messaging/site-pattern.ts';
import type { SiteChoice } from '../../settings/schema.ts';
import { withChoice } from '../../settings/site-choices.ts';
import { callSites } from '../../sites/sites.ts';
import { Button, Status } from '../../ui/components.tsx';
import { pageSentence } from '../camera/sentence.ts';
import type { SectionProps } from '../services/types.ts';
import { useAction } from '../services/use-action.ts';
import { useStored } from '../services/use-stored.ts';
import { readAddress } from './address.ts';
import { SiteRow } from './row.tsx';

/** Names of call apps that people run on their own servers, which no list can contain. */
const elsewhere = callSites
  .filter(({ ownServers }) => ownServers)
  .map(({ name }) => name)
  .join(', ');

/**
 * Where captions may run: the listed sites, those that the user has allowed, and a field to allow
 * more; and what the user chose for each.
 */
export function SitesSection({ words, services }: SectionProps) {
  const { sites, settings } = services;
  const now = settings.current.value;
  const everySite = words('options_everySite');
  const setStarts = (pattern: string, starts: boolean): void => {
    void action.run(() =>
      settings.change(({ startSites }) => {
        const others = startSites.filter((other) => other !== pattern);
        return { startSites: starts ? [...others, pattern] : others };
      }),
    );
  };
  const choose = (pattern: string, change: Omit<SiteChoice, 'site'>): void => {
    void action.run(() =>
      settings.change(({ siteChoices }) => ({
        siteChoices: withChoice(siteChoices, pattern, change),
        ...('outgoing' in change && { readersTold: true }),
      })),
    );
  };
  /** The browser no longer allows it, and what was chosen for it is forgotten. */
  const remove = async (pattern: string): Promise<void> => {
    await sites.remove(pattern);
    await settings.change(({ startSites, siteChoices }) => ({
      startSites: startSites.filter((other) => other !== pattern),
      siteChoices: siteChoices.filter(({ site }) => site !== pattern),
    }));
  };
  const row = (pattern: string) => ({
    pattern,
    words,
    settings: now,
    onStart: (starts: boolean) => setStarts(pattern, starts),
    onChoose: (change: Omit<SiteChoice, 'site'>) => choose(pattern, change),
  });
  const action = useAction(words);
  const { value: granted, problem } = useStored(
    useCallback(() => sites.granted(), [sites]),
    useCallback((onChange) => sites.subscribe(onChange), [sites]),
  );
  // In the popup the user may have chosen a single site of a wider pattern.
  const known = [...sites.listed, ...(granted ?? [])];
  const told = [...now.startSites, ...now.siteChoices.map(({ site }) => site)];
  const chosen = granted ? [...new Set(told)].filter((site) => !known.includes(site)) : [];
  const listed = [...sites.listed, ...chosen];
  return (
    <div class="stack">
      <section class="group" aria-labelledby="sites-own">
        <h2 id="sites-own">{words('options_sitesOwn')}</h2>
        {problem && (
          <Status
            tone="error"
            title={words('options_unread')}
            detail={pageSentence(words, problem)}
          />
        )}
        {granted?.length === 0 && <p class="note">{words('options_sitesNone')}</p>}
        {granted && granted.length > 0 && (
          <ul class="sites">
            {granted.map((pattern) => {
              const shown = siteName(pattern, everySite);
              return (
                <SiteRow key={pattern} {...row(pattern)}>
                  <Button
                    look="quiet"
                    label={words('options_removeOf', shown)}
                    disabled={action.busy}
                    onPress={() =>
                      void action.run(() => remove(pattern), words('options_siteRemoved', shown))
                    }
                  >
                    {words('options_remove')}
                  </Button>
                </SiteRow>
              );
            })}
          </ul>
        )}
        <p class={action.fault ? 'said wrong' : 'said'} role="status">
          {action.fault ?? action.done}
        </p>
        <AddSite {...{ words, services }} known={known} />
      </section>
      <section class="group" aria-labelledby="sites-listed">
        <h2 id="sites-listed">{words('options_sitesListed')}</h2>
        <p class="note">{words('options_sitesListedAbout')}</p>
        <ul class="sites">
          {listed.map((pattern) => (
            <SiteRow key={pattern} {...row(pattern)} />
          ))}
        </ul>
        <p class="note">{words('options_sitesElsewhere', elsewhere)}</p>
      </section>
      <section class="group" aria-labelledby="sites-private">
        <h2 id="sites-private">{words('options_private')}</h2>
        <p>{words('options_privateAbout')}</p>
      </section>
    </div>
  );
}

function AddSite({ words, services, known }: SectionProps & { known: readonly string[] }) {
  const id = useId();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<{ wrong: boolean; text: string } | null>(null);
  const action = useAction(words);
  const add = (): void => {
    const address = readAddress(text);
    if (!address.ok) {
      const key =
        address.fault === 'insecure' ? 'options_addressInsecure' : 'options_addressUnreadable';
      setOutcome({ wrong: true, text: words(key) });
      return;
    }
    const name = siteName(address.pattern, words('options_everySite'));
    if (known.includes(address.pattern)) {
      setOutcome({ wrong: false, text: words('options_siteKnown', name) });
      return;
    }
    setOutcome(null);
    // Await nothing before this: the browser asks the user only within the click.
    const answer = services.sites.request(address.pattern);
    void action.run(async () => {
      if (await answer) {
        setText('');
        setOutcome({ wrong: false, text: words('options_siteAdded', name) });
      } else setOutcome({ wrong: true, text: words('options_siteRefused', name) });
    });
  };
  const fault = action.fault ?? (outcome?.wrong ? outcome.text : null);
  return (
    <form
      class="settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div class="field">
        <label for={id}>{words('options_address')}</label>
        <div class="with-button">
          <input
            id={id}
            type="text"
            inputMode="url"
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            placeholder="meet.example.org"
            value={text}
            aria-invalid={outcome?.wrong || undefined}
            aria-describedby={`${id}-said`}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={action.busy}>
            {words('options_add')}
          </button>
        </div>
        <p class={fault ? 'said wrong' : 'said'} id={`${id}-said`} role="status">
          {fault ?? outcome?.text}
        </p>
      </div>
    </form>
  );
}
