import { useMemo, useState } from 'preact/hooks';
import type { Sample } from '../../packs/samples.ts';
import type { Guidance } from '../../teaching/recording/guidance.ts';
import { type RecordingPlan, secondsLeft } from '../../teaching/recording/recording.ts';
import { Button } from '../../ui/components.tsx';
import type { MessageKey, Words } from '../../ui/i18n.ts';
import { useDispose } from '../../ui/use-dispose.ts';
import { EyePanel } from '../camera/panel.tsx';
import type { TeachContext } from './context.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** What to do while recording. */
export const guidanceWords: Readonly<Record<Guidance, MessageKey>> = {
  'go-on': 'teach_goOn',
  'no-hand': 'teach_noHand',
  'into-picture': 'teach_intoPicture',
  'more-light': 'teach_moreLight',
  'hold-still': 'teach_holdStill',
  closer: 'teach_closer',
  further: 'teach_further',
  'turn-hand': 'teach_turnHand',
  'move-about': 'teach_moveAbout',
  'other-hand': 'teach_otherHand',
  rest: 'teach_rest',
  face: 'teach_face',
  cup: 'teach_cup',
};

export interface RecordPanelProps {
  context: TeachContext;
  words: Words;
  of: RecordingPlan['of'];
  /** Stores the samples. @returns whether they were stored */
  save(samples: readonly Sample[]): Promise<boolean>;
}

/** Camera, countdown, guidance and progress of recordings, and the outcome of the last one. */
export function RecordPanel({ context, words, of, save }: RecordPanelProps) {
  /** Samples that could not be stored; kept here until they can. */
  const [unsaved, setUnsaved] = useState<readonly Sample[]>([]);
  /** Samples are being stored, so nothing may say yet that they are. */
  const [saving, setSaving] = useState(false);
  const recorder = useMemo(
    () =>
      createRecorder({
        eye: context.eye,
        ...context.clock,
        onSamples: (samples) => {
          setSaving(true);
          void save(samples).then((kept) => {
            setSaving(false);
            if (!kept) setUnsaved((before) => [...before, ...samples]);
          });
        },
      }),
    // `save` need not be listed: it stores for the same gesture as long as the panel is mounted.
    [context],
  );
  useDispose(() => {
    recorder.dispose();
    context.eye.close();
  }, [recorder, context]);

  const running = recorder.running.value;
  const saveAgain = async (): Promise<void> => {
    const samples = unsaved;
    if (await save(samples)) setUnsaved((now) => now.filter((one) => !samples.includes(one)));
  };
  return (
    <div class="record">
      <EyePanel
        eye={context.eye}
        words={words}
        busy={running}
        onFiles={(files) => void recorder.startFiles(of, files)}
        over={running && <Countdown recorder={recorder} />}
      >
        {running ? (
          <Running recorder={recorder} words={words} />
        ) : (
          <div class="record-start">
            <p>{words(of === 'nothing' ? 'teach_nothingReady' : 'teach_ready')}</p>
            <Button onPress={() => recorder.start(of)}>{words('teach_record')}</Button>
          </div>
        )}
      </EyePanel>
      {unsaved.length > 0 && (
        <div class="record-unsaved">
          <p>{words('teach_unsaved', String(unsaved.length))}</p>
          <Button onPress={() => void saveAgain()}>{words('teach_saveAgain')}</Button>
        </div>
      )}
      {/* Mounted before it has a text, so that screen readers announce the text. */}
      <Outcome recorder={recorder} words={words} silent={running || saving || unsaved.length > 0} />
    </div>
  );
}

function Countdown({ recorder }: { recorder: Recorder }) {
  const state = recorder.state.value;
  if (state?.phase !== 'countdown') return null;
  const left = secondsLeft(state, recorder.at.value);
  return (
    <p class="countdown" role="status">
      {left}
    </p>
  );
}

function Running({ recorder, words }: { recorder: Recorder; words: Words }) {
  const state = recorder.state.value;
  if (!state) return null;
  const { plan, samples, phase, said } = state;
  const taking = phase === 'taking' && plan.from === 'live';
  return (
    <div class="record-going">
      <p class="guidance" aria-live="polite">
        {taking ? words(guidanceWords[said.now]) : ''}
      </p>
      <label class="record-count">
        <span>{words('teach_count', String(samples.length), String(plan.want))}</span>
        <progress value={samples.length} max={plan.want} />
      </label>
      <Button look="quiet" onPress={() => recorder.stop()}>
        {words('teach_stop')}
      </Button>
    </div>
  );
}

/** If a recording took fewer samples than this, the outcome says what to do about it. */
const few = 12;

interface OutcomeProps {
  recorder: Recorder;
  words: Words;
  silent: boolean;
}

function Outcome({ recorder, words, silent }: OutcomeProps) {
  const state = recorder.state.value;
  const kept = state?.phase === 'done' && !silent ? state.samples.length : null;
  return (
    <p class="outcome" role="status">
      {kept === null
        ? ''
        : kept === 0
          ? words('teach_tookNone')
          : kept < few
            ? words('teach_tookFew', String(kept))
            : words('teach_took', String(kept))}
    </p>
  );
}
