/** A small web server for the demo call page and the test pages: one folder, reachable from this machine only. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve, sep } from 'node:path';
import { build } from 'esbuild';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface Site {
  /** `http://localhost:PORT/` */
  url: string;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** Folder with the pages; `NAME.js` is bundled from `NAME.ts` if that exists. */
  folder: string;
  /** Extra response headers for a path (`/strict.html`). */
  headers?: (path: string) => Readonly<Record<string, string>>;
}

const demoFolder = import.meta.dirname;

/** @throws Error if the file does not exist or does not compile. */
async function load(folder: string, path: string): Promise<Uint8Array> {
  const file = resolve(folder, `.${path}`);
  if (!file.startsWith(resolve(folder) + sep)) throw new Error(`${path} is outside the folder`);
  if (extname(file) !== '.js') return readFile(file);
  const source = file.replace(/\.js$/, '.ts');
  try {
    const { outputFiles } = await build({
      entryPoints: [source],
      bundle: true,
      format: 'iife',
      target: 'chrome116',
      write: false,
      logLevel: 'silent',
    });
    return outputFiles[0]!.contents;
  } catch (error) {
    return readFile(file).catch(() => {
      throw error;
    });
  }
}

/** Serves a folder on `http://localhost` at a free port. `/` serves `/index.html`. */
export async function serve({ folder, headers }: SiteOptions): Promise<Site> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    try {
      const body = await load(folder, path);
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'no-store',
        ...headers?.(path),
      });
      response.end(body);
    } catch (error) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(error instanceof Error ? error.message : 'Not found');
    }
  };
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export function serveDemo(): Promise<Site> {
  return serve({ folder: demoFolder });
}
