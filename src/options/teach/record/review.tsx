import { useEffect, useState } from 'preact/hooks';
import { isMovement } from '../../../packs/movements.ts';
import type { Sample } from '../../../packs/samples.ts';
import { Button } from '../../../ui/components.tsx';
import { HandDrawing } from '../../../ui/hand-drawing.tsx';
import type { Words } from '../../../ui/i18n.ts';
import { MovementDrawing } from '../../../ui/movement-drawing.tsx';

export interface ReviewProps {
  samples: readonly Sample[];
  words: Words;
  /** Accessible name of the group of samples. */
  label: string;
  /** A text below a sample's drawing. */
  caption?(sample: Sample): string | null;
  onDelete(ids: readonly string[]): Promise<void>;
}

/** Shows samples as drawings that can be chosen and deleted. */
export function Review({ samples, words, label, caption, onDelete }: ReviewProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // Deleted samples must not stay chosen.
  useEffect(() => {
    const there = new Set(samples.map(({ id }) => id));
    setChosen((now) =>
      [...now].every((id) => there.has(id)) ? now : new Set([...now].filter((id) => there.has(id))),
    );
  }, [samples]);
  if (samples.length === 0) return <p class="empty">{words('teach_noSamples')}</p>;
  const choose = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <div class="review">
      <fieldset class={samples.every(isMovement) ? 'samples moving' : 'samples'}>
        <legend>{label}</legend>
        {samples.map((sample, i) => (
          <label
            key={sample.id}
            class={`sample${isMovement(sample) ? ' moved' : ''}${chosen.has(sample.id) ? ' chosen' : ''}`}
          >
            <input
              type="checkbox"
              checked={chosen.has(sample.id)}
              onChange={(event) => choose(sample.id, event.currentTarget.checked)}
            />
            {isMovement(sample) ? (
              <MovementDrawing
                hands={sample.hands}
                label={words('teach_movementShown', secondsOf(words, sample))}
                mirror
              />
            ) : (
              <HandDrawing points={sample.hands[0]?.points ?? null} mirror />
            )}
            <span class="unseen">
              {words('teach_sample', String(i + 1), String(samples.length))}
            </span>
            {caption?.(sample) && <span class="sample-about">{caption(sample)}</span>}
          </label>
        ))}
      </fieldset>
      <div class="row">
        <Button
          look="danger"
          disabled={chosen.size === 0}
          onPress={() => void onDelete([...chosen])}
        >
          {chosen.size === 0
            ? words('teach_deleteChosen')
            : words('teach_deleteCount', String(chosen.size))}
        </Button>
        <span class="note">{words('teach_chooseBad')}</span>
      </div>
    </div>
  );
}

/** How long a movement takes, in seconds. */
const secondsOf = ({ lang }: Words, { hands }: Sample): string =>
  ((hands.at(-1)?.time ?? 0) / 1000).toLocaleString(lang, { maximumFractionDigits: 1 });
