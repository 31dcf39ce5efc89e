import type { ImportPlan } from '../../packs/import-plan.ts';
import type { ReadPack } from '../../packs/read-pack.ts';

/** A pack that was read, and what it would change: in place of one of its id, or beside it. */
export interface Offer {
  pack: ReadPack;
  plan: ImportPlan;
  /** Null when nothing of its id is there. */
  beside: { pack: ReadPack; plan: ImportPlan } | null;
}
