// Serves dist/site as any static host would.
import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import type { AddressInfo } from 'node:net';

export const dist = resolve(process.env['KEYPLAN_DIST'] ?? join(__dirname, '../../../dist'));
export const singleFile = join(dist, 'keyplan.html');
export const singleFileAddress = `file://${singleFile}`;

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', wasm: 'application/wasm',
};

export class Site {
  private constructor(private readonly server: Server, readonly address: string) {}

  // Below a folder, as on most free hosts: an absolute path in the page would fail.
  static async start(alter = (html: string) => html, otherPages: Record<string, string> = {}): Promise<Site> {
    const folder = '/some/folder/';
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
      try {
        if (!path.startsWith(folder)) throw new Error('outside');
        const name = path.slice(folder.length) || 'index.html';
        const file = otherPages[name] ?? readFileSync(join(dist, 'site', name));
        const body = name === 'index.html' ? alter(file.toString()) : file;
        response.setHeader('content-type', types[name.split('.').pop() ?? ''] ?? 'application/octet-stream');
        response.end(body);
      } catch {
        response.statusCode = 404;
        response.end();
      }
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return new Site(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}${folder}`);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
