// Keyplan in WebKit: the small browser of WebKitGTK (Debian's package webkit2gtk-driver), driven over
// the WebDriver protocol. Role and name are those that WebKit itself computes for a screen reader.
import { expect, test as base } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onDisplay } from './browsers';
import { Display } from './display';
import { Site, singleFile } from './site';
import { matches, User, type GivenFile, type Name, type Role, type TakenFile } from './user';

// Not on PATH, and in a folder named after the machine.
const miniBrowser = readdirSync('/usr/lib').map((name) => `/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'; // of the WebDriver standard
type Element = { [elementKey]: string };

// The code points the WebDriver standard gives to keys without a character.
const keys: Record<string, string> = {
  ControlOrMeta: '\uE009', Control: '\uE009', Alt: '\uE00A', Shift: '\uE008',
  Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004', Backspace: '\uE003', Delete: '\uE017',
  Home: '\uE011', End: '\uE010', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
};

// The driver tells nothing of the console. So a listener stands in front of the page's own policy.
function watched(html: string): string {
  const listener = () => {
    const complaints: string[] = [];
    const complain = (...parts: unknown[]) => complaints.push(parts.map((part) => (part instanceof Error ? `${part}\n${part.stack}` : String(part))).join(' '));
    Object.assign(globalThis, { complaints });
    Object.assign(console, { error: complain, warn: complain });
    addEventListener('error', ({ message }) => complain('page error:', message));
    addEventListener('unhandledrejection', ({ reason }) => complain('page error:', reason));
    document.addEventListener('securitypolicyviolation', (event) => complain('policy violation:', event.violatedDirective, event.blockedURI));
  };
  return html.replace('<meta http-equiv', `<script>(${listener})()</script>$&`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

export class WebKit extends User {
  private session = '';

  private constructor(private readonly driver: ChildProcess, private readonly address: string, private readonly home: string) {
    super();
  }

  // With a home of its own, so that it finds no settings and leaves no files.
  static async start(display: Display): Promise<WebKit> {
    const home = mkdtempSync(join(tmpdir(), 'keyplan-webkit-'));
    mkdirSync(join(home, 'Downloads'));
    mkdirSync(join(home, '.config'));
    writeFileSync(join(home, '.config/user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
    const port = await freePort();
    const driver = spawn('setpriv', ['--pdeathsig', 'KILL', 'WebKitWebDriver', '--host=127.0.0.1', `--port=${port}`], {
      detached: true,
      env: { ...onDisplay(display.name), HOME: home, XDG_CONFIG_HOME: join(home, '.config'), GIO_USE_VFS: 'local', NO_AT_BRIDGE: '1' },
      stdio: 'ignore',
    });
    const webkit = new WebKit(driver, `http://127.0.0.1:${port}`, home);
    await expect.poll(() => fetch(`${webkit.address}/status`).then(({ ok }) => ok, () => false), { message: 'WebKitWebDriver answers' }).toBe(true);
    const { sessionId } = await webkit.call<{ sessionId: string }>('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': {
            binary: miniBrowser,
            args: ['--automation'],
          },
        },
      },
    });
    webkit.session = `/session/${sessionId}`;
    await webkit.call('POST', `${webkit.session}/window/rect`, { width: 1440, height: 938 });
    return webkit;
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.driver.once('exit', resolve));
    await this.call('DELETE', this.session).catch(() => undefined);
    process.kill(-(this.driver.pid as number), 'SIGKILL');
    await gone;
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  async open(address: string): Promise<void> {
    await this.listen();
    await this.call('POST', `${this.session}/url`, { url: address });
    await this.started();
  }

  async openFromDisk(): Promise<void> {
    const copy = join(this.home, 'keyplan.html');
    writeFileSync(copy, watched(readFileSync(singleFile, 'utf8')));
    await this.open(`file://${copy}`);
  }

  async listen(): Promise<void> {
    this.complaints.push(...await this.evaluate(() => (globalThis as { complaints?: string[] }).complaints?.splice(0) ?? []));
  }

  async reload(): Promise<void> {
    await this.listen();
    await this.call('POST', `${this.session}/refresh`, {});
    await this.started();
  }

  async evaluate<Given, Result>(work: (given: Given) => Result, given?: Given): Promise<Awaited<Result>> {
    return this.call<Awaited<Result>>('POST', `${this.session}/execute/sync`, { script: `return (${work})(arguments[0])`, args: [given ?? null] });
  }

  async click(role: Role, name: Name): Promise<void> {
    const { x, y } = await this.placeOf(role, name);
    await this.act({
      type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' },
      actions: [
        { type: 'pointerMove', duration: 0, origin: 'viewport', x, y },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    });
  }

  async wheel(role: Role, name: Name, pixels: number): Promise<void> {
    const { x, y } = await this.placeOf(role, name);
    await this.act({
      type: 'wheel', id: 'wheel',
      actions: [{ type: 'scroll', duration: 0, origin: 'viewport', x, y, deltaX: 0, deltaY: pixels }],
    });
  }

  async press(...chords: string[]): Promise<void> {
    for (const chord of chords) {
      const values = chord.split('+').map((key) => keys[key] ?? key);
      await this.strike([
        ...values.map((value) => ({ type: 'keyDown', value })),
        ...values.reverse().map((value) => ({ type: 'keyUp', value })),
      ]);
    }
  }

  async write(text: string): Promise<void> {
    await this.strike([...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]));
  }

  async has(role: Role, name: Name): Promise<void> {
    await this.ask(role, name, async () => undefined);
  }

  async holds(role: 'textbox' | 'searchbox', name: Name, value: Name): Promise<void> {
    const held = () => this.ask(role, name, (element) =>
      this.evaluate((found) => (found as unknown as HTMLInputElement).value, element));
    if (typeof value === 'string') await expect.poll(held).toBe(value);
    else await expect.poll(held).toMatch(value);
  }

  // The driver cannot answer a dialog; it puts files where the dialog would have put them.
  async choosesFiles(openChooser: () => Promise<void>, ...files: GivenFile[]): Promise<void> {
    await openChooser();
    const folder = mkdtempSync(join(this.home, 'given-'));
    const paths = files.map(({ name, bytes }) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    const chooser = await this.evaluate(() => document.querySelector('#file-chooser')) as unknown as Element;
    await this.call('POST', `${this.session}/element/${chooser[elementKey]}/value`, { text: paths.join('\n') });
  }

  async downloads(act: () => Promise<void>): Promise<TakenFile> {
    return this.arrivesIn(join(this.home, 'Downloads'), act);
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await this.call<string>('GET', `${this.session}/screenshot`), 'base64');
  }

  // What `about` finds out about it, as soon as it is there. Elements may go in between.
  private async ask<Answer>(role: Role, name: Name, about: (element: Element) => Promise<Answer>): Promise<Answer> {
    let answer: Answer | undefined;
    await this.until(`there is ${role} ${name}`, async () => {
      try {
        const element = await this.find(role, name);
        if (element) answer = await about(element);
        return element !== undefined;
      } catch (error) {
        if (String(error).includes('stale element')) return false;
        throw error;
      }
    });
    return answer as Answer;
  }

  // The page's own candidates first, since WebKit is asked about each.
  private async find(role: Role, name: Name): Promise<Element | undefined> {
    const candidates = await this.evaluate((wanted) => {
      const own: Record<string, string> = {
        textbox: 'input[type=text], input[type=password], textarea', searchbox: 'input[type=search]', slider: 'input[type=range]',
        button: 'button', heading: 'h1, h2', main: 'main',
      };
      const found = document.querySelectorAll<HTMLElement>([`[role="${wanted}"]`, own[wanted]].filter(Boolean).join(', '));
      return [...found].map((element) => ({ element, text: element.getAttribute('aria-label') ?? element.textContent ?? '' }));
    }, role as string);
    for (const { element, text } of candidates) {
      if (!matches(text, name)) continue;
      const found = element as unknown as Element;
      const at = `${this.session}/element/${found[elementKey]}`;
      const label = await this.call<string>('GET', `${at}/computedlabel`);
      if (typeof name === 'string' ? label !== name : !name.test(label)) continue;
      if ((await this.call<string>('GET', `${at}/computedrole`)) === role) return found;
    }
    return undefined;
  }

  private placeOf(role: Role, name: Name): Promise<{ x: number; y: number }> {
    return this.ask(role, name, (element) => this.evaluate((found) => {
      const { left, top, width, height } = (found as unknown as HTMLElement).getBoundingClientRect();
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    }, element));
  }

  private strike(actions: object[]): Promise<void> {
    return this.act({ type: 'key', id: 'keyboard', actions });
  }

  private async act(source: object): Promise<void> {
    await this.call('POST', `${this.session}/actions`, { actions: [source] });
  }

  private async call<Result>(method: string, path: string, body?: object): Promise<Result> {
    const response = await fetch(this.address + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await response.json() as { value: Result & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
}

// `keyplan`: a fresh WebKit that has opened the hosted page. The page must not complain about anything.
export const test = base.extend<{ keyplan: WebKit }, { display: Display; site: Site }>({
  display: [
    async ({}, use) => {
      const display = await Display.start();
      await use(display);
      await display.stop();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({}, use) => {
      const site = await Site.start(watched);
      await use(site);
      site.stop();
    },
    { scope: 'worker' },
  ],
  keyplan: async ({ display, site }, use, info) => {
    const webkit = await WebKit.start(display);
    try {
      await webkit.open(site.address);
      await use(webkit);
      await webkit.listen();
      webkit.expectNoComplaints();
    } finally {
      if (info.status !== info.expectedStatus) {
        const path = info.outputPath('test-failed.png');
        writeFileSync(path, await webkit.picture());
        await info.attach('screenshot', { path, contentType: 'image/png' });
      }
      await webkit.stop();
    }
  },
});

export { expect };
