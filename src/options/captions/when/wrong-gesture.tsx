/** "That was wrong" by a gesture: whether, and by which. */
import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../../settings/schema.ts';
import { Select, Switch } from '../../../ui/components.tsx';
import type { SectionProps } from '../../services/types.ts';

/** The vocabulary whose gestures can take a caption back. */
const vocabulary = 'call-gestures';
/** The gesture that is meant first: it says what it does. */
const first = 'thumbs-down';

export interface WrongGestureCardProps extends SectionProps {
  value: Settings['wrongGesture'];
  onChange(gesture: Settings['wrongGesture']): void;
}

/** Off by default; a note says what the gesture does and when it is no caption itself. */
export function WrongGestureCard({ words, services, value, onChange }: WrongGestureCardProps) {
  const gestures = useGestures(services);
  const options = gestures.map(({ id, name }) => ({ value: id, label: name }));
  // The vocabulary is not read yet, or has lost it.
  if (value !== null && !gestures.some(({ id }) => id === value))
    options.push({ value, label: value });
  return (
    <div class="card stack">
      <Switch
        label={words('options_wrongGesture')}
        checked={value !== null}
        onChange={(on) => onChange(on ? first : null)}
      />
      <p class="note">{words('options_wrongGestureAbout')}</p>
      {value !== null && (
        <Select
          label={words('options_wrongGestureWhich')}
          value={value}
          options={options}
          onChange={onChange}
        />
      )}
    </div>
  );
}

/** The shipped call gestures; none until they are read, or if they cannot be read. */
function useGestures({ vocabularies }: SectionProps['services']) {
  const [gestures, setGestures] = useState<readonly { id: string; name: string }[]>([]);
  useEffect(() => {
    let gone = false;
    vocabularies().then(
      (all) => {
        const found = all.find(({ id }) => id === vocabulary)?.gestures ?? [];
        if (!gone) setGestures(found.filter(({ kind }) => kind === 'phrase'));
      },
      // The Gestures section reports what is damaged.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [vocabularies]);
  return gestures;
}
