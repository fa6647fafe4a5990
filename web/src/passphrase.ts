// Passphrases that people can say on the telephone.

import { wordlist } from '@scure/bip39/wordlists/english.js';

// Each of the 2,048 words is equally likely and worth 11 bits: 66 bits in all. A thousand graphics cards
// that try 15,000 passphrases a second each, at 600,000 iterations, need 80,000 years for half of them.
const words = 6;

export function makePassphrase(): string {
  // A power of two words: the low 11 bits of a random number favour none of them.
  const random = crypto.getRandomValues(new Uint16Array(words));
  return Array.from(random, (bits) => wordlist[bits & 0x7ff]).join(' ');
}
