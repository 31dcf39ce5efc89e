import type { TeachingProgress } from '../../teaching/types.ts';
import { Button, Status } from '../../ui/components.tsx';
import type { MessageKey, Words } from '../../ui/i18n.ts';
import { pageSentence } from '../camera/sentence.ts';
import type { TeachContext } from './context.ts';
import type { Taught } from './model.ts';
import { leastSamples } from './training.ts';

const stages: Readonly<Record<TeachingProgress['stage'], MessageKey>> = {
  loading: 'teach_stageLoading',
  checking: 'teach_stageChecking',
  training: 'teach_stageTraining',
  report: 'teach_stageReport',
};

export interface TrainPanelProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
}

/** The button that trains, its progress, and the outcome. */
export function TrainPanel({ context: { training }, taught, words }: TrainPanelProps) {
  const state = training.state.value;
  const sizes = taught.packs
    .filter(({ enabled }) => enabled)
    .flatMap((pack) => pack.gestures.map(({ id }) => pack.sampleCounts[id] ?? 0));
  const enough = sizes.some((size) => size >= leastSamples);
  const few = sizes.filter((size) => size < leastSamples).length;
  const running = state.phase === 'running';
  return (
    <section class="part train" aria-busy={running}>
      <h2>{words('teach_train')}</h2>
      <p>{words('teach_trainAbout')}</p>
      {few > 0 && <p class="note">{words('teach_few', String(few), String(leastSamples))}</p>}
      {isStale(taught) && !running && <p class="note">{words('teach_stale')}</p>}
      {isElsewhere(taught) && !running && <p class="note">{words('teach_staleBeside')}</p>}
      {state.phase === 'running' ? (
        <div class="train-going">
          <label>
            <span>{words(stages[state.progress.stage])}</span>
            <progress value={state.progress.share} max={1} />
          </label>
          <Button look="quiet" onPress={() => training.cancel()}>
            {words('teach_cancel')}
          </Button>
        </div>
      ) : (
        <div class="row">
          <Button disabled={!enough} onPress={() => void training.run()}>
            {words(taught.newest ? 'teach_trainAgain' : 'teach_trainNow')}
          </Button>
          {!enough && <span class="note">{words('teach_trainNeeds', String(leastSamples))}</span>}
        </div>
      )}
      {state.phase === 'failed' && (
        <Status
          tone="error"
          title={words('teach_trainFailed')}
          detail={pageSentence(words, state.problem)}
        />
      )}
      <p class="outcome" role="status">
        {state.phase === 'cancelled'
          ? words('teach_trainCancelled')
          : state.phase === 'done'
            ? words(
                'teach_trained',
                (state.ms / 1000).toLocaleString(words.lang, { maximumFractionDigits: 1 }),
              )
            : ''}
      </p>
    </section>
  );
}

/** Whether a pack is used with a vocabulary that it was not trained with. */
function isElsewhere({ packs, newest }: Taught): boolean {
  if (!newest) return false;
  const { beside = ['call-gestures'] } = newest;
  return packs.some(
    ({ enabled, gestures, vocabularies }) =>
      enabled && gestures.length > 0 && vocabularies.some((id) => !beside.includes(id)),
  );
}

/** Whether samples were recorded since the last training. */
function isStale({ gestures, unknowns, newest }: Taught): boolean {
  if (!newest) return false;
  const all = [...gestures.flatMap(({ samples }) => samples), ...unknowns];
  return all.some(({ recordedAt }) => recordedAt > newest.trainedAt);
}
