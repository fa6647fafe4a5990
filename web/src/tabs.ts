// Which of the windows of this browser edits a plan (storage.md S6). A Web Lock for each plan decides;
// a channel carries hints between the windows, which are never relied on: a save that comes second is
// noticed by the store, whatever was said here.

// Holding of the C++ side.
export const Holding = { alone: 0, shared: 1, elsewhere: 2 } as const;
export type Holding = (typeof Holding)[keyof typeof Holding];

export interface TabsEvents {
  held(planId: string, holding: Holding): void;
  handOverWanted(planId: string): void;
  headMoved(planId: string, seq: number): void;
}

type Hint =
  | { readonly kind: 'want' | 'handed'; readonly planId: string }
  | { readonly kind: 'head'; readonly planId: string; readonly seq: number };

export interface Channel {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

const patienceMs = 1000; // a window that is frozen or about to crash does not answer
const graceMs = 200; // a page that is loaded anew may find the lock of its former self
const lockName = (planId: string) => `keyplan-plan-${planId}`;

// Other pages of this origin may say anything.
function readHint(value: unknown): Hint | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, planId, seq } = value as Record<string, unknown>;
  if (typeof planId !== 'string') return undefined;
  if (kind === 'want' || kind === 'handed') return { kind, planId };
  return kind === 'head' && Number.isSafeInteger(seq) && (seq as number) > 0 ? { kind, planId, seq: seq as number } : undefined;
}

function openChannel(): Channel | undefined {
  try {
    return new BroadcastChannel('keyplan-plans');
  } catch {
    return undefined;
  }
}

export class Tabs {
  planId = ''; // of the plan that is open; '' = none
  private holds = false;
  private letGo: (() => void) | undefined; // of the lock that is held
  private waiting: AbortController | undefined;
  private stealing: ReturnType<typeof setTimeout> | undefined;
  private grace: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly events: TabsEvents,
    private readonly locks: LockManager | undefined = globalThis.navigator?.locks,
    private readonly channel: Channel | undefined = openChannel(),
  ) {
    if (channel) channel.onmessage = ({ data }) => this.heard(readHint(data));
  }

  isAlone(planId: string): boolean {
    return this.holds && planId === this.planId;
  }

  // In place of the plan held before; '' = none.
  hold(planId: string): void {
    if (planId === this.planId && planId !== '') {
      if (this.holds || this.waiting) return this.tell();
    } else {
      this.leave();
      this.planId = planId;
    }
    if (planId !== '') this.request({ ifAvailable: true });
  }

  take(planId: string): void {
    if (planId !== this.planId || this.holds || !this.locks || this.stealing !== undefined) return;
    this.stealing = setTimeout(() => this.steal(), this.channel ? patienceMs : 0);
    this.say({ kind: 'want', planId });
  }

  // The lock is kept until it is stolen: whoever asked may be gone by now.
  handOver(planId: string): void {
    if (planId === this.planId && this.holds) this.say({ kind: 'handed', planId });
  }

  headMoved(planId: string, seq: number): void {
    this.say({ kind: 'head', planId, seq });
  }

  private heard(hint: Hint | undefined): void {
    if (hint?.planId !== this.planId) return;
    if (hint.kind === 'head') this.events.headMoved(hint.planId, hint.seq);
    if (hint.kind === 'want' && this.holds) this.events.handOverWanted(hint.planId);
    if (hint.kind === 'handed' && this.stealing !== undefined) this.steal();
  }

  private say(hint: Hint): void {
    try {
      this.channel?.postMessage(hint);
    } catch {
      // A hint is not worth more.
    }
  }

  private tell(): void {
    const holding = !this.locks ? Holding.shared : this.holds ? Holding.alone : Holding.elsewhere;
    this.events.held(this.planId, holding);
  }

  private leave(): void {
    clearTimeout(this.grace);
    clearTimeout(this.stealing);
    this.stealing = undefined;
    this.waiting?.abort();
    this.waiting = undefined;
    this.holds = false;
    this.letGo?.();
    this.letGo = undefined;
  }

  private steal(): void {
    this.leave();
    this.request({ steal: true });
  }

  // Behind the window that edits: the lock comes here when that one closes.
  private queue(): void {
    this.waiting = new AbortController();
    this.request({ signal: this.waiting.signal });
  }

  private request(options: LockOptions): void {
    if (!this.locks) return this.tell();
    const planId = this.planId;
    let lost: (() => void) | undefined; // while this request holds the lock
    const held = (lock: Lock | null): Promise<void> | undefined => {
      if (planId !== this.planId || options.signal?.aborted) return undefined;
      if (!lock) {
        if (this.holds || this.waiting) return undefined;
        this.queue();
        this.grace = setTimeout(() => this.tell(), graceMs);
        return undefined;
      }
      clearTimeout(this.grace);
      return new Promise((resolve) => {
        lost = resolve;
        this.letGo = resolve;
        this.holds = true;
        this.waiting = undefined;
        this.tell();
      });
    };
    // Inside a promise, for some browsers throw at once where a page may have no locks.
    Promise.resolve()
      .then(() => this.locks?.request(lockName(planId), options, held))
      .catch(() => {
        if (planId !== this.planId || options.signal?.aborted) return;
        if (lost === undefined) return this.events.held(planId, Holding.shared);
        if (this.letGo !== lost) return;
        this.leave(); // stolen
        this.queue();
        this.tell();
      });
  }
}
