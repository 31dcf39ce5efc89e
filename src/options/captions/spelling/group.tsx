import { spellingLanguages } from '../../../messaging/protocol.ts';
import { type SpellingWay, spellingWays } from '../../../messaging/recognition.ts';
import { languageNames } from '../../../settings/caption-language.ts';
import { wordPauses } from '../../../settings/schema.ts';
import { Select, Switch } from '../../../ui/components.tsx';
import { Choice, Slider } from '../../../ui/fields.tsx';
import type { MessageKey } from '../../../ui/i18n.ts';
import type { SectionProps } from '../../services/types.ts';
import type { GroupProps } from '../when/group.tsx';
import { AcceptField } from './accept.tsx';
import { OwnWordsField } from './own-words.tsx';

const choices = ['captions', ...spellingLanguages, 'none'] as const;

/** A way's label and the note below it. */
const wayTexts: Readonly<Record<SpellingWay, readonly [label: MessageKey, note: MessageKey]>> = {
  single: ['options_spellingSingle', 'options_spellingSingleAbout'],
  flowing: ['options_spellingFlowing', 'options_spellingFlowingAbout'],
};

/** What matters only while words are spelled letter by letter. */
export function SpellingGroup(props: GroupProps & Pick<SectionProps, 'services'>) {
  const { words, services, now, seconds, onSlide, onSave } = props;
  return (
    <>
      <div class="card">
        <Choice<SpellingWay>
          legend={words('options_spellingWay')}
          value={now.spelling}
          options={spellingWays.map((value) => {
            const [label, note] = wayTexts[value];
            return { value, label: words(label), note: words(note) };
          })}
          onChange={(spelling) => onSave({ spelling })}
        />
      </div>
      <div class="card">
        <Slider
          label={words('options_wordPause')}
          value={now.wordPauseMs}
          min={wordPauses.least}
          max={wordPauses.most}
          step={500}
          text={seconds(now.wordPauseMs)}
          note={words('options_wordPauseAbout')}
          onSlide={(wordPauseMs) => onSlide({ wordPauseMs })}
          onSave={(wordPauseMs) => onSave({ wordPauseMs })}
        />
      </div>
      <div class="card stack">
        <Select
          label={words('options_spellingLanguage')}
          value={now.spellingLanguage}
          options={[
            { value: 'captions', label: words('options_spellingLanguageCaptions') },
            ...spellingLanguages.map((tag) => ({
              value: tag,
              label: languageNames[tag],
              lang: tag,
            })),
            { value: 'none', label: words('options_spellingLanguageNone') },
          ]}
          note={words('options_spellingLanguageAbout')}
          onChange={(chosen) =>
            onSave({
              spellingLanguage: choices.find((known) => known === chosen) ?? 'captions',
            })
          }
        />
        {now.spellingLanguage !== 'none' && (
          <OwnWordsField
            words={words}
            value={now.ownWords}
            onSave={(ownWords) => onSave({ ownWords })}
          />
        )}
      </div>
      <div class="card stack">
        <Switch
          label={words('options_suggest')}
          checked={now.wordSuggestions}
          onChange={(wordSuggestions) => onSave({ wordSuggestions })}
        />
        <p class="note">{words('options_suggestAbout')}</p>
        {(now.wordSuggestions || now.spellingLanguage !== 'none') && (
          <AcceptField
            words={words}
            services={services}
            value={now.acceptGesture}
            onChange={(acceptGesture) => onSave({ acceptGesture })}
          />
        )}
      </div>
    </>
  );
}
