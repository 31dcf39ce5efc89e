import { useMemo } from 'preact/hooks';
import type { SampleHand } from '../../packs/samples.ts';
import type { LearntWay } from '../../teaching/own-way.ts';
import type { Guidance } from '../../teaching/recording/guidance.ts';
import { secondsLeft } from '../../teaching/recording/run.ts';
import { Button, Status } from '../../ui/components.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { HandDrawing } from '../../ui/hand-drawing.tsx';
import type { HandPoint } from '../../ui/hand-shape.ts';
import type { Words } from '../../ui/i18n.ts';
import { useDispose } from '../../ui/use-dispose.ts';
import { createEye } from '../camera/eye.ts';
import { EyePanel } from '../camera/panel.tsx';
import { pageSentence } from '../camera/sentence.ts';
import type { OptionsServices } from '../services/types.ts';
import { useAction } from '../services/use-action.ts';
import type { Clock } from '../teach/context.ts';
import { guidanceWords } from '../teach/record/guidance-words.ts';
import { createTakes, type Takes, type TakesState, takeCount } from './takes.ts';

export interface WayDialogProps {
  words: Words;
  services: OptionsServices;
  clock: Clock;
  /** Id of the shipped vocabulary, and of one of its gestures. */
  vocabulary: string;
  gesture: { id: string; name: string };
  /** How the gesture is usually shown. */
  points: readonly HandPoint[] | null;
  nameOf(key: string): string;
  /** Forgets what was learnt. Rejects with a ProblemError. */
  forget(): Promise<void>;
  onClose(): void;
}

/** Records three takes of a gesture that was misread, and says what was learnt from them. */
export function WayDialog(props: WayDialogProps) {
  const { words, services, clock, vocabulary, gesture, points, onClose } = props;
  const { eye, takes } = useMemo(() => {
    const made = createEye({
      cameras: services.cameras,
      recognizer: () => services.recognizer(),
      vocabulary: () => vocabulary,
      document,
      after: clock.after,
    });
    const learn = (hands: readonly SampleHand[]) =>
      services.teachWay(vocabulary, gesture.id, hands);
    return { eye: made, takes: createTakes({ eye: made, ...clock, learn }) };
  }, [services, clock, vocabulary, gesture.id]);
  useDispose(() => {
    takes.dispose();
    eye.dispose();
  }, [takes, eye]);

  const action = useAction(words);
  const state = takes.state.value;
  const ended = state.phase === 'done' || state.phase === 'failed';
  const learnt = state.phase === 'done' && state.learnt.way !== null;
  return (
    <Dialog
      title={words('way_title', gesture.name)}
      onClose={onClose}
      actions={
        <>
          {learnt && (
            <Button
              look="quiet"
              disabled={action.busy}
              onPress={() => void action.run(props.forget).then((done) => done && onClose())}
            >
              {words('way_forget')}
            </Button>
          )}
          {ended ? (
            <Button onPress={onClose}>{words('way_close')}</Button>
          ) : (
            <Button look="quiet" onPress={onClose}>
              {words('options_cancel')}
            </Button>
          )}
        </>
      }
    >
      {!ended && (
        <div class="way-about">
          <HandDrawing points={points} />
          <p>{words('way_about', gesture.name)}</p>
        </div>
      )}
      {!ended && state.phase !== 'learning' && (
        <EyePanel
          eye={eye}
          words={words}
          busy={state.phase === 'showing'}
          over={state.phase === 'showing' && <Countdown takes={takes} />}
        >
          <Taking takes={takes} state={state} words={words} />
        </EyePanel>
      )}
      {/* Mounted before it has a text, so that screen readers announce the text. */}
      <div role="status">
        {state.phase === 'learning' && <p>{words('way_learning')}</p>}
        {state.phase === 'done' && <Outcome {...props} learnt={state.learnt} />}
      </div>
      {state.phase === 'failed' && (
        <Status
          tone="error"
          title={words('way_failed')}
          detail={pageSentence(words, state.problem)}
        />
      )}
      {action.fault && (
        <p class="said wrong" role="alert">
          {action.fault}
        </p>
      )}
    </Dialog>
  );
}

function Countdown({ takes }: { takes: Takes }) {
  const state = takes.state.value;
  if (state.phase !== 'showing' || state.recording.phase !== 'countdown') return null;
  return (
    <p class="countdown" aria-hidden="true">
      {secondsLeft(state.recording, takes.at.value)}
    </p>
  );
}

/** Takes are short and all alike: advice to vary the hand would only confuse. */
const variety: ReadonlySet<Guidance> = new Set(['turn-hand', 'move-about', 'other-hand']);

const adviceOf = (guidance: Guidance) => guidanceWords[variety.has(guidance) ? 'go-on' : guidance];

function Taking({ takes, state, words }: { takes: Takes; state: TakesState; words: Words }) {
  if (state.phase === 'showing') {
    const { take, recording } = state;
    const waiting = recording.phase === 'countdown';
    return (
      <div class="record-going">
        <p class="guidance" aria-live="polite">
          {waiting
            ? words(take === 0 ? 'way_first' : 'way_lower')
            : words(adviceOf(recording.said.now))}
        </p>
        <label class="record-count">
          <span>{words('way_take', String(take + 1), String(takeCount))}</span>
          <progress value={take} max={takeCount} />
        </label>
        <Button look="quiet" onPress={() => takes.stop()}>
          {words('teach_stop')}
        </Button>
      </div>
    );
  }
  return (
    <div class="record-start">
      <p role="status">
        {state.phase === 'missed'
          ? `${words('way_missed')} ${words(adviceOf(state.recording.said.now))}`
          : ''}
      </p>
      <Button onPress={() => takes.start()}>
        {words(state.phase === 'missed' ? 'way_again' : 'way_start')}
      </Button>
    </div>
  );
}

/** At most this many gestures are named that may be read as this one now. */
const mostNamed = 3;

function Outcome({
  words,
  gesture: { name },
  nameOf,
  learnt: { way, readBefore, taken },
}: WayDialogProps & { learnt: LearntWay }) {
  if (way === null) return <p>{words('way_idle', name)}</p>;
  const list = new Intl.ListFormat(words.lang, { type: 'conjunction' });
  const others = taken.slice(0, mostNamed).map(({ key }) => nameOf(key));
  return (
    <>
      <p class="way-done">
        {words(readBefore === way.takes.length ? 'way_known' : 'way_done', name)}
      </p>
      {others.length > 0 && <p>{words('way_taken', list.format(others), name)}</p>}
    </>
  );
}
