import { useState } from 'preact/hooks';
import { ownPack, type PackGesture } from '../../../packs/samples.ts';
import { Button } from '../../../ui/components.tsx';
import type { Words } from '../../../ui/i18n.ts';
import { Confirm } from '../confirm.tsx';
import type { TeachContext } from '../context.ts';
import type { OwnGesture, Taught } from '../model.ts';
import { Review } from '../record/review.tsx';
import { GestureForm } from './gesture-form.tsx';
import { takenNames, withKind } from './naming.ts';

export interface GesturePartsProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
  own: OwnGesture;
  /** Called when the user deletes the gesture. */
  onGone(): void;
}

/**
 * Stores a gesture of the other kind, and goes back to its recording: samples of the other kind would never
 * be used again, so they are deleted.
 */
export async function changeKind(
  { model, screen }: TeachContext,
  gesture: PackGesture,
  moves: boolean,
): Promise<void> {
  await model.change((store) => store.restartGesture(ownPack, withKind(gesture, moves)));
  const at = screen.peek();
  if (at.at === 'path') screen.value = { ...at, step: 'record' };
  // What was pressed is gone.
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>('.screen-head h2')?.focus();
}

/** Below every step of a gesture: its samples, and its name, caption and kind. */
export function GestureParts({ context, taught, words, own, onGone }: GesturePartsProps) {
  const { key, gesture, samples } = own;
  /** The gesture as it would be with the other kind, while the user is asked. */
  const [changed, setChanged] = useState<PackGesture | null>(null);
  const { model } = context;
  const moves = gesture.moves === true;
  return (
    <>
      <section class="part">
        <h3>{words('teach_samples', String(samples.length))}</h3>
        <Review
          samples={samples}
          words={words}
          label={words('teach_samplesOf', gesture.name)}
          onDelete={(ids) =>
            model.remove(words('teach_deletedSamples', String(ids.length)), (store) =>
              store.deleteSamples(ids),
            )
          }
        />
      </section>
      <details class="part">
        <summary>{words('teach_change')}</summary>
        <GestureForm
          key={`${gesture.name}/${gesture.caption}/${moves}`}
          quiet
          words={words}
          name={gesture.name}
          caption={gesture.caption}
          moves={moves}
          taken={takenNames(taught.packs, context.shipped.value, key)}
          submit={words('teach_save')}
          onSubmit={(name, caption, nowMoves) => {
            const next = withKind({ ...gesture, name, caption }, nowMoves);
            if (nowMoves !== moves && samples.length > 0) setChanged(next);
            else void model.change((store) => store.saveGesture(ownPack, next));
          }}
        />
        <Button
          look="danger"
          onPress={() => {
            onGone();
            void model.remove(words('teach_deletedGesture', gesture.name), (store) =>
              store.deleteGesture(ownPack, gesture.id),
            );
          }}
        >
          {words('teach_deleteGesture')}
        </Button>
      </details>
      {changed && (
        <Confirm
          words={words}
          title={words('teach_kindAsk', gesture.name)}
          yes={words('teach_kindYes')}
          onNo={() => setChanged(null)}
          onYes={() => {
            setChanged(null);
            void changeKind(context, changed, changed.moves === true);
          }}
        >
          <p>{words('teach_kindAskAbout', String(samples.length))}</p>
        </Confirm>
      )}
    </>
  );
}
