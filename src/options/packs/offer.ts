import type { ImportPlan } from '../../packs/import-plan.ts';
import type { ReadPack } from '../../packs/read-pack.ts';

/**
 * A pack that was read, and what it would change: replacing the pack with its id, or beside that
 * one.
 */
export interface Offer {
  pack: ReadPack;
  plan: ImportPlan;
  /** Under a free id; null if there is no pack with its own id. */
  beside: { pack: ReadPack; plan: ImportPlan } | null;
}
