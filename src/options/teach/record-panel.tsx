import { useMemo, useState } from 'preact/hooks';
import type { Sample } from '../../packs/samples.ts';
import { wantedSamples } from '../../teaching/advice.ts';
import type { Guidance } from '../../teaching/recording/guidance.ts';
import { type Plan, secondsLeft } from '../../teaching/recording/run.ts';
import { Button } from '../../ui/components.tsx';
import type { MessageKey, Words } from '../../ui/i18n.ts';
import { useDispose } from '../../ui/use-dispose.ts';
import { EyePanel } from '../camera/panel.tsx';
import type { TeachContext } from './context.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { leastSamples } from './training.ts';

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
  'sign-once': 'teach_signOnce',
  'in-movement': 'teach_inMovement',
  'got-it': 'teach_gotIt',
  'too-short': 'teach_tooShort',
  'too-long': 'teach_tooLong',
};

const ready: Readonly<Record<Plan['of'], MessageKey>> = {
  gesture: 'teach_ready',
  moving: 'teach_readyMoves',
  nothing: 'teach_nothingReady',
};

export interface RecordPanelProps {
  context: TeachContext;
  words: Words;
  of: Plan['of'];
  /** How many samples are stored. */
  have: number;
  /** Stores the samples. @returns whether they were stored */
  save(samples: readonly Sample[]): Promise<boolean>;
  /** Changes the gesture's kind and deletes its samples; left out: it has no kind. */
  onKind?(kind: 'moving' | 'held'): void;
}

/** Camera, countdown, guidance and progress of recordings, and the outcome of the last one. */
export function RecordPanel({ context, words, of, have, save, onKind }: RecordPanelProps) {
  /** Samples that could not be stored; kept here until they can. */
  const [unsaved, setUnsaved] = useState<readonly Sample[]>([]);
  /** Samples are being stored, so nothing may say yet that they are. */
  const [saving, setSaving] = useState(false);
  /** The last recording was the gesture's first. */
  const [isFirst, setFirst] = useState(false);
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
  const silent = running || saving || unsaved.length > 0;
  const kind = isFirst && !silent ? recorder.kind.value : null;
  return (
    <div class="record">
      <EyePanel
        eye={context.eye}
        words={words}
        busy={running}
        videoOnly={of === 'moving'}
        onFiles={(files) => {
          setFirst(have === 0);
          void recorder.startFiles(of, files);
        }}
        over={running && <Countdown recorder={recorder} />}
      >
        {running ? (
          <Running recorder={recorder} words={words} />
        ) : (
          <div class="record-start">
            <p>{words(ready[of])}</p>
            <Button
              onPress={() => {
                setFirst(have === 0);
                recorder.start(of);
              }}
            >
              {words('teach_record')}
            </Button>
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
      <Outcome recorder={recorder} words={words} silent={silent} have={have} />
      {onKind && of === 'gesture' && kind === 'moving' && (
        <div class="proposal">
          <p>{words('teach_proposeMoves')}</p>
          <Button onPress={() => onKind('moving')}>{words('teach_recordMoving')}</Button>
          {have > 0 && <p class="note">{words('teach_proposeAbout', String(have))}</p>}
        </div>
      )}
      {onKind && of === 'moving' && kind === 'held' && have === 0 && (
        <div class="proposal">
          <p>{words('teach_proposeHeld')}</p>
          <Button onPress={() => onKind('held')}>{words('teach_recordHeld')}</Button>
        </div>
      )}
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
        {taking ? words(guidanceWords[said.now], String(samples.length), String(plan.want)) : ''}
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
  /** How many samples are stored, with those of the last recording. */
  have: number;
}

function Outcome({ recorder, words, silent, have }: OutcomeProps) {
  const state = recorder.state.value;
  return (
    <p class="outcome" role="status">
      {state?.phase !== 'done' || silent
        ? ''
        : state.plan.of === 'moving'
          ? movingOutcome(words, state.samples.length, have)
          : heldOutcome(words, state.samples.length)}
    </p>
  );
}

function heldOutcome(words: Words, kept: number): string {
  if (kept === 0) return words('teach_tookNone');
  return words(kept < few ? 'teach_tookFew' : 'teach_took', String(kept));
}

function movingOutcome(words: Words, kept: number, have: number): string {
  const good = wantedSamples({ moves: true });
  if (kept === 0) return words('teach_tookNoneMoving');
  if (have < leastSamples) return words('teach_tookFewMoving', String(kept), String(leastSamples));
  if (have < good) return words('teach_tookEnough', String(kept), String(good));
  return words('teach_took', String(kept));
}
