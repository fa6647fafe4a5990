// A profile that outlives its browser, so that a test can kill the browser like a power cut and come
// back, or be two people.
import type { BrowserContext, BrowserType, LaunchOptions, Page } from '@playwright/test';
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyplan } from './keyplan';

export class Profile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'keyplan-profile-'));
  private running: BrowserContext | undefined;

  constructor(private readonly type: BrowserType, private readonly options: LaunchOptions) {}

  // A browser with this profile that has opened Keyplan. `prepare` makes it another browser first.
  async start(address: string, prepare?: (page: Page) => Promise<unknown>): Promise<Keyplan> {
    const viewport = { width: 1440, height: 900 };
    const context = await this.type.launchPersistentContext(this.folder, { ...this.options, viewport });
    this.running = context.once('close', () => (this.running = undefined));
    const page = await context.newPage();
    await prepare?.(page);
    const keyplan = new Keyplan(page);
    await keyplan.open(address);
    return keyplan;
  }

  // Without warning: no event reaches the page, nothing is flushed.
  async kill(): Promise<void> {
    if (!this.running) return;
    const gone = this.running.waitForEvent('close');
    // Both browsers lock their profile with a link that names their process.
    const lock = readlinkSync(join(this.folder, this.type.name() === 'firefox' ? 'lock' : 'SingletonLock'));
    process.kill(-Number(/\d+$/.exec(lock)?.[0]), 'SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
