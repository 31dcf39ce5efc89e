import { useId, useState } from 'preact/hooks';
import { Button, Select } from '../../ui/components.tsx';
import type { MessageKey, Words } from '../../ui/i18n.ts';
import { type Side, sides } from './advice.ts';
import { type Kind, kinds } from './items.ts';
import type { PracticeModel } from './model.ts';
import { longestWord, spellable } from './spelled-words.ts';

export interface ChooserProps {
  model: PracticeModel;
  words: Words;
}

const kindWords = {
  gesture: 'practice_kindGesture',
  letter: 'practice_kindLetter',
  word: 'practice_kindWord',
  movement: 'practice_kindMovement',
} as const satisfies Record<Kind, MessageKey>;

const sideWords = {
  shown: 'practice_sideShown',
  Left: 'practice_sideLeft',
  Right: 'practice_sideRight',
} as const satisfies Record<Side, MessageKey>;

/** What is practised, and with which hand. */
export function Chooser({ model, words }: ChooserProps) {
  const kind = model.kind.value;
  const offered = kinds.filter(
    (one) => one === kind || one === 'word' || model.itemsOf(one).length > 0,
  );
  return (
    <div class="practice-what">
      <Select
        label={words('practice_kind')}
        value={kind}
        options={offered.map((one) => ({ value: one, label: words(kindWords[one]) }))}
        onChange={(chosen) => {
          const next = kinds.find((one) => one === chosen);
          if (next) model.chooseKind(next);
        }}
      />
      {kind === 'word' ? (
        <Select
          label={words('practice_word')}
          value={model.word.value}
          options={model.words.value.map((word) => ({ value: word, label: word }))}
          onChange={(word) => model.chooseWord(word)}
        />
      ) : (
        <Select
          label={words(kindWords[kind])}
          value={model.item.value?.key ?? ''}
          options={model.itemsOf(kind).map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(key) => model.chooseItem(key)}
        />
      )}
      <Select
        label={words('practice_side')}
        value={model.side.value}
        options={sides.map((side) => ({ value: side, label: words(sideWords[side]) }))}
        onChange={(chosen) => {
          const next = sides.find((side) => side === chosen);
          if (next) model.chooseSide(next);
        }}
      />
      {kind === 'word' && <AnotherWord model={model} words={words} />}
    </div>
  );
}

function AnotherWord({ model, words }: ChooserProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const take = (): void => {
    const word = spellable(text);
    setRefused(word === null);
    if (word === null) return;
    setText('');
    model.chooseWord(word);
  };
  return (
    <form
      class="field practice-word"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label for={id}>{words('practice_otherWord')}</label>
      <div class="with-button">
        <input
          id={id}
          type="text"
          value={text}
          maxLength={longestWord}
          dir="auto"
          autocomplete="off"
          aria-invalid={refused || undefined}
          aria-describedby={`${id}-said`}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setRefused(false);
          }}
        />
        <Button look="quiet" onPress={take}>
          {words('practice_take')}
        </Button>
      </div>
      <p class={refused ? 'said wrong' : 'note'} id={`${id}-said`} role="status">
        {refused
          ? words('practice_refused', String(longestWord))
          : words('practice_otherWordAbout')}
      </p>
    </form>
  );
}
