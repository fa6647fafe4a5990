import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

Object.defineProperty(globalThis, 'navigator', { value: { platform: 'Linux x86_64' }, configurable: true });
const { isClipboardChord, makesText, modifiers, takenFromBrowser } = await import('../src/keys.ts');

function key(name: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}, altGraph = false): KeyboardEvent {
  return {
    key: name, code: /^[0-9]$/.test(name) ? `Digit${name}` : '', ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held,
    getModifierState: (state: string) => state === 'AltGraph' && altGraph,
  } as KeyboardEvent;
}
const ctrl = { ctrlKey: true };

test('the keys of the browser stay with the browser', () => {
  for (const own of ['w', 't', 'n', 'r', 'l', 'p', '+', '-', '0']) assert.ok(!takenFromBrowser(key(own, ctrl)), own);
  for (const own of ['F5', 'F11', 'F12', 'Escape', 'Enter', 'x']) assert.ok(!takenFromBrowser(key(own)), own);
  assert.ok(!takenFromBrowser(key('K', { ...ctrl, shiftKey: true })));
  assert.ok(!takenFromBrowser(key('ArrowLeft', { altKey: true })));
  assert.ok(!takenFromBrowser(key('i', { ...ctrl, shiftKey: true })));
});

test('the commands of Keyplan are taken', () => {
  for (const own of ['k', 'z', 'y', 's', 'o', 'f', 'a']) assert.ok(takenFromBrowser(key(own, ctrl)), own);
  assert.ok(takenFromBrowser(key('Z', { ...ctrl, shiftKey: true })));
  for (const own of ['1', '8', 'n', 'd']) assert.ok(takenFromBrowser(key(own, { altKey: true })), own);
  assert.ok(!makesText(key('1', { altKey: true })));
  for (const own of ['Tab', 'Backspace', 'ArrowDown', ' ', '/']) assert.ok(takenFromBrowser(key(own)), own);
});

test('the chord of every command is taken', () => {
  const commands = readFileSync('../src/app/commands.cpp', 'utf8');
  const chords = [...commands.matchAll(/\{"[^"]+", "([^"]+)", /g)].map((found) => found[1] ?? '');
  assert.ok(chords.length > 20);
  for (const chord of chords) {
    const held = { ctrlKey: chord.includes('Ctrl+'), altKey: chord.includes('Alt+'), shiftKey: chord.includes('Shift+') };
    const name = chord.slice(chord.lastIndexOf('+') + 1);
    assert.ok(takenFromBrowser(key(held.shiftKey ? name : name.toLowerCase(), held)), chord);
  }
});

test('AltGr writes a character and is no command', () => {
  const at = key('@', { ctrlKey: true, altKey: true }, true);
  assert.ok(makesText(at));
  assert.ok(!takenFromBrowser(at));
  assert.ok(!makesText(key('s', ctrl)));
  assert.ok(!makesText(key('Enter')));
});

test('the clipboard is left to its own events', () => {
  for (const chord of ['c', 'x', 'v']) assert.ok(isClipboardChord(key(chord, ctrl)));
  assert.ok(!isClipboardChord(key('c')));
  assert.ok(!isClipboardChord(key('V', { ...ctrl, shiftKey: true })));
});

test('modifiers are four bits', () => {
  assert.equal(modifiers(key('x', { ctrlKey: true, metaKey: true })), 9);
  assert.equal(modifiers(key('x', { shiftKey: true, altKey: true })), 6);
});
