import type { Scored } from '../../../src/learning/calibrate.ts';
import type { BankSample } from './dataset.ts';

/** A held-out hand's scores without the distance check, and its distance from all prototypes. */
export interface HeldOut extends Scored {
  fold: string;
  sample: BankSample;
  distance: number;
}
