import { useMemo } from 'preact/hooks';
import { Button, Status } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import { useDispose } from '../../ui/use-dispose.ts';
import { EyePanel } from '../camera/panel.tsx';
import { pageSentence } from '../camera/sentence.ts';
import type { OptionsServices } from '../services/types.ts';
import { browserClock, type Clock } from '../teach/context.ts';
import { Chooser } from './chooser.tsx';
import { Compare } from './compare.tsx';
import { Counts } from './counts.tsx';
import { createPracticeModel, type PracticeModel } from './model.ts';
import { wordKey } from './progress.ts';
import { adviceSentence } from './sentences.ts';

export interface PracticeSectionProps {
  words: Words;
  services: OptionsServices;
  clock?: Clock;
}

interface PartProps {
  model: PracticeModel;
  words: Words;
}

/** Practising signs: the hand to show beside the user's own, what to change, and what was right. */
export function PracticeSection({ words, services, clock = browserClock }: PracticeSectionProps) {
  const model = useMemo(() => createPracticeModel(services, clock), [services, clock]);
  useDispose(() => model.dispose(), [model]);
  const problem = model.problem.value;
  return (
    <div class="practice">
      {problem && (
        <Status
          tone="error"
          title={words('practice_problem')}
          detail={pageSentence(words, problem)}
        />
      )}
      <Chooser model={model} words={words} />
      <div class="practice-look">
        <EyePanel eye={model.eye} words={words} />
        <section class="practice-sign" aria-labelledby="practice-sign">
          <Heading model={model} words={words} />
          {model.kind.value === 'word' && <Letters model={model} words={words} />}
          <Compare model={model} words={words} />
          <AdviceLine model={model} words={words} />
          <Forward model={model} words={words} />
        </section>
      </div>
      <Counts model={model} words={words} />
    </div>
  );
}

function Heading({ model, words }: PartProps) {
  const isWord = model.kind.value === 'word';
  const item = model.item.value;
  const name = isWord ? model.word.value : (item?.name ?? words('practice_none'));
  const times = model.timesOf(isWord ? wordKey(model.word.value) : (item?.key ?? ''));
  return (
    <div class="practice-heading">
      <h2 id="practice-sign" dir="auto">
        {name}
      </h2>
      {times > 0 && (
        <p class="note practice-times">
          {words('practice_times', times.toLocaleString(words.lang))}
        </p>
      )}
    </div>
  );
}

/** The letters of the word, with those that are done. They run from left to right, as they are spelled. */
function Letters({ model, words }: PartProps) {
  const done = model.done.value;
  return (
    <ol class="practice-letters" dir="ltr">
      {[...model.word.value].map((letter, i) => (
        <li
          key={i}
          class={i < done ? 'done' : undefined}
          aria-current={i === done ? 'step' : undefined}
        >
          {letter}
          {i < done && <span class="unseen"> {words('practice_letterDone')}</span>}
        </li>
      ))}
    </ol>
  );
}

/** One sentence; screen readers hear it when it changes. */
function AdviceLine({ model, words }: PartProps) {
  const advice = model.advice.value;
  const word = model.kind.value === 'word' ? model.word.value : '';
  const sentence = adviceSentence(words, advice, {
    drawn: model.item.value?.letter ?? '',
    nameOf: (key) => model.nameOf(key),
    word,
    letter: word[model.done.value - 1] ?? '',
  });
  return (
    <p class={advice.say === 'right' ? 'practice-advice right' : 'practice-advice'} role="status">
      {sentence || words('practice_begin')}
    </p>
  );
}

function Forward({ model, words }: PartProps) {
  const isWord = model.kind.value === 'word';
  return (
    <div class="row">
      {isWord && (
        <Button
          look="quiet"
          disabled={model.done.value === 0}
          onPress={() => model.chooseWord(model.word.peek())}
        >
          {words('practice_onceMore')}
        </Button>
      )}
      <Button look="quiet" onPress={() => model.next()}>
        {words(isWord ? 'practice_nextWord' : 'practice_next')}
      </Button>
    </div>
  );
}
