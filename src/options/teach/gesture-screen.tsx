import { useState } from 'preact/hooks';
import { ownPack, type PackGesture } from '../../packs/samples.ts';
import { Button } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import { Confirm } from './confirm.tsx';
import type { TeachContext } from './context.ts';
import { GestureForm } from './gesture-form.tsx';
import type { OwnGesture, Taught } from './model.ts';
import { newGesture, withKind } from './naming.ts';
import { RecordPanel } from './record-panel.tsx';
import { Review } from './review.tsx';
import { Back } from './screen.tsx';

interface ScreenProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
}

/** Names of all gestures except the one with this key. */
function takenNames(context: TeachContext, taught: Taught, key: string | null): string[] {
  return [
    ...taught.packs.flatMap((pack) =>
      pack.gestures.filter(({ id }) => `${pack.id}:${id}` !== key).map(({ name }) => name),
    ),
    ...[...context.shipped.value.values()].map(({ name }) => name),
  ];
}

export function NewGestureScreen({ context, taught, words }: ScreenProps) {
  const own = taught.gestures.map(({ gesture }) => gesture);
  const back = (): void => {
    context.screen.value = { at: 'overview' };
  };
  return (
    <>
      <Back words={words} title={words('teach_new')} onBack={back} />
      <GestureForm
        words={words}
        taken={takenNames(context, taught, null)}
        submit={words('teach_next')}
        onCancel={back}
        onSubmit={(name, caption, moves) => {
          const gesture = newGesture(name, caption, moves, own);
          void context.model
            .change((store) => store.saveGesture(ownPack, gesture))
            .then((saved) => {
              if (saved) context.screen.value = { at: 'gesture', key: `${ownPack}:${gesture.id}` };
            });
        }}
      />
    </>
  );
}

/** One gesture: recording, its samples, its name, caption and kind. */
export function GestureScreen({
  context,
  taught,
  words,
  own: { key, gesture, samples },
}: ScreenProps & { own: OwnGesture }) {
  const [asking, setAsking] = useState(false);
  /** The gesture as it would be with the other kind, while the user is asked. */
  const [changed, setChanged] = useState<PackGesture | null>(null);
  const { model } = context;
  const moves = gesture.moves === true;
  const back = (): void => {
    context.screen.value = { at: 'overview' };
  };
  /** Samples of the other kind would never be used again, so they are deleted. */
  const change = async (next: PackGesture): Promise<void> => {
    setChanged(null);
    await model.change(async (store) => {
      const samples = await store.samples(ownPack, gesture.id);
      await store.deleteSamples(samples.map(({ id }) => id));
      await store.saveGesture(ownPack, next);
    });
    // What was pressed is gone.
    document.querySelector<HTMLElement>('.screen-head h2')?.focus();
  };
  return (
    <>
      <Back words={words} title={gesture.name} onBack={back} />
      <RecordPanel
        // A recording of the other kind has nothing to say any more.
        key={moves ? 'moving' : 'held'}
        context={context}
        words={words}
        of={moves ? 'moving' : 'gesture'}
        have={samples.length}
        save={(taken) => model.change((store) => store.addSamples(ownPack, gesture.id, taken))}
        onKind={(kind) => void change(withKind(gesture, kind === 'moving'))}
      />
      <section class="part">
        <h3>{words('teach_samples', String(samples.length))}</h3>
        <Review
          samples={samples}
          words={words}
          label={words('teach_samplesOf', gesture.name)}
          onDelete={async (ids) => {
            await model.change((store) => store.deleteSamples(ids));
          }}
        />
      </section>
      <details class="part">
        <summary>{words('teach_change')}</summary>
        <GestureForm
          key={`${gesture.name}/${gesture.caption}/${moves}`}
          words={words}
          name={gesture.name}
          caption={gesture.caption}
          moves={moves}
          taken={takenNames(context, taught, key)}
          submit={words('teach_save')}
          onSubmit={(name, caption, nowMoves) => {
            const next = withKind({ ...gesture, name, caption }, nowMoves);
            if (nowMoves !== moves && samples.length > 0) setChanged(next);
            else void model.change((store) => store.saveGesture(ownPack, next));
          }}
        />
        <Button look="danger" onPress={() => setAsking(true)}>
          {words('teach_deleteGesture')}
        </Button>
      </details>
      {changed && (
        <Confirm
          words={words}
          title={words('teach_kindAsk', gesture.name)}
          yes={words('teach_kindYes')}
          onNo={() => setChanged(null)}
          onYes={() => void change(changed)}
        >
          <p>{words('teach_kindAskAbout', String(samples.length))}</p>
        </Confirm>
      )}
      {asking && (
        <Confirm
          words={words}
          title={words('teach_deleteGestureAsk', gesture.name)}
          yes={words('teach_delete')}
          onNo={() => setAsking(false)}
          onYes={() => {
            back();
            void model.change((store) => store.deleteGesture(ownPack, gesture.id));
          }}
        >
          <p>{words('teach_deleteGestureAbout', String(samples.length))}</p>
        </Confirm>
      )}
    </>
  );
}
