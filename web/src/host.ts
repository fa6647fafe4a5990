// The functions of src/platform/web/host.h, for the module. Whatever touches the page waits until the
// module has returned; texts and bytes are copied at once.

import type { Core, ModuleHost } from './core.ts';
import type { Files } from './files.ts';
import type { Frames } from './frames.ts';
import { drawGlyph, glyphRecord, glyphRecordSize } from './glyphs.ts';
import { readLongText, useFont, type LongTextEditor } from './long_text.ts';
import type { Mirror, MirrorDiff } from './mirror.ts';
import type { Paper } from './paper.ts';
import { makePassphrase } from './passphrase.ts';
import { preference, setPreference } from './preferences.ts';
import { print } from './printing.ts';
import type { Saving } from './saving.ts';
import { whyNoSealing } from './sealed.ts';
import type { Sealing } from './sealing.ts';
import type { Trials } from './trials.ts';
import type { Typing } from './typing.ts';

// In the order of ImGuiMouseCursor; -1 is none.
const cursors = [
  'default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer', 'wait', 'progress', 'not-allowed',
];
const linkSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

export interface Parts {
  readonly core: Core;
  readonly frames: Frames;
  readonly files: Files;
  readonly saving: Saving;
  readonly sealing: Sealing;
  readonly trials: Trials;
  readonly typing: Typing;
  readonly mirror: Mirror;
  readonly longText: LongTextEditor;
  readonly paper: Paper;
  readonly canvas: HTMLCanvasElement;
}

function openLink(address: string): void {
  if (!URL.canParse(address) || !linkSchemes.has(new URL(address).protocol)) return;
  open(address, '_blank', 'noopener,noreferrer');
}

export class Host implements ModuleHost {
  heap: () => Uint8Array = () => new Uint8Array();
  private parts!: Parts;
  private appTimer: number | undefined;
  private frameTimer: number | undefined;

  connect(parts: Parts): void {
    this.parts = parts;
  }

  requestFrame(): void {
    this.parts.frames.request();
  }

  wakeAfter(milliseconds: number): void {
    clearTimeout(this.appTimer);
    this.appTimer = window.setTimeout(() => {
      this.parts.core.run((exports) => exports._kp_timer());
      this.parts.frames.request();
    }, milliseconds);
  }

  frameAfter(milliseconds: number): void {
    clearTimeout(this.frameTimer);
    this.frameTimer = window.setTimeout(() => this.parts.frames.request(), milliseconds);
  }

  chooseFiles(accept: number, acceptSize: number, several: number): void {
    const wanted = this.text(accept, acceptSize);
    this.later(() => this.parts.files.choose(wanted, several !== 0));
  }

  cancelFiles(): void {
    this.later(() => this.parts.files.cancel());
  }

  saveFile(name: number, nameSize: number, mime: number, mimeSize: number, bytes: number, size: number): void {
    const [fileName, type, contents] = [this.text(name, nameSize), this.text(mime, mimeSize), this.parts.core.bytes(bytes, size)];
    this.later(() => this.parts.files.save(fileName, type, contents));
  }

  print(html: number, size: number): void {
    const page = this.text(html, size);
    this.later(() => print(page));
  }

  paper(message: number, size: number): void {
    this.parts.paper.laidOut(this.parts.core.bytes(message, size));
  }

  printPage(): void {
    this.later(() => window.print());
  }

  setClipboard(text: number, size: number): void {
    this.parts.typing.setClipboard(this.text(text, size));
  }

  openLink(url: number, size: number): void {
    const address = this.text(url, size);
    this.later(() => openLink(address));
  }

  askBeforeLeaving(on: number): void {
    // Set only while needed: browsers keep pages without such a handler for going back.
    onbeforeunload = on ? (event) => event.preventDefault() : null;
  }

  storeOpen(): void {
    this.later(() => void this.parts.saving.open());
  }

  storeLoad(planId: number, size: number, seq: number): void {
    const id = this.text(planId, size);
    this.later(() => void this.parts.saving.load(id, seq));
  }

