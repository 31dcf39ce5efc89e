import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { backupLimits } from '../../../../src/options/backup/format.ts';
import { type BackupRefusal, readBackup } from '../../../../src/options/backup/read.ts';
import { writeBackup } from '../../../../src/options/backup/write.ts';
import { settingsVersion } from '../../../../src/settings/schema.ts';
import { sample, unknown } from '../../packs/fake-samples.ts';
import { closeStores, dump, IDBFactory, storeOn } from '../../packs/fake-stores.ts';
import { withValue } from '../../packs/values.ts';
import { backupFile, everything, local, made, sites } from './fake-backup.ts';

afterEach(closeStores);

let text: string;
beforeAll(async () => {
  text = await backupFile();
});

const readWhole = (file: string) => {
  const reading = readBackup(file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusal));
  return reading.backup;
};

const refusalOf = (file: string): BackupRefusal => {
  const reading = readBackup(file);
  if (reading.ok) throw new Error('It was read.');
  return reading.refusal;
};

const changed = (place: readonly (string | number)[], value: unknown): string =>
  JSON.stringify(withValue(text, place, value), null, 1);

describe('a backup’s file', () => {
  it('holds settings, places, words put back and allowed sites as they are', () => {
    const backup = readWhole(text);
    expect(backup.local).toEqual(local);
    expect(backup.sites).toEqual(sites);
    expect(backup.made).toBe(made);
  });

  it('holds the store, with samples as exact as in packs and all else as it is', async () => {
    const before = await everything();
    const { store } = readWhole(text);
    expect(store.preferences).toEqual(before.store.preferences);
    expect(store.taught).toEqual(before.store.taught);
    expect(store.packs.map(({ header }) => header)).toEqual(
      before.store.packs.map(({ header }) => header),
    );
    const idsOf = ({ unknowns }: typeof store) =>
      unknowns.map(({ id, origin, captionedAs }) => [id, origin, captionedAs]);
    expect(idsOf(store).sort()).toEqual(idsOf(before.store).sort());
    const samples = store.packs.flatMap((pack) => [...pack.samples.values()].flat());
    expect(samples.map(({ id }) => id).sort()).toEqual(
      ['w1', 'w2', 'w3', 'a1', 'a2', 'm1', 'm2', 'c1', 'c2'].sort(),
    );
    const [x = 0] = sample('w1').hands[0]!.points[5]!;
    const [wrist = 0] = sample('w1').hands[0]!.points[0]!;
    const kept = samples.find(({ id }) => id === 'w1')?.hands[0]?.points[5]?.[0];
    expect(Math.abs(kept! - (x - wrist))).toBeLessThan(0.00051);
  });

  it('is the same again when it is made of what was restored from it', async () => {
    const backup = readWhole(text);
    const factory = new IDBFactory();
    const store = storeOn(factory);
    await store.replaceEverything(backup.store);
    const content = { store: await store.everything(), local, sites };
    expect(JSON.parse(writeBackup(content, made).text)).toEqual(JSON.parse(text));
    expect((await dump(factory)).taught?.map(([key]) => key)).toEqual(['taught', 'waiting']);
  });

  it('of an extension that was never used holds defaults and empty lists', async () => {
    const store = await storeOn(new IDBFactory()).everything();
    const nothing = {
      store,
      local: { ...local, places: [], putBack: [], practised: [] },
      sites: [],
    };
    const { reading } = writeBackup(nothing, made);
    expect(reading).toMatchObject({ ok: true, backup: { ...nothing, made } });
  });

  it('leaves out packs without gestures, damaged trainings and patterns that are none', async () => {
    const content = await everything();
    const [own] = content.store.packs;
    const { reading } = writeBackup(
      {
        ...content,
        sites: [...sites, 'file:///*'],
        store: {
          ...content.store,
          packs: [{ ...own!, header: { ...own!.header, gestures: [] }, samples: new Map() }],
          taught: [{ ...content.store.taught[0]!, classifier: { format: 'broken' } }],
        },
      },
      made,
    );
    expect(reading).toMatchObject({
      ok: true,
      backup: { sites, store: { packs: [], taught: [] } },
    });
  });

  it('holds more samples of a gesture than a pack may', async () => {
    const content = await everything();
    const many = Array.from({ length: 1001 }, (_, i) => sample(`s${i}`));
    const [own] = content.store.packs;
    const packs = [{ ...own!, samples: new Map([['wait', many]]) }];
    const { reading } = writeBackup({ ...content, store: { ...content.store, packs } }, made);
    expect(reading.ok).toBe(true);
  });

  it('is not made if it would be too big to be read', async () => {
    const { reading } = writeBackup(await everything(), made, { ...backupLimits, bytes: 1000 });
    expect(reading).toMatchObject({ ok: false, refusal: { reason: 'too-big' } });
  });

  it.each([1, 2])('of version %i stays readable', (version) => {
    const fixture = new URL(`../../../fixtures/backups/v${version}.json`, import.meta.url);
    const stored = readFileSync(fixture, 'utf8');
    const backup = readWhole(stored);
    expect(backup.store.packs.map(({ header }) => header.id)).toEqual(['my-gestures', 'office']);
    expect(backup.store.taught).toHaveLength(2);
    // What was there before practice and before sites had choices of their own.
    const settings = { ...local.settings, siteChoices: [] };
    const since = version === 1 ? { practised: [] } : {};
    expect(backup.local).toEqual({ ...local, ...since, settings });
  });
});

