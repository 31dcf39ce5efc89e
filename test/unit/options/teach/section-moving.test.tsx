// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import en from '../../../../_locales/en/messages.json';
import { page, words } from '../fake-services.ts';
import {
  isOpen,
  nameWait,
  open,
  press,
  ready,
  startRecording,
  stepShown,
  submit,
  teach,
  teachMoving,
  type,
  world,
} from './section-driver.tsx';

const samples = () => world.store.samples('my-gestures', 'wait');
const gesture = async () => (await world.store.packs())[0]?.gestures[0];
const choose = async (kind: 'held' | 'moves'): Promise<void> => {
  const radio = document.querySelector<HTMLInputElement>(`.gesture-form input[value=${kind}]`);
  radio?.click();
  // Until the form has taken it in.
  await vi.waitFor(() => expect(radio?.checked).toBe(true));
};

async function record(): Promise<void> {
  await startRecording();
  world.show(34, () => []);
}

describe('a sign that moves', () => {
  it('is named, performed ten times and kept, each time as a take of its own', async () => {
    await open();
    await press(en.teach_new.message);
    await isOpen(en.teach_nameNote.message);
    type(en.teach_name.message, 'Wait');
    await choose('moves');
    submit();
    await ready();
    expect(await gesture()).toMatchObject({ id: 'wait', moves: true });
    expect(page()).not.toContain(en.camera_pictures.message);

    await record();
    await isOpen(en.teach_signOnce.message);
    world.perform();
    await isOpen(words('teach_gotIt', '1', '10'));
    for (let i = 0; i < 9; i++) world.perform({ to: [420, 200 + 5 * i] });
    await isOpen(words('teach_took', '10'));
    expect(await samples()).toHaveLength(10);
    expect(stepShown()).toBe(en.teach_trainNow.message);
    expect(new Set((await samples()).map(({ take }) => take)).size).toBe(10);
    expect(document.querySelectorAll('.sample [role=img]')).toHaveLength(10);
    expect(document.querySelector('.sample [role=img]')?.getAttribute('aria-label')).toBe(
      words('teach_movementShown', '1'),
    );
    expect(page()).not.toContain(en.teach_recordHeld.message);
  });

  it('keeps what it has and drops the running movement when the camera is lost', async () => {
    await teachMoving('Wait', 0);
    await open();
    await press('Wait');
    await record();
    world.perform();
    world.recognizer.show({ timestamp: world.time.clock.now(), isMoving: true });
    world.cameras.tracks[0]?.dispatchEvent(new Event('ended'));
    await vi.waitFor(async () => expect(await samples()).toHaveLength(1));
    await isOpen(words('teach_tookFewMoving', '1', '5'));
    expect(page()).toContain(en.camera_failed.message);
  });

  it('is proposed after a first recording that moved, and the held samples are deleted', async () => {
    await open();
    await nameWait();
    await record();
    // One hand that is seen clearly for a moment gives a held sample.
    world.show(3, () => [{}]);
    for (let i = 0; i < 3; i++) world.perform();
    await press(en.teach_stop.message);
    await isOpen(en.teach_proposeMoves.message);
    const held = await samples();
    expect(held.length).toBeGreaterThan(0);
    await isOpen(words('teach_proposeAbout', String(held.length)));
    await press(en.teach_recordMoving.message);
    await vi.waitFor(async () => expect((await gesture())?.moves).toBe(true));
    expect(await samples()).toEqual([]);
    await vi.waitFor(() => expect(page()).not.toContain(en.teach_proposeMoves.message));
    expect(world.cameras.lit).toBe(true);
    expect(document.activeElement?.textContent).toBe(en.teach_record.message);
  });

  it('is not proposed after a first recording that was held', async () => {
    await open();
    await nameWait();
    await record();
    world.show(40, () => [{}]);
    await press(en.teach_stop.message);
    await vi.waitFor(async () => expect((await samples()).length).toBeGreaterThan(0));
    await isOpen(words('teach_tookFew', '1'));
    expect(page()).not.toContain(en.teach_recordMoving.message);
  });

  it('can become a held one if nothing moved', async () => {
    await teachMoving('Wait', 0);
    await open();
    await press('Wait');
    await record();
    world.show(40, () => [{}]);
    await press(en.teach_stop.message);
    await isOpen(en.teach_tookNoneMoving.message);
    await press(en.teach_recordHeld.message);
    await vi.waitFor(async () => expect((await gesture())?.moves).toBeUndefined());
  });

  it('deletes the samples of the other kind only after a question', async () => {
    await teach('Wait', 4);
    await open();
    await press('Wait');
    await press(en.teach_change.message);
    await choose('moves');
    submit();
    await isOpen(words('teach_kindAskAbout', '4'));
    await press(en.teach_cancel.message, '[class*=dialog] button');
    expect([(await samples()).length, (await gesture())?.moves]).toEqual([4, undefined]);
    submit();
    await press(en.teach_kindYes.message, '[class*=dialog] button');
    await vi.waitFor(async () => expect((await gesture())?.moves).toBe(true));
    expect(await samples()).toEqual([]);
    await isOpen(en.teach_noSamples.message);
  });

  it('has movements that mean nothing, recorded beside held hands', async () => {
    await open();
    await press(en.teach_nothingRecord.message, '.part .quiet');
    await isOpen(en.teach_nothingMovements.message);
    await record();
    world.show(3, () => [{}]);
    world.perform();
    await press(en.teach_stop.message);
    await vi.waitFor(async () =>
      expect((await world.store.unknowns()).filter(({ hands }) => hands.length > 1)).toHaveLength(
        1,
      ),
    );
    const all = await world.store.unknowns();
    expect(all.length).toBeGreaterThan(1);
    expect(all.every(({ origin }) => origin === 'nothing')).toBe(true);
    await vi.waitFor(() => expect(document.querySelectorAll('.sample.moved')).toHaveLength(1));
  });
});
