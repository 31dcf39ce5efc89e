// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { PrivacySection } from '../../../../src/options/privacy/section.tsx';
import type { OptionsServices } from '../../../../src/options/services/types.ts';
import { ownPack } from '../../../../src/packs/samples.ts';
import { control, page, words } from '../fake-services.ts';
import { full, pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();

describe('the privacy section', () => {
  const open = async (services: OptionsServices = world.services): Promise<void> => {
    act(() => render(<PrivacySection words={words} services={services} />, document.body));
    await vi.waitFor(() => expect(document.querySelector('.facts')).not.toBeNull());
  };
  const counts = (): number[] =>
    [...document.querySelectorAll('.facts td')].map((cell) => Number(cell.textContent));
  const fill = async (): Promise<void> => {
    await world.store.saveGesture(ownPack, {
      id: 'coffee',
      kind: 'phrase',
      name: 'Coffee',
      caption: 'A coffee?',
    });
    await world.store.setPreference('call-gestures:fist', { enabled: false });
    world.sites.granted.push('https://galene.example.org/*');
  };
  const deleteAll = async (alsoSites: boolean): Promise<void> => {
    control(words('options_deleteAll')).click();
    await vi.waitFor(() => expect(document.querySelector('dialog[open]')).not.toBeNull());
    if (!alsoSites) {
      act(() => document.querySelector<HTMLInputElement>('dialog input')?.click());
    }
    control(words('options_deleteAll'), 'dialog button').click();
  };

  it('counts what is kept', async () => {
    await fill();
    await open();
    // Packs, gestures, samples, three kinds of unknowns, training, changed gestures, transcripts,
    // settings, practised, self-test, sites.
    expect(counts()).toEqual([1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
  });

  it('deletes everything after a question, and shows that nothing is left', async () => {
    await fill();
    await open();
    await deleteAll(true);
    await vi.waitFor(() => expect(page()).toContain(words('options_deleted')));
    await vi.waitFor(() => expect(counts().every((count) => count === 0)).toBe(true));
    expect(counts()).toHaveLength(13);
    expect(await world.store.packs()).toEqual([]);
    expect(world.kept).toEqual({ settings: 0, practised: 0, selfTests: 0, transcripts: 0 });
    expect(world.sites.granted).toEqual([]);
  });

  it('keeps the sites if the user wants that', async () => {
    await fill();
    await open();
    await deleteAll(false);
    await vi.waitFor(() => expect(page()).toContain(words('options_deleted')));
    await vi.waitFor(() => {
      expect(counts().at(-1)).toBe(1);
      expect(
        counts()
          .slice(0, -1)
          .every((count) => count === 0),
      ).toBe(true);
    });
  });

  it('deletes nothing if it is cancelled', async () => {
    await fill();
    await open();
    control(words('options_deleteAll')).click();
    await vi.waitFor(() => expect(document.querySelector('dialog[open]')).not.toBeNull());
    control(words('options_cancel'), 'dialog button').click();
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    expect(await world.store.packs()).toHaveLength(1);
  });

  it('says why not everything could be deleted, and shows what is left', async () => {
    await fill();
    world.services.traces.clear = async () => full();
    await open();
    await deleteAll(true);
    await vi.waitFor(() => expect(page()).toContain(words('problem_storage_full')));
    await vi.waitFor(() => expect(counts().slice(0, 2)).toEqual([0, 0]));
    expect(counts().at(-1)).toBe(1);
  });
});
