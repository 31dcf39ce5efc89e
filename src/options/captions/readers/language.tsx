/**
 * Chooses the language of the shipped gestures' captions, and has captions in it for the preview.
 */
import { useEffect, useState } from 'preact/hooks';
import { captionLanguages } from '../../../messaging/recognition.ts';
import { languageNames } from '../../../settings/caption-language.ts';
import type { Settings } from '../../../settings/schema.ts';
import { Select } from '../../../ui/components.tsx';
import type { Words } from '../../../ui/i18n.ts';
import type { OptionsServices } from '../../services/types.ts';

type Language = Settings['captionLanguage'];

export interface LanguageCardProps {
  words: Words;
  value: Language;
  onChange(language: Language): void;
}

export function LanguageCard({ words, value, onChange }: LanguageCardProps) {
  return (
    <div class="card">
      <Select
        label={words('options_captionLanguage')}
        value={value}
        options={[
          { value: 'interface', label: words('options_captionLanguageInterface') },
          ...captionLanguages.map((tag) => ({ value: tag, label: languageNames[tag], lang: tag })),
        ]}
        note={words('options_captionLanguageAbout')}
        onChange={(tag) => onChange(captionLanguages.find((known) => known === tag) ?? 'interface')}
      />
    </div>
  );
}

/** Captions of shipped gestures for the preview. */
export interface Sample {
  /** Left out if it is that of the interface. */
  language?: string | undefined;
  earlier: string;
  newest: string;
  held: string;
}

/** Captions as a call shows them; null until they are read, or if they cannot be read. */
export function useSample({
  settings,
  vocabularies,
}: Pick<OptionsServices, 'settings' | 'vocabularies'>): Sample | null {
  const chosen = settings.current.value.captionLanguage;
  const [sample, setSample] = useState<Sample | null>(null);
  useEffect(() => {
    let gone = false;
    const show = (next: Sample | null): void => {
      if (!gone) setSample(next);
    };
    vocabularies().then(
      (all) => {
        const phrases = all.flatMap(({ gestures }) =>
          gestures.filter(({ kind }) => kind === 'phrase'),
        );
        const [held, second, third] = phrases;
        const newest = phrases.find(({ id }) => id === 'point-up') ?? second;
        const earlier = third ?? second;
        if (!held || !earlier || !newest) return show(null);
        show({
          language: newest.captionLanguage,
          earlier: earlier.caption,
          newest: newest.caption,
          held: held.caption,
        });
      },
      // The Gestures section reports what is damaged; the preview shows its own sentences.
      () => show(null),
    );
    return () => {
      gone = true;
    };
  }, [chosen, vocabularies]);
  return sample;
}
