import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findJanus, noJanus, startJanus } from '../../../../tools/lib/servers/janus.ts';

describe('the call server', () => {
  it('is found if both the server and its pages exist', () => {
    const server = '/usr/bin/janus';
    const pages = '/usr/share/janus/demos/videoroomtest.html';
    const among = (paths: string[]) => findJanus((path) => paths.includes(path));
    expect(among([server, pages])?.program).toBe(server);
    expect(among([server])).toBeNull();
    expect(among([pages])).toBeNull();
  });

  it('is reported as missing in one line that says what to install and what is skipped', () => {
    expect(noJanus).not.toContain('\n');
    expect(noJanus).toContain('janus janus-demos');
    expect(noJanus).toContain('skipped');
  });

  it('says why if it does not start, and leaves nothing behind', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'sign-captions-test-'));
    onTestFinished(() => rm(temporary, { recursive: true }));
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const starting = startJanus({ program: '/bin/false', demos: temporary });
    await expect(starting).rejects.toThrow('Janus did not start: it ended (1)');
    const missing = startJanus({ program: join(temporary, 'none'), demos: temporary });
    await expect(missing).rejects.toThrow('ENOENT');
    expect(await readdir(temporary)).toEqual([]);
  });
});

const janus = findJanus();
if (!janus) console.warn(noJanus);

describe.skipIf(!janus)('the call server of Debian', () => {
  it('serves its pages with its own port and leaves nothing behind when closed', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'sign-captions-test-'));
    onTestFinished(() => rm(temporary, { recursive: true, force: true }));
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());

    const server = await startJanus(janus!);
    onTestFinished(() => server.close());
    const get = async (path: string) => (await fetch(new URL(path, server.url))).text();
    const [, api] = (await get('settings.js')).match(/server = '([^']+)'/) ?? [];
    expect(api).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/janus$/);
    expect(await (await fetch(`${api}/info`)).json()).toMatchObject({
      version_string: server.version,
      'local-ip': '127.0.0.1',
      transports: { 'janus.transport.http': {} },
      plugins: { 'janus.plugin.videoroom': {} },
    });
    for (const [, script] of (await get('videoroomtest.html')).matchAll(/src="([^"]+)"/g)) {
      const { status } = await fetch(new URL(script!, server.url));
      expect(status, script).toBe(200);
    }

    await server.close();
    await expect(fetch(`${api}/info`)).rejects.toThrow();
    await expect(fetch(server.url)).rejects.toThrow();
    expect(await readdir(temporary)).toEqual([]);
    expect(existsSync(janus!.demos)).toBe(true);
  });
});
