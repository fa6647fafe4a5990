// Which keys the page takes from the browser, and how modifiers travel to the module.

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export interface Modified {
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

// The bits of src/platform/web/main.cpp.
export function modifiers(event: Modified): number {
  return (event.ctrlKey ? 1 : 0) | (event.shiftKey ? 2 : 0) | (event.altKey ? 4 : 0) | (event.metaKey ? 8 : 0);
}

export const commandModifier = isMac ? 8 : 1;

// With Ctrl or Cmd, and with Alt: src/app/commands.cpp has what they do.
const commands = new Set(['k', 'z', 'y', 's', 'o', 'f', 'a']);
const altCommands = new Set(['b', 'd', 'g', 'm', 'n', 'p', 'r', 'w', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
const plain = new Set([
  'Tab', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Backspace', ' ',
  '/', "'", // Firefox opens its quick find on these
]);

// Letters by meaning, digits by place, as keys.cpp has it.
function isAltCommand(event: KeyboardEvent): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const key = event.key.toLowerCase();
  return altCommands.has(/^[a-z]$/.test(key) ? key : event.code.replace(/^Digit|^Key/, '').toLowerCase());
}

// AltGr produces text; Windows reports it as Ctrl and Alt together. Alt does so on Apple keyboards.
export function makesText(event: KeyboardEvent): boolean {
  if ([...event.key].length !== 1) return false;
  if (event.getModifierState('AltGraph')) return true;
  if (event.altKey && (!isMac || isAltCommand(event))) return false;
  return !event.ctrlKey && !event.metaKey;
}

export function isCommand(event: KeyboardEvent): boolean {
  if (event.getModifierState('AltGraph')) return false;
  if (event.altKey) return isAltCommand(event);
  const command = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const key = event.key.toLowerCase();
  return command && commands.has(key) && (!event.shiftKey || key === 'z');
}

// Only these are kept from the browser. Reload, tabs, windows, zoom and developer tools stay its own.
export function takenFromBrowser(event: KeyboardEvent): boolean {
  if (isCommand(event)) return true;
  const alone = !event.altKey && !event.ctrlKey && !event.metaKey && !event.getModifierState('AltGraph');
  return alone && plain.has(event.key);
}

// Copy, cut and paste reach the module through the browser's own clipboard events.
export function isClipboardChord(event: KeyboardEvent): boolean {
  const command = isMac ? event.metaKey : event.ctrlKey;
  return command && !event.altKey && !event.shiftKey && ['c', 'x', 'v'].includes(event.key.toLowerCase());
}
