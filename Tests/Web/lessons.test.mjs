// The lessons of the page, each played by itself in the browser's engine and compared with its transcript:
// GRADWALK_PAGE=gradwalk.html node --test Tests/Web/
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Browser } from './browser.mjs';

const root = new URL('../../', import.meta.url);
const source = (name) => readFileSync(new URL(`Sources/gradwalk/Page/${name}.js`, root), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'gradwalk-lessons-'));
let browser;
let tab;

before(async () => {
  browser = new Browser(folder);
  tab = await browser.open();
  await tab.go(pathToFileURL(resolve(process.env.GRADWALK_PAGE)).href);
  await tab.until(`document.getElementById('status')?.textContent === 'Ready.'`);
});

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** What a lesson prints in a module of its own, made of the page's bytes. */
const replay = (stem) => `(async () => {
  ${source('unpack')}
  ${source('module')}
  let shown = '';
  let exports;
  const text = (address, count) =>
    new TextDecoder().decode(new Uint8Array(exports.memory.buffer, Number(address), Number(count)));
  const host = {
    write(address, count) { shown += text(address, count); },
    notice() {}, tell() {}, interrupted: () => 0, clock: () => performance.now() / 1000,
    remainder: (x, y) => x % y, random: Math.random,
    number: (address, count) => Number(text(address, count)),
  };
  exports = await loadModule(new LZMA(engine.module).output(), host);
  const lesson = lessons.find((one) => one.stem === '${stem}');
  const bytes = new TextEncoder().encode(lesson.stem + '\\n' + lesson.text);
  const room = exports.room(BigInt(bytes.length));
  new Uint8Array(exports.memory.buffer, Number(room), bytes.length).set(bytes);
  const code = exports.replay(room, BigInt(bytes.length));
  return code + '\\n' + shown;
})()`;

const transcripts = readdirSync(new URL('transcripts/', root)).filter((name) => name.endsWith('.txt'));

for (const name of transcripts.sort()) {
  const stem = name.slice(0, -4);
  test(`${stem} prints its transcript`, async () => {
    const transcript = readFileSync(new URL(`transcripts/${name}`, root), 'utf8');
    assert.equal(await tab.value(replay(stem)), '0\n' + transcript);
  });
}
