// The running wasm module: its exports (src/platform/web/main.cpp), its memory, and the trap. After a
// trap nothing in the module can be trusted, so nothing is called, drawn or saved from it again.

import { WireWriter } from './wire.ts';

export interface Exports {
  _kp_start(width: number, height: number, scale: number, dark: number, reducedMotion: number, mac: number): void;
  _kp_frame(nowMs: number, draw: number): number;
  _kp_resize(width: number, height: number, scale: number): void;
  _kp_context(alive: number): void;
  _kp_appearance(dark: number, reducedMotion: number): void;
  _kp_visible(visible: number): void;
  _kp_timer(): void;
  _kp_pointer_move(x: number, y: number, touch: number): void;
  _kp_pointer_button(button: number, down: number, modifiers: number): void;
  _kp_pointer_leave(): void;
  _kp_wheel(x: number, y: number): void;
  _kp_key(down: number, modifiers: number, codeSize: number, keySize: number): void;
  _kp_text(size: number): void;
  _kp_paste(size: number): number;
  _kp_long_text(size: number, caret: number, height: number, keep: number): void;
  _kp_focus(focused: number): void;
  _kp_action(size: number): void;
  _kp_inbox(size: number): number;
  _kp_file(nameSize: number, size: number): number;
  _kp_files(source: number): void;
  _kp_forget_files(): void;
  _kp_files_progress(read: number, total: number): void;
  _kp_file_problem(size: number): void;
  _kp_file_saved(size: number): void;
  _kp_store(kind: number, size: number): void;
  _kp_seal(kind: number, request: number, size: number): void;
  _kp_trials(worker: number, request: number, size: number): void;
  _kp_trials_failed(): void;
  _kp_paper(): void;
  _kp_draw_sheet(sheet: number): void;
  _kp_paper_done(): void;
}

export interface ModuleHost {
  heap(): Uint8Array; // set by the module; always asked anew, for growth replaces it
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Core {
  poisoned = false;
  private depth = 0;
  private effects: (() => void)[] = [];

  constructor(
    private readonly exports: Exports,
    private readonly host: ModuleHost,
    private readonly onTrap: (error: unknown) => void,
  ) {}

  // Every way into the module. What the module asks of the page in the meantime runs when it has
  // returned, still inside the user's gesture, so the page's events never find it half way.
  run<T>(work: (exports: Exports) => T): T | undefined {
    if (this.poisoned) return undefined;
    ++this.depth;
    try {
      return work(this.exports);
    } catch (error) {
      this.poison(error);
      return undefined;
    } finally {
      if (--this.depth === 0) this.settle();
    }
  }

  after(effect: () => void): void {
    this.effects.push(effect);
  }

  poison(error: unknown): void {
    if (this.poisoned) return;
    this.poisoned = true;
    this.effects = [];
    this.onTrap(error);
  }

  // Texts for the next call lie one after the other in the inbox; returns their sizes.
  leave(...texts: string[]): number[] {
    const encoded = texts.map((text) => encoder.encode(text));
    const sizes = encoded.map((bytes) => bytes.length);
    let at = this.exports._kp_inbox(sizes.reduce((sum, size) => sum + size, 0));
    const heap = this.host.heap();
    for (const bytes of encoded) {
      heap.set(bytes, at);
      at += bytes.length;
    }
    return sizes;
  }

  leaveBytes(bytes: Uint8Array): number {
    const at = this.exports._kp_inbox(bytes.length);
    this.host.heap().set(bytes, at);
    return at;
  }

  leaveMessage(message: WireWriter): number {
    const at = this.exports._kp_inbox(message.size);
    message.copyTo(this.host.heap().subarray(at, at + message.size));
    return message.size;
  }

  leaveAction(node: string, action: string, value: string): number {
    return this.leaveMessage(new WireWriter().text(node).text(action).text(value));
  }

  bytes(at: number, size: number): Uint8Array<ArrayBuffer> {
    return this.host.heap().slice(at, at + size) as Uint8Array<ArrayBuffer>;
  }

  writable(at: number, size: number): Uint8Array {
    return this.host.heap().subarray(at, at + size);
  }

  text(at: number, size: number): string {
    return decoder.decode(this.bytes(at, size));
  }

  private settle(): void {
    while (this.effects.length > 0) {
      const effects = this.effects;
      this.effects = [];
      for (const effect of effects) {
        try {
          effect();
        } catch (error) {
          reportError(error); // one that fails must not take the others along
        }
      }
    }
  }
}
