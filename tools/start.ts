/**
 * `npm start`: builds the extension and opens a real browser with it on the demo call page,
 * captions on. The options are in `start/options.ts`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setup } from './setup/setup.ts';
import { chooseCamera, hasDisplay } from './start/camera.ts';
import { parseStart, usage } from './start/options.ts';
import { run } from './start/run.ts';

const root = join(import.meta.dirname, '..');

/** Standard output carries only our own lines: the build's output goes to standard error. */
function build(): void {
  const { status } = spawnSync(process.execPath, [join(root, 'esbuild.config.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('The extension could not be built; see the error above.');
}

async function main(): Promise<void> {
  const options = parseStart(process.argv.slice(2));
  if (options === 'help') {
    console.log(usage);
    return;
  }
  setup();
  const headless = options.headless || !hasDisplay(process.platform, process.env);
  const camera = await chooseCamera(options, headless);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal).once('SIGHUP', onSignal);
  try {
    build();
    await run(
      {
        ...options,
        headless,
        extension: join(root, 'dist/chrome-demo'),
        out: join(root, 'out'),
        signal: stop.signal,
      },
      camera,
    );
  } catch (error) {
    // The run failed only because the user interrupted it, which closed the browser.
    if (!stop.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    await camera.clip?.dispose();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
