import type { Sample } from '../../packs/samples.ts';
import { gestureKey } from '../../packs/samples.ts';
import type { HandPoint } from '../../ui/hand-shape.ts';
import type { OptionsServices } from '../services.ts';
import { type GestureGroup, groupGestures } from './list.ts';

export interface GestureList {
  groups: readonly GestureGroup[];
  /**
   * The points of each drawing, by gesture key; for taught gestures those of their first sample.
   */
  points: ReadonlyMap<string, readonly HandPoint[]>;
  /** Calibrated thresholds by gesture key; untrained gestures have none. */
  thresholds: ReadonlyMap<string, number>;
}

/** Reads everything that the list shows. Rejects with a ProblemError. */
export async function readGestures(
  services: Pick<OptionsServices, 'store' | 'vocabularies' | 'pictograms' | 'calibrated'>,
): Promise<GestureList> {
  const { store } = services;
  const [vocabularies, packs, preferences, shipped, thresholds] = await Promise.all([
    services.vocabularies(),
    store.packs(),
    store.preferences(),
    // A list without drawings or calibrated thresholds is better than none.
    services.pictograms().catch(() => new Map<string, readonly HandPoint[]>()),
    services.calibrated().catch(() => new Map<string, number>()),
  ]);
  const points = new Map(shipped);
  for (const pack of packs) {
    const samples = await store
      .samplesOfPack(pack.id)
      .catch(() => new Map<string, readonly Sample[]>());
    for (const [gesture, [first]] of samples) {
      const hand = first?.hands[0];
      if (hand) points.set(gestureKey(pack.id, gesture), hand.points);
    }
  }
  return { groups: groupGestures(vocabularies, packs, preferences), points, thresholds };
}
