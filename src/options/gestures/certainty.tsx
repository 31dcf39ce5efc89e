import { Button, Select } from '../../ui/components.tsx';
import { Slider } from '../../ui/fields.tsx';
import type { MessageKey, Words } from '../../ui/i18n.ts';
import { type Step, stepOf, steps, thresholdOf, thresholdRange } from './certainty-steps.ts';

const stepWords: Readonly<Record<Step, MessageKey>> = {
  sooner: 'options_certaintySooner',
  usual: 'options_certaintyUsual',
  surer: 'options_certaintySurer',
};

export const inPercent = ({ lang }: Words, share: number): string =>
  share.toLocaleString(lang, { style: 'percent' });

export interface CertaintyProps {
  words: Words;
  calibrated: number;
  /** What the user has set; undefined: nothing. */
  stored: number | undefined;
  onSave(threshold: number | undefined): void;
}

/** How sure the recognition must be, in words. */
export function Certainty({ words, calibrated, stored, onSave }: CertaintyProps) {
  const step = stepOf(stored, calibrated);
  const options = steps.map((value) => ({
    value: value as string,
    label: words(stepWords[value]),
  }));
  // A number of the user's own is between the steps, or beyond them.
  if (step === null && stored !== undefined)
    options.push({ value: '', label: inPercent(words, stored) });
  return (
    <Select
      label={words('options_threshold')}
      value={step ?? ''}
      options={options}
      onChange={(chosen) => {
        const found = steps.find((one) => one === chosen);
        if (found) onSave(thresholdOf(found, calibrated));
      }}
    />
  );
}

export interface ThresholdProps {
  words: Words;
  gesture: string;
  /** The threshold as shown: stored, calibrated, or being changed. */
  value: number;
  /** Null if the gesture was not trained yet. */
  calibrated: number | null;
  isOwn: boolean;
  saved: string | undefined;
  onSlide(threshold: number): void;
  onSave(threshold: number | undefined): void;
}

/** The same as a number. */
export function ThresholdSlider(props: ThresholdProps) {
  const { words, gesture, value, calibrated, isOwn, saved, onSlide, onSave } = props;
  return (
    <Slider
      label={words('options_thresholdNumber')}
      value={value}
      min={thresholdRange.least}
      max={thresholdRange.most}
      step={0.01}
      text={inPercent(words, value)}
      mark={
        calibrated === null
          ? undefined
          : { at: calibrated, label: words('options_calibrated', inPercent(words, calibrated)) }
      }
      onSlide={onSlide}
      onSave={onSave}
    >
      <span class="said" role="status">
        {saved}
      </span>
      {isOwn && (
        <Button
          look="quiet"
          label={words('options_thresholdResetOf', gesture)}
          onPress={() => onSave(undefined)}
        >
          {words('options_reset')}
        </Button>
      )}
    </Slider>
  );
}
