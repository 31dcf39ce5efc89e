/** The user's own words, which come first when a spelled word is read. */
import { useEffect, useId, useState } from 'preact/hooks';
import * as v from 'valibot';
import { maxOwnWords, OwnWord } from '../../settings/schema.ts';
import type { Words } from '../../ui/i18n.ts';

export interface OwnWordsProps {
  words: Words;
  value: readonly string[];
  onSave(ownWords: string[]): void;
}

const OwnWords = v.pipe(v.array(OwnWord), v.maxLength(maxOwnWords));

/** The words of a text, one on each line; null if one of them cannot be spelled, or there are too many. */
export function wordsOf(text: string): string[] | null {
  const lines = text.split('\n').map((line) => line.trim());
  const parsed = v.safeParse(OwnWords, [...new Set(lines.filter((line) => line !== ''))]);
  return parsed.success ? parsed.output : null;
}

/** Saves when the field loses the focus, and says so if it cannot; the text then stays as it is. */
export function OwnWordsField({ words, value, onSave }: OwnWordsProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const saved = value.join('\n');
  // Show what a call has learnt, but do not replace what the user is typing.
  useEffect(() => {
    if (!refused) setDraft(null);
  }, [saved]);
  const commit = (text: string): void => {
    const next = wordsOf(text);
    setRefused(next === null);
    if (!next) return;
    setDraft(null);
    if (next.join('\n') !== saved) onSave(next);
  };
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{words('options_ownWords')}</label>
        <p class={refused ? 'said wrong' : 'said'} id={`${id}-said`} role="status">
          {refused ? words('options_ownWordsWrong') : ''}
        </p>
      </div>
      <textarea
        id={id}
        rows={Math.min(8, Math.max(3, value.length + 1))}
        spellcheck={false}
        autocapitalize="off"
        value={draft ?? saved}
        aria-invalid={refused}
        aria-describedby={`${id}-said ${id}-note`}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={(event) => commit(event.currentTarget.value)}
      />
      <p class="note" id={`${id}-note`}>
        {words('options_ownWordsAbout', String(maxOwnWords))}
      </p>
    </div>
  );
}
