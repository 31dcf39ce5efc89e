import { useState } from 'preact/hooks';
import type { Settings, SettingsChange } from '../../settings/schema.ts';
import { sitesWith } from '../../settings/site-choices.ts';
import { Fold } from '../../ui/fold.tsx';
import type { SectionProps } from '../services/types.ts';
import { useAction } from '../services/use-action.ts';
import { ComputerTime, rateLabel } from './computer-time.tsx';
import { LookForm } from './look/form.tsx';
import { Preview } from './look/preview.tsx';
import { OwnPhrasesCard } from './own-phrases.tsx';
import { LanguageCard, useSample } from './readers/language.tsx';
import { OutgoingCard } from './readers/outgoing.tsx';
import { SpeakCard } from './readers/speak.tsx';
import { SpellingGroup } from './spelling/group.tsx';
import { WhenGroup } from './when/group.tsx';
import { WrongGestureCard } from './when/wrong-gesture.tsx';

/** All settings of captions, in groups that fold. Every change is stored at once. */
export function CaptionsSection({ words, services }: SectionProps) {
  const { settings } = services;
  const now = settings.current.value;
  const action = useAction(words);
  const [sliding, setSliding] = useState<Partial<Settings>>({});
  const save = (fields: SettingsChange): void => {
    void action.run(() => settings.change(fields)).then(() => setSliding({}));
  };
  const slide = (fields: Partial<Settings>): void => setSliding({ ...sliding, ...fields });
  const seconds = (ms: number): string =>
    words('options_seconds', (ms / 1000).toLocaleString(words.lang, { maximumFractionDigits: 1 }));
  const sample = useSample(services);
  const shown: Settings = { ...now, ...sliding };
  const form = { words, now: shown, seconds, onSlide: slide, onSave: save };
  return (
    <div class="settings">
      <Fold
        id="captions-readers"
        title={words('options_groupReaders')}
        note={words(now.outgoing ? 'readers_everyone' : 'readers_onlyMe')}
        open
      >
        <OutgoingCard
          words={words}
          on={now.outgoing}
          sites={sitesWith(now, 'outgoing')}
          onChange={(outgoing) => save({ outgoing, readersTold: true })}
        />
        <SpeakCard words={words} now={now} onSave={save} />
        <LanguageCard
          words={words}
          value={now.captionLanguage}
          onChange={(captionLanguage) => save({ captionLanguage })}
        />
      </Fold>
      <Fold
        id="captions-when"
        title={words('options_groupWhen')}
        note={words('options_groupWhenNote', seconds(shown.dwellMs))}
      >
        <WhenGroup {...form} />
        <WrongGestureCard
          words={words}
          services={services}
          value={now.wrongGesture}
          onChange={(wrongGesture) => save({ wrongGesture })}
        />
      </Fold>
      <Fold
        id="captions-spelling"
        title={words('options_spelling')}
        note={words('options_spellingAbout')}
      >
        <SpellingGroup {...form} services={services} />
      </Fold>
      <Fold id="captions-phrases" title={words('panel_own')}>
        <OwnPhrasesCard
          words={words}
          value={now.ownPhrases}
          onSave={(ownPhrases) => save({ ownPhrases })}
        />
      </Fold>
      <Fold id="captions-look" title={words('options_look')}>
        <Preview words={words} settings={shown} sample={sample} />
        <LookForm words={words} now={shown} onSlide={slide} onSave={save} />
      </Fold>
      <Fold
        id="captions-computer"
        title={words('options_rate')}
        note={words(rateLabel(now.mostRate))}
      >
        <ComputerTime words={words} now={now} onSave={save} />
      </Fold>
      <p class={action.fault ? 'said wrong' : 'said'} role="status">
        {action.fault ?? (action.done !== null ? words('options_saved') : '')}
      </p>
    </div>
  );
}
