// Starts the page: checks what the browser can do, loads the module, and connects its parts.

import createKeyplan from 'keyplan-module';
import { loadWasm } from 'keyplan-wasm';
import { Canvas } from './canvas.ts';
import { Core, type Exports } from './core.ts';
import { Files } from './files.ts';
import { Frames } from './frames.ts';
import { Host } from './host.ts';
import { isMac } from './keys.ts';
import { LongTextEditor } from './long_text.ts';
import { Mirror } from './mirror.ts';
import { Paper } from './paper.ts';
import { Pointer } from './pointer.ts';
import { showMessage, showRescue } from './rescue.ts';
import { Saving } from './saving.ts';
import { Sealing } from './sealing.ts';
import { SnapshotStore } from './storage.ts';
import { Trials } from './trials.ts';
import { Typing } from './typing.ts';

function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

function whatIsMissing(): string | undefined {
  if (typeof WebAssembly !== 'object') return 'WebAssembly';
  if (!document.createElement('canvas').getContext('webgl2')) return 'WebGL 2';
  if (typeof ResizeObserver !== 'function') return 'ResizeObserver';
  return undefined;
}

function watchAppearance(tell: (dark: number, reducedMotion: number) => void): [number, number] {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const now = (): [number, number] => [dark.matches ? 1 : 0, calm.matches ? 1 : 0];
  for (const query of [dark, calm]) query.addEventListener('change', () => tell(...now()));
  return now();
}

// A hidden page may be gone without another word, so each of these may be the last chance to save.
function watchLeaving(core: Core, frames: Frames, saving: Saving, longText: LongTextEditor): void {
  const hide = () => {
    longText.keep();
    saving.whileClosing(() => core.run((exports) => exports._kp_visible(0)));
  };
  const show = () => {
    saving.shownAgain();
    core.run((exports) => exports._kp_visible(1));
    frames.request();
  };
  saving.lastSave = () => {
    hide();
    if (document.visibilityState !== 'hidden') core.run((exports) => exports._kp_visible(1));
  };
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? hide() : show()));
  document.addEventListener('freeze', hide);
  addEventListener('pagehide', hide);
  addEventListener('beforeunload', hide); // WebKit drops what is only written after it
  addEventListener('blur', hide);
  addEventListener('focus', show);
}

async function start(): Promise<void> {
  const canvas = new Canvas(byId<HTMLCanvasElement>('keyplan-canvas'));
  const host = new Host();
  const module = await createKeyplan({
    host,
    instantiateWasm: (imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void) => {
      loadWasm(imports).then(ready).catch(cannotStart);
      return {};
    },
  });
  const surface = byId('keyplan');
  const core = new Core(module as Exports, host, (error) => void showRescue(error));
  const frames = new Frames(core);
  const saving = new Saving(new SnapshotStore(), core, frames);
  const sealing = new Sealing(core, frames);
  const trials = new Trials(core, frames);
  const files = new Files(byId<HTMLInputElement>('file-chooser'), core, frames);
  const typingField = byId<HTMLTextAreaElement>('typing');
  const act = (id: string, action: string, value: string) => {
    core.run((exports) => exports._kp_action(core.leaveAction(id, action, value)));
    frames.act();
  };
  const mirror = new Mirror(surface, byId('mirror'), byId('announcements'), typingField, act, canvas.scale);
  const typing = new Typing(
    surface, typingField, core, frames, canvas.scale,
    (data) => files.pasted(data), () => mirror.flush(),
  );
  const longText = new LongTextEditor(mirror, core, frames, canvas.scale, () => typing.takeFocus());
  typing.longText = longText;
  new Pointer(canvas.element, core, frames, canvas.scale, () => {
    mirror.flush();
    typing.takeFocus();
  });
  const paper = new Paper(byId('paper'), canvas.element, core, frames);
  host.connect({ paper, core, frames, files, saving, sealing, trials, typing, mirror, longText, canvas: canvas.element });

  const [dark, calm] = watchAppearance((isDark, isCalm) => {
    core.run((exports) => exports._kp_appearance(isDark, isCalm));
    frames.request();
  });
  const { width, height } = canvas.element;
  core.run((exports) => exports._kp_start(width, height, devicePixelRatio, dark, calm, isMac ? 1 : 0));
  canvas.attach(core, frames, () => frames.request());
  watchLeaving(core, frames, saving, longText);
  paper.watch();
  sealing.watchLinks();
  frames.drawNow();
  if (core.poisoned) return;
  byId('loading').remove();
  typing.takeFocus();
  Object.assign(globalThis, { keyplan: { framesDrawn: () => frames.drawn } });
}

function cannotStart(error: unknown): void {
  console.error(error);
  showMessage(
    'Keyplan could not start',
    'The program could not be loaded. Check the connection and load the page again. Plans saved in this browser are not touched.',
  );
}

const missing = whatIsMissing();
if (top !== self) {
  showMessage('Keyplan', 'For your safety Keyplan does not run inside another page. Open it in a tab of its own.');
} else if (missing !== undefined) {
  showMessage('This browser is too old', `Keyplan needs ${missing}. A current Chrome, Edge, Firefox or Safari has it.`);
} else {
  start().catch(cannotStart);
}
