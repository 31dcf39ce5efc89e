import type { MessageKey, Words } from '../../../ui/i18n.ts';
import { type Step, steps } from './path.ts';

const names: Readonly<Record<Step, MessageKey>> = {
  name: 'teach_name',
  record: 'teach_record',
  train: 'teach_trainNow',
  try: 'options_try',
  live: 'report_goLive',
};

/** The line of steps at the top, which shows where one is. */
export function Steps({ words, at }: { words: Words; at: Step }) {
  const now = steps.indexOf(at);
  return (
    <ol class="steps" aria-label={words('teach_steps')}>
      {steps.map((step, i) => (
        <li
          key={step}
          class={i < now ? 'done' : undefined}
          aria-current={i === now ? 'step' : undefined}
        >
          <span class="step-mark" aria-hidden="true">
            {i < now ? '' : i + 1}
          </span>
          {words(names[step])}
        </li>
      ))}
    </ol>
  );
}
