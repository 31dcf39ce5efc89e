import type { SectionProps } from '../services.ts';

export function TrySection(_: SectionProps) {
  return null;
}
