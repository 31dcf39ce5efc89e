/** A proxy that notes what a browser asks of the network. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface NetworkTrap {
  /** Arguments for the watched browser; requests to `except` (host and port) bypass the proxy. */
  args(except: string): string[];
  /** What was asked for: addresses, or host and port of encrypted connections. */
  readonly asked: readonly string[];
  dispose(): Promise<void>;
}

/**
 * Starts the proxy, which lets nothing through and notes every request. All connections of all
 * processes go to it, also those to this machine; names are not looked up without it. Only WebRTC,
 * which is not HTTP, bypasses it: no script of the extension opens such a connection
 * (`npm run check:bundle`).
 */
export async function createTrap(): Promise<NetworkTrap> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.on('error', () => undefined).end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    args: (except) => [
      `--proxy-server=http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      `--proxy-bypass-list=<-loopback>;${except}`,
    ],
    asked,
    async dispose() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
