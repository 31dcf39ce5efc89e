import { useLayoutEffect } from 'preact/hooks';
import { ownPack } from '../../../packs/samples.ts';
import { targetOf } from '../../../teaching/targets.ts';
import type { Words } from '../../../ui/i18n.ts';
import { useDispose } from '../../../ui/use-dispose.ts';
import { EyePanel } from '../../camera/panel.tsx';
import type { Screen, TeachContext } from '../context.ts';
import type { OwnGesture, Taught } from '../model.ts';
import { changeKind, GestureParts } from '../name/gesture-parts.tsx';
import { Said } from '../record/on-picture.tsx';
import { RecordPanel } from '../record/panel.tsx';
import { readReport } from '../report/file.ts';
import { Verdict } from '../report/verdict.tsx';
import { ReportView } from '../report/view.tsx';
import type { NameOf } from '../report/words.ts';
import { Back } from '../screen.tsx';
import { TrainPanel } from '../train/panel.tsx';
import { GoLive } from './go-live.tsx';
import { LiveBars } from './live-bars.tsx';
import { type Step, stepNow } from './path.ts';
import { Steps } from './steps.tsx';

export interface PathScreenProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
  nameOf: NameOf;
  screen: Extract<Screen, { at: 'path' }>;
  /** The gesture that is taught; null: all of them. */
  own: OwnGesture | null;
}

/** The way of a gesture into calls, from its recording on: one step at a time, with one main button. */
export function PathScreen(props: PathScreenProps) {
  const { context, taught, words, nameOf, screen, own } = props;
  const key = own?.key ?? null;
  const training = context.training.state.value.phase === 'running';
  const step = stepNow(screen.step, key, taught, training);
  const record = taught.newest;
  const report = record && readReport(record.report);
  // From Record to Try the camera stays on; whoever leaves turns it off.
  useDispose(() => context.eye.close(), [context]);
  // Recognition would take the training's processor, and nothing that it shows is asked for now.
  useLayoutEffect(() => (training ? context.eye.rest() : undefined), [context, training]);
  const go = (to: Step): void => {
    context.screen.value = { at: 'path', key, step: to };
  };
  const leave = (): void => {
    context.screen.value = { at: 'overview' };
  };
  const onLive = (): void => {
    context.eye.close();
    go('live');
  };
  const goLive = record && (step === 'try' || step === 'live') && (
    <GoLive {...{ context, taught, words, record, report, onLive }} onDone={leave} />
  );
  return (
    <>
      <Back words={words} title={own?.gesture.name ?? words('teach_train')} onBack={leave} />
      <Steps words={words} at={step} />
      {step !== 'live' && (
        <div class={step === 'try' ? 'look-and-bars' : 'look'}>
          {own ? (
            <OwnRecording {...{ context, words, nameOf, own, step, go }} training={training} />
          ) : (
            step === 'try' && (
              <EyePanel
                quiet
                eye={context.eye}
                words={words}
                over={<Said name={null} eye={context.eye} />}
              />
            )
          )}
          {step === 'try' && report && (
            <LiveBars {...{ context, words, own, report, nameOf }} onMore={() => go('record')}>
              <Verdict {...{ words, report }} />
              {goLive}
            </LiveBars>
          )}
        </div>
      )}
      {step !== 'live' && (
        <TrainPanel
          {...{ context, taught, words }}
          path={key}
          use={step === 'train' ? 'main' : step === 'record' ? 'possible' : 'again'}
        />
      )}
      {(step === 'live' || !report) && goLive}
      {record && step === 'try' && (
        <ReportView {...{ context, taught, words, nameOf, report }} own={key} />
      )}
      {own && <GestureParts {...{ context, taught, words, own }} onGone={leave} />}
    </>
  );
}

interface OwnRecordingProps {
  context: TeachContext;
  words: Words;
  nameOf: NameOf;
  own: OwnGesture;
  step: Step;
  training: boolean;
  go(to: Step): void;
}

function OwnRecording({ context, words, nameOf, own, step, training, go }: OwnRecordingProps) {
  const { key, gesture, samples } = own;
  const { model, screen } = context;
  const moves = gesture.moves === true;
  return (
    <RecordPanel
      // A recording of the other kind has nothing to say any more.
      key={moves ? 'moving' : 'held'}
      context={context}
      words={words}
      of={moves ? 'moving' : 'gesture'}
      {...{ own, nameOf }}
      have={samples.length}
      use={step === 'record' ? 'record' : step === 'train' && !training ? 'more' : 'watch'}
      onRecord={() => go('record')}
      save={async (taken) => {
        if (!(await model.change((store) => store.addSamples(ownPack, gesture.id, taken))))
          return false;
        const now = model.taught.peek()?.gestures.find((one) => one.key === key)?.samples.length;
        const at = screen.peek();
        const here = at.at === 'path' && at.key === key && at.step === 'record';
        if (here && (now ?? 0) >= targetOf(gesture).enough) go('train');
        return true;
      }}
      onKind={(kind) => void changeKind(context, gesture, kind === 'moving')}
    />
  );
}
