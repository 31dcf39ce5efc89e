import { render } from 'preact';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import en from '../../../../_locales/en/messages.json';
import { TeachSection } from '../../../../src/options/teach/section.tsx';
import type { Sample } from '../../../../src/packs/samples.ts';
import { movementAt } from '../../teaching/recording/fake-movements.ts';
import { control, createWorld, page, turning, type World, words } from '../fake-services.ts';

export let world: World;

beforeEach(() => {
  world = createWorld();
});
afterEach(() => {
  render(null, document.body);
  world.store.close();
});

export const open = async (): Promise<void> => {
  render(
    <TeachSection words={words} services={world.services} clock={world.time.clock} />,
    document.body,
  );
  await vi.waitFor(() => expect(page()).toContain(en.teach_train.message));
};

export const type = (label: string, value: string): void => {
  const id = control<HTMLLabelElement>(label, 'label').htmlFor;
  const input = document.getElementById(id) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
export const submit = (): void => {
  document
    .querySelector('form')
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
};
export const press = async (text: string, selector?: string): Promise<void> => {
  const button = await vi.waitFor(() => {
    const found = control(text, selector);
    expect(found.disabled ?? false).toBe(false);
    return found;
  });
  button.click();
};
export const isOpen = async (text: string): Promise<void> => {
  await vi.waitFor(() => expect(page()).toContain(text), { timeout: 4000 });
};

/** Waits until the camera is on and a recording can begin. */
export const ready = async (): Promise<void> => {
  await vi.waitFor(() => expect(document.querySelector('.on-picture button')).not.toBeNull());
};

/** The names of the buttons that are the main one: there may be one at most. */
export const mainButtons = (): (string | null)[] =>
  [...document.querySelectorAll('.teach .button')].map(({ textContent }) => textContent);

/** The step that the line of steps marks. */
export const stepShown = (): string | null | undefined =>
  document.querySelector('.steps [aria-current=step]')?.lastChild?.textContent;

/** Names a new gesture, after which the camera is turned on. */
export async function nameWait(): Promise<void> {
  await press(en.teach_new.message);
  await isOpen(en.teach_nameNote.message);
  type(en.teach_name.message, 'Wait');
  type(en.teach_caption.message, 'One moment, please');
  await vi.waitFor(() =>
    expect(document.querySelectorAll<HTMLInputElement>('input')[1]?.value).toBe(
      'One moment, please',
    ),
  );
  submit();
  await isOpen(en.teach_noSamples.message);
}

/** Turns the camera on, unless it is, and starts a recording. */
export async function startRecording(): Promise<void> {
  if (!world.cameras.lit) await press(en.camera_open.message);
  await press(en.teach_record.message, '.on-picture button');
  await vi.waitFor(() => expect(document.querySelector('.countdown')?.textContent).toBe('3'));
}

/** Countdown and twenty samples. */
export async function record(): Promise<void> {
  await startRecording();
  world.show(34, () => [{}]);
  world.show(160, turning);
}

export async function teach(name: string, count: number): Promise<void> {
  const id = name.toLowerCase();
  await world.store.saveGesture('my-gestures', { id, kind: 'phrase', name, caption: name });
  const samples = Array.from(
    { length: count },
    (_, i): Sample => ({
      id: `${id}-${i}`,
      recordedAt: 1000 + i,
      take: `${id}-take`,
      hands: [
        {
          time: 0,
          points: Array.from({ length: 21 }, (_, p) => [p / 21, -p / 40, 0] as const),
          handedness: 'Right',
          presence: 1,
          size: 0.4,
        },
      ],
    }),
  );
  await world.store.addSamples('my-gestures', id, samples);
}

/** A moving gesture with so many samples. */
export async function teachMoving(name: string, count: number): Promise<void> {
  const id = name.toLowerCase();
  const gesture = { id, kind: 'phrase', name, caption: name, moves: true } as const;
  await world.store.saveGesture('my-gestures', gesture);
  const samples = Array.from({ length: count }, (_, i): Sample => {
    const take = `${id}-${i}`;
    return { id: take, recordedAt: 1000 + i, take, hands: movementAt({ to: [420, 200 + 10 * i] }) };
  });
  await world.store.addSamples('my-gestures', id, samples);
}
