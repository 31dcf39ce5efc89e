/**
 * Movements that mean nothing: what is cut out of the silent motions of `npm run events` (scratching,
 * drinking, talking with the hands). Those of the suite `learn` are trained as unknown, those of `report`,
 * of other bodies and partly of other families, are counted.
 */
import { join } from 'node:path';
import type { Movement } from '../../../src/recognizer/signs/movement/movement.ts';
import { readBank } from '../bank/bank.ts';
import {
  bankHandsOf,
  framesOf,
  type SuiteName,
  silentPlays,
  suiteCamera,
} from '../events/suite.ts';
import { readPoses } from '../signer/pose.ts';
import { cut } from './play.ts';

const root = join(import.meta.dirname, '../../..');

/** @param hours how long hands do something else */
export function silentMovements(suite: SuiteName, hours: number, seed: number): Movement[] {
  const poses = readPoses();
  const hands = bankHandsOf(suite, 'call-gestures', readBank(join(root, 'models/bank')));
  const { width, height } = suiteCamera;
  return [...silentPlays(suite, hands, hours, seed)].flatMap((play) =>
    cut(framesOf(play, poses), { width, height }),
  );
}
