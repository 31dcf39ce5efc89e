import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../lib/browsers/chromium.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { makeClip } from '../start/clip.ts';
import { createHand } from './hand.ts';
import { type Story, stories } from './stories.ts';

const root = join(import.meta.dirname, '../..');
const extension = join(root, 'dist/chrome-demo');

const secondsSince = (begun: number): string => ((performance.now() - begun) / 1000).toFixed(1);

/** Tells one story in a new browser. @returns its line of the table */
async function tell({ name, clip: clipName, goal, machineGoal, run }: Story): Promise<string> {
  const clip = await makeClip(join(root, `test/fixtures/clips/${clipName}.mp4`));
  const site = await serveDemo();
  const browser = await launch({ extension, camera: clip.file, headless: true });
  try {
    const hand = createHand();
    let begun = performance.now();
    const begin = (): void => {
      begun = performance.now();
    };
    let machine = '';
    const machineEnds = (since: number): void => {
      machine = secondsSince(since);
    };
    await run({ browser, call: site.url, hand, begin, machineEnds });
    const cells = [name, hand.presses, goal, secondsSince(begun), machine, machineGoal];
    return `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  } finally {
    await browser.dispose();
    await site.close();
    await clip.dispose();
  }
}

async function main(wanted = ''): Promise<void> {
  if (!existsSync(join(extension, 'manifest.json')))
    throw new Error('There is no build in dist/chrome-demo. Run: npm run build');
  console.log(
    '| | presses | goal | seconds on this machine | the machine’s own | goal |\n|---|---|---|---|---|---|',
  );
  for (const story of stories) if (story.name.includes(wanted)) console.log(await tell(story));
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
