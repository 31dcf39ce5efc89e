import type { ComponentChildren } from 'preact';
import { siteName } from '../../messaging/site-pattern.ts';
import { canPipe } from '../../outgoing/pipe.ts';
import type { Settings, SiteChoice } from '../../settings/schema.ts';
import { choiceFor, mayChoose } from '../../settings/site-choices.ts';
import { shippedVocabularies } from '../../settings/vocabularies.ts';
import { siteOf } from '../../sites/sites.ts';
import { Select } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';

export interface SiteRowProps {
  words: Words;
  /** The site's match pattern. */
  pattern: string;
  settings: Settings;
  onStart(starts: boolean): void;
  /** Changes what the user chose for this site; an undefined field is as everywhere. */
  onChoose(change: Omit<SiteChoice, 'site'>): void;
  /** A button at the row's end. */
  children?: ComponentChildren;
}

/** A site where captions may run: whether they start by themselves, and under "More" its choices. */
export function SiteRow(props: SiteRowProps) {
  const { words, pattern, settings, onStart, children } = props;
  const shown = siteName(pattern, words('options_everySite'));
  const callName = siteOf(pattern);
  return (
    <li>
      <span class="call-site">
        {callName && <bdi class="call-name">{callName}</bdi>}
        <bdi class="site">{shown}</bdi>
      </span>
      <label class="check">
        <input
          type="checkbox"
          checked={settings.startSites.includes(pattern)}
          onChange={(event) => onStart(event.currentTarget.checked)}
        />
        <span>
          {words('options_starts')} <span class="unseen">{words('options_startsOn', shown)}</span>
        </span>
      </label>
      {children}
      {mayChoose(pattern) && <Choices {...props} shown={shown} />}
    </li>
  );
}

function Choices({ words, pattern, settings, onChoose, shown }: SiteRowProps & { shown: string }) {
  const own = choiceFor(settings, pattern);
  const vocabularies = shippedVocabularies.map(({ id, name }) => ({ id, name: words(name) }));
  const nameOf = (id: string) => vocabularies.find((one) => one.id === id)?.name ?? id;
  const readers = (everyone: boolean) => words(everyone ? 'readers_everyone' : 'readers_onlyMe');
  const everywhere = (name: string) => ({
    value: '',
    label: words('options_asEverywhere', name),
  });
  const chosen = [
    ...(own.vocabulary === undefined ? [] : [nameOf(own.vocabulary)]),
    ...(own.outgoing === undefined ? [] : [readers(own.outgoing)]),
  ];
  const isPossible = canPipe();
  return (
    <details class="more">
      <summary>
        <span aria-hidden="true">{words('options_more')}</span>
        <span class="unseen">{words('options_moreOf', shown)}</span>
        {chosen.length > 0 && (
          <span class="chosen">
            {new Intl.ListFormat(words.lang, { type: 'unit' }).format(chosen)}
          </span>
        )}
      </summary>
      {/* biome-ignore lint/a11y/useSemanticElements: a legend would say the site's name twice */}
      <div class="site-choices" role="group" aria-label={shown}>
        <Select
          label={words('popup_vocabulary')}
          value={own.vocabulary ?? ''}
          options={[
            everywhere(nameOf(settings.vocabulary)),
            ...vocabularies.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => onChoose({ vocabulary: id || undefined })}
        />
        <Select
          label={words('options_siteReaders')}
          value={own.outgoing === undefined ? '' : String(own.outgoing)}
          options={[
            everywhere(readers(settings.outgoing)),
            { value: 'false', label: readers(false) },
            { value: 'true', label: readers(true) },
          ]}
          disabled={!isPossible && own.outgoing === undefined}
          note={isPossible ? null : words('outgoing_unsupported')}
          onChange={(value) => onChoose({ outgoing: value === '' ? undefined : value === 'true' })}
        />
      </div>
    </details>
  );
}
