import type { CameraList } from '../messaging/protocol.ts';
import { Select } from '../ui/components.tsx';
import type { Words } from '../ui/i18n.ts';

export interface CameraChoiceProps {
  words: Words;
  cameras: CameraList;
  /** @param camera its id; empty to leave the choice to us */
  onChoose(camera: string): void;
}

/** Names the camera that is watched, and lets the user choose another one. */
export function CameraChoice({ words, cameras, onChoose }: CameraChoiceProps) {
  const named = cameras.list.map(({ id, label }, index) => ({
    value: id,
    label: nameOf(words, label, index),
  }));
  const watched = named.find(({ value }) => value === cameras.watched);
  const isNamed = cameras.chosen === null && watched;
  const automatic = isNamed
    ? words('popup_cameraAutoNamed', watched.label)
    : words('popup_cameraAuto');
  return (
    <Select
      label={words('popup_camera')}
      value={cameras.chosen ?? ''}
      options={[{ value: '', label: automatic }, ...named]}
      onChange={onChoose}
    />
  );
}

/** The browser's name for it. A page that may not know its name has none. */
function nameOf(words: Words, label: string, index: number): string {
  return label.trim() || words('popup_cameraNumber', String(index + 1));
}
