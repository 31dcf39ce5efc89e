import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core';
import { makePictograms } from '../lab/pictograms.ts';
import { chromium } from '../lib/machine/programs.ts';
import type { Catalogue } from './page.tsx';
import type { OptionsScene, Scene, WelcomeScene } from './scene.ts';
import { scenes } from './scenes.ts';

const root = path.join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  options: { picture: { type: 'string' }, lang: { type: 'string' } },
  allowPositionals: true,
});
const out = path.join(root, values.lang ? `out/look-${values.lang}` : 'out/look');

const bundle = await build({
  entryPoints: [path.join(import.meta.dirname, 'page.tsx')],
  bundle: true,
  write: false,
  format: 'iife',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
});
const script = bundle.outputFiles[0]?.text ?? '';

/** The styles of the popup, in the order of its page. */
const styles = [
  'src/popup/popup.css',
  'src/popup/transcript/transcript.css',
  'src/popup/signs/signs.css',
];

/** Allows only our own files; Trusted Types refuse every HTML string. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'";

const server = createServer((request, response) => {
  const name = request.url?.split('?')[0] ?? '/';
  const send = (type: string, body: string | Buffer): void => {
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
    response.end(body);
  };
  const page = (style: string): string =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Look</title>${style}<script src="/look.js"></script></head><body></body></html>`;
  if (name === '/popup')
    send(
      'text/html',
      page(styles.map((file) => `<link rel="stylesheet" href="/${path.basename(file)}">`).join('')),
    );
  else if (['/overlay', '/options', '/welcome'].includes(name)) send('text/html', page(''));
  else if (name === '/favicon.ico') response.writeHead(204).end();
  else if (name === '/look.js') send('text/javascript', script);
  else {
    const file = /^\/icons\/[\w-]+\.png$/.test(name)
      ? name.slice(1)
      : styles.find((style) => name === `/${path.basename(style)}`);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    readFile(path.join(root, file)).then(
      (body) => send(file.endsWith('.css') ? 'text/css' : 'image/png', body),
      () => response.writeHead(404).end(),
    );
  }
});
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const address = server.address();
if (typeof address !== 'object' || !address) throw new Error('The server has no address.');
const base = `http://127.0.0.1:${address.port}`;

const picture = values.picture
  ? `data:image/jpeg;base64,${(await readFile(values.picture)).toString('base64')}`
  : 'call';

const files = {
  pictograms: makePictograms(),
  thresholds: await readThresholds(),
  translation: values.lang ? await readTexts(values.lang) : null,
};

/** Calibrated thresholds of the shipped vocabularies, by gesture key. */
async function readThresholds(): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const id of ['call-gestures', 'fingerspelling']) {
    for (const name of ['classifier.json', 'movements.json']) {
      const file = path.join(root, 'models', id, name);
      // Only a vocabulary with gestures that move has both.
      if (!existsSync(file)) continue;
      const { thresholds } = JSON.parse(await readFile(file, 'utf8')) as {
        thresholds: Record<string, number>;
      };
      for (const [gesture, value] of Object.entries(thresholds)) all[`${id}:${gesture}`] = value;
    }
  }
  return all;
}

/** The texts of a language. @param locale a folder of `_locales`, such as `pt_BR` */
async function readTexts(locale: string): Promise<{ lang: string; catalogue: Catalogue }> {
  const file = await readFile(path.join(root, '_locales', locale, 'messages.json'), 'utf8');
  return { lang: locale.replace('_', '-'), catalogue: JSON.parse(file) as Catalogue };
}

/** Performs in the page the actions of the scene. */
async function act(page: Page, scene: OptionsScene | WelcomeScene): Promise<void> {
  await page.waitForSelector(scene.kind === 'welcome' ? '.trial' : 'main h1');
  // Wait until the page has loaded its data, or says that there is none.
  await page.waitForFunction("!document.querySelector('main > p.note[role=status]')");
  if (scene.kind === 'options' && scene.first) {
    await page.waitForSelector(scene.first);
    await page.click(scene.first);
  }
  if (scene.kind === 'options' && scene.type) {
    await page.waitForSelector(scene.type[0]);
    await page.type(...scene.type);
  }
  if (scene.kind === 'options' && scene.typeNext) {
    await page.waitForSelector(scene.typeNext[0]);
    await page.type(...scene.typeNext);
  }
  if (scene.kind === 'options' && scene.upload) {
    const file = path.join(out, 'pack.json');
    await writeFile(file, scene.upload);
    const input = await page.waitForSelector('input[type=file]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
  }
  for (const selector of scene.press ?? []) {
    await page.waitForSelector(selector);
    await page.click(selector);
  }
  if (scene.await) await page.waitForSelector(scene.await);
  await page.evaluate('document.fonts.ready');
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await puppeteer.launch({
  executablePath: await chromium(),
  headless: true,
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--no-first-run', '--disable-quic'],
});

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string }[] }[];
}

/** What axe-core reports, as lines. It is injected past the page's policy, as a debugger would. */
async function audit(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const result = (await page.evaluate(
    'axe.run(document, { rules: { "page-has-heading-one": { enabled: true } } })',
  )) as AxeResult;
  return result.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`,
  );
}

const wanted = new RegExp(positionals.join('|'));
let objections = 0;
try {
  await mkdir(out, { recursive: true });
  for (const [name, scene] of Object.entries(scenes)) {
    if (!wanted.test(name)) continue;
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    const zoom = scene.zoom ?? 1;
    const [width, height] = scene.kind === 'popup' ? [320, 460] : [1280, 720];
    // A zoomed page has fewer CSS pixels with more device pixels each; a popup grows with its zoom.
    const css = scene.kind === 'popup' ? 1 : zoom;
    await page.setViewport({
      width: scene.width ?? Math.round(width / css),
      height: Math.round(height / css),
      deviceScaleFactor: scene.kind === 'popup' ? 2 : zoom,
    });
    const cdp = await page.createCDPSession();
    await cdp.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scene.dark ? 'dark' : 'light' },
        { name: 'forced-colors', value: scene.forced ? 'active' : 'none' },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
    await page.goto(`${base}/${scene.kind}`);
    const shownScene: Scene =
      scene.kind === 'overlay' && scene.picture === 'call' ? { ...scene, picture } : scene;
    await page.evaluate((scene, files) => window.look(scene, files), shownScene, files);
    if (scene.kind === 'options' || scene.kind === 'welcome') await act(page, scene);
    if (scene.kind === 'overlay' && scene.pointer) await page.mouse.move(...scene.pointer);
    if (scene.kind === 'overlay')
      for (const key of scene.keys ?? []) await page.keyboard.press(key);
    if (scene.focus) await page.keyboard.press('Tab');
    const title = await page.title();
    if (title.startsWith('overlay fault')) faults.push(title);
    if (scene.kind !== 'overlay') faults.push(...(await audit(page)));
    // A modal dialog stands in the window, not in the page.
    const full = scene.kind !== 'overlay' && (await page.$('dialog[open]')) === null;
    await writeFile(path.join(out, `${name}.png`), await page.screenshot({ fullPage: full }));
    objections += faults.length;
    console.log([name, ...faults].join('\n  '));
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(
  objections === 0 ? 'axe-core and the page have no objection' : `${objections} objections`,
);
process.exitCode = objections === 0 ? 0 : 1;
