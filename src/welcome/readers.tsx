import { useMemo, useState } from 'preact/hooks';
import { SentPreview } from '../outgoing/preview.tsx';
import { sentLook } from '../outgoing/sent-look.ts';
import { Choice } from '../ui/fields.tsx';
import type { Words } from '../ui/i18n.ts';
import type { WelcomeServices } from './services.ts';

export interface ReadersProps {
  words: Words;
  services: Pick<WelcomeServices, 'settings' | 'canReachOthers'>;
}

/** Asks who should read the captions. The answer is stored at once, and can be given later too. */
export function Readers({ words, services }: ReadersProps) {
  const { settings, canReachOthers } = services;
  const [unsaved, setUnsaved] = useState(false);
  const now = settings.current.value;
  const look = useMemo(() => sentLook(now, words.dir), [now, words.dir]);
  const all = canReachOthers && now.outgoing;
  const example = words('readers_example');
  const choose = (outgoing: boolean): void => {
    settings.change({ outgoing, readersTold: true }).then(
      () => setUnsaved(false),
      () => setUnsaved(true),
    );
  };
  return (
    <section aria-labelledby="welcome-readers">
      <h2 id="welcome-readers">{words('readers_ask')}</h2>
      {canReachOthers && <p>{words('readers_askAbout')}</p>}
      <div class="readers">
        <Choice<'me' | 'everyone'>
          legend={words('readers_ask')}
          legendUnseen
          value={all ? 'everyone' : 'me'}
          options={[
            { value: 'me', label: words('readers_onlyMe'), note: words('readers_onlyMeAbout') },
            {
              value: 'everyone',
              label: words('readers_everyone'),
              note: canReachOthers
                ? words('readers_everyoneAbout')
                : `${words('outgoing_unsupported')} ${words('readers_chat')}`,
              disabled: !canReachOthers,
            },
          ]}
          onChange={(who) => choose(who === 'everyone')}
        />
        <SentPreview
          caption={all ? example : null}
          look={look}
          label={all ? words('readers_previewAll', example) : words('readers_previewYou')}
        />
      </div>
      {unsaved && (
        <p class="said wrong" role="alert">
          {words('problem_storage_failed')}
        </p>
      )}
    </section>
  );
}
