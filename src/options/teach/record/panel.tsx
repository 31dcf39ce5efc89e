import { useMemo, useState } from 'preact/hooks';
import type { Sample } from '../../../packs/samples.ts';
import type { Plan } from '../../../teaching/recording/run.ts';
import { targetOf } from '../../../teaching/targets.ts';
import { Button } from '../../../ui/components.tsx';
import type { MessageKey, Words } from '../../../ui/i18n.ts';
import { useDispose } from '../../../ui/use-dispose.ts';
import { EyePanel } from '../../camera/panel.tsx';
import type { TeachContext } from '../context.ts';
import type { OwnGesture } from '../model.ts';
import type { NameOf } from '../report/words.ts';
import { Ready, Resting, Running, Said } from './on-picture.tsx';
import { createRecorder, type Recorder } from './recorder.ts';

const ready: Readonly<Record<Plan['of'], MessageKey>> = {
  gesture: 'teach_ready',
  moving: 'teach_readyMoves',
  nothing: 'teach_nothingReady',
};

export interface RecordPanelProps {
  context: TeachContext;
  words: Words;
  of: Plan['of'];
  /** The gesture; null: hands that mean nothing. */
  own: Pick<OwnGesture, 'key' | 'gesture'> | null;
  nameOf: NameOf;
  /** How many samples are stored. */
  have: number;
  /**
   * `record`: a recording comes next. `more`: it can be recorded, but something else comes next. `watch`:
   * the camera only watches.
   */
  use: 'record' | 'more' | 'watch';
  /** Called when a recording begins. */
  onRecord?(): void;
  /** Stores the samples. @returns whether they were stored */
  save(samples: readonly Sample[]): Promise<boolean>;
  /** Changes the gesture's kind and deletes its samples; left out: it has no kind. */
  onKind?(kind: 'moving' | 'held'): void;
}

/**
 * Camera or files, recordings, and the outcome of the last one. What is said while it records stands on
 * the picture. The camera stays on: whoever has this panel closes the eye.
 */
export function RecordPanel(props: RecordPanelProps) {
  const { context, words, of, own, nameOf, have, use, onRecord, save, onKind } = props;
  const name = own?.gesture.name ?? null;
  /** Samples that could not be stored; kept here until they can. */
  const [unsaved, setUnsaved] = useState<readonly Sample[]>([]);
  /** Samples are being stored, so nothing may say yet that they are. */
  const [saving, setSaving] = useState(false);
  /** How many samples there were before the last recording. */
  const [before, setBefore] = useState(0);
  const recorder = useMemo(
    () =>
      createRecorder({
        eye: context.eye,
        own: own?.key ?? null,
        ...context.clock,
        onSamples: (samples) => {
          setSaving(true);
          void save(samples).then((kept) => {
            setSaving(false);
            if (!kept) setUnsaved((before) => [...before, ...samples]);
          });
        },
      }),
    // The others need not be listed: they are of the same gesture as long as the panel is mounted.
    [context],
  );
  useDispose(() => recorder.dispose(), [recorder]);

  const running = recorder.running.value;
  const live = context.eye.state.value.phase === 'live';
  const begin = (run: () => void): void => {
    setBefore(have);
    onRecord?.();
    run();
  };
  const saveAgain = async (): Promise<void> => {
    const samples = unsaved;
    if (await save(samples)) setUnsaved((now) => now.filter((one) => !samples.includes(one)));
  };
  const like = recorder.resembles.value;
  const warning = like === null ? null : words('teach_resembles', nameOf(like));
  const silent = running || saving || unsaved.length > 0;
  const kind = before === 0 && !silent ? recorder.kind.value : null;
  return (
    <div class="record">
      <EyePanel
        eye={context.eye}
        words={words}
        busy={running}
        videoOnly={of === 'moving'}
        filesAnytime={use !== 'watch'}
        quiet={use !== 'record'}
        onFiles={
          use === 'watch' ? undefined : (files) => begin(() => void recorder.startFiles(of, files))
        }
        over={
          running ? (
            <Running {...{ words, name, recorder, warning }} have={before} />
          ) : context.eye.resting.value ? (
            live && <Resting {...{ words, name }} />
          ) : use === 'watch' ? (
            <Said {...{ name }} eye={context.eye} />
          ) : (
            live &&
            !saving && (
              <Ready
                {...{ words, name }}
                more={use === 'more'}
                onRecord={() => begin(() => recorder.start(of, have))}
              />
            )
          )
        }
      >
        {!running && use === 'record' && <p>{words(ready[of])}</p>}
      </EyePanel>
      {unsaved.length > 0 && (
        <div class="record-unsaved">
          <p>{words('teach_unsaved', String(unsaved.length))}</p>
          <Button onPress={() => void saveAgain()}>{words('teach_saveAgain')}</Button>
        </div>
      )}
      {/* Mounted before it has a text, so that screen readers announce the text. */}
      <Outcome recorder={recorder} words={words} silent={silent || use === 'watch'} have={have} />
      {warning && !running && use !== 'watch' && <p class="resembles">{warning}</p>}
      {onKind && of === 'gesture' && kind === 'moving' && (
        <div class="proposal">
          <p>{words('teach_proposeMoves')}</p>
          <Button look="quiet" onPress={() => onKind('moving')}>
            {words('teach_recordMoving')}
          </Button>
          {have > 0 && <p class="note">{words('teach_proposeAbout', String(have))}</p>}
        </div>
      )}
      {onKind && of === 'moving' && kind === 'held' && have === 0 && (
        <div class="proposal">
          <p>{words('teach_proposeHeld')}</p>
          <Button look="quiet" onPress={() => onKind('held')}>
            {words('teach_recordHeld')}
          </Button>
        </div>
      )}
    </div>
  );
}

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
        : outcomeOf(words, state.plan.of === 'moving', state.samples.length, have)}
    </p>
  );
}

function outcomeOf(words: Words, moves: boolean, kept: number, have: number): string {
  const { enough, good } = targetOf({ moves });
  if (kept === 0) return words(moves ? 'teach_tookNoneMoving' : 'teach_tookNone');
  if (have < enough)
    return moves
      ? words('teach_tookFewMoving', String(kept), String(enough))
      : words('teach_tookFew', String(kept));
  if (have < good) return words('teach_tookEnough', String(kept), String(good));
  return words('teach_took', String(kept));
}
