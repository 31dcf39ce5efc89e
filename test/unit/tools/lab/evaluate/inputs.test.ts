import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeBank } from '../../../../../tools/lab/bank/bank.ts';
import {
  dataFolder,
  hashOfFolder,
  readValidationBank,
} from '../../../../../tools/lab/evaluate/inputs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inputs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the data folder', () => {
  it('is the argument, --data or the folder beside the repository', () => {
    expect(dataFolder(['here'], undefined)).toBe('here');
    expect(dataFolder([], 'there')).toBe('there');
    expect(dataFolder(['here'], 'here')).toBe('here');
    expect(dataFolder([], undefined)).toBe('../shared/data');
  });

  it('is refused if two different ones are given', () => {
    expect(() => dataFolder(['here'], 'there')).toThrow(/Two data folders/);
    expect(() => dataFolder(['here', 'there'], undefined)).toThrow(/one folder/);
  });
});

describe('the validation bank', () => {
  const bank = () => join(folder, 'bank');
  const write = (source: string) => {
    const header = {
      ...{ source, origin: '', licence: '', attribution: '', changes: '', groups: '' },
      ...{ aspect: 'true' as const, depth: true, people: '1', notes: '' },
    };
    const landmarks = Array.from({ length: 21 }, (_, i) => [i, -i, 0] as const);
    const entry = { label: 'A', group: 0, landmarks, leftness: 0, presence: 1, size: 0.3 };
    writeFileSync(join(bank(), `${source}.json`), JSON.stringify(encodeBank(header, [entry])));
  };
  beforeEach(() => {
    for (const path of ['letters/s01/A', 'gestures/g02/fist', 'negatives/photos']) {
      mkdirSync(join(folder, 'data/validation', path), { recursive: true });
    }
  });
  const read = () => readValidationBank(bank(), join(folder, 'data'));

  it('is read if it is complete', () => {
    mkdirSync(bank());
    for (const source of ['s01', 'g02', 'photos']) write(source);
    expect(read().map(({ source }) => source)).toEqual(['g02', 'photos', 's01']);
  });

  it('is refused if people are missing, with the command that makes it', () => {
    mkdirSync(bank());
    write('s01');
    expect(read).toThrow(/lacks g02, photos\. Make it with npm run extract -- --validation/);
  });

  it('is refused if it or the data does not exist', () => {
    expect(read).toThrow(/bank does not exist. Make it with npm run extract -- --validation/);
    expect(() => readValidationBank(bank(), join(folder, 'nothing'))).toThrow(/npm run evaluate/);
  });
});

it('the hash of a folder covers its JSON files and subfolders', () => {
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'within'));
  put('a.json', '1');
  const before = hashOfFolder(folder);
  put('README.md', 'text');
  expect(hashOfFolder(folder)).toBe(before);
  put('within/b.json', '2');
  const after = hashOfFolder(folder);
  expect(after).not.toBe(before);
  put('within/b.json', '3');
  expect(hashOfFolder(folder)).not.toBe(after);
});
