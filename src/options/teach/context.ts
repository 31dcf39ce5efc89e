/** What the screens of this section share. */
import { type Signal, signal } from '@preact/signals';
import { realTimers, type Timers } from '../../clock/clock.ts';
import type { HandPoint } from '../../ui/hand-shape.ts';
import { createEye, type Eye } from '../camera/eye.ts';
import type { OptionsServices } from '../services/types.ts';
import { createTeachModel, type TeachModel } from './model.ts';
import type { Step } from './path/path.ts';
import { createTraining, type Training } from './train/training.ts';

export type Screen =
  | { at: 'overview' }
  | { at: 'new' }
  /** A gesture on its way into calls; null: all gestures, from their training on. */
  | { at: 'path'; key: string | null; step: Step }
  | { at: 'nothing' };

export interface ShippedGesture {
  name: string;
  points: readonly HandPoint[] | null;
}

export interface TeachContext {
  services: OptionsServices;
  model: TeachModel;
  eye: Eye;
  training: Training;
  screen: Signal<Screen>;
  /** Shipped gestures by key; empty until they are read. */
  shipped: Signal<ReadonlyMap<string, ShippedGesture>>;
  clock: Clock;
  /** Trains, and goes on to trying it if the user is still there. @param key see {@link Screen} */
  train(key: string | null): Promise<void>;
  dispose(): void;
}

/** Time and random ids, handed in so that tests can control them. */
export interface Clock extends Timers {
  unixNow(): number;
  newId(): string;
}

export const browserClock: Clock = {
  ...realTimers,
  unixNow: () => Date.now(),
  newId: () => crypto.randomUUID(),
};

/** Names and drawings of shipped gestures, by gesture key. What cannot be read is left out. */
export async function readShipped(
  services: Pick<OptionsServices, 'vocabularies' | 'pictograms'>,
): Promise<ReadonlyMap<string, ShippedGesture>> {
  const [vocabularies, points] = await Promise.all([
    services.vocabularies().catch(() => []),
    services.pictograms().catch(() => new Map<string, readonly HandPoint[]>()),
  ]);
  return new Map(
    vocabularies.flatMap((vocabulary) =>
      vocabulary.gestures.map((gesture) => {
        const key = `${vocabulary.id}:${gesture.id}`;
        return [key, { name: gesture.name, points: points.get(key) ?? null }] as const;
      }),
    ),
  );
}

export function createTeachContext(services: OptionsServices, clock: Clock): TeachContext {
  const vocabulary = (): string => services.settings.current.peek().vocabulary;
  const model = createTeachModel(services.store);
  const eye = createEye({
    cameras: services.cameras,
    recognizer: () => services.recognizer(),
    vocabulary,
    document,
    after: clock.after,
  });
  const training = createTraining({
    store: services.store,
    trainer: () => services.trainer(),
    vocabulary,
    shipped: async () => (await services.vocabularies()).map(({ id }) => id),
    onStored: () => model.reload(),
    unixNow: clock.unixNow,
  });
  const screen = signal<Screen>({ at: 'overview' });
  const shipped = signal<ReadonlyMap<string, ShippedGesture>>(new Map());
  let gone = false;
  void readShipped(services).then((read) => {
    if (!gone) shipped.value = read;
  });
  return {
    services,
    model,
    eye,
    training,
    screen,
    shipped,
    clock,
    async train(key) {
      const mine: Screen = { at: 'path', key, step: 'train' };
      screen.value = mine;
      if ((await training.run()) && screen.peek() === mine)
        screen.value = { at: 'path', key, step: 'try' };
    },
    dispose() {
      gone = true;
      training.dispose();
      eye.dispose();
      model.dispose();
    },
  };
}
