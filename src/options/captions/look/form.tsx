import { useId } from 'preact/hooks';
import { leastContrast, lookSettings, wantedContrast } from '../../../overlay/preview.tsx';
import {
  captionPositions,
  captionSizes,
  captionWidths,
  defaultSettings,
  type Settings,
  type SettingsChange,
} from '../../../settings/schema.ts';
import { Button, Select, Switch } from '../../../ui/components.tsx';
import { Slider } from '../../../ui/fields.tsx';
import type { MessageKey, Words } from '../../../ui/i18n.ts';

export interface LookFormProps {
  words: Words;
  /** The settings, with changes that are not stored yet. */
  now: Settings;
  onSlide(fields: SettingsChange): void;
  onSave(fields: SettingsChange): void;
}

const fonts: [Settings['captionFont'], MessageKey][] = [
  ['system', 'options_font_system'],
  ['serif', 'options_font_serif'],
  ['mono', 'options_font_mono'],
];
const weights: [Settings['captionWeight'], MessageKey][] = [
  [400, 'options_weight_400'],
  [500, 'options_weight_500'],
  [700, 'options_weight_700'],
];
const edges: [Settings['captionEdge'], MessageKey][] = [
  ['none', 'options_edge_none'],
  ['outline', 'options_edge_outline'],
  ['shadow', 'options_edge_shadow'],
];
const aligns: [Settings['captionAlign'], MessageKey][] = [
  ['start', 'options_align_start'],
  ['center', 'options_align_center'],
  ['end', 'options_align_end'],
];
const lines: [Settings['captionLines'], MessageKey][] = [
  [2, 'options_lines_2'],
  [1, 'options_lines_1'],
];
const positionKeys: Record<Settings['captionPosition'], MessageKey> = {
  bottom: 'options_at_bottom',
  'bottom-start': 'options_at_bottomStart',
  'bottom-end': 'options_at_bottomEnd',
  top: 'options_at_top',
  'top-start': 'options_at_topStart',
  'top-end': 'options_at_topEnd',
};
const positions = captionPositions.map((at): [Settings['captionPosition'], MessageKey] => [
  at,
  positionKeys[at],
]);

/** What the reset button restores: every setting that this form shows. */
export const defaultLook: SettingsChange = Object.fromEntries(
  [...lookSettings, 'captionPosition' as const].map((name) => [name, defaultSettings[name]]),
);

/** The settings for how captions look and where they stand. */
export function LookForm({ words, now, onSlide, onSave }: LookFormProps) {
  const percent = (value: number): string =>
    (value / 100).toLocaleString(words.lang, { style: 'percent' });
  /** A field that chooses one of a few values. */
  const pick = <T extends string | number>(
    label: MessageKey,
    value: T,
    choices: readonly (readonly [T, MessageKey])[],
    save: (value: T) => void,
    note?: MessageKey,
  ) => (
    <Select
      label={words(label)}
      value={String(value)}
      options={choices.map(([name, key]) => ({ value: String(name), label: words(key) }))}
      note={note ? words(note) : null}
      onChange={(name) => {
        const chosen = choices.find(([known]) => String(known) === name);
        if (chosen) save(chosen[0]);
      }}
    />
  );
  const least = leastContrast(now);
  return (
    <>
      <div class="card look">
        {pick('options_font', now.captionFont, fonts, (captionFont) => onSave({ captionFont }))}
        {pick('options_weight', now.captionWeight, weights, (captionWeight) =>
          onSave({ captionWeight }),
        )}
        <Slider
          label={words('options_size')}
          value={now.captionSize}
          min={captionSizes.least}
          max={captionSizes.most}
          step={5}
          text={percent(now.captionSize)}
          onSlide={(captionSize) => onSlide({ captionSize })}
          onSave={(captionSize) => onSave({ captionSize })}
        />
        <Slider
          label={words('options_width')}
          value={now.captionWidth}
          min={captionWidths.least}
          max={captionWidths.most}
          step={2}
          text={words('options_widthValue', String(now.captionWidth))}
          onSlide={(captionWidth) => onSlide({ captionWidth })}
          onSave={(captionWidth) => onSave({ captionWidth })}
        />
      </div>
      <div class="card look">
        <Color
          label={words('options_color')}
          value={now.captionColor}
          onSlide={(captionColor) => onSlide({ captionColor })}
          onSave={(captionColor) => onSave({ captionColor })}
        />
        <Color
          label={words('options_background')}
          value={now.captionBackground}
          onSlide={(captionBackground) => onSlide({ captionBackground })}
          onSave={(captionBackground) => onSave({ captionBackground })}
        />
        <Slider
          label={words('options_opacity')}
          value={now.captionOpacity}
          min={0}
          max={100}
          step={1}
          text={percent(now.captionOpacity)}
          onSlide={(captionOpacity) => onSlide({ captionOpacity })}
          onSave={(captionOpacity) => onSave({ captionOpacity })}
        />
        {pick('options_edge', now.captionEdge, edges, (captionEdge) => onSave({ captionEdge }))}
        <p class="contrast" role="status">
          {least < wantedContrast &&
            words(
              'options_contrast',
              // Rounded down, so that 4.49 is not shown as 4.5.
              (Math.floor(least * 10) / 10).toLocaleString(words.lang),
            )}
        </p>
      </div>
      <div class="card look">
        {pick(
          'options_at',
          now.captionPosition,
          positions,
          (captionPosition) => onSave({ captionPosition }),
          'options_atAbout',
        )}
        {pick('options_align', now.captionAlign, aligns, (captionAlign) =>
          onSave({ captionAlign }),
        )}
        {pick('options_lines', now.captionLines, lines, (captionLines) => onSave({ captionLines }))}
      </div>
      <div class="card stack">
        <Switch
          label={words('options_sound')}
          checked={now.captionSound}
          onChange={(captionSound) => onSave({ captionSound })}
        />
        <p class="note">{words('options_soundAbout')}</p>
        <Switch
          label={words('options_aloud')}
          checked={now.captionsAloud}
          onChange={(captionsAloud) => onSave({ captionsAloud })}
        />
        <p class="note">{words('options_aloudAbout')}</p>
      </div>
      <div class="row">
        <Button look="quiet" onPress={() => onSave(defaultLook)}>
          {words('options_lookReset')}
        </Button>
        <p class="note">{words('options_lookResetAbout')}</p>
      </div>
    </>
  );
}

interface ColorProps {
  label: string;
  value: string;
  onSlide(value: string): void;
  onSave(value: string): void;
}

function Color({ label, value, onSlide, onSave }: ColorProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="color"
        value={value}
        onInput={(event) => onSlide(event.currentTarget.value)}
        onChange={(event) => onSave(event.currentTarget.value)}
      />
    </div>
  );
}
