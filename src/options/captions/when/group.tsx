import { dwellRange, type Strictness, strictnesses } from '../../../messaging/recognition.ts';
import { captionTimes, type Settings, type SettingsChange } from '../../../settings/schema.ts';
import { Switch } from '../../../ui/components.tsx';
import { Choice, Slider } from '../../../ui/fields.tsx';
import type { MessageKey, Words } from '../../../ui/i18n.ts';
import { HoldBackCard } from './hold-back.tsx';

/** A choice's label and the note below it. */
const strictnessTexts: Readonly<
  Record<Strictness, readonly [label: MessageKey, note: MessageKey]>
> = {
  loose: ['options_loose', 'options_looseAbout'],
  normal: ['options_normal', 'options_normalAbout'],
  strict: ['options_strict', 'options_strictAbout'],
};

export interface GroupProps {
  words: Words;
  /** The settings as shown: stored, or being changed by a slider. */
  now: Settings;
  /** A length of time for the user. */
  seconds(ms: number): string;
  onSlide(fields: Partial<Settings>): void;
  onSave(change: SettingsChange): void;
}

/** When captions appear, and for how long. */
export function WhenGroup({ words, now, seconds, onSlide, onSave }: GroupProps) {
  return (
    <>
      <div class="card">
        <Slider
          label={words('options_dwell')}
          value={now.dwellMs}
          min={dwellRange.least}
          max={dwellRange.most}
          step={100}
          text={seconds(now.dwellMs)}
          note={words('options_dwellAbout')}
          onSlide={(dwellMs) => onSlide({ dwellMs })}
          onSave={(dwellMs) => onSave({ dwellMs })}
        />
      </div>
      <div class="card">
        <Choice<Strictness>
          legend={words('options_strictness')}
          value={now.strictness}
          options={strictnesses.map((value) => {
            const [label, note] = strictnessTexts[value];
            return { value, label: words(label), note: words(note) };
          })}
          onChange={(strictness) => onSave({ strictness })}
        />
      </div>
      <div class="card">
        <Slider
          label={words('options_stay')}
          value={now.captionMs}
          min={captionTimes.least}
          max={captionTimes.most}
          step={1000}
          text={seconds(now.captionMs)}
          note={words('options_stayAbout')}
          onSlide={(captionMs) => onSlide({ captionMs })}
          onSave={(captionMs) => onSave({ captionMs })}
        />
      </div>
      <div class="card stack">
        <Switch
          label={words('options_ring')}
          checked={now.dwellIndicator}
          onChange={(dwellIndicator) => onSave({ dwellIndicator })}
        />
        <p class="note">{words('options_ringAbout')}</p>
      </div>
      <div class="card stack">
        <Switch
          label={words('options_whyHints')}
          checked={now.whyHints}
          onChange={(whyHints) => onSave({ whyHints })}
        />
        <p class="note">{words('options_whyHintsAbout')}</p>
      </div>
      <HoldBackCard
        words={words}
        on={now.holdWhileSpeaking}
        onChange={(holdWhileSpeaking) => onSave({ holdWhileSpeaking })}
      />
    </>
  );
}
