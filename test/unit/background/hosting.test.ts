import { describe, expect, it } from 'vitest';
import { badgeFace, showBadge } from '../../../src/background/badge.ts';
import { createOffscreenHost } from '../../../src/background/offscreen.ts';
import { reachProblem } from '../../../src/background/reach.ts';
import { createSiteSync, type RegisteredScript } from '../../../src/background/sites.ts';

describe('the offscreen document', () => {
  it('is created once for concurrent calls', async () => {
    let created = 0;
    let exists = false;
    const host = createOffscreenHost({
      hasDocument: async () => exists,
      createDocument: async () => {
        created++;
        await Promise.resolve();
        exists = true;
      },
    });
    await Promise.all([host.ensure(), host.ensure(), host.ensure()]);
    expect(created).toBe(1);
  });

  it('is not created again by a service worker that finds it', async () => {
    const host = createOffscreenHost({
      hasDocument: async () => true,
      createDocument: () => Promise.reject(new Error('Only a single offscreen document')),
    });
    await expect(host.ensure()).resolves.toBeUndefined();
  });

  it('is tried again after a failure, which is reported as a lost recognizer', async () => {
    let broken = true;
    const host = createOffscreenHost({
      hasDocument: async () => false,
      createDocument: async () => {
        if (broken) throw new Error('no memory');
      },
    });
    await expect(host.ensure()).rejects.toMatchObject({ code: 'recognizer-lost' });
    broken = false;
    await expect(host.ensure()).resolves.toBeUndefined();
  });
});

describe('the badge', () => {
  it('shows off, on, a hand and an error', () => {
    const state = { on: true, status: 'watching', problem: null } as const;
    expect(badgeFace({ ...state, on: false })).toBe('off');
    expect(badgeFace(state)).toBe('on');
    expect(badgeFace({ ...state, status: 'hand' })).toBe('hand');
    expect(badgeFace({ ...state, problem: { code: 'no-camera' } })).toBe('error');
  });

  it('shows an error as text as well as by colour', async () => {
    const texts: string[] = [];
    const none = async (): Promise<void> => undefined;
    const action = {
      setIcon: none,
      setBadgeBackgroundColor: none,
      setTitle: none,
      setBadgeText: async ({ text }: { text: string }) => {
        texts.push(text);
      },
    };
    await showBadge(action, 1, 'error', 'title');
    await showBadge(action, 1, 'on', 'title');
    expect(texts).toEqual(['!', '']);
  });
});

describe('the reason why captions cannot run in a tab', () => {
  const reach = (url: string | undefined, allowed = false, ping = false, frame = false) =>
    reachProblem(
      {
        ping: async () => ping,
        isThere: async () => true,
        frame: async (_, site) => frame && site === null,
        reason: async () => undefined,
        url: async () => url,
        allowed: async () => allowed,
      },
      1,
    );

  it('is none if a content script answers', async () => {
    expect(await reach('https://a.example/', false, true)).toBeNull();
  });
  it('is none if one answers in a frame that may hold the call, whatever the page', async () => {
    expect(await reach('https://a.example/', false, false, true)).toBeNull();
    expect(await reach(undefined, false, false, true)).toBeNull();
  });
  it('is an old page on an allowed site', async () => {
    expect(await reach('https://a.example/', true)).toBe('reload-tab');
  });
  it('is a site that was not allowed', async () => {
    expect(await reach('https://a.example/')).toBe('site-not-allowed');
  });
  it('is a page of the browser', async () => {
    expect(await reach('chrome://settings/')).toBe('site-impossible');
  });
});

describe('sites that the user enabled', () => {
  function fakeSites(granted: string[]) {
    const registered = new Map<string, RegisteredScript>();
    const sync = createSiteSync({
      grantedOrigins: async () => granted,
      listedOrigins: () => ['https://meet.jit.si/*'],
      registered: async () => [...registered.values(), { id: 'of-somebody-else' }],
      register: async (scripts) => {
        for (const script of scripts) {
          if (registered.has(script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
          registered.set(script.id, script);
        }
      },
      unregister: async (ids) => {
        for (const id of ids)
          if (!registered.delete(id)) throw new Error(`Nonexistent script ID '${id}'`);
      },
    });
    return { registered, sync };
  }

  it('get both content scripts, like the listed ones', async () => {
    const { registered, sync } = fakeSites(['https://meet.jit.si/*', 'https://call.example/*']);
    await sync();
    expect([...registered.values()]).toMatchObject([
      { js: ['tap.js'], world: 'MAIN', matches: ['https://call.example/*'] },
      { js: ['content.js'], world: 'ISOLATED', matches: ['https://call.example/*'] },
    ]);
    for (const script of registered.values())
      expect(script).toMatchObject({
        runAt: 'document_start',
        allFrames: true,
        matchOriginAsFallback: true,
      });
  });

  it('lose them when the permission is revoked', async () => {
    const granted = ['https://call.example/*'];
    const { registered, sync } = fakeSites(granted);
    await sync();
    granted.length = 0;
    expect(await sync()).toEqual([]);
    expect(registered.size).toBe(0);
  });

  it('are left alone if nothing has changed when the service worker starts again', async () => {
    const { registered, sync } = fakeSites(['https://call.example/*', 'https://a.example/*']);
    await sync();
    const before = [...registered.values()];
    await sync();
    for (const [i, script] of [...registered.values()].entries()) expect(script).toBe(before[i]);
  });

  it('are registered once when several changes come at the same time', async () => {
    const { registered, sync } = fakeSites(['https://call.example/*']);
    await Promise.all([sync(), sync(), sync()]);
    expect(registered.size).toBe(2);
  });
});
