/** A witness of what a browser asks of the network: a proxy. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface NetworkTrap {
  /** For the browser that is to be watched; pages of `except` (host and port) go straight. */
  args(except: string): string[];
  /** Whoever was asked for: addresses, or host and port of encrypted connections. */
  readonly asked: readonly string[];
  dispose(): Promise<void>;
}

/**
 * The proxy lets nothing through and notes who was asked for. It stands before all connections of
 * all processes, also to this machine; names are not looked up without it. Only what is no HTTP
 * (WebRTC) passes it by: no script of the extension opens such a connection
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
