import type { SectionProps } from '../services.ts';

export function GesturesSection(_: SectionProps) {
  return null;
}
