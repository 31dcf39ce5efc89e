// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { refusalSentence } from '../../../../src/options/packs/refusal-words.ts';
import { PacksSection } from '../../../../src/options/packs/section.tsx';
import { exportFromStore } from '../../../../src/packs/export-pack.ts';
import type { RefusalReason } from '../../../../src/packs/refusals.ts';
import { ownPack, type Sample } from '../../../../src/packs/samples.ts';
import { toSampleHand } from '../../../../src/teaching/recording/hand-sample.ts';
import { movement } from '../../packs/fake-samples.ts';
import { handAt } from '../../teaching/recording/fake-hands.ts';
import { control, page, words } from '../fake-services.ts';
import { full, pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();

const sample = (id: string): Sample => ({
  id,
  recordedAt: Date.UTC(2026, 1, 3),
  take: 'one',
  hands: [toSampleHand(handAt({}), { width: 640, height: 480 })],
});

beforeEach(async () => {
  const { store } = world;
  await store.savePack(ownPack, { name: 'Mine', vocabularies: ['call-gestures'] });
  const gesture = { id: 'coffee', kind: 'phrase', name: 'Coffee', caption: 'A coffee?' } as const;
  await store.saveGesture(ownPack, gesture);
  await store.addSamples(ownPack, 'coffee', [sample('a'), sample('b')]);
});

async function open(): Promise<void> {
  act(() => render(<PacksSection words={words} services={world.services} />, document.body));
  await vi.waitFor(() => expect(document.querySelector('.drop')).not.toBeNull());
  await vi.waitFor(() => expect(document.querySelector('.pack, .empty')).not.toBeNull());
}
const dialog = (): HTMLDialogElement | null => document.querySelector('dialog[open]');
async function asks(): Promise<HTMLDialogElement> {
  return await vi.waitFor(() => {
    const found = dialog();
    expect(found).not.toBeNull();
    return found!;
  });
}

/** Drops a file as a user would. */
function drop(text: string, name = 'pack.json'): void {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { files: [new File([text], name)] } });
  document.querySelector('.drop')?.dispatchEvent(event);
}

describe('the packs', () => {
  it('are listed with what they contain', async () => {
    await open();
    expect(document.querySelector<HTMLInputElement>('.pack input')?.value).toBe('Mine');
    expect(page()).toContain(words('options_packHolds', '1', '2'));
  });

  it('show a sentence if there are none yet', async () => {
    await world.store.deleteEverything();
    await open();
    expect(page()).toContain(words('options_packsNone'));
  });

  it('are renamed and switched off', async () => {
    await open();
    const input = document.querySelector<HTMLInputElement>('.pack input')!;
    input.value = 'Ours';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await vi.waitFor(() => expect(page()).toContain(words('options_saved')));
    document.querySelector<HTMLButtonElement>('.pack [role=switch]')?.click();
    await vi.waitFor(async () => {
      const [pack] = await world.store.packs();
      expect(pack).toMatchObject({ name: 'Ours', enabled: false });
    });
  });

  it('are used while spelling too if that is switched on', async () => {
    await open();
    const used = async () => (await world.store.packs())[0]?.vocabularies;
    const press = () =>
      [...document.querySelectorAll('label')]
        .find(({ textContent }) => textContent === words('options_packSpelling'))
        ?.click();
    press();
    await vi.waitFor(async () => expect(await used()).toEqual(['call-gestures', 'fingerspelling']));
    await vi.waitFor(() =>
      expect(document.querySelectorAll('.pack [aria-checked=true]')).toHaveLength(2),
    );
    press();
    await vi.waitFor(async () => expect(await used()).toEqual(['call-gestures']));
  });

  it('are deleted only after a question', async () => {
    await open();
    control(words('options_delete')).click();
    const question = await asks();
    expect(question.textContent).toContain(words('options_deletePackAbout', '1', '2'));
    control(words('options_cancel'), 'dialog button').click();
    await vi.waitFor(() => expect(dialog()).toBeNull());
    expect(await world.store.packs()).toHaveLength(1);
    control(words('options_delete')).click();
    await asks();
    control(words('options_delete'), 'dialog button').click();
    await vi.waitFor(() => expect(page()).toContain(words('options_packDeleted', 'Mine')));
    expect(await world.store.packs()).toEqual([]);
  });

  it('are exported after a warning, with the licence that was given', async () => {
    await open();
    control(words('options_export')).click();
    const question = await asks();
    expect(question.textContent).toContain(words('options_exportWarning'));
    expect(question.textContent).not.toContain(words('options_exportMoves'));
    const licence = question.querySelectorAll('input')[1]!;
    act(() => {
      licence.value = 'CC0-1.0';
      licence.dispatchEvent(new Event('input', { bubbles: true }));
    });
    control(words('options_exportGo'), 'dialog button').click();
    await vi.waitFor(() => expect(world.services.save).toHaveBeenCalledOnce());
    const [name, text] = vi.mocked(world.services.save).mock.calls.at(-1)!;
    expect(name).toBe(`${ownPack}.json`);
    expect(JSON.parse(text)).toMatchObject({ licence: 'CC0-1.0', name: 'Mine' });
  });
});

