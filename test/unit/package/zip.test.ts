import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zip } from '../../../tools/package/zip.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const one = { path: 'manifest.json', bytes: bytes('{}') };
const two = { path: 'chunks/a.js', bytes: bytes('let a = 1;'.repeat(100)) };

describe('a zip for a store', () => {
  it('holds every file as it was', () => {
    const read = unzipSync(zip([one, two]));
    expect(Object.keys(read).sort()).toEqual(['chunks/a.js', 'manifest.json']);
    expect(read['chunks/a.js']).toEqual(two.bytes);
  });

  it('has the same bytes whatever the order of the files, the clock and the time zone', () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Asia/Tokyo';
      const there = zip([one, two]);
      process.env.TZ = 'America/Sao_Paulo';
      expect(zip([two, one])).toEqual(there);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('has other bytes when a file has', () => {
    expect(zip([{ ...one, bytes: bytes('{ }') }, two])).not.toEqual(zip([one, two]));
  });

  it.each(['', '/etc/passwd', '../up', 'a/../../b'])('takes no file by the path "%s"', (path) => {
    expect(() => zip([{ path, bytes: bytes('x') }])).toThrow('is not a valid path in a zip');
  });

  it('takes no path twice', () => {
    expect(() => zip([one, one])).toThrow('twice');
  });
});
