/** Serves the other programs from node_modules and counts the bytes that each requests. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { ffmpeg } from '../../lib/machine/programs.ts';
import { handTask } from './task-file.ts';

const root = join(import.meta.dirname, '../../..');
const modules = join(root, 'node_modules');
const folders: Readonly<Record<string, string>> = {
  tasks: join(modules, '@mediapipe/tasks-vision'),
  human: join(modules, '@vladmandic/human'),
  hands: join(modules, '@mediapipe/hands'),
  wasm: join(modules, '@tensorflow/tfjs-backend-wasm/dist'),
};
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
};

export interface CompareSite {
  url: string;
  /** Addresses of the clip's pictures, 15 per second. */
  pictures: readonly string[];
  /** Bytes of programs and models served since the last call. */
  served(): number;
  close(): Promise<void>;
}

/** The pictures of a clip as PNG files. */
function extract(clip: string, rate: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'sign-captions-compare-'));
  execFileSync(ffmpeg(), ['-v', 'error', '-i', clip, '-r', String(rate), join(folder, '%04d.png')]);
  return folder;
}

export async function serveCompare(clip: string, rate: number): Promise<CompareSite> {
  const frames = extract(clip, rate);
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  });
  const own = new Map<string, Uint8Array>([
    ['/', Buffer.from('<!doctype html><title>compare</title><script src="/page.js"></script>')],
    ['/page.js', outputFiles[0]!.contents],
  ]);
  const made = new Map<string, Uint8Array>([
    ['/hand-full.task', handTask('full')],
    ['/hand-lite.task', handTask('lite')],
  ]);
  let bytes = 0;
  const load = async (path: string): Promise<Uint8Array> => {
    const ready = own.get(path);
    if (ready) return ready;
    const [, first = '', ...rest] = path.split('/');
    if (first === 'frames') return readFile(join(frames, rest.join('').replace(/[^\w.]/g, '')));
    const folder = folders[first];
    let body = made.get(path);
    if (!body) {
      const file = resolve(folder ?? '', rest.join('/'));
      if (!folder || !file.startsWith(folder + sep)) throw new Error(`There is no ${path}`);
      body = await readFile(file);
    }
    bytes += body.length;
    return body;
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    load(pathname).then(
      (body) => {
        const type = types[extname(pathname || '.html')] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': pathname === '/' ? 'text/html' : type });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    pictures: readdirSync(frames)
      .sort()
      .map((name) => `/frames/${name}`),
    served: () => {
      const sum = bytes;
      bytes = 0;
      return sum;
    },
    close: () =>
      new Promise((done) => {
        rmSync(frames, { recursive: true, force: true });
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
