// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../../../../_locales/en/messages.json';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { TeachSection } from '../../../../src/options/teach/section.tsx';
import type { Sample } from '../../../../src/packs/samples.ts';
import type { QualityReport } from '../../../../src/teaching/types.ts';
import { control, createWorld, goodReport, page, turning, type World, words } from '../world.ts';

let world: World;

beforeEach(() => {
  world = createWorld();
});
afterEach(() => {
  render(null, document.body);
  world.store.close();
});

const open = async (): Promise<void> => {
  render(
    <TeachSection words={words} services={world.services} clock={world.time.clock} />,
    document.body,
  );
  await vi.waitFor(() => expect(page()).toContain(en.teach_train.message));
};

const type = (label: string, value: string): void => {
  const id = control<HTMLLabelElement>(label, 'label').htmlFor;
  const input = document.getElementById(id) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};
const submit = (): void => {
  document
    .querySelector('form')
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
};
const press = async (text: string, selector?: string): Promise<void> => {
  const button = await vi.waitFor(() => {
    const found = control(text, selector);
    expect(found.disabled ?? false).toBe(false);
    return found;
  });
  button.click();
};
const isOpen = async (text: string): Promise<void> => {
  await vi.waitFor(() => expect(page()).toContain(text));
};

async function nameWait(): Promise<void> {
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
  await isOpen(en.camera_open.message);
}

/** Countdown and thirty samples. */
async function record(): Promise<void> {
  await press(en.camera_open.message);
  await press(en.teach_record.message);
  await vi.waitFor(() => expect(document.querySelector('.countdown')?.textContent).toBe('3'));
  world.show(34, () => [{}]);
  world.show(160, turning);
}

