/** Trains a task's held and moving gestures, each with its own classifier, and makes one report of both. */

import { isMovement } from '../packs/movements.ts';
import type { BankHand } from './bank.ts';
import type { ShippedMovements } from './load-bank.ts';
import { teachMovements } from './movements/teach.ts';
import { mergedReport } from './report.ts';
import { type TeachOptions, teach } from './teach.ts';
import type { TaughtGesture, TeachingProgress, TeachingResult, TeachingTask } from './types.ts';

/** What ships to train against. */
export interface Shipped {
  bank: readonly BankHand[];
  /** Loaded only if a gesture moves. */
  movements(): Promise<ShippedMovements>;
}

/**
 * See {@link teach}.
 *
 * @throws RangeError if there is no gesture with a sample; the signal's reason when aborted.
 */
export async function teachTask(
  task: TeachingTask,
  shipped: Shipped,
  options: TeachOptions = {},
): Promise<Omit<TeachingResult, 'ms'>> {
  const gestures = task.gestures.filter(({ samples }) => samples.length > 0);
  const moving = gestures.filter(({ moves }) => moves === true);
  const held = gestures.filter(({ moves }) => moves !== true);
  if (gestures.length === 0) throw new RangeError('There is no sample to learn from.');
  const share = shareOf(held, moving);
  const report =
    (from: number, part: number) =>
    ({ share, stage }: TeachingProgress) =>
      options.onProgress?.({ share: from + part * share, stage });

  const ofMoving =
    moving.length === 0
      ? null
      : await teachMovements(moving, task.unknowns.filter(isMovement), await shipped.movements(), {
          seed: task.seed,
          signal: options.signal,
          pause: options.pause,
          onProgress: (done) => report(0, 1 - share)({ share: done, stage: 'checking' }),
        });
  const ofHeld =
    held.length === 0
      ? null
      : await teach(
          {
            ...task,
            gestures: held,
            unknowns: task.unknowns.filter((sample) => !isMovement(sample)),
          },
          shipped.bank,
          { ...options, onProgress: report(1 - share, share) },
        );
  const reports = [ofHeld, ofMoving].flatMap((part) => (part ? [part.report] : []));
  return {
    classifier: ofHeld?.classifier ?? null,
    movements: ofMoving?.classifier ?? null,
    report: reports.reduce(mergedReport),
  };
}

/** Which share of the whole time held gestures take: about twice as much as moving ones. */
const shareOf = (held: readonly TaughtGesture[], moving: readonly TaughtGesture[]): number =>
  held.length === 0 ? 0 : moving.length === 0 ? 1 : 2 / 3;
