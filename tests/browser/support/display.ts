// A screen for browsers that need one: Xvfb. It goes when the tests go, however they end, and takes
// along what was shown on it.
import { spawn, type ChildProcess } from 'node:child_process';

export class Display {
  private constructor(private readonly server: ChildProcess, readonly name: string) {}

  static async start(): Promise<Display> {
    const server = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', 'Xvfb', '-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    );
    const number = await new Promise<string>((resolve, reject) => {
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
      server.stdio[3]?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()));
    });
    return new Display(server, `:${number}`);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill();
    await gone;
  }
}
