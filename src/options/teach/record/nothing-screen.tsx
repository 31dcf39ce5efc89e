import type { Sample, UnknownSample } from '../../../packs/samples.ts';
import type { Words } from '../../../ui/i18n.ts';
import { useDispose } from '../../../ui/use-dispose.ts';
import type { TeachContext } from '../context.ts';
import type { Taught } from '../model.ts';
import { Back } from '../screen.tsx';
import { RecordPanel } from './panel.tsx';
import { Review } from './review.tsx';

export interface NothingScreenProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
  nameOf(key: string): string;
}

/** Hands that mean nothing: recorded ones, and those of captions that were marked as wrong. */
export function NothingScreen({ context, taught, words, nameOf }: NothingScreenProps) {
  const { model } = context;
  useDispose(() => context.eye.close(), [context]);
  const own = taught.unknowns.filter(({ origin }) => origin === 'nothing');
  const wrong = taught.unknowns.filter(({ origin }) => origin === 'wrong');
  const remove = (ids: readonly string[]): Promise<void> =>
    model.remove(words('teach_deletedSamples', String(ids.length)), (store) =>
      store.deleteUnknowns(ids),
    );
  const captioned = (sample: Sample): string | null => {
    const key = (sample as UnknownSample).captionedAs;
    return key === undefined ? null : words('teach_captionedAs', nameOf(key));
  };
  return (
    <>
      <Back
        words={words}
        title={words('teach_nothing')}
        onBack={() => {
          context.screen.value = { at: 'overview' };
        }}
      />
      <p>{words('teach_nothingAbout')}</p>
      <ul class="suggestions">
        <li>{words('teach_rest')}</li>
        <li>{words('teach_face')}</li>
        <li>{words('teach_cup')}</li>
        <li>{words('teach_nothingMovements')}</li>
      </ul>
      <RecordPanel
        context={context}
        words={words}
        of="nothing"
        own={null}
        nameOf={nameOf}
        use="record"
        have={own.length}
        save={(samples) =>
          model.change((store) =>
            store.addUnknowns(samples.map((sample) => ({ ...sample, origin: 'nothing' }))),
          )
        }
      />
      <section class="part">
        <h3>{words('teach_samples', String(own.length))}</h3>
        <Review samples={own} words={words} label={words('teach_nothing')} onDelete={remove} />
      </section>
      {wrong.length > 0 && (
        <section class="part">
          <h3>{words('teach_wrong', String(wrong.length))}</h3>
          <p>{words('teach_wrongAbout')}</p>
          <Review
            samples={wrong}
            words={words}
            label={words('teach_wrongLabel')}
            caption={captioned}
            onDelete={remove}
          />
        </section>
      )}
    </>
  );
}
