import { useEffect, useState } from 'preact/hooks';
import type { Settings, SettingsChange } from '../../../settings/schema.ts';
import { localVoices, type Voice } from '../../../speech/voices.ts';
import { Select, Switch } from '../../../ui/components.tsx';
import type { Words } from '../../../ui/i18n.ts';

export interface SpeakCardProps {
  words: Words;
  now: Pick<Settings, 'speakCaptions' | 'speakVoice'>;
  onSave(change: SettingsChange): void;
}

/** The device's own voices, including those that the browser finds a little later. */
function useLocalVoices(): readonly Voice[] {
  const [voices, setVoices] = useState<readonly Voice[]>([]);
  useEffect(() => {
    const { speechSynthesis } = globalThis;
    if (!speechSynthesis) return;
    const read = (): void => setVoices(localVoices(speechSynthesis.getVoices()));
    read();
    speechSynthesis.addEventListener('voiceschanged', read);
    return () => speechSynthesis.removeEventListener('voiceschanged', read);
  }, []);
  return voices;
}

/** "Speak captions": off by default, and disabled if this device has no voice. */
export function SpeakCard({ words, now, onSave }: SpeakCardProps) {
  const voices = useLocalVoices();
  const hasVoices = voices.length > 0;
  const chosen = voices.some(({ voiceURI }) => voiceURI === now.speakVoice) ? now.speakVoice : '';
  return (
    <div class="card stack">
      <Switch
        label={words('options_speak')}
        checked={now.speakCaptions}
        disabled={!hasVoices && !now.speakCaptions}
        onChange={(speakCaptions) => onSave({ speakCaptions })}
      />
      <p class="note">{words(hasVoices ? 'options_speakAbout' : 'options_speakNone')}</p>
      {hasVoices && now.speakCaptions && (
        <Select
          label={words('options_speakVoice')}
          value={chosen}
          options={[
            { value: '', label: words('options_speakVoiceAny') },
            ...voices.map(({ voiceURI, name, lang }) => ({
              value: voiceURI,
              label: name.includes(lang) ? name : `${name} (${lang})`,
            })),
          ]}
          onChange={(speakVoice) => onSave({ speakVoice })}
        />
      )}
    </div>
  );
}
