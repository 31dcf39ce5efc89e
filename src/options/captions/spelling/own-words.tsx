/** The user's own words, which come first when a spelled word is read. */
import * as v from 'valibot';
import { maxOwnWords, OwnWord } from '../../../settings/schema.ts';
import type { Words } from '../../../ui/i18n.ts';
import { LinesField } from '../lines-field.tsx';

export interface OwnWordsProps {
  words: Words;
  value: readonly string[];
  onSave(ownWords: string[]): void;
}

const OwnWords = v.pipe(v.array(OwnWord), v.maxLength(maxOwnWords));

export function OwnWordsField({ words, value, onSave }: OwnWordsProps) {
  return (
    <LinesField
      label={words('options_ownWords')}
      wrong={words('options_ownWordsWrong')}
      note={words('options_ownWordsAbout', String(maxOwnWords))}
      value={value}
      schema={OwnWords}
      onSave={onSave}
    />
  );
}
