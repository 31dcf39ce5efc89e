// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import en from '../../../../_locales/en/messages.json';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { control, page, turning, words } from '../fake-services.ts';
import {
  isOpen,
  nameWait,
  open,
  press,
  record,
  startRecording,
  submit,
  teach,
  type,
  world,
} from './section-driver.tsx';

describe('the Teach section', () => {
  it('says that there is no gesture yet, and cannot train', async () => {
    await open();
    expect(page()).toContain(en.teach_none.message);
    expect(control(en.teach_trainNow.message).disabled).toBe(true);
    expect(world.cameras.asked).toEqual([]);
  });

  it('records a new gesture with countdown and guidance, saves it, and keeps the camera on until the user leaves', async () => {
    await open();
    expect(world.cameras.asked).toEqual([]);
    await nameWait();
    await record();
    await isOpen(words('teach_took', '20'));
    expect(world.cameras.asked).toHaveLength(1);
    expect(world.cameras.lit).toBe(true);
    const kept = await world.store.samples('my-gestures', 'wait');
    expect(kept).toHaveLength(20);
    expect((await world.store.packs())[0]?.gestures).toEqual([
      { id: 'wait', kind: 'phrase', name: 'Wait', caption: 'One moment, please' },
    ]);
    await vi.waitFor(() => expect(document.querySelectorAll('.sample')).toHaveLength(20));
    expect(world.time.repeats.size).toBe(0);
    await press(en.teach_back.message);
    await isOpen(en.teach_own.message);
    expect(world.cameras.lit).toBe(false);
  });

  it('shows guidance and the number of samples while it records', async () => {
    await open();
    await nameWait();
    await startRecording();
    world.show(34, () => [{}]);
    world.show(30, () => [{ size: 40 }]);
    await vi.waitFor(() =>
      expect(document.querySelector('.guidance')?.textContent).toBe(en.teach_closer.message),
    );
    expect(page()).toContain(words('teach_count', '1', '20'));
  });

  it('saves what was recorded when it is stopped, and when the user leaves the section', async () => {
    await open();
    await nameWait();
    await startRecording();
    world.show(60, turning);
    await press(en.teach_stop.message);
    await vi.waitFor(async () =>
      expect((await world.store.samples('my-gestures', 'wait')).length).toBeGreaterThan(3),
    );
    const before = (await world.store.samples('my-gestures', 'wait')).length;
    await startRecording();
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
    expect(page()).toContain(words('teach_unsaved', '20'));
    world.store.addSamples = addSamples;
    await press(en.teach_saveAgain.message);
    await isOpen(words('teach_took', '20'));
    expect(await world.store.samples('my-gestures', 'wait')).toHaveLength(20);
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

  it('takes samples from pictures if there is no camera', async () => {
    world.cameras.answer(() => Promise.reject(new ProblemError('no-camera', 'x')));
    await open();
    await nameWait();
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

  it('deletes chosen samples, and puts them back as they were', async () => {
    await teach('Wait', 4);
    await open();
    await press('Wait');
    await vi.waitFor(() => expect(document.querySelectorAll('.sample')).toHaveLength(4));
    const before = await world.store.samples('my-gestures', 'wait');
    document.querySelectorAll<HTMLInputElement>('.sample input')[1]?.click();
    await press(words('teach_deleteCount', '1'));
    await vi.waitFor(() => expect(document.querySelectorAll('.sample')).toHaveLength(3));
    const left = await world.store.samples('my-gestures', 'wait');
    expect(left.map(({ id }) => id)).toEqual(['wait-0', 'wait-2', 'wait-3']);
    await isOpen(words('teach_deletedSamples', '1'));
    expect(document.activeElement).toBe(control(en.teach_undo.message));
    await press(en.teach_undo.message);
    await isOpen(en.teach_undone.message);
    expect(document.querySelectorAll('.sample')).toHaveLength(4);
    expect(await world.store.samples('my-gestures', 'wait')).toEqual(before);
  });

  it('deletes a gesture with its samples, and puts all of it back', async () => {
    await teach('Wait', 4);
    const before = await world.store.everything();
    await open();
    await press('Wait');
    await press(en.teach_deleteGesture.message, 'button');
    await isOpen(words('teach_deletedGesture', 'Wait'));
    expect((await world.store.packs())[0]?.gestures).toEqual([]);
    await press(en.teach_undo.message);
    await isOpen(en.teach_undone.message);
    expect(await world.store.everything()).toEqual(before);
  });

  it('offers no undo any more once something else was changed', async () => {
    await teach('Wait', 4);
    await open();
    await press('Wait');
    await press(en.teach_deleteGesture.message, 'button');
    await isOpen(words('teach_deletedGesture', 'Wait'));
    await nameWait();
    await isOpen(words('teach_samples', '0'));
    expect(page()).not.toContain(en.teach_undo.message);
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
    await startRecording();
    world.show(34, () => [{}]);
    world.show(400, (i) => [{ turn: Math.sin(i / 20), narrow: 0.6 + 0.4 * Math.cos(i / 33) }]);
    await vi.waitFor(async () =>
      expect(
        (await world.store.unknowns()).filter(({ origin }) => origin === 'nothing').length,
      ).toBeGreaterThan(10),
    );
    document.querySelector<HTMLInputElement>('.part:last-of-type .sample input')?.click();
    await press(words('teach_deleteCount', '1'));
    await vi.waitFor(async () =>
      expect((await world.store.unknowns()).some(({ origin }) => origin === 'wrong')).toBe(false),
    );
  });
});