describe('a file that is no good backup is refused:', () => {
  it('another file, or none at all', () => {
    for (const file of ['', 'hello', '{}', '[]', '{"format":"sign-captions-gesture-pack"}'])
      expect(refusalOf(file)).toMatchObject({ reason: 'not-a-backup', line: 1 });
  });

  it('one of a newer version', () => {
    expect(refusalOf(changed(['version'], 3))).toMatchObject({
      reason: 'newer-version',
      path: 'version',
    });
  });

  it('one whose settings or packs are of a newer version', () => {
    expect(refusalOf(changed(['settings', 'version'], settingsVersion + 1)).reason).toBe(
      'newer-version',
    );
    expect(refusalOf(changed(['packs', 0, 'pack', 'version'], 3))).toMatchObject({
      reason: 'newer-version',
      path: 'packs.0.pack.version',
    });
  });

  it('one that is too big', () => {
    const reading = readBackup(text, { ...backupLimits, bytes: 1000 });
    expect(reading).toMatchObject({ ok: false, refusal: { reason: 'too-big' } });
  });

  it('one that was cut off, as a damaged one', () => {
    expect(refusalOf(text.slice(0, text.length / 2)).reason).toBe('damaged');
  });

  it.each<[string, readonly (string | number)[], unknown]>([
    ['an unknown field', ['extra'], 1],
    ['a date that does not exist', ['made'], '2026-02-30'],
    ['a setting out of its range', ['settings', 'dwellMs'], -1],
    ['an unknown setting', ['settings', 'later'], true],
    ['a place outside of the window', ['places', 1, 1, 'place', 'x'], 2],
    ['a count that is a word', ['putBack', 0, 1], 'often'],
    ['a day of practice that does not exist', ['practised', 0, 2], '2026-02-30'],
    ['the same sign practised twice', ['practised', 1, 0], 'fingerspelling:A'],
    ['practice in a file of the first version', ['version'], 1],
    ['a site that is no pattern', ['sites', 0], 'javascript:alert(1)'],
    ['a threshold above 1', ['preferences', 0, 'threshold'], 2],
    ['the same preference twice', ['preferences', 1, 'key'], 'call-gestures:fist'],
    ['a classifier without weights', ['taught', 0, 'classifier', 'heads'], []],
    ['weights that are too short', ['taught', 0, 'classifier', 'heads', 0, 0, 'weights'], 'AAAA'],
    ['two classifiers in use', ['taught', 1, 'live'], true],
    [
      'a landmark that is text',
      ['packs', 0, 'pack', 'gestures', 0, 'samples', 0, 'hands', 0, 'points', 9],
      'x',
    ],
    ['markup in a caption', ['packs', 0, 'pack', 'gestures', 0, 'caption'], '<b>x</b>'],
    ['the id of a shipped vocabulary', ['packs', 0, 'pack', 'id'], 'call-gestures'],
    ['the same pack twice', ['packs', 1, 'pack', 'id'], 'my-gestures'],
    ['a hand that means nothing and is nobody’s', ['unknowns', 0, 'origin'], 'pack'],
  ])('%s', (_, place, value) => {
    const refusal = refusalOf(changed(place, value));
    expect(refusal.reason).toBe('damaged');
    expect(refusal.path).not.toBe('');
    expect(refusal.line).toBeGreaterThan(1);
  });

  it('one in which two packs have a sample of the same id', () => {
    const place = ['packs', 1, 'pack', 'gestures', 0, 'samples', 0, 'id'];
    expect(refusalOf(changed(place, 'w1'))).toMatchObject({ reason: 'damaged', path: 'packs' });
  });

  it('one in which a hand that means nothing occurs twice', async () => {
    const content = await everything();
    const store = { ...content.store, unknowns: [unknown('n1'), unknown('n1')] };
    const { reading } = writeBackup({ ...content, store }, made);
    expect(reading).toMatchObject({ ok: false, refusal: { reason: 'damaged', path: 'unknowns' } });
  });
});
