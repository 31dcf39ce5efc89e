import { useState } from 'preact/hooks';
import { Button } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import { UndoBar } from '../undo-bar.tsx';
import type { PracticeModel } from './model.ts';
import type { Practised } from './progress.ts';

export interface CountsProps {
  model: PracticeModel;
  words: Words;
}

/** What is counted on this device, and the button that deletes it. */
export function Counts({ model, words }: CountsProps) {
  const [deleted, setDeleted] = useState<readonly Practised[] | null>(null);
  const [said, setSaid] = useState('');
  const count = model.practised.value.length;
  return (
    <section class="part practice-counts" aria-labelledby="practice-counts">
      <h2 id="practice-counts">{words('practice_counts')}</h2>
      <p class="note">
        {words('practice_countsAbout')}{' '}
        {words('practice_countsNow', count.toLocaleString(words.lang))}
      </p>
      {count > 0 && (
        <div class="row">
          <Button
            look="quiet"
            onPress={() => {
              setDeleted(model.practised.peek());
              model.forget();
              setSaid(words('practice_forgotten'));
            }}
          >
            {words('practice_forget')}
          </Button>
        </div>
      )}
      <UndoBar
        said={said}
        label={words('teach_undo')}
        onUndo={
          deleted &&
          (() => {
            model.restore(deleted);
            setDeleted(null);
            setSaid(words('teach_undone'));
          })
        }
      />
    </section>
  );
}
