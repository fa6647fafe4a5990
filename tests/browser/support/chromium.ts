// The browser of the tests: Debian's package `chromium`, or the one KEYPLAN_CHROMIUM names.
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const chromiumPath = process.env['KEYPLAN_CHROMIUM'] ?? '/usr/bin/chromium';

// Software drawing, and nothing of its own on the network.
export const chromiumFlags = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// A browser with a profile that outlives it, so that a test can kill it like a power cut and come back.
export class OwnBrowser {
  private constructor(
    private readonly process: ChildProcess,
    private readonly browser: Browser,
    readonly context: BrowserContext,
  ) {}

  static newProfile(): string {
    return mkdtempSync(join(tmpdir(), 'keyplan-profile-'));
  }

  static removeProfile(profile: string): void {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  static async start(profile: string): Promise<OwnBrowser> {
    const portFile = join(profile, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const child = spawn(
      chromiumPath,
      [...chromiumFlags, '--headless', '--window-size=1440,900', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
      { detached: true, stdio: 'ignore' },
    );
    const deadline = Date.now() + 30_000;
    while (!existsSync(portFile) || !readFileSync(portFile, 'utf8').includes('\n')) {
      if (Date.now() > deadline) throw new Error(`${chromiumPath} did not start.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const [port, path] = readFileSync(portFile, 'utf8').split('\n');
    const browser = await chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`);
    const context = browser.contexts()[0];
    if (!context) throw new Error('The browser has no window.');
    return new OwnBrowser(child, browser, context);
  }

  // Without warning: no event reaches the page, nothing is flushed.
  async kill(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
    process.kill(-(this.process.pid as number), 'SIGKILL');
    await gone;
    await this.browser.close().catch(() => undefined);
  }
}
