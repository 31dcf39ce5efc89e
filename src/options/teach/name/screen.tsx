import { gestureKey, ownPack } from '../../../packs/samples.ts';
import type { Words } from '../../../ui/i18n.ts';
import type { TeachContext } from '../context.ts';
import type { Taught } from '../model.ts';
import { Steps } from '../path/steps.tsx';
import { Back } from '../screen.tsx';
import { GestureForm } from './gesture-form.tsx';
import { newGesture, takenNames } from './naming.ts';

export interface NewGestureScreenProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
}

/** The first step: name, caption and kind. */
export function NewGestureScreen({ context, taught, words }: NewGestureScreenProps) {
  const own = taught.gestures.map(({ gesture }) => gesture);
  const back = (): void => {
    context.screen.value = { at: 'overview' };
  };
  return (
    <>
      <Back words={words} title={words('teach_new')} onBack={back} />
      <Steps words={words} at="name" />
      <GestureForm
        words={words}
        taken={takenNames(taught.packs, context.shipped.value, null)}
        submit={words('teach_next')}
        note={words('teach_nextAbout')}
        onCancel={back}
        onSubmit={(name, caption, moves) => {
          const gesture = newGesture(name, caption, moves, own);
          void context.model
            .change((store) => store.saveGesture(ownPack, gesture))
            .then((saved) => {
              if (!saved) return;
              context.screen.value = {
                at: 'path',
                key: gestureKey(ownPack, gesture.id),
                step: 'record',
              };
              void context.eye.openCamera();
            });
        }}
      />
    </>
  );
}
