// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import en from '../../../../_locales/en/messages.json';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import type { Sample, SampleHand } from '../../../../src/packs/samples.ts';
import type { QualityReport, TeachingResult } from '../../../../src/teaching/types.ts';
import { movementAt } from '../../teaching/recording/fake-movements.ts';
import { goodReport, page, words } from '../fake-services.ts';
import { isOpen, open, press, teach, teachMoving, world } from './section-driver.tsx';

describe('training', () => {
  const isLive = async (): Promise<boolean> => (await world.store.taught('live'))?.live ?? false;

  const bad: QualityReport = { ...goodReport, verdict: 'bad' };

  async function train(report: QualityReport = goodReport): Promise<void> {
    await press(en.teach_trainNow.message, '.train button');
    await vi.waitFor(() => expect(world.trainer.trainings).toHaveLength(1));
    world.trainer.trainings[0]?.finish(report);
    await isOpen(en.report_title.message);
  }

  it('uses gestures with enough samples, shows its progress, and stays a draft', async () => {
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
      beside: ['call-gestures'],
    });
    expect(await isLive()).toBe(false);
    expect(world.trainer.alive).toBe(0);
  });

  it.each([
    ['the user’s own', [], 'report_goodAbout'],
    ['those of other people', [{ kind: 'record-nothing', have: 0, want: 20 }], 'report_goodOthers'],
  ] as const)(
    'says of a good report whose resting hands were silent: %s',
    async (_, advice, said) => {
      await teach('Wait', 12);
      await open();
      await train({ ...goodReport, advice: [...advice] });
      await isOpen(words(said));
    },
  );

  it('trains held and moving gestures together, and stores both classifiers', async () => {
    await teach('Wait', 12);
    await teachMoving('Please', 6);
    await open();
    await press(en.teach_trainNow.message, '.train button');
    await vi.waitFor(() => expect(world.trainer.trainings).toHaveLength(1));
    const [training] = world.trainer.trainings;
    expect(training?.task.gestures.map(({ key, moves }) => [key, moves])).toEqual([
      ['my-gestures:wait', undefined],
      ['my-gestures:please', true],
    ]);
    const file = { made: 'of movements' } as unknown as TeachingResult['movements'];
    training?.finish(goodReport, file);
    await isOpen(en.report_title.message);
    expect(await world.store.taught('newest')).toMatchObject({
      classifier: { made: 'here' },
      movements: { made: 'of movements' },
      gestures: ['my-gestures:wait', 'my-gestures:please'],
    });
  });

  it('says in what two moving signs that are confused are alike', async () => {
    // The same movement: alike in everything.
    await teachMoving('Please', 5);
    await teachMoving('Thanks', 5);
    await open();
    const [key, other] = ['my-gestures:please', 'my-gestures:thanks'];
    await train({
      ...goodReport,
      gestures: [key, other].map((one) => ({ ...goodReport.gestures[0]!, key: one, moves: true })),
      collisions: [{ shown: key, called: other, count: 3, of: 5 }],
      advice: [{ kind: 'collides', key, other }],
      falseCaptions: [],
    });
    expect(page()).toContain(words('report_adviceBoth', 'Please', 'Thanks'));
    expect(page()).toContain(en.report_alikeBoth.message);
    expect(page()).toContain(en.report_restingNoneMoving.message);
    expect(document.querySelectorAll('.report .hand-drawing .way').length).toBeGreaterThan(3);
  });

  it('is advised again if a pack is used with a vocabulary that it was not trained with', async () => {
    await teach('Wait', 12);
    await open();
    await train();
    expect(page()).not.toContain(en.teach_staleBeside.message);
    await world.store.savePack('my-gestures', {
      vocabularies: ['call-gestures', 'fingerspelling'],
    });
    await isOpen(en.teach_staleBeside.message);
    await press(en.teach_trainAgain.message, '.train button');
    await vi.waitFor(() => expect(world.trainer.trainings).toHaveLength(2));
    world.trainer.trainings[1]?.finish();
    await vi.waitFor(async () =>
      expect((await world.store.taught())?.beside).toEqual(['call-gestures', 'fingerspelling']),
    );
    await vi.waitFor(() => expect(page()).not.toContain(en.teach_staleBeside.message));
  });

  describe('is out of date', () => {
    const key = 'my-gestures:please';
    const gesture = { id: 'please', kind: 'phrase', name: 'Please', caption: 'Please' } as const;
    const recordedLater = (id: string, hands: SampleHand[]): Sample => ({
      id,
      // After the training, by the tests' clock.
      recordedAt: world.time.clock.unixNow() + 1,
      take: id,
      hands,
    });

    it.each<[string, () => Promise<unknown>]>([
      [
        'once a sample is recorded',
        () =>
          world.store.addSamples('my-gestures', 'please', [recordedLater('later', movementAt())]),
      ],
      ['once a sample is deleted', () => world.store.deleteSamples(['please-0'])],
      ['once its kind is changed', () => world.store.restartGesture('my-gestures', gesture)],
      ['once it is deleted', () => world.store.deleteGesture('my-gestures', 'please')],
      [
        'once a sample that means nothing is deleted',
        () => world.store.deleteUnknowns(['nothing']),
      ],
      [
        'once a pack with old samples is imported',
        async () => {
          const samples = await world.store.samplesOfPack('my-gestures');
          const [pack] = await world.store.packs();
          await world.store.putPack({ ...pack!, id: 'others' }, samples, []);
        },
      ],
      [
        'once its pack is switched off',
        () => world.store.savePack('my-gestures', { enabled: false }),
      ],
    ])('%s, until it is trained again', async (_, change) => {
      await teach('Wait', 12);
      await teachMoving('Please', 6);
      await world.store.addUnknowns([
        { id: 'nothing', recordedAt: 1, take: 'nothing', hands: movementAt(), origin: 'nothing' },
      ]);
      await open();
      await train();
      expect(await world.store.taught()).toMatchObject({
        trainedOn: { held: { 'my-gestures:wait': 12 }, moving: { [key]: 6 }, unknowns: 1 },
      });
      expect(page()).not.toContain(en.teach_stale.message);
      await change();
      await isOpen(en.teach_stale.message);
      await world.store.savePack('my-gestures', { enabled: true });
      world.time.pass(1000);
      await press(en.teach_back.message);
      await press(en.teach_trainAgain.message, '.train button');
      await vi.waitFor(() => expect(world.trainer.trainings).toHaveLength(2));
      world.trainer.trainings[1]?.finish();
      await vi.waitFor(() => expect(page()).not.toContain(en.teach_stale.message));
    });

    it('not by what changes no training', async () => {
      await teach('Wait', 12);
      await open();
      await train();
      await world.store.setPreference('my-gestures:wait', { caption: 'Moment' });
      await world.store.saveGesture('my-gestures', { ...gesture, moves: true });
      await press(en.teach_back.message);
      await isOpen('Please');
      expect(page()).not.toContain(en.teach_stale.message);
    });

    it('only by new samples, if an earlier version made it', async () => {
      await teach('Wait', 12);
      await open();
      await train();
      const { trainedOn: _, ...earlier } = (await world.store.taught())!;
      await world.store.setTaught(earlier);
      await world.store.deleteSamples(['wait-0']);
      await press(en.teach_back.message);
      await isOpen(words('teach_samples', '11'));
      expect(page()).not.toContain(en.teach_stale.message);
      await world.store.addSamples('my-gestures', 'wait', [
        recordedLater('later', movementAt().slice(0, 1)),
      ]);
      await isOpen(en.teach_stale.message);
    });
  });

  it('is reported with hits, misses, collisions and advice in sentences', async () => {
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

  it('goes live after a good report, and can be stopped', async () => {
    await teach('Wait', 12);
    await open();
    await train();
    await press(en.report_goLive.message);
    await vi.waitFor(async () => expect(await isLive()).toBe(true));
    await press(en.report_stop.message);
    await vi.waitFor(async () => expect(await isLive()).toBe(false));
  });

  it('goes live after a bad report only with a warning', async () => {
    await teach('Wait', 12);
    await open();
    await train(bad);
    await press(en.report_goLive.message);
    await isOpen(en.report_badAskAbout.message);
    expect(await isLive()).toBe(false);
    await press(en.report_goLiveAnyway.message);
    await vi.waitFor(async () => expect(await isLive()).toBe(true));
  });

  it.each(['cancelled', 'failed'])('keeps the old classifier live (%s)', async (how) => {
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

  it('shows that a stored report of another version cannot be read', async () => {
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
