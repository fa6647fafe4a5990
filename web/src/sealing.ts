// Carries sealed plans between the module and the container: as files, as links, and back.

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import { brokenLink, linkLength, linkTo, longestLink, takeLink } from './links.ts';
import { cannotOpen, deflate, seal, sealedSize, unseal } from './sealed.ts';

// SealMessage of the C++ side.
const Message = { sealed: 0, unsealed: 1, failed: 2, link: 3, brokenLink: 4 } as const;

type Bytes = Uint8Array<ArrayBuffer>;

const sentences = {
  failed: 'This could not be sealed. Send the plan file instead, or try again after loading the page anew.',
  noAddress: 'A link leads to the address of this page, but this copy was opened from a disk. Send a sealed file instead.',
  tooLong: (length: number) =>
    `The link would be ${length.toLocaleString('en')} characters long, and chats cut links longer than ${longestLink.toLocaleString('en')}. Send a sealed file instead.`,
};

export class Sealing {
  constructor(
    private readonly core: Core,
    private readonly frames: Frames,
  ) {}

  seal(request: number, plain: Bytes, passphrase: string, asLink: boolean): void {
    this.answer(request, this.sealed(plain, passphrase, asLink), sentences.failed);
  }

  unseal(request: number, container: Bytes, passphrase: string): void {
    const opened = unseal(container, passphrase).then(
      (plain): [number, Bytes | string] => (plain ? [Message.unsealed, plain] : [Message.failed, cannotOpen]));
    this.answer(request, opened, cannotOpen);
  }

  // What the address held when the page was loaded, and what it holds later.
  watchLinks(): void {
    const look = () => {
      const link = takeLink();
      if (link === 'broken') this.tell(Message.brokenLink, 0, brokenLink);
      else if (link) this.tell(Message.link, 0, link);
    };
    addEventListener('hashchange', look);
    look();
  }

  private async sealed(plain: Bytes, passphrase: string, asLink: boolean): Promise<[number, Bytes | string]> {
    const page = location.origin + location.pathname;
    if (asLink && location.protocol === 'file:') return [Message.failed, sentences.noAddress];
    const contents = await deflate(plain);
    const length = linkLength(page, sealedSize(contents));
    if (asLink && length > longestLink) return [Message.failed, sentences.tooLong(length)];
    const container = await seal(contents, passphrase);
    return [Message.sealed, asLink ? linkTo(page, container) : container];
  }

  private answer(request: number, work: Promise<[number, Bytes | string]>, otherwise: string): void {
    work.then(
      ([message, result]) => this.tell(message, request, result),
      () => this.tell(Message.failed, request, otherwise),
    );
  }

  private tell(message: number, request: number, result: Bytes | string): void {
    const bytes = typeof result === 'string' ? new TextEncoder().encode(result) : result;
    this.core.run((exports) => {
      this.core.leaveBytes(bytes);
      exports._kp_seal(message, request, bytes.length);
    });
    this.frames.request();
  }
}

