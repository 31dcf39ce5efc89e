import type { SectionProps } from '../services.ts';

export function CaptionsSection(_: SectionProps) {
  return null;
}