async function teach(name: string, count: number): Promise<void> {
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

describe('teaching a gesture', () => {
  it('says that there is none yet, and cannot train', async () => {
    await open();
    expect(page()).toContain(en.teach_none.message);
    expect(control(en.teach_trainNow.message).disabled).toBe(true);
    expect(world.cameras.asked).toEqual([]);
  });

  it('records a new gesture: named, counted down, guided, saved, and the camera let go', async () => {
    await open();
    await nameWait();
    expect(world.cameras.asked).toEqual([]);
    await record();
    await isOpen(words('teach_took', '30'));
    expect(world.cameras.lit).toBe(false);
    const kept = await world.store.samples('my-gestures', 'wait');
    expect(kept).toHaveLength(30);
    expect((await world.store.packs())[0]?.gestures).toEqual([
      { id: 'wait', kind: 'phrase', name: 'Wait', caption: 'One moment, please' },
    ]);
    await vi.waitFor(() => expect(document.querySelectorAll('.sample')).toHaveLength(30));
    expect(world.time.repeats.size).toBe(0);
  });

  it('tells how to show the hand and how many samples there are while it records', async () => {
    await open();
    await nameWait();
    await press(en.camera_open.message);
    await press(en.teach_record.message);
    world.show(34, () => [{}]);
    world.show(30, () => [{ size: 40 }]);
    await vi.waitFor(() =>
      expect(document.querySelector('[aria-live=polite]')?.textContent).toBe(
        en.teach_closer.message,
      ),
    );
    expect(page()).toContain(words('teach_count', '1', '30'));
  });

  it('keeps what was recorded when it is stopped, and when the section is left', async () => {
    await open();
    await nameWait();
    await press(en.camera_open.message);
    await press(en.teach_record.message);
    world.show(60, turning);
    await press(en.teach_stop.message);
    await vi.waitFor(async () =>
      expect((await world.store.samples('my-gestures', 'wait')).length).toBeGreaterThan(3),
    );
    const before = (await world.store.samples('my-gestures', 'wait')).length;
    await press(en.camera_open.message);
    await press(en.teach_record.message);
    world.show(60, turning);
    render(null, document.body);
    await vi.waitFor(async () =>
      expect((await world.store.samples('my-gestures', 'wait')).length).toBeGreaterThan(before),
    );
    expect(world.cameras.lit).toBe(false);
    expect(world.recognizer.made).toEqual([{ disposed: true }]);
    expect(world.time.repeats.size).toBe(0);
  });

  it('says that the storage is full, keeps the samples and saves them later', async () => {
    await open();
    await nameWait();
    const { addSamples } = world.store;
    world.store.addSamples = () => Promise.reject(new ProblemError('storage-full', 'x'));
    await record();
    await isOpen(en.problem_storage_full.message);
    expect(page()).toContain(words('teach_unsaved', '30'));
    world.store.addSamples = addSamples;
    await press(en.teach_saveAgain.message);
    await vi.waitFor(async () =>
      expect(await world.store.samples('my-gestures', 'wait')).toHaveLength(30),
    );
    await vi.waitFor(() => expect(page()).not.toContain(en.problem_storage_full.message));
  });

  it.each([
    ['', 'x', 'teach_nameEmpty'],
    ['fist', 'x', 'teach_nameTaken'],
    ['WAIT', 'x', 'teach_nameTaken'],
    ['Later', ' ', 'teach_captionEmpty'],
  ] as const)('refuses the name "%s" with the caption "%s"', async (name, caption, fault) => {
    await teach('Wait', 1);
    await open();
    await press(en.teach_new.message);
    await isOpen(en.teach_nameNote.message);
    type(en.teach_name.message, name);
    type(en.teach_caption.message, caption);
    await Promise.resolve();
    submit();
    await isOpen(en[fault].message);
    expect(document.querySelector('[aria-invalid=true]')).not.toBeNull();
    expect((await world.store.packs())[0]?.gestures).toHaveLength(1);
  });

  it('takes pictures when there is no camera', async () => {
    world.cameras.answer(() => Promise.reject(new ProblemError('no-camera', 'x')));
    await open();
    await nameWait();
    await press(en.camera_open.message);
    await isOpen(en.camera_none.message);
    const input = document.querySelector<HTMLInputElement>('input[type=file][multiple]');
    if (!input) throw new Error('no way to choose pictures');
    const files = [0, 1, 2].map((i) => new File(['x'], `${i}.png`, { type: 'image/png' }));
    Object.defineProperty(input, 'files', { value: files, configurable: true });
    input.dispatchEvent(new Event('change'));
    await vi.waitFor(() => expect(world.recognizer.watches).toHaveLength(1));
    world.show(3, (i) => [{ turn: i / 3 }]);
    world.recognizer.watches[0]?.onProgress?.(1);
    await vi.waitFor(async () =>
      expect(await world.store.samples('my-gestures', 'wait')).toHaveLength(3),
    );
  });

  it('deletes chosen samples after it has asked', async () => {
    await teach('Wait', 4);
    await open();
    await press('Wait');
    await vi.waitFor(() => expect(document.querySelectorAll('.sample')).toHaveLength(4));
    document.querySelectorAll<HTMLInputElement>('.sample input')[1]?.click();
    await press(words('teach_deleteCount', '1'));
    await press(en.teach_cancel.message, '[class*=dialog] button');
    expect(await world.store.samples('my-gestures', 'wait')).toHaveLength(4);
    await press(words('teach_deleteCount', '1'));
    await press(en.teach_delete.message, '[class*=dialog] button');
    await vi.waitFor(() => expect(document.querySelectorAll('.sample')).toHaveLength(3));
    const left = await world.store.samples('my-gestures', 'wait');
    expect(left.map(({ id }) => id)).toEqual(['wait-0', 'wait-2', 'wait-3']);
  });

  it('records hands that mean nothing, and lists captions that were marked as wrong', async () => {
    const [sample] = await teach('Wait', 1).then(() => world.store.samples('my-gestures', 'wait'));
    if (!sample) throw new Error('no sample');
    await world.store.addUnknowns([
      { ...sample, id: 'wrong-1', origin: 'wrong', captionedAs: 'call-gestures:fist' },
    ]);
    await open();
    await press(en.teach_nothingRecord.message, '.part .quiet');
    await isOpen(words('teach_captionedAs', 'Fist'));
    for (const hint of [en.teach_rest, en.teach_face, en.teach_cup])
      expect(page()).toContain(hint.message);
    await press(en.camera_open.message);
    await press(en.teach_record.message);
    world.show(34, () => [{}]);
    world.show(400, (i) => [{ turn: Math.sin(i / 20), narrow: 0.6 + 0.4 * Math.cos(i / 33) }]);
    await vi.waitFor(async () =>
      expect(
        (await world.store.unknowns()).filter(({ origin }) => origin === 'nothing').length,
      ).toBeGreaterThan(10),
    );
    document.querySelector<HTMLInputElement>('.part:last-of-type .sample input')?.click();
    await press(words('teach_deleteCount', '1'));
    await press(en.teach_delete.message, '[class*=dialog] button');
    await vi.waitFor(async () =>
      expect((await world.store.unknowns()).some(({ origin }) => origin === 'wrong')).toBe(false),
    );
  });
});

describe('training', () => {
  const isLive = async (): Promise<boolean> => (await world.store.taught('live'))?.live ?? false;

  const bad: QualityReport = { ...goodReport, verdict: 'bad' };

  async function train(report: QualityReport = goodReport): Promise<void> {
    await press(en.teach_trainNow.message, '.train button');
    await vi.waitFor(() => expect(world.trainer.trainings).toHaveLength(1));
    world.trainer.trainings[0]?.finish(report);
    await isOpen(en.report_title.message);
  }

  it('trains on gestures with samples enough, shows how far it is, and waits to go live', async () => {
    await teach('Wait', 12);
    await teach('Later', 2);
    await open();
    expect(page()).toContain(words('teach_few', '1', '5'));
    await press(en.teach_trainNow.message, '.train button');
    const training = await vi.waitFor(() => {
      const [found] = world.trainer.trainings;
      if (!found) throw new Error('not yet');
      return found;
    });
    expect(training.task.gestures.map(({ key, name }) => [key, name])).toEqual([
      ['my-gestures:wait', 'Wait'],
    ]);
    expect(training.task.vocabularies).toContain('call-gestures');
    training.progress({ share: 0.4, stage: 'training' });
    await isOpen(en.teach_stageTraining.message);
    expect(document.querySelector('progress')?.value).toBe(0.4);
    training.finish();
    await isOpen(en.report_good.message);
    expect(await world.store.taught('newest')).toMatchObject({
      live: false,
      gestures: ['my-gestures:wait'],
    });
    expect(await isLive()).toBe(false);
    expect(world.trainer.alive).toBe(0);
  });

  it('reports hits, misses, look-alikes and advice in sentences', async () => {
    await teach('Wait', 12);
    await open();
    await train();
    expect(page()).toContain(words('report_quality', '18', '20', '70', '97'));
    expect(page()).toContain(words('report_missed', '1'));
    expect(page()).toContain(words('report_collision', 'Wait', 'Fist', '1', '20'));
    expect(page()).toContain(words('report_falseNothing', '1', '40', 'Wait'));
    expect(page()).toContain(words('report_lost', '2', '20'));
    expect(page()).toContain(words('report_fired', '1', '100'));
    expect(
      [...document.querySelectorAll('.confusion tr')].map((row) =>
        [...row.children].map(({ textContent }) => textContent),
      ),
    ).toEqual([
      ['', 'Wait', en.report_nothing.message],
      ['Wait', '18', '2'],
      [en.report_nothing.message, '1', '99'],
    ]);
    await press(words('report_doRecord', 'Wait'));
    await isOpen(en.camera_open.message);
    expect(document.querySelector('h2')?.textContent).toBe('Wait');
  });

  it('goes live with a good report, and stops again', async () => {
    await teach('Wait', 12);
    await open();
    await train();
    await press(en.report_goLive.message);
    await vi.waitFor(async () => expect(await isLive()).toBe(true));
    await press(en.report_stop.message);
    await vi.waitFor(async () => expect(await isLive()).toBe(false));
  });

  it('warns before it goes live with a bad report', async () => {
    await teach('Wait', 12);
    await open();
    await train(bad);
    await press(en.report_goLive.message);
    await isOpen(en.report_badAskAbout.message);
    expect(await isLive()).toBe(false);
    await press(en.report_goLiveAnyway.message);
    await vi.waitFor(async () => expect(await isLive()).toBe(true));
  });

  it.each(['cancelled', 'failed'])('leaves the old one running when it is %s', async (how) => {
    await teach('Wait', 12);
    await world.store.setTaught({
      classifier: { old: true },
      report: goodReport,
      trainedAt: 5,
      gestures: ['my-gestures:wait'],
      live: true,
    });
    await open();
    await press(en.teach_trainAgain.message);
    await vi.waitFor(() => expect(world.trainer.trainings).toHaveLength(1));
    if (how === 'cancelled') await press(en.teach_cancel.message);
    else world.trainer.trainings[0]?.fail(new ProblemError('training-failed', 'x'));
    await isOpen(
      how === 'cancelled' ? en.teach_trainCancelled.message : en.problem_training_failed.message,
    );
    expect(await world.store.taught('live')).toMatchObject({ classifier: { old: true } });
    expect(await world.store.taught('newest')).toMatchObject({ trainedAt: 5 });
    expect(world.trainer.alive).toBe(0);
  });

  it('says that a stored report of another version cannot be read', async () => {
    await teach('Wait', 12);
    await world.store.setTaught({
      classifier: {},
      report: { verdict: 'splendid' },
      trainedAt: 5,
      gestures: [],
      live: false,
    });
    await open();
    await isOpen(en.report_unreadable.message);
  });
});
