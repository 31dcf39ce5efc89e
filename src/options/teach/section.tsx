import type { SectionProps } from '../services.ts';

export function TeachSection(_: SectionProps) {
  return null;
}
