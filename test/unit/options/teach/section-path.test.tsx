// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import en from '../../../../_locales/en/messages.json';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { handAt, picture } from '../../teaching/recording/fake-hands.ts';
import { turning, words } from '../fake-services.ts';
import {
  isOpen,
  mainButtons,
  nameWait,
  open,
  press,
  ready,
  stepShown,
  teach,
  world,
} from './section-driver.tsx';

/** Patient: samples are stored meanwhile. */
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 4000 });

const said = (selector: string): string | null | undefined =>
  document.querySelector(selector)?.textContent;

describe('the path of a gesture', () => {
  it('leads from its name to calls by five presses, with one main button at each step', async () => {
    await open();
    const presses: string[] = [];
    const next = async (text: string): Promise<void> => {
      await soon(() => expect(mainButtons()).toEqual([text]));
      await press(text, '.teach .button');
      presses.push(text);
    };
    // Its press, and that of the form's button.
    await nameWait();
    presses.push(en.teach_new.message, en.teach_next.message);
    await ready();
    expect(stepShown()).toBe(en.teach_record.message);
    await next(en.teach_record.message);
    await soon(() => expect(mainButtons()).toEqual([en.teach_stop.message]));
    world.show(34, () => [{}]);
    world.show(160, turning);
    await soon(() => expect(stepShown()).toBe(en.teach_trainNow.message));
    await next(en.teach_trainNow.message);
    await soon(() => expect(world.trainer.trainings).toHaveLength(1));
    world.trainer.trainings[0]?.finish();
    await soon(() => expect(stepShown()).toBe(en.options_try.message));
    expect(world.cameras.asked, 'the camera stayed on').toHaveLength(1);
    expect(world.cameras.lit).toBe(true);
    await next(en.report_goLive.message);
    await soon(() => expect(stepShown()).toBe(en.report_goLive.message));
    expect(mainButtons()).toEqual([en.teach_done.message]);
    expect((await world.store.taught('live'))?.live).toBe(true);
    expect(world.cameras.lit).toBe(false);
    expect(presses).toHaveLength(5);
  });

  it('has the focus on the main button, also on the picture', async () => {
    await open();
    await nameWait();
    await ready();
    const focused = () => document.activeElement?.textContent;
    expect(focused()).toBe(en.teach_record.message);
    await press(en.teach_record.message, '.on-picture button');
    await soon(() => expect(focused()).toBe(en.teach_stop.message));
    world.show(34, () => [{}]);
    world.show(160, turning);
    await soon(() => expect(focused()).toBe(en.teach_trainNow.message));
  });

  it('does not take the focus from a control that the user has gone to', async () => {
    await teach('Wait', 4);
    await open();
    await press('Wait');
    await press(en.camera_open.message);
    document.querySelector<HTMLInputElement>('.sample input')?.focus();
    await ready();
    expect(document.activeElement?.tagName).toBe('INPUT');
  });

  it('is not pressed by a key that is still held down', async () => {
    await open();
    await nameWait();
    await ready();
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, cancelable: true });
    document.activeElement?.dispatchEvent(held);
    expect(held.defaultPrevented).toBe(true);
  });

  it('shows the gesture and the count on the picture, and once there are enough to try', async () => {
    await open();
    await nameWait();
    await ready();
    await press(en.teach_record.message, '.on-picture button');
    world.show(34, () => [{}]);
    world.show(1, turning);
    await soon(() => expect(said('.record-count')).toMatch(/^[1-9] of 20$/));
    expect(said('.on-name')).toBe('Wait');
    for (let i = 0; !said('.record-count')?.includes('12'); i++) {
      world.show(1, () => turning(i + 1));
      await Promise.resolve();
      if (i > 150) throw new Error('never twelve');
    }
    expect(said('.record-count')).toBe('12 of 20, enough to try');
  });

  it('warns once on the picture of a gesture that it is taken for, and says so afterwards', async () => {
    await open();
    await nameWait();
    await ready();
    await press(en.teach_record.message, '.on-picture button');
    world.show(34, () => [{}]);
    const warning = words('teach_resembles', 'Fist');
    for (let i = 0; i < 20; i++) {
      const hand = handAt({ turn: i / 50 });
      const hands = [{ hand, scores: {}, gesture: 'call-gestures:fist' }];
      world.recognizer.show({ timestamp: world.time.clock.now(), frameSize: picture, hands });
      world.time.pass(100);
    }
    await soon(() => expect(said('.on-warning')).toBe(warning));
    // Later frames do not take it back.
    world.show(10, turning);
    await soon(() => expect(said('.on-warning')).toBe(warning));
    await press(en.teach_stop.message);
    await soon(() => expect(said('.resembles')).toBe(warning));
    expect(document.querySelectorAll('.resembles, .on-warning')).toHaveLength(1);
  });

  it('shows, while it is tried, the bar and the last caption beside the report', async () => {
    await teach('Wait', 12);
    await open();
    await press('Wait');
    await press(en.teach_trainNow.message, '.train button');
    await soon(() => expect(world.trainer.trainings).toHaveLength(1));
    world.trainer.trainings[0]?.finish();
    await isOpen(en.report_advice.message);
    const bar = () => document.querySelector('.own-bar [role=meter]');
    expect(bar()?.getAttribute('aria-valuenow')).toBe('0');
    await press(en.camera_open.message);
    await soon(() => expect(world.recognizer.watches).toHaveLength(1));
    world.recognizer.show({
      hands: [],
      movementScores: { 'my-gestures:wait': 0.8 },
      sign: { key: 'my-gestures:wait', caption: 'One moment' },
    });
    await soon(() => expect(bar()?.getAttribute('aria-valuenow')).toBe('80'));
    expect(bar()?.classList).toContain('reached');
    expect(said('.on-picture .guidance')).toBe('One moment');
    await press('Record more of “Wait”', '.live-bars button');
    await soon(() => expect(stepShown()).toBe(en.teach_record.message));
    expect(world.cameras.lit).toBe(true);
  });

  describe('while it trains', () => {
    /** The camera is on, and a training runs. */
    async function trains() {
      await teach('Wait', 12);
      await open();
      await press('Wait');
      await press(en.camera_open.message);
      await soon(() => expect(recognized()).toEqual([true]));
      await press(en.teach_trainNow.message, '.train button');
      await soon(() => expect(world.trainer.trainings).toHaveLength(1));
      return world.trainer.trainings[0]!;
    }
    /** Of each watch of the camera, whether its frames are recognized still. */
    const recognized = (): boolean[] => world.recognizer.watches.map(({ stopped }) => !stopped);

    it('shows the moving picture, says that hands are not watched, and recognizes no frame', async () => {
      await trains();
      expect(recognized()).toEqual([false]);
      expect(world.cameras.lit).toBe(true);
      expect(document.querySelector('.camera-view video')).not.toBeNull();
      await soon(() => expect(said('.on-picture')).toContain(en.teach_resting.message));
    });

    it.each<[string, (training: Awaited<ReturnType<typeof trains>>) => unknown]>([
      ['it is done', (training) => training.finish()],
      ['it has failed', (training) => training.fail(new ProblemError('training-failed', 'x'))],
      ['it is cancelled', () => press(en.teach_cancel.message)],
    ])('stops watching only until %s', async (_, end) => {
      end(await trains());
      await soon(() => expect(recognized()).toEqual([false, true]));
      expect(world.cameras.asked).toHaveLength(1);
      await soon(() => expect(said('.teach')).not.toContain(en.teach_resting.message));
      world.recognizer.show({ sign: { key: 'my-gestures:wait', caption: 'One moment' } });
      await soon(() => expect(world.recognizer.watches).toHaveLength(2));
    });

    it('watches what is recorded on another screen, where the training goes on', async () => {
      await trains();
      await press(en.teach_back.message);
      await soon(() => expect(world.cameras.lit).toBe(false));
      await press(en.teach_record.message);
      await press(en.camera_open.message);
      await soon(() => expect(recognized()).toEqual([false, true]));
      expect(world.trainer.alive).toBe(1);
    });
  });
});
