import type { SectionProps } from '../services.ts';

export function PrivacySection(_: SectionProps) {
  return null;
}
