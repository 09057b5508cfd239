// The interpreter, away from the page so that the page stays alive. Everything about the module's imports and exports
// stands here; the page knows only messages.

/** What the module tells besides what it writes, by the numbers it tells it with. */
const kinds = ['echo', 'state', 'progress', 'file', 'drawing', 'loop'];

/** Nothing scrolls away from a page. */
const rows = 10000;

let engine = null;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

// What was told waits a little, so that a program that prints much is not a message a line.
let told = [];
let toldSince = 0;
let isQuiet = false;
/** What is written while the module is asked for words. */
let asked = null;

function bytes(address, count) {
  return new Uint8Array(engine.memory.buffer, Number(address), Number(count));
}

function flush() {
  if (told.length > 0) postMessage({ told });
  told = [];
  toldSince = performance.now();
}

function hear(name, address, count) {
  const text = decoder.decode(bytes(address, count));
  if (asked !== null) {
    asked += text;
    return;
  }
  if (isQuiet && name !== 'state' && name !== 'loop') return;
  told.push([name, text]);
  if (told.length > 5000 || performance.now() - toldSince > 50) flush();
}

/** Python's spelling of a number, as the nearest double. */
function number(address, count) {
  const text = decoder.decode(bytes(address, count)).trim();
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (!special) return Number(text);
  return (special[2][0].toLowerCase() === 'i' ? Infinity : NaN) * (special[1] === '-' ? -1 : 1);
}

// Where the browser can suspend a module, messages arrive while it runs, and with them the wish to stop. Where it cannot,
// the page ends this worker and starts another one.
const canSuspend = typeof WebAssembly.Suspending === 'function' && typeof WebAssembly.promising === 'function';
let isStopped = false;
let lookedAt = 0;

function interrupted() {
  const now = performance.now();
  if (now - lookedAt < 100) return 0;
  flush();
  return new Promise((resolve) => setTimeout(() => {
    lookedAt = performance.now();
    resolve(isStopped ? 1 : 0);
  }));
}

async function start(module) {
  const host = {
    write: (address, count) => hear('output', address, count),
    notice: (address, count) => hear('notice', address, count),
    tell: (kind, address, count) => hear(kinds[kind], address, count),
    interrupted: canSuspend ? new WebAssembly.Suspending(interrupted) : () => 0,
    clock: () => performance.now() / 1000,
    remainder: (x, y) => x % y,
    random: Math.random,
    number,
  };
  engine = await loadModule(new LZMA(module).output(), host);
  if (canSuspend) engine.enter = WebAssembly.promising(engine.enter);
}

/** Calls an export that takes a text. */
function call(name, text) {
  const data = encoder.encode(text);
  const address = engine.room(BigInt(data.length));
  new Uint8Array(engine.memory.buffer, Number(address), data.length).set(data);
  return engine[name](address, BigInt(data.length));
}

const deeds = {
  async start({ module, lessons, kept, columns }) {
    await start(module);
    engine.resize(columns, rows);
    for (const { stem, text } of lessons) call('add_lesson', stem + '\n' + text);
    for (const [stem, text] of Object.entries(kept)) call('load', stem + '\n' + text);
    return true;
  },
  load({ stem, text }) { call('load', stem + '\n' + text); },
  resize({ columns }) { engine.resize(columns, rows); },
  async enter({ text, quiet }) {
    isQuiet = quiet === true;
    isStopped = false;
    try { return await call('enter', text); } finally { isQuiet = false; }
  },
  wants({ text }) { return call('wants', text); },
  complete({ text }) {
    asked = '';
    try {
      const length = call('complete', text);
      return { length, words: asked.split('\n').slice(0, -1) };
    } finally {
      asked = null;
    }
  },
};

async function perform(data) {
  try {
    const value = await deeds[data.deed](data);
    flush();
    postMessage({ done: data.number, value });
  } catch (error) {
    flush();
    postMessage({ done: data.number, trap: String(error && error.message || error) });
  }
}

// One after another: the module must not be entered while it is suspended.
let last = Promise.resolve();

onmessage = ({ data }) => {
  if (data.deed === 'stop') isStopped = true;
  else last = last.then(() => perform(data));
};
