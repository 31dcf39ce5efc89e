/**
 * Starts a real call server for tests: Debian's Janus (packages `janus` and `janus-demos`), one per
 * caller. It has its own configuration folder and listens on 127.0.0.1 only, at free ports. Debian's
 * demo pages are served unchanged, except for `settings.js`, which names the server. Nothing is
 * downloaded: all scripts of the pages are Debian packages too.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from './demo/server.ts';

export interface JanusFiles {
  program: string;
  /** Folder with the demo pages. */
  demos: string;
}

/** Where Debian's packages install them. */
const debian: JanusFiles = { program: '/usr/bin/janus', demos: '/usr/share/janus/demos' };

/** The packages that contain both. */
export const janusPackages = ['janus', 'janus-demos'] as const;

/** One line for machines without Janus. */
export const noJanus =
  'There is no Janus here (Debian: apt-get install janus janus-demos): the tests against a real call server are skipped.';

/** @returns null unless both the server and its pages exist */
export function findJanus(exists: (path: string) => boolean = existsSync): JanusFiles | null {
  const complete = exists(debian.program) && exists(join(debian.demos, 'videoroomtest.html'));
  return complete ? debian : null;
}

export interface CallServer {
  /** `http://localhost:PORT/`, where the demo pages are served. */
  url: string;
  /** As the server reports it. */
  version: string;
  /** Stops the server and its pages and removes what they wrote. */
  close(): Promise<void>;
}

/** The room that the demo page joins. The packaged room's 128 kbit/s make the video unrecognizable. */
const room = `room-1234: {
  description = "Demo Room"
  publishers = 6
  bitrate = 1500000
  fir_freq = 10
}
`;

/** Plugins and transports that would look for missing settings or open ports that nobody needs. */
const disabled = {
  plugins: [
    'audiobridge',
    'duktape',
    'echotest',
    'lua',
    'nosip',
    'recordplay',
    'sip',
    'streaming',
    'textroom',
    'videocall',
    'voicemail',
  ],
  transports: ['mqtt', 'nanomsg', 'pfunix', 'rabbitmq', 'websockets'],
};

const libraries = (names: readonly string[]): string =>
  names.map((name) => `libjanus_${name}.so`).join(',');

function configuration(folder: string, port: number): Record<string, string> {
  return {
    'janus.jcfg': `general: {
  configs_folder = "${folder}"
  interface = "127.0.0.1"
  debug_level = 3
  debug_colors = false
}
nat: { ice_enforce_list = "127.0.0.1" }
plugins: { disable = "${libraries(disabled.plugins)}" }
transports: { disable = "${libraries(disabled.transports)}" }
`,
    'janus.transport.http.jcfg': `general: {
  http = true
  https = false
  ip = "127.0.0.1"
  port = ${port}
  base_path = "/janus"
}
admin: { admin_http = false }
`,
    'janus.plugin.videoroom.jcfg': room,
  };
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') done(address.port);
        else fail(new Error('No port could be opened.'));
      });
    });
  });
}

/** Links the unchanged demo pages into a folder and writes our own settings. */
async function makePages({ demos }: JanusFiles, folder: string, port: number): Promise<void> {
  await mkdir(folder);
  for (const name of await readdir(demos))
    if (name !== 'settings.js') await symlink(join(demos, name), join(folder, name));
  await writeFile(
    join(folder, 'settings.js'),
    `var server = 'http://127.0.0.1:${port}/janus', iceServers = [], token, apisecret;\n`,
  );
}

interface Process {
  /** Its last output once it has ended; null while it runs. */
  readonly ended: string | null;
  kill(): Promise<void>;
}

function run({ program }: JanusFiles, configs: string): Process {
  const child = spawn(
    program,
    [`--configs-folder=${configs}`, '--config', `${configs}/janus.jcfg`],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let ended: string | null = null;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-2000);
    });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const gone = new Promise<void>((done) => {
    child.once('error', (error) => {
      ended = error.message;
      done();
    });
    child.once('close', (code, signal) => {
      ended ??= `it ended (${signal ?? code}): ${output.trim()}`;
      done();
    });
  });
  return {
    get ended() {
      return ended;
    },
    async kill() {
      // After a SIGTERM it would take seconds to end.
      kill();
      process.off('exit', kill);
      await gone;
    },
  };
}

/** Waits until the server answers. @returns its version. @throws Error if it ends or does not answer in time */
async function waitForAnswer(server: Process, port: number, timeoutMs = 30_000): Promise<string> {
  const end = performance.now() + timeoutMs;
  while (performance.now() < end) {
    if (server.ended !== null) throw new Error(`Janus did not start: ${server.ended}`);
    try {
      const response = await fetch(`http://127.0.0.1:${port}/janus/info`);
      const info: unknown = await response.json();
      if (info && typeof info === 'object' && 'version_string' in info)
        return String(info.version_string);
    } catch {
      // Not yet.
    }
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`Janus did not answer within ${timeoutMs / 1000} s.`);
}

/** @throws Error with the server's last output if it does not start. */
export async function startJanus(files: JanusFiles): Promise<CallServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-janus-'));
  const undo: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const port = await freePort();
    const configs = join(folder, 'configuration');
    await mkdir(configs);
    for (const [name, text] of Object.entries(configuration(configs, port)))
      await writeFile(join(configs, name), text);
    await makePages(files, join(folder, 'pages'), port);
    const server = run(files, configs);
    undo.push(() => server.kill());
    const version = await waitForAnswer(server, port);
    const site = await serve({ folder: join(folder, 'pages') });
    undo.push(() => site.close());
    return { url: site.url, version, close };
  } catch (error) {
    await close();
    throw error;
  }
}
