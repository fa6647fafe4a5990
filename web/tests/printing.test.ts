import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrinted, type PrintedElement } from '../src/printing.ts';

const outline = (element: PrintedElement | string): string =>
  typeof element === 'string' ? JSON.stringify(element) : `${element.name}(${element.children.map(outline).join(' ')})`;

test('a page to print is read element by element', () => {
  const page = readPrinted(
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Hand-over of Ana &amp; Bo</title>\n' +
      '<style>\np > b { color: #000; }\n</style>\n</head>\n<body>\n<h1>Ana</h1>\n<table>\n<tr><td dir="auto">1 &lt; 2</td><td></td></tr>\n</table>\n</body>\n</html>\n',
  );
  assert.deepEqual(page.attributes, [['lang', 'en']]);
  assert.equal(
    outline(page),
    'html(head(meta() title("Hand-over of Ana & Bo") style("\\np > b { color: #000; }\\n")) ' +
      'body(h1("Ana") table(tr(td("1 < 2") td()))))',
  );
});

test('what has no place on paper is left out, and its text is only text', () => {
  const page = readPrinted('<body><script src="x">alert(1)</script><p onclick="x()" class="a">Hi</p><img src="https://x.example/"></body>');
  assert.equal(outline(page), 'html(body("alert(1)" p("Hi")))');
  const paragraph = (page.children[0] as PrintedElement).children[1] as PrintedElement;
  assert.deepEqual(paragraph.attributes, [['class', 'a']]);
});

test('escaped markup stays text', () => {
  const page = readPrinted('<body><td>&lt;script&gt;&#x41;&#66;&nbsp;</td></body>');
  assert.equal(outline(page), 'html(body(td("<script>AB&nbsp;")))');
});

test('an end without a beginning ends nothing', () => {
  assert.equal(outline(readPrinted('<body></table><p>A</p></body></html>')), 'html(body(p("A")))');
});
