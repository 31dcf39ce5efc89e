import { useState } from 'preact/hooks';
import { ownPack } from '../../packs/samples.ts';
import { Button } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import { Confirm } from './confirm.tsx';
import type { TeachContext } from './context.ts';
import { GestureForm } from './gesture-form.tsx';
import type { OwnGesture, Taught } from './model.ts';
import { newGesture } from './naming.ts';
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
        onSubmit={(name, caption) => {
          const gesture = newGesture(name, caption, own);
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

/** One gesture: recording, its samples, its name and caption. */
export function GestureScreen({
  context,
  taught,
  words,
  own: { key, gesture, samples },
}: ScreenProps & { own: OwnGesture }) {
  const [asking, setAsking] = useState(false);
  const { model } = context;
  const back = (): void => {
    context.screen.value = { at: 'overview' };
  };
  return (
    <>
      <Back words={words} title={gesture.name} onBack={back} />
      <RecordPanel
        context={context}
        words={words}
        of="gesture"
        save={(taken) => model.change((store) => store.addSamples(ownPack, gesture.id, taken))}
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
          key={`${gesture.name}/${gesture.caption}`}
          words={words}
          name={gesture.name}
          caption={gesture.caption}
          taken={takenNames(context, taught, key)}
          submit={words('teach_save')}
          onSubmit={(name, caption) =>
            void model.change((store) => store.saveGesture(ownPack, { ...gesture, name, caption }))
          }
        />
        <Button look="danger" onPress={() => setAsking(true)}>
          {words('teach_deleteGesture')}
        </Button>
      </details>
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
