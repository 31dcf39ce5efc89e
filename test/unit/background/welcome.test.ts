import { describe, expect, it } from 'vitest';
import { createWelcome } from '../../../src/background/welcome.ts';

describe('the welcome page', () => {
  it('is opened when the extension is installed', () => {
    let opened = 0;
    createWelcome(async () => opened++)('install');
    expect(opened).toBe(1);
  });

  it.each(['update', 'browser_update', 'chrome_update', 'shared_module_update'])(
    'is not opened after %s',
    (reason) => {
      let opened = 0;
      createWelcome(async () => opened++)(reason);
      expect(opened).toBe(0);
    },
  );

  it('does no harm if no tab can be opened', async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', onUnhandled);
    createWelcome(() => Promise.reject(new Error('No window')))('install');
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', onUnhandled);
    expect(unhandled).toEqual([]);
  });
});
