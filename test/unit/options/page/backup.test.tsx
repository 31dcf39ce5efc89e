// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { backupLimits } from '../../../../src/options/backup/format.ts';
import { BackupPanel } from '../../../../src/options/backup/panel.tsx';
import { readBackup } from '../../../../src/options/backup/read.ts';
import { ownPack } from '../../../../src/packs/samples.ts';
import { control, page, words } from '../fake-services.ts';
import { full, pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();
const fixture = join(import.meta.dirname, '../../../fixtures/backups/v1.json');
const stored = readFileSync(fixture, 'utf8');

describe('the backup panel', () => {
  const onRestored = vi.fn();
  const open = (): void => {
    onRestored.mockReset();
    act(() =>
      render(
        <BackupPanel words={words} services={world.services} onRestored={onRestored} />,
        document.body,
      ),
    );
  };
  const choose = (text: string, size?: number): void => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    const file = new File([text], 'kept.json');
    if (size !== undefined) Object.defineProperty(file, 'size', { value: size });
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    act(() => void input.dispatchEvent(new Event('change')));
  };
  const asked = () =>
    vi.waitFor(() => expect(document.querySelector('dialog[open]')).not.toBeNull());
  const says = (text: string) => vi.waitFor(() => expect(page()).toContain(text));
  const restore = async (): Promise<void> => {
    choose(stored);
    await asked();
    control(words('options_restoreGo'), 'dialog button').click();
  };

  it('hands one file with everything over to the browser', async () => {
    await world.store.saveGesture(ownPack, {
      id: 'coffee',
      kind: 'phrase',
      name: 'Coffee',
      caption: 'A coffee?',
    });
    open();
    control(words('options_backupSave')).click();
    await vi.waitFor(() => expect(world.services.save).toHaveBeenCalled());
    const [name, text, type] = vi.mocked(world.services.save).mock.calls[0]!;
    expect(name).toMatch(/^sign-captions-backup-\d{4}-\d\d-\d\d\.json$/);
    expect(type).toBe('application/json');
    const reading = readBackup(text);
    expect(reading.ok && reading.backup.store.packs.map(({ header }) => header.id)).toEqual([
      ownPack,
    ]);
    await says(words('options_exported', name));
  });

  it('shows what would be replaced, and changes nothing if the user says no', async () => {
    open();
    choose(stored);
    await asked();
    const rows = [...document.querySelectorAll('dialog tbody tr')].map((row) => row.textContent);
    expect(rows).toContain(`${words('options_keptGestures')}05`);
    expect(rows).toContain(`${words('options_keptSamples')}09`);
    control(words('options_cancel'), 'dialog button').click();
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    expect(await world.store.packs()).toEqual([]);
    expect(onRestored).not.toHaveBeenCalled();
  });

  it('replaces everything when the user says yes, and says so once', async () => {
    open();
    await restore();
    await says(words('options_restored', 'December 1, 2026'));
    expect((await world.store.packs()).map(({ id }) => id)).toEqual([ownPack, 'office']);
    expect(world.local.items.settings).toMatchObject({ dwellMs: 900, ownWords: ['Grüße'] });
    expect(onRestored).toHaveBeenCalledOnce();
    expect(document.querySelectorAll('[role=alert] .wrong')).toHaveLength(0);
  });

  it('lists the sites that must be allowed again, and asks the browser for each', async () => {
    world.sites.granted.push('http://localhost/*');
    open();
    await restore();
    await says(words('options_restoreSites'));
    const named = [...document.querySelectorAll('.sites .site')].map(
      ({ textContent }) => textContent,
    );
    expect(named).toEqual(['galene.example.org']);
    control(words('options_restoreAllow'), '.sites button').click();
    await vi.waitFor(() => expect(document.querySelector('.sites')).toBeNull());
    expect(world.sites.asked).toEqual(['https://galene.example.org/*']);
  });

  it('keeps a site in the list if the browser says no', async () => {
    world.sites.answer = false;
    open();
    await restore();
    await says(words('options_restoreSites'));
    const before = document.querySelectorAll('.sites li').length;
    control(words('options_restoreAllow'), '.sites button').click();
    await vi.waitFor(() => expect(world.sites.asked).toHaveLength(1));
    expect(document.querySelectorAll('.sites li')).toHaveLength(before);
  });

  it.each([
    ['another file', 'hello', words('options_restoreNotABackup')],
    ['a newer one', stored.replace('"version": 1', '"version": 9'), words('options_restoreNewer')],
    [
      'a damaged one',
      stored.replace('"dwellMs":900', '"dwellMs":-1'),
      words('options_restoreDamaged', '5', 'settings'),
    ],
  ])('refuses %s with a sentence, and changes nothing', async (_, text, sentence) => {
    open();
    choose(text);
    await says(words('import_refused', 'kept.json'));
    expect(page()).toContain(sentence);
    expect(document.querySelector('dialog')).toBeNull();
    expect(await world.store.packs()).toEqual([]);
    expect(world.local.items).toEqual({});
  });

  it('refuses a file that is too big before it is read', async () => {
    open();
    choose(stored, backupLimits.bytes + 1);
    await says(words('options_restoreTooBig', '64'));
  });

  it('says why nothing could be restored', async () => {
    world.services.local.replace = async () => full();
    open();
    await restore();
    await says(words('problem_storage_full'));
    expect(await world.store.packs()).toEqual([]);
    expect(page()).not.toContain(words('options_restored', 'December 1, 2026'));
  });

  it('says that a part was restored if neither the rest nor the old state could be stored', async () => {
    const { store } = world.services;
    world.services.local.replace = async () => full();
    world.services.store = {
      ...store,
      replaceEverything: async (content) => {
        await store.replaceEverything(content);
        return async () => full();
      },
    };
    open();
    await restore();
    await says(words('options_restoredHalf'));
  });
});