describe('a pack with a gesture that moves', () => {
  beforeEach(async () => {
    const moving = { id: 'hello', kind: 'phrase', name: 'Hello', caption: 'Hello' } as const;
    await world.store.saveGesture(ownPack, { ...moving, moves: true });
    await world.store.addSamples(ownPack, 'hello', [movement('h1'), movement('h2')]);
    await world.store.addUnknowns([{ ...movement('n1'), origin: 'nothing' }]);
  });

  it('counts movements as samples, warns that they show how hands move, and is exported', async () => {
    await open();
    expect(page()).toContain(words('options_packHolds', '2', '4'));
    control(words('options_export')).click();
    const question = await asks();
    expect(question.textContent).toContain(words('options_exportMoves'));
    const others = await vi.waitFor(() => {
      const box = question.querySelector<HTMLInputElement>('input[type=checkbox]');
      expect(box).not.toBeNull();
      return box!;
    });
    act(() => others.click());
    control(words('options_exportGo'), 'dialog button').click();
    await vi.waitFor(() => expect(world.services.save).toHaveBeenCalledOnce());
    const [, text] = vi.mocked(world.services.save).mock.calls.at(-1)!;
    expect(JSON.parse(text)).toMatchObject({
      version: 2,
      gestures: [{ id: 'coffee' }, { id: 'hello', moves: true, samples: [{}, {}] }],
      unknowns: [{ id: 'n1' }],
    });
  });

  it('is imported with the same movements', async () => {
    const text = await exportFromStore(world.store, ownPack, { unknowns: true });
    await world.store.deleteEverything();
    await open();
    drop(text);
    const question = await asks();
    expect(question.textContent).toContain(words('import_samples', '0', '4'));
    expect(question.textContent).toContain(words('import_unknowns', '1'));
    control(words('import_go'), 'dialog button').click();
    await vi.waitFor(() => expect(page()).toContain(words('options_packHolds', '2', '4')));
    const samples = await world.store.samples(ownPack, 'hello');
    expect(samples.map(({ id, hands }) => [id, hands.length])).toEqual([
      ['h1', 6],
      ['h2', 6],
    ]);
    expect((await world.store.packs())[0]?.gestures[1]).toMatchObject({ moves: true });
  });

  it('is refused with the line of a sample that is no movement', async () => {
    const text = await exportFromStore(world.store, ownPack, { unknowns: false });
    const placeless = text.replace(/"place":\[[^\]]*\],/, '');
    const line = text.split('\n').findIndex((row) => row.includes('"place"')) + 1;
    await open();
    drop(placeless, 'bad.json');
    await vi.waitFor(() =>
      expect(document.querySelector('.refusals')?.textContent).toContain(
        words('import_noPlace', String(line)),
      ),
    );
  });
});

