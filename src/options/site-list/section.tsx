import type { SectionProps } from '../services.ts';

export function SitesSection(_: SectionProps) {
  return null;
}
