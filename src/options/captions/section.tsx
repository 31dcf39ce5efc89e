import { useState } from 'preact/hooks';
import type { Settings, SettingsChange } from '../../settings/schema.ts';
import { Switch } from '../../ui/components.tsx';
import { Choice, Slider } from '../../ui/fields.tsx';
import type { SectionProps } from '../services.ts';
import { useAction } from '../use-action.ts';
import { AcceptField } from './accept.tsx';
import { HoldBackCard } from './hold-back.tsx';
import { LanguageCard, useSample } from './language.tsx';
import { LookForm } from './look-form.tsx';
import { OutgoingCard } from './outgoing.tsx';
import { Preview } from './preview.tsx';
import { SpeakCard } from './speak.tsx';

type Strictness = Settings['strictness'];
const rates = { 15: 15, 10: 10, 5: 5 } as const;

/** When a caption comes, and how long it stays. Every change is stored at once. */
export function CaptionsSection({ words, services }: SectionProps) {
  const { settings } = services;
  const now = settings.current.value;
  const action = useAction(words);
  const [sliding, setSliding] = useState<Partial<Settings>>({});
  const save = (fields: SettingsChange): void => {
    void action.run(() => settings.change(fields)).then(() => setSliding({}));
  };
  const seconds = (ms: number): string =>
    words('options_seconds', (ms / 1000).toLocaleString(words.lang, { maximumFractionDigits: 1 }));
  const sample = useSample(services);
  const shown: Settings = { ...now, ...sliding };
  const dwell = sliding.dwellMs ?? now.dwellMs;
  const stay = sliding.captionMs ?? now.captionMs;
  return (
    <div class="settings">
      <div class="card">
        <Slider
          label={words('options_dwell')}
          value={dwell}
          min={300}
          max={3000}
          step={100}
          text={seconds(dwell)}
          note={words('options_dwellAbout')}
          onSlide={(dwellMs) => setSliding({ ...sliding, dwellMs })}
          onSave={(dwellMs) => save({ dwellMs })}
        />
      </div>
      <div class="card">
        <Choice<Strictness>
          legend={words('options_strictness')}
          value={now.strictness}
          options={[
            {
              value: 'loose',
              label: words('options_loose'),
              note: words('options_looseAbout'),
            },
            {
              value: 'normal',
              label: words('options_normal'),
              note: words('options_normalAbout'),
            },
            {
              value: 'strict',
              label: words('options_strict'),
              note: words('options_strictAbout'),
            },
          ]}
          onChange={(strictness) => save({ strictness })}
        />
      </div>
      <div class="card">
        <Choice<'15' | '10' | '5'>
          legend={words('options_rate')}
          value={`${now.mostRate}`}
          options={[
            { value: '15', label: words('options_rateFull'), note: words('options_rateFullAbout') },
            { value: '10', label: words('options_rateLess'), note: words('options_rateLessAbout') },
            {
              value: '5',
              label: words('options_rateLeast'),
              note: words('options_rateLeastAbout'),
            },
          ]}
          onChange={(rate) => save({ mostRate: rates[rate] })}
        />
      </div>
      <div class="card">
        <Slider
          label={words('options_stay')}
          value={stay}
          min={1000}
          max={60_000}
          step={1000}
          text={seconds(stay)}
          note={words('options_stayAbout')}
          onSlide={(captionMs) => setSliding({ ...sliding, captionMs })}
          onSave={(captionMs) => save({ captionMs })}
        />
      </div>
      <div class="card stack">
        <Switch
          label={words('options_ring')}
          checked={now.dwellIndicator}
          onChange={(dwellIndicator) => save({ dwellIndicator })}
        />
        <p class="note">{words('options_ringAbout')}</p>
      </div>
      <div class="card stack">
        <Switch
          label={words('options_suggest')}
          checked={now.wordSuggestions}
          onChange={(wordSuggestions) => save({ wordSuggestions })}
        />
        <p class="note">{words('options_suggestAbout')}</p>
        {now.wordSuggestions && (
          <AcceptField
            words={words}
            services={services}
            value={now.acceptGesture}
            onChange={(acceptGesture) => save({ acceptGesture })}
          />
        )}
      </div>
      <HoldBackCard
        words={words}
        on={now.holdWhileSpeaking}
        onChange={(holdWhileSpeaking) => save({ holdWhileSpeaking })}
      />
      <LanguageCard
        words={words}
        value={now.captionLanguage}
        onChange={(captionLanguage) => save({ captionLanguage })}
      />
      <section class="settings" aria-labelledby="captions-look">
        <h2 id="captions-look">{words('options_look')}</h2>
        <Preview words={words} settings={shown} sample={sample} />
        <LookForm
          words={words}
          now={shown}
          onSlide={(fields) => setSliding({ ...sliding, ...fields })}
          onSave={save}
        />
      </section>
      <SpeakCard words={words} now={now} onSave={save} />
      <OutgoingCard words={words} on={now.outgoing} onChange={(outgoing) => save({ outgoing })} />
      <p class={action.fault ? 'said wrong' : 'said'} role="status">
        {action.fault ?? (action.done !== null ? words('options_saved') : '')}
      </p>
    </div>
  );
}