describe('an import', () => {
  const file = async (): Promise<string> =>
    await exportFromStore(world.store, ownPack, { unknowns: false });

  it('shows what it would change, and changes nothing if it is cancelled', async () => {
    const text = (await file()).replace('A coffee?', 'Tea?');
    await open();
    drop(text);
    const question = await asks();
    // So that the user's own pack is not replaced by mistake, "beside it" is chosen at first.
    expect(question.textContent).toContain(words('import_added', 'Coffee'));
    const replace = question.querySelector<HTMLInputElement>('input[value=replace]')!;
    replace.click();
    await vi.waitFor(() => expect(question.textContent).toContain(words('import_own')));
    expect(question.textContent).toContain(
      words('import_changed', words('import_captionChange', 'Coffee', 'A coffee?', 'Tea?')),
    );
    control(words('options_cancel'), 'dialog button').click();
    await vi.waitFor(() => expect(dialog()).toBeNull());
    const [pack] = await world.store.packs();
    expect(pack?.gestures[0]?.caption).toBe('A coffee?');
  });

  it('is put beside the existing pack if the user wants that', async () => {
    const text = await file();
    await open();
    drop(text);
    await asks();
    control(words('import_go'), 'dialog button').click();
    await vi.waitFor(() => expect(page()).toContain(words('import_done', 'Mine')));
    expect((await world.store.packs()).map(({ id }) => id).sort()).toEqual([
      ownPack,
      `${ownPack}-2`,
    ]);
  });

  it('restores a deleted pack completely', async () => {
    const text = await file();
    await world.store.deleteEverything();
    await open();
    drop(text);
    const question = await asks();
    expect(question.textContent).toContain(words('import_licenceNone'));
    control(words('import_go'), 'dialog button').click();
    await vi.waitFor(() => expect(document.querySelector('.pack')).not.toBeNull());
    expect((await world.store.samples(ownPack, 'coffee')).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is refused with the number of the wrong line, and changes nothing', async () => {
    const text = (await file()).replace('"Coffee"', '"<b>Coffee</b>"');
    const line = text.split('\n').findIndex((row) => row.includes('<b>')) + 1;
    await open();
    drop(text, 'bad.json');
    await vi.waitFor(() => expect(page()).toContain(words('import_refused', 'bad.json')));
    expect(document.querySelector('.refusals')?.textContent).toContain(
      words('import_markup', String(line)),
    );
    expect(document.querySelector('.refusals b')).toBeNull();
    expect(dialog()).toBeNull();
    expect(await world.store.packs()).toHaveLength(1);
  });

  it('says when the storage is full, and changes nothing', async () => {
    const text = await file();
    await open();
    world.services.store.putPack = async () => full();
    drop(text);
    await asks();
    control(words('import_go'), 'dialog button').click();
    await vi.waitFor(() => expect(page()).toContain(words('problem_storage_full')));
    expect(await world.store.packs()).toHaveLength(1);
  });
});

describe('the sentence about a refusal', () => {
  it('contains the line, the values and which gesture it is, and no path', () => {
    const sentence = refusalSentence(words, {
      reason: 'duplicate-id',
      line: 1234,
      path: 'gestures.1.id',
      values: { id: 'coffee', first: 5 },
    });
    const reason = words('import_duplicateId', '1,234', 'coffee', '5');
    expect(sentence).toBe(`${reason} ${words('import_inGesture', '2')}`);
    expect(sentence).not.toMatch(/\$\d/);
  });

  it('says what a movement lacks', () => {
    const about = (reason: RefusalReason, values: Record<string, number> = {}): string =>
      refusalSentence(words, { reason, line: 7, path: '', values });
    expect(about('no-place')).toBe(words('import_noPlace', '7'));
    expect(about('too-few-hands', { found: 4, limit: 5 })).toBe(
      words('import_tooFewHands', '7', '4', '5'),
    );
    expect(about('same-time', { time: 66 })).toBe(words('import_sameTime', '7', '66'));
  });
});
