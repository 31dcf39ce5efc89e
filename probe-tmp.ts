import { launchFirefox } from './tools/lib/browsers/firefox.ts';
import { serve } from './tools/lib/servers/demo/server.ts';
const site = await serve({ folder: 'test/e2e/support/pages' });
for (const extension of [null, 'dist/firefox-demo']) {
  const firefox = await launchFirefox({ extension: extension && new URL(extension, import.meta.url).pathname, camera: 'fake', headless: true });
  const page = await firefox.browser.newPage();
  await page.goto(new URL('cameras.html', site.url).href);
  for (const how of ['removed before', 'removed after', 'kept'])
    console.log(extension, how, await page.evaluate(async (how) => {
      const frame = document.createElement('iframe'); document.body.append(frame);
      const get = (frame.contentWindow as any).MediaDevices.prototype.getUserMedia;
      const old = (frame.contentWindow as any).Navigator.prototype.mozGetUserMedia;
      if (how === 'removed before') frame.remove();
      const promise = get.call(navigator.mediaDevices, { video: true });
      if (how === 'removed after') frame.remove();
      const first = await Promise.race([promise.then((s: any) => s.getVideoTracks()[0].getSettings(), String), new Promise(r => setTimeout(() => r('never'), 4000))]);
      return JSON.stringify([first, typeof old, (frame.contentWindow as any)?.closed]);
    }, how));
  await firefox.dispose();
}
await site.close();
