// The page in a browser, from a file on the disk: GRADWALK_PAGE=gradwalk.html node --test Tests/Web/
// CHROMIUM names the browser, and GRADWALK_PICTURES a folder for pictures of the page.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Browser } from './browser.mjs';

const file = process.env.GRADWALK_PAGE;
if (!file) throw new Error('GRADWALK_PAGE names the page');
const address = pathToFileURL(resolve(file)).href;
const folder = mkdtempSync(join(tmpdir(), 'gradwalk-page-'));
let browser;
let tab;

before(async () => {
  browser = new Browser(folder);
  tab = await browser.open();
  await tab.go(address);
  await tab.until(`document.getElementById('status')?.textContent === 'Ready.'`);
});

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const isIdle = `!document.body.classList.contains('running')`;
const shown = () => tab.value(`document.getElementById('log').innerText`);
const tally = () => tab.value(`document.getElementById('tally').textContent`);
const status = () => tab.value(`document.getElementById('status').textContent`);

/** Types an entry and waits until all of it is done. */
async function enter(text, seconds = 20) {
  await tab.value(`document.getElementById('entry').focus()`);
  if (text) await tab.insert(text);
  await tab.press('Enter');
  await new Promise((resolve) => setTimeout(resolve, 60));
  await tab.until(isIdle, seconds);
}

async function click(selector, text) {
  await tab.click(selector, text);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await tab.until(isIdle);
}

async function openLesson(title) {
  await click('#lessons a', title);
  await tab.until(`${isIdle} && document.getElementById('title').textContent === ${JSON.stringify(title)}`);
}

