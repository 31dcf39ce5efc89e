import { Switch } from '../../../ui/components.tsx';
import type { Words } from '../../../ui/i18n.ts';

export interface HoldBackCardProps {
  words: Words;
  on: boolean;
  onChange(on: boolean): void;
}

/**
 * "Hold captions back while I speak": off by default; a note says what it reads before it is on.
 */
export function HoldBackCard({ words, on, onChange }: HoldBackCardProps) {
  return (
    <div class="card stack">
      <Switch label={words('options_holdBack')} checked={on} onChange={onChange} />
      <p class="note">{words('options_holdBackAbout')}</p>
    </div>
  );
}
