// Links that carry a sealed plan behind the #, a part of the address that browsers send to nobody.

import { isWhole } from './sealed.ts';

// What chats and mail programs let pass. Longer links arrive cut.
export const longestLink = 8000;

export const brokenLink =
  'This link did not arrive whole: a part of it is missing or was changed on its way. Ask for it again, or for a sealed file.';

const mark = '#kp1=';

export const linkLength = (page: string, sealedBytes: number) => page.length + mark.length + Math.ceil((sealedBytes * 4) / 3);

export function linkTo(page: string, container: Uint8Array): string {
  const binary = Array.from(container, (byte) => String.fromCharCode(byte)).join('');
  return page + mark + btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

// Undefined: not a link of ours. 'broken': it was one. What chats append is left out: tracking
// parameters, brackets, full stops.
export function readLink(fragment: string): Uint8Array<ArrayBuffer> | 'broken' | undefined {
  const found = /^#kp1(?:=|%3D)([\w-]*)/i.exec(fragment);
  if (!found) return undefined;
  if (fragment.length > 2 * longestLink) return 'broken';
  try {
    const binary = atob((found[1] as string).replace(/-/g, '+').replace(/_/g, '/'));
    const container = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    return isWhole(container) ? container : 'broken';
  } catch {
    return 'broken';
  }
}

// What the address bar holds; afterwards it does not, nor does the history.
export function takeLink(): Uint8Array<ArrayBuffer> | 'broken' | undefined {
  const link = readLink(location.hash);
  if (link !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return link;
}
