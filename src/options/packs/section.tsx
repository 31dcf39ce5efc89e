import type { SectionProps } from '../services.ts';

export function PacksSection(_: SectionProps) {
  return null;
}
