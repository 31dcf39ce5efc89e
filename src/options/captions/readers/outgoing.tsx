import { canPipe } from '../../../outgoing/pipe.ts';
import { Switch } from '../../../ui/components.tsx';
import type { Words } from '../../../ui/i18n.ts';
import { isolate } from '../../../ui/isolate.ts';

export interface OutgoingCardProps {
  words: Words;
  on: boolean;
  /** Names of the sites that have a choice of their own. */
  sites: readonly string[];
  onChange(on: boolean): void;
}

/** "Others see my captions": off by default; a note says what it does before it is on. */
export function OutgoingCard({ words, on, sites, onChange }: OutgoingCardProps) {
  const isPossible = canPipe();
  return (
    <div class="card stack">
      <Switch
        label={words('options_outgoing')}
        checked={on}
        disabled={!isPossible && !on}
        onChange={onChange}
      />
      <p class="note">{words(isPossible ? 'options_outgoingAbout' : 'outgoing_unsupported')}</p>
      {sites.length > 0 && (
        <p class="note">
          {words(
            'options_outgoingSites',
            new Intl.ListFormat(words.lang).format(sites.map((site) => isolate(site, words.dir))),
          )}
        </p>
      )}
    </div>
  );
}