async function visit(hash) {
  await tab.value(`location.hash = '${hash}'`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await tab.until(isIdle);
}

test('the contents list the lessons, and one opens with its first question', async () => {
  assert.ok(await tab.value(`document.querySelectorAll('#lessons li').length`) >= 1);
  await openLesson('Backpropagation, edge by edge');
  assert.match(await shown(), /How can one walk backward give all of them at once\?/);
  assert.match(await tab.value(`document.querySelector('.question .ask').textContent`),
    /^1\/\d+ z = w1 · x\. Raise w1 by 1\. By how much does z rise\?$/);
  assert.match(await tally(), /^0 of \d+$/);
  assert.match(await status(), /Question: 1\/\d+ z = w1/);
});

test('a wrong answer is told why, a right one counts', async () => {
  await enter('w1');
  assert.match(await shown(), /not yet: That is the weight itself/);
  await enter('2');
  assert.match(await shown(), /Across a product, the slope for one side is the other side\./);
  assert.match(await tally(), /^1 of /);
});

test('a choice is made with a button', async () => {
  await click('#offers button', 'Continue');
  await click('#offers .option', '−');
  assert.match(await shown(), /w2 up, ŷ up/);
  await click('#offers .option', '+');
  assert.match(await tally(), /^2 of /);
});

test('what was answered is there after a reload', async () => {
  await tab.reload();
  await tab.until(`document.getElementById('status')?.textContent.includes('And how large is')`);
  assert.match(await tally(), /^2 of /);
  assert.match(await shown(), /going on where you left it, in '.*': 2 of \d+ questions done/);
});

test('the prompt takes lines and blocks, and remembers them', async () => {
  await visit('#prompt');
  await enter('w = param(2.0)');
  await tab.insert('def twice(x):');
  await tab.press('Enter');
  await tab.until(`document.getElementById('entry').value === 'def twice(x):\\n    '`);
  await tab.insert('return x * 2');
  await tab.press('Enter');
  await tab.until(`document.getElementById('entry').value.endsWith('2\\n')`);
  await tab.press('Enter');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await tab.until(isIdle);
  await enter('twice(21)');
  assert.match(await shown(), /\n42$/);
  await tab.press('ArrowUp');
  assert.equal(await tab.value(`document.getElementById('entry').value`), 'twice(21)');
  await tab.press('ArrowUp');
  await tab.press('ArrowDown');
  await tab.press('ArrowDown');
  assert.equal(await tab.value(`document.getElementById('entry').value`), '');
});

test('what a program prints is text and never markup', async () => {
  await enter(`print('<b id=bold>&amp;</b>')`);
  assert.match(await shown(), /<b id=bold>&amp;<\/b>/);
  assert.equal(await tab.value(`document.getElementById('bold')`), null);
});

test('a walk goes by buttons and words', async () => {
  await enter('L = (w * 3).tanh()');
  await enter(':walk L');
  await click('#offers button', 'step');
  assert.equal(await tab.value(`document.getElementById('prompt').textContent`), 'walk 1/4> ');
  await enter('step');
  await enter('');
  assert.equal(await tab.value(`document.getElementById('prompt').textContent`), 'walk 3/4> ');
  await click('#offers button', 'leave the walk');
  assert.equal(await tab.value(`document.getElementById('prompt').textContent`), '>>> ');
});

test('an endless loop is stopped by Ctrl-C, and the session is still there', async () => {
  for (const way of ['key', 'button']) {
    await tab.insert('while True: w2 = twice(w)');
    await tab.press('Enter');
    await tab.until(`document.getElementById('entry').value.endsWith('\\n')`);
    await tab.press('Enter');
    await tab.until(`document.body.classList.contains('running') && document.getElementById('entry').value === ''`);
    await new Promise((resolve) => setTimeout(resolve, 700));
    if (way === 'key') await tab.press('c', 2); else await tab.click('#stop');
    await tab.until(isIdle, 10);
    assert.match(await status(), /^(Interrupted|Stopped)/);
    await enter('twice(w)');
    assert.match(await shown(), /tensor\(4\., requires_grad=True\)$|tensor\(4\.\)$/);
  }
});

test('where the module cannot go on, a sentence says so and the session is brought back', async () => {
  await tab.value(`{ const ask = engine.ask; engine.ask = function (deed, more) {
    engine.ask = ask; queueMicrotask(() => engine.fail('unreachable')); return ask.call(engine, deed, more); }; enter('1'); }`);
  await tab.until(`document.getElementById('status').textContent.includes('could not go on')
    && document.getElementById('status').textContent.includes('as it was before')`);
  await tab.until(isIdle);
  await enter('twice(w)');
  assert.match(await shown(), /could not go on \(unreachable\)/);
  assert.match((await shown()).split('\n').at(-1), /^tensor\(4\./);
});

test('pictures are drawn, and a file that is saved can be kept', async () => {
  await enter(':plot [1, 4, 9, 16]');
  await tab.until(`document.querySelector('#log figure img')?.naturalWidth > 100`);
  await enter(':plot [1, 4, 9, 16] squares.svg');
  assert.equal(await tab.value(`document.querySelector('#log a[download]').download`), 'squares.svg');
});

test('progress goes to a file and comes back from it', async () => {
  const saved = await tab.value('progress.saved()');
  assert.equal(JSON.parse(saved).lessons['04-backprop'].done, 2);
  await enter(':progress forget 04-backprop');
  assert.equal(await tab.value(`progress.lesson('04-backprop')`), null);
  assert.deepEqual(await tab.value(`progress.load('not progress')`), null);
  assert.deepEqual(await tab.value(`progress.load('{"gradwalk": 1, "lessons": {"04-backprop": {"text": 7}}}')`), []);
  await visit('#contents');
  writeFileSync(join(folder, 'progress.json'), saved);
  await tab.choose('#load-progress', join(folder, 'progress.json'));
  await tab.until(`document.getElementById('status').textContent === 'Loaded: 1 lesson.'`);
  assert.match(await tab.value(`document.getElementById('lessons').innerText`), /2 of \d+ done/);
  await openLesson('Backpropagation, edge by edge');
  assert.match(await tally(), /^2 of /);
});

test('a lesson that is played to its end leads to the next one', async () => {
  await visit('#contents');
  await openLesson(await tab.value('lessons[0].title'));
  await tab.value(`(async () => {
    while (state.lesson.state !== 'finished') await enter(state.question ? ':skip' : '');
  })()`);
  assert.match(await shown(), /The end of '/);
  assert.equal(await tab.value(`document.querySelector('#offers .main').textContent`),
    await tab.value('`Next: ${lessons[1].title}`'));
  await visit('#contents');
  assert.match(await tab.value(`document.querySelector('#lessons li').innerText`), /finished$/);
});

test('everything that can be pressed has a name, and the entry has a label', async () => {
  await visit('#lesson=04-backprop');
  assert.deepEqual(await tab.value(`[...document.querySelectorAll('button, a, textarea, input')].filter((each) =>
    each.checkVisibility() && !(each.textContent.trim() || each.labels?.length)).map((each) => each.outerHTML)`), []);
});

/** Texts whose colour is less than 4.5 times as light or dark as the ground below (WCAG 2.2, 1.4.3). */
const pale = `(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    const color = numbers(getComputedStyle(element).backgroundColor);
    return color[3] === 0 ? (element.parentElement ? ground(element.parentElement) : [255, 255, 255]) : color;
  };
  return [...document.querySelectorAll('body *')].filter((element) => {
    if (!element.checkVisibility() || ![...element.childNodes].some((each) => each.data?.trim())) return false;
    const [one, other] = [light(numbers(getComputedStyle(element).color)), light(ground(element))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5;
  }).map((element) => element.outerHTML.slice(0, 120));
})()`;

test('the page fits narrow and wide windows, and can be read in light and in dark', async () => {
  for (const hash of ['#contents', '#prompt', '#lesson=04-backprop']) {
    await tab.look({ width: 1200, height: 900, dark: false });
    await visit(hash);
    if (hash === '#prompt') await enter('sigmoid(nothing)');
    for (const width of [400, 1200]) {
      for (const dark of [false, true]) {
        await tab.look({ width, height: 900, dark });
        await new Promise((resolve) => setTimeout(resolve, 150));
        assert.equal(await tab.value('document.documentElement.scrollWidth'), width);
        assert.deepEqual(await tab.value(pale), []);
        if (process.env.GRADWALK_PICTURES) {
          const name = `${hash.replace(/\W+/g, '-').slice(1)}-${width}-${dark ? 'dark' : 'light'}.png`;
          writeFileSync(join(process.env.GRADWALK_PICTURES, name), await tab.picture());
        }
      }
    }
  }
});

test('nothing went wrong on the way, and no connection can be made', async () => {
  assert.deepEqual(tab.complaints, []);
  assert.equal(await tab.value(`fetch('https://example.org').then(() => 'made', () => 'refused')`), 'refused');
});
