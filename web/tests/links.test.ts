import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkLength, linkTo, longestLink, readLink, takeLink } from '../src/links.ts';
import { deflate, seal } from '../src/sealed.ts';

const page = 'https://plans.example/keyplan/';
const container = await seal(await deflate(new TextEncoder().encode('{"accounts":["Cancity"]}') as Uint8Array<ArrayBuffer>), 'six words that nobody else knows');
const link = linkTo(page, container);
const fragment = link.slice(page.length);

test('a link holds the container in signs that no program takes for the end of it', () => {
  assert.match(link, /^https:\/\/plans\.example\/keyplan\/#kp1=[A-Za-z0-9_-]+$/);
  assert.deepEqual(readLink(fragment), container);
});

test('the length of a link is known before it is made', () => {
  for (let more = 0; more < 3; ++more) {
    const longer = new Uint8Array(container.length + more);
    assert.equal(linkTo(page, longer).length, linkLength(page, longer.length));
  }
  assert.ok(linkLength(page, 6000) > longestLink);
});

test('fault 52: what chats append to a link is left out', () => {
  for (const appended of ['&utm_source=chat&fbclid=1', '?gclid=2', ')', '>', '.', ' and so on', '%20', '\u2026'])
    assert.deepEqual(readLink(fragment + appended), container, appended);
  assert.deepEqual(readLink(fragment.replace('=', '%3D')), container);
});

test('fault 52: a link that was cut or changed is known to be broken', () => {
  for (let size = '#kp1='.length; size < fragment.length; ++size) assert.equal(readLink(fragment.slice(0, size)), 'broken', String(size));
  assert.equal(readLink(fragment.toLowerCase()), 'broken');
  assert.equal(readLink(`#kp1=${'A'.repeat(3 * longestLink)}`), 'broken');
  assert.equal(readLink(`${fragment}AAAA`), 'broken');
});

test('other fragments are none of ours', () => {
  for (const other of ['', '#', '#top', '#kp2=AAAA', '#kp1', '#kp10=AAAA']) assert.equal(readLink(other), undefined, other);
});

test('a link that was read leaves the address bar, and what stands before it stays', () => {
  const replaced: string[] = [];
  const address = { hash: `${fragment}&utm_medium=mail`, pathname: '/keyplan/', search: '?utm_source=chat' };
  Object.assign(globalThis, { location: address, history: { replaceState: (_: unknown, __: string, url: string) => replaced.push(url) } });
  assert.deepEqual(takeLink(), container);
  assert.deepEqual(replaced, ['/keyplan/?utm_source=chat']);
  address.hash = '#top';
  assert.equal(takeLink(), undefined);
  assert.equal(replaced.length, 1);
});
