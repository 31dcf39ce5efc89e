/** The user's own phrases, which they say by a press in the panel of a call. */
import * as v from 'valibot';
import { maxPhrase, Phrase } from '../../messaging/values.ts';
import { maxOwnPhrases } from '../../settings/schema.ts';
import type { Words } from '../../ui/i18n.ts';
import { LinesField } from './lines-field.tsx';

export interface OwnPhrasesCardProps {
  words: Words;
  value: readonly string[];
  onSave(ownPhrases: string[]): void;
}

const OwnPhrases = v.pipe(v.array(Phrase), v.maxLength(maxOwnPhrases));

export function OwnPhrasesCard({ words, value, onSave }: OwnPhrasesCardProps) {
  return (
    <div class="card">
      <LinesField
        label={words('panel_own')}
        wrong={words('options_ownPhrasesWrong', String(maxOwnPhrases), String(maxPhrase))}
        note={words('options_ownPhrasesAbout', String(maxOwnPhrases))}
        value={value}
        schema={OwnPhrases}
        isSpellchecked
        onSave={onSave}
      />
    </div>
  );
}
