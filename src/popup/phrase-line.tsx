import { useId, useState } from 'preact/hooks';
import * as v from 'valibot';
import { maxPhrase, Phrase } from '../messaging/values.ts';
import type { Words } from '../ui/i18n.ts';

export interface PhraseLineProps {
  words: Words;
  onSay(text: string): void;
}

/**
 * Types a phrase that becomes a caption in the call. Here and not in the panel over the call: a page
 * hears every key that is pressed in its document.
 */
export function PhraseLine({ words, onSay }: PhraseLineProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [said, setSaid] = useState(false);
  const phrase = v.safeParse(Phrase, text);
  const say = (event: Event): void => {
    event.preventDefault();
    if (!phrase.success) return;
    onSay(phrase.output);
    setText('');
    setSaid(true);
  };
  return (
    <form class="phrase" onSubmit={say}>
      <label for={id}>{words('popup_phrase')}</label>
      <div class="phrase-row">
        <input
          id={id}
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={maxPhrase}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setSaid(false);
          }}
        />
        <button type="submit" class="button" disabled={!phrase.success}>
          {words('popup_phraseSay')}
        </button>
      </div>
      <p class="said" role="status">
        {said ? words('panel_said') : ''}
      </p>
    </form>
  );
}
