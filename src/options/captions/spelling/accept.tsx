/** Chooses which of the user's gestures accepts the first suggested word. */
import { useCallback } from 'preact/hooks';
import { gestureKey } from '../../../packs/samples.ts';
import type { StoredPack } from '../../../packs/store-types.ts';
import { spellingVocabulary } from '../../../settings/spelling-language.ts';
import { Select } from '../../../ui/components.tsx';
import type { SectionProps } from '../../services/types.ts';
import { useStored } from '../../services/use-stored.ts';

export interface AcceptFieldProps extends SectionProps {
  value: string | null;
  onChange(key: string | null): void;
}

/** Gestures that are recognized while spelling and are no letters: phrases of packs used for it. */
export function acceptGestures(packs: readonly StoredPack[]): { key: string; name: string }[] {
  return packs
    .filter(({ enabled, vocabularies }) => enabled && vocabularies.includes(spellingVocabulary))
    .flatMap((pack) =>
      pack.gestures
        .filter(({ kind }) => kind === 'phrase')
        .map(({ id, name }) => ({ key: gestureKey(pack.id, id), name })),
    );
}

export function AcceptField({ words, services, value, onChange }: AcceptFieldProps) {
  const { store } = services;
  const { value: packs } = useStored(
    useCallback(() => store.packs(), [store]),
    useCallback((onChange) => store.subscribe(onChange), [store]),
  );
  const gestures = acceptGestures(packs ?? []);
  return (
    <Select
      label={words('options_acceptGesture')}
      value={gestures.some(({ key }) => key === value) ? (value ?? '') : ''}
      options={[
        { value: '', label: words('options_acceptGestureNone') },
        ...gestures.map(({ key, name }) => ({ value: key, label: name })),
      ]}
      disabled={packs !== null && gestures.length === 0 && value === null}
      note={words(
        packs && gestures.length === 0
          ? 'options_acceptGestureMissing'
          : 'options_acceptGestureAbout',
      )}
      onChange={(key) => onChange(key || null)}
    />
  );
}