  storeChunks(message: number, size: number): void {
    const copy = this.parts.core.bytes(message, size);
    this.later(() => this.parts.saving.bringAhead(copy));
  }

  storeCommit(message: number, size: number): void {
    const copy = this.parts.core.bytes(message, size);
    this.later(() => void this.parts.saving.commit(copy));
  }

  storeForget(planId: number, size: number): void {
    const id = this.text(planId, size);
    this.later(() => this.parts.saving.forget(id));
  }

  storeFacts(planId: number, size: number, ask: number): void {
    const id = this.text(planId, size);
    this.later(() => this.parts.saving.facts(id, ask !== 0));
  }

  whyNoSealing(): number {
    return this.answer(whyNoSealing());
  }

  makePassphrase(): number {
    return this.answer(makePassphrase());
  }

  seal(request: number, bytes: number, size: number, passphrase: number, passphraseSize: number, asLink: number): void {
    const [plain, secret] = [this.parts.core.bytes(bytes, size), this.text(passphrase, passphraseSize)];
    this.later(() => this.parts.sealing.seal(request, plain, secret, asLink !== 0));
  }

  unseal(request: number, bytes: number, size: number, passphrase: number, passphraseSize: number): void {
    const [container, secret] = [this.parts.core.bytes(bytes, size), this.text(passphrase, passphraseSize)];
    this.later(() => this.parts.sealing.unseal(request, container, secret));
  }

  trialWorkers(): number {
    return this.parts.trials.count();
  }

  runTrials(worker: number, request: number, prepared: number, size: number, first: number, count: number): void {
    const copy = this.parts.core.bytes(prepared, size);
    this.later(() => this.parts.trials.run(worker, request, copy, first, count));
  }

  storeLoadLeftBehind(planId: number, size: number): void {
    const id = this.text(planId, size);
    this.later(() => void this.parts.saving.loadLeftBehind(id));
  }

  holdPlan(planId: number, size: number): void {
    const id = this.text(planId, size);
    this.later(() => this.parts.saving.hold(id));
  }

  takePlan(planId: number, size: number): void {
    const id = this.text(planId, size);
    this.later(() => this.parts.saving.tabs.take(id));
  }

  handOver(planId: number, size: number): void {
    const id = this.text(planId, size);
    this.later(() => this.parts.saving.tabs.handOver(id));
  }

  preference(key: number, size: number): number {
    return this.answer(preference(this.text(key, size)));
  }

  setPreference(key: number, keySize: number, value: number, valueSize: number): void {
    setPreference(this.text(key, keySize), this.text(value, valueSize));
  }

  semantics(diff: number, size: number): void {
    const changes = JSON.parse(this.text(diff, size)) as MirrorDiff;
    this.later(() => this.parts.longText.through(() => this.parts.mirror.apply(changes)));
  }

  longText(message: number, size: number): void {
    const text = readLongText(this.parts.core.bytes(message, size));
    this.later(() => this.parts.longText.show(text));
  }

  font(bytes: number, size: number): void {
    useFont(this.parts.core.bytes(bytes, size));
  }

  textInput(wanted: number, x: number, y: number, lineHeight: number): void {
    this.later(() => this.parts.typing.textInput(wanted !== 0, x, y, lineHeight));
  }

  glyph(codepoint: number, em: number, weight: number, result: number): number {
    const { core } = this.parts;
    const glyph = drawGlyph(codepoint, em, weight);
    const at = core.leaveBytes(glyph?.pixels ?? new Uint8Array());
    core.writable(result, glyphRecordSize).set(glyphRecord(glyph));
    return at;
  }

  cursor(cursor: number): void {
    this.parts.canvas.style.cursor = cursors[cursor] ?? 'none';
  }

  // Lies in the inbox when the call returns.
  private answer(text: string): number {
    const [length = 0] = this.parts.core.leave(text);
    return length;
  }

  private text(at: number, size: number): string {
    return this.parts.core.text(at, size);
  }

  private later(effect: () => void): void {
    this.parts.core.after(effect);
  }
}
