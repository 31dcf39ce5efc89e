import type { Sample, SampleHand } from '../../packs/samples.ts';
import { gestureKey } from '../../packs/samples.ts';
import type { HandPoint } from '../../ui/hand-shape.ts';
import type { OptionsServices } from '../services/types.ts';
import { type GestureGroup, groupGestures } from './list.ts';
import { wrongCounts } from './marked-wrong.ts';

export interface GestureList {
  groups: readonly GestureGroup[];
  /**
   * The points of each drawing, by gesture key; for taught gestures those of their first sample.
   */
  points: ReadonlyMap<string, readonly HandPoint[]>;
  /** The first sample of each gesture that moves, by gesture key. */
  movements: ReadonlyMap<string, readonly SampleHand[]>;
  /** Calibrated thresholds by gesture key; untrained gestures have none. */
  thresholds: ReadonlyMap<string, number>;
  /** How often captions were marked as wrong, by gesture key. */
  wrongs: ReadonlyMap<string, number>;
}

/** Reads everything that the list shows. Rejects with a ProblemError. */
export async function readGestures(
  services: Pick<OptionsServices, 'store' | 'vocabularies' | 'pictograms' | 'calibrated'>,
): Promise<GestureList> {
  const { store } = services;
  const [vocabularies, packs, preferences, unknowns, shipped, thresholds] = await Promise.all([
    services.vocabularies(),
    store.packs(),
    store.preferences(),
    store.unknowns(),
    // A list without drawings or calibrated thresholds is better than none.
    services.pictograms().catch(() => new Map<string, readonly HandPoint[]>()),
    services.calibrated().catch(() => new Map<string, number>()),
  ]);
  const points = new Map(shipped);
  const movements = new Map<string, readonly SampleHand[]>();
  for (const pack of packs) {
    const samples = await store
      .samplesOfPack(pack.id)
      .catch(() => new Map<string, readonly Sample[]>());
    for (const { id, moves } of pack.gestures) {
      const hands = samples.get(id)?.[0]?.hands;
      if (!hands?.[0]) continue;
      if (moves) movements.set(gestureKey(pack.id, id), hands);
      else points.set(gestureKey(pack.id, id), hands[0].points);
    }
  }
  return {
    groups: groupGestures(vocabularies, packs, preferences),
    points,
    movements,
    thresholds,
    wrongs: wrongCounts(unknowns),
  };
}
