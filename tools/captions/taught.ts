/** Moving signs on recorded score streams: cuts them, teaches them, and reports them as captions do. */
import type { Sample } from '../../src/packs/samples.ts';
import { createGate } from '../../src/recognizer/signs/gate.ts';
import type { GateInput } from '../../src/recognizer/signs/gate-types.ts';
import type { Movement } from '../../src/recognizer/signs/movement/movement.ts';
import { toSampleHands } from '../../src/recognizer/signs/movement/sample.ts';
import type { NameMovement } from '../../src/recognizer/signs/movement/watch.ts';
import type { Scores } from '../../src/recognizer/signs/types.ts';

/** A movement of a stream, and what it was named. */
export interface PlayedMovement {
  movement: Movement;
  scores: Scores;
  gesture: string | null;
}

/** A reported sign, held or moving. */
export interface PlayedSign {
  gesture: string;
  /** Media time, ms. */
  at: number;
}

/**
 * Plays a stream through the gate.
 *
 * @param inputs recorded with `--movements`, so that moving hands have as many frames as in a call
 * @param nameMovement default: names none
 */
export function playMovements(
  inputs: Iterable<GateInput>,
  dwellMs: number,
  nameMovement: NameMovement = () => ({ scores: {}, gesture: null }),
): { movements: PlayedMovement[]; signs: PlayedSign[] } {
  const gate = createGate({ dwellMs });
  const movements: PlayedMovement[] = [];
  const signs: PlayedSign[] = [];
  for (const input of inputs) {
    const { sign, ended = [] } = gate.step({ ...input, nameMovement });
    for (const { movement, classification } of ended)
      movements.push({ movement, ...classification });
    if (sign !== null) signs.push({ gesture: sign, at: input.timestamp });
  }
  return { movements, signs };
}

/** Movements as takes of one moving gesture, as a recording keeps them. */
export function takesOf(movements: readonly { movement: Movement }[], name: string): Sample[] {
  return movements.map(({ movement }, i) => ({
    id: `${name}-${i}`,
    recordedAt: movement.startedAt,
    take: `${name}-${i}`,
    hands: toSampleHands(movement),
  }));
}
