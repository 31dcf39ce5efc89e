import { useMemo } from 'preact/hooks';
import { Select, Status } from '../../ui/components.tsx';
import { Meter } from '../../ui/fields.tsx';
import { HandDrawing } from '../../ui/hand-drawing.tsx';
import type { Words } from '../../ui/i18n.ts';
import { SampleDrawing } from '../../ui/movement-drawing.tsx';
import { useDispose } from '../../ui/use-dispose.ts';
import { EyePanel } from '../camera/panel.tsx';
import { pageSentence } from '../camera/sentence.ts';
import { WhyLine } from '../camera/why-line.tsx';
import type { OptionsServices } from '../services/types.ts';
import { browserClock, type Clock } from '../teach/context.ts';
import { createTryModel, type TryModel } from './model.ts';
import { TestPanel } from './test-panel.tsx';

export interface TrySectionProps {
  words: Words;
  services: OptionsServices;
  clock?: Clock;
}

interface PartProps {
  model: TryModel;
  words: Words;
}

/**
 * Trying captions before a call: scores, the captions that would come, and the false-caption test.
 */
export function TrySection({ words, services, clock = browserClock }: TrySectionProps) {
  const model = useMemo(() => createTryModel(services, clock), [services, clock]);
  useDispose(() => model.dispose(), [model]);
  const problem = model.problem.value;
  return (
    <div class="try">
      {problem && (
        <Status tone="error" title={words('try_problem')} detail={pageSentence(words, problem)} />
      )}
      <div class="try-look">
        <div class="try-picture">
          {model.vocabularies.value.length > 1 && (
            <Select
              label={words('popup_vocabulary')}
              value={model.vocabulary.value}
              options={model.vocabularies.value.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => model.setVocabulary(id)}
            />
          )}
          <EyePanel eye={model.eye} words={words} over={<Holding model={model} />}>
            <Captions model={model} words={words} />
          </EyePanel>
        </div>
        <Scores model={model} words={words} />
      </div>
      <TestPanel model={model} words={words} />
    </div>
  );
}

const radius = 16;
const circumference = 2 * Math.PI * radius;

/** The gesture that is being held, with a ring that fills until its caption would come. */
function Holding({ model }: { model: TryModel }) {
  const candidate = model.eye.seen.value?.candidate;
  if (!candidate) return null;
  return (
    <div class="holding" aria-hidden="true">
      <svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
        <circle class="ring-track" cx="20" cy="20" r={radius} />
        <circle
          class="ring"
          cx="20"
          cy="20"
          r={radius}
          stroke-dasharray={`${circumference * candidate.progress} ${circumference}`}
          transform="rotate(-90 20 20)"
        />
      </svg>
      <span dir="auto">{model.nameOf(candidate.gesture)}</span>
    </div>
  );
}

function Captions({ model, words }: PartProps) {
  const captions = model.captions.value;
  const last = captions.at(-1);
  return (
    <div class="try-said">
      <p class="said-title">{words('try_caption')}</p>
      <p class="said-last" role="status" dir="auto">
        {last ? <span key={last.id}>{last.caption}</span> : ''}
      </p>
      <WhyLine
        eye={model.eye}
        words={words}
        otherwise={last ? '' : words('try_noCaption')}
        now={model.now}
      />
      {captions.length > 1 && (
        <p class="note" dir="auto">
          {words(
            'try_before',
            captions
              .slice(0, -1)
              .map(({ caption }) => caption)
              .join(' · '),
          )}
        </p>
      )}
    </div>
  );
}

function Scores({ model, words }: PartProps) {
  const rows = model.rows.value;
  return (
    <section class="scores" aria-labelledby="try-scores">
      <h2 id="try-scores">{words('try_scores')}</h2>
      <p class="note">{words(rows.length > 0 ? 'try_scoresAbout' : 'try_scoresNone')}</p>
      {rows.some(({ moves }) => moves) && <p class="note">{words('try_scoresMoves')}</p>}
      <ul>
        {rows.map(({ key, name, threshold, points, hands }) => (
          <li key={key}>
            {hands ? (
              <SampleDrawing hands={hands} mirror />
            ) : (
              <HandDrawing points={points} mirror />
            )}
            <span class="score-name">
              <bdi>{name}</bdi>
            </span>
            <Score model={model} gesture={key} name={name} threshold={threshold} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ScoreProps {
  model: TryModel;
  gesture: string;
  name: string;
  threshold: number;
}

/** Reads the scores itself, so that a frame redraws only the bars and not the hands beside them. */
function Score({ model, gesture, name, threshold }: ScoreProps) {
  return <Meter label={name} value={model.scores.value[gesture] ?? 0} threshold={threshold} />;
}
