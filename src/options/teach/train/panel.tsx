import type { TeachingProgress } from '../../../teaching/types.ts';
import { Button, Status } from '../../../ui/components.tsx';
import type { MessageKey, Words } from '../../../ui/i18n.ts';
import { pageSentence } from '../../camera/sentence.ts';
import type { TeachContext } from '../context.ts';
import type { Taught } from '../model.ts';
import { MainButton } from '../path/main-button.tsx';
import { isElsewhere, isStale } from './stale.ts';
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
  /** The gesture on whose path this is; null: all of them. */
  path: string | null;
  /**
   * `start`: training begins a path. `main`: it comes next on its path. `possible`: it can be done already.
   * `again`: only if the training is out of date.
   */
  use: 'start' | 'main' | 'possible' | 'again';
}

/** The button that trains, its progress, and the outcome. */
export function TrainPanel({ context, taught, words, path, use }: TrainPanelProps) {
  const { training } = context;
  const state = training.state.value;
  const sizes = taught.packs
    .filter(({ enabled }) => enabled)
    .flatMap((pack) => pack.gestures.map(({ id }) => pack.sampleCounts[id] ?? 0));
  const enough = sizes.some((size) => size >= leastSamples);
  const few = sizes.filter((size) => size < leastSamples).length;
  const running = state.phase === 'running';
  const [stale, elsewhere] = [isStale(taught), isElsewhere(taught)];
  const main = use === 'start' || use === 'main';
  const offered = main || (use === 'possible' ? enough : stale || elsewhere);
  return (
    <section class="part train" aria-busy={running}>
      {main && few > 0 && (
        <p class="note">{words('teach_few', String(few), String(leastSamples))}</p>
      )}
      {stale && !running && use !== 'possible' && <p class="note">{words('teach_stale')}</p>}
      {elsewhere && !running && use !== 'possible' && (
        <p class="note">{words('teach_staleBeside')}</p>
      )}
      {state.phase === 'running' ? (
        <div class="train-going">
          <label>
            <span role="status">{words(stages[state.progress.stage])}</span>
            <progress value={state.progress.share} max={1} />
          </label>
          <Button look="quiet" onPress={() => training.cancel()}>
            {words('teach_cancel')}
          </Button>
        </div>
      ) : (
        offered && (
          <div class="row">
            <MainButton
              look={main ? 'button' : 'quiet'}
              takesFocus={use === 'main'}
              disabled={!enough}
              onPress={() => void context.train(path)}
            >
              {words(taught.newest ? 'teach_trainAgain' : 'teach_trainNow')}
            </MainButton>
            {!enough && <span class="note">{words('teach_trainNeeds', String(leastSamples))}</span>}
          </div>
        )
      )}
      {main && !running && <p class="note">{words('teach_trainAbout')}</p>}
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
