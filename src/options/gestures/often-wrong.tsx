import { Button } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';

export interface OftenWrongProps {
  words: Words;
  gesture: string;
  times: number;
  /** Requires more; left out if it does already. */
  onSurer?: (() => void) | undefined;
  onOff(): void;
}

/** What helps against a gesture that is often captioned wrongly. Nothing is learnt by itself. */
export function OftenWrong({ words, gesture, times, onSurer, onOff }: OftenWrongProps) {
  // Accessible names begin with what is to be read on the button.
  const [surer, off] = [words('options_certaintySurer'), words('options_wrongOff')];
  return (
    <div class="often-wrong">
      <p class="warning">{words('options_wrongOften', String(times))}</p>
      <div class="row">
        {onSurer && (
          <Button look="quiet" label={`${surer} (${gesture})`} onPress={onSurer}>
            {surer}
          </Button>
        )}
        <Button look="quiet" label={`${off} (${gesture})`} onPress={onOff}>
          {off}
        </Button>
      </div>
    </div>
  );
}
