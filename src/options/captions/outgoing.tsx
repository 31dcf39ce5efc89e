import { Switch } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';

export interface OutgoingCardProps {
  words: Words;
  on: boolean;
  onChange(on: boolean): void;
}

/**
 * Whether this browser can draw captions into the video that a page sends; Firefox and Safari
 * cannot yet.
 */
const possible = (): boolean =>
  'MediaStreamTrackProcessor' in globalThis && 'MediaStreamTrackGenerator' in globalThis;

/** "Others see my captions": off by default; a note says what it does before it is on. */
export function OutgoingCard({ words, on, onChange }: OutgoingCardProps) {
  const isPossible = possible();
  return (
    <div class="card stack">
      <Switch
        label={words('options_outgoing')}
        checked={on}
        disabled={!isPossible && !on}
        onChange={onChange}
      />
      <p class="note">{words(isPossible ? 'options_outgoingAbout' : 'outgoing_unsupported')}</p>
    </div>
  );
}
