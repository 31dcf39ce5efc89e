import { useState } from 'preact/hooks';
import {
  dwellRange,
  type MostRate,
  mostRates,
  type Strictness,
  strictnesses,
} from '../../messaging/recognition.ts';
import { captionTimes, type Settings, type SettingsChange } from '../../settings/schema.ts';
import { Switch } from '../../ui/components.tsx';
import { Choice, Slider } from '../../ui/fields.tsx';
import type { MessageKey } from '../../ui/i18n.ts';
import type { SectionProps } from '../services.ts';
import { useAction } from '../use-action.ts';
import { HoldBackCard } from './hold-back.tsx';
import { LanguageCard, useSample } from './language.tsx';
import { LookForm } from './look-form.tsx';
import { OutgoingCard } from './outgoing.tsx';
import { Preview } from './preview.tsx';
import { SpeakCard } from './speak.tsx';
import { SpellingSection } from './spelling.tsx';

/** A choice's label and the note below it. */
type Texts = readonly [label: MessageKey, note: MessageKey];

const strictnessTexts: Readonly<Record<Strictness, Texts>> = {
  loose: ['options_loose', 'options_looseAbout'],
  normal: ['options_normal', 'options_normalAbout'],
  strict: ['options_strict', 'options_strictAbout'],
};
const rateTexts: Readonly<Record<MostRate, Texts>> = {
  15: ['options_rateFull', 'options_rateFullAbout'],
  10: ['options_rateLess', 'options_rateLessAbout'],
  5: ['options_rateLeast', 'options_rateLeastAbout'],
};

/** All settings of captions. Every change is stored at once. */
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
  const choice = <T extends string>(value: T, [label, note]: Texts) => ({
    value,
    label: words(label),
    note: words(note),
  });
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
          min={dwellRange.least}
          max={dwellRange.most}
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
          options={strictnesses.map((step) => choice(step, strictnessTexts[step]))}
          onChange={(strictness) => save({ strictness })}
        />
      </div>
      <div class="card">
        <Choice<`${MostRate}`>
          legend={words('options_rate')}
          value={`${now.mostRate}`}
          options={mostRates.map((rate) => choice(`${rate}`, rateTexts[rate]))}
          onChange={(chosen) => save({ mostRate: mostRates.find((rate) => `${rate}` === chosen) })}
        />
      </div>
      <div class="card">
        <Slider
          label={words('options_stay')}
          value={stay}
          min={captionTimes.least}
          max={captionTimes.most}
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
      <SpellingSection
        words={words}
        services={services}
        now={shown}
        seconds={seconds}
        onSlide={(fields) => setSliding({ ...sliding, ...fields })}
        onSave={save}
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
