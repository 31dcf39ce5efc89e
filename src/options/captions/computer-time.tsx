import { type MostRate, mostRates } from '../../messaging/recognition.ts';
import type { Settings, SettingsChange } from '../../settings/schema.ts';
import { Choice } from '../../ui/fields.tsx';
import type { MessageKey, Words } from '../../ui/i18n.ts';

const texts: Readonly<Record<MostRate, readonly [label: MessageKey, note: MessageKey]>> = {
  15: ['options_rateFull', 'options_rateFullAbout'],
  10: ['options_rateLess', 'options_rateLessAbout'],
  5: ['options_rateLeast', 'options_rateLeastAbout'],
};

/** What the user reads for a limit of the frame rate. */
export const rateLabel = (rate: MostRate): MessageKey => texts[rate][0];

export interface ComputerTimeProps {
  words: Words;
  now: Pick<Settings, 'mostRate'>;
  onSave(change: SettingsChange): void;
}

/** How much of the computer's time captions may take. */
export function ComputerTime({ words, now, onSave }: ComputerTimeProps) {
  return (
    <div class="card">
      <Choice<`${MostRate}`>
        legend={words('options_rate')}
        legendUnseen
        value={`${now.mostRate}`}
        options={mostRates.map((rate) => {
          const [label, note] = texts[rate];
          return { value: `${rate}`, label: words(label), note: words(note) };
        })}
        onChange={(chosen) => onSave({ mostRate: mostRates.find((rate) => `${rate}` === chosen) })}
      />
    </div>
  );
}
