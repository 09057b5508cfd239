// Runs the module without a page, in Node.
//
//   node Tests/Web/run.mjs MODULE.wasm replay STEM…      plays lessons and compares them with their transcripts
//   node Tests/Web/run.mjs MODULE.wasm fingerprints      prints hashes of what is calculated
//
// --software leaves the carried kernels alone. Where Node knows the flag --experimental-wasm-relaxed-simd, they need it.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const root = new URL('../../', import.meta.url);
const words = process.argv.slice(2).filter((word) => word !== '--software');
const mayFuse = !process.argv.includes('--software');
const [path, deed, ...stems] = words;
const file = readFileSync(path);
const bytes = file[0] === 0x1f ? gunzipSync(file) : file;

const loader = readFileSync(new URL('Sources/gradwalk/Page/module.js', root), 'utf8');
const loadModule = new Function(loader + '\nreturn loadModule;')();

/** A module of its own, and what it writes. */
async function start() {
  const written = [], noticed = [];
  let engine = null;
  const text = (address, count) =>
    Buffer.from(new Uint8Array(engine.memory.buffer, Number(address), Number(count)));
  const number = (address, count) => {
    const word = text(address, count).toString().trim();
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(word);
    if (!special) return Number(word);
    return (special[2][0].toLowerCase() === 'i' ? Infinity : NaN) * (special[1] === '-' ? -1 : 1);
  };
  const host = {
    write: (address, count) => { written.push(text(address, count)); },
    notice: (address, count) => { noticed.push(text(address, count)); },
    tell: () => {},
    interrupted: () => 0,
    clock: () => performance.now() / 1000,
    remainder: (x, y) => x % y,
    random: Math.random,
    number,
  };
  engine = await loadModule(bytes, host, mayFuse);
  return { engine, written, noticed };
}

function give(engine, text) {
  const data = Buffer.from(text);
  const address = engine.room(BigInt(data.length));
  new Uint8Array(engine.memory.buffer, Number(address), data.length).set(data);
  return [address, BigInt(data.length)];
}

async function replay(stem) {
  const lesson = readFileSync(new URL(`lessons/${stem}.md`, root), 'utf8');
  const transcript = readFileSync(new URL(`transcripts/${stem}.txt`, root));
  const { engine, written, noticed } = await start();
  const before = performance.now();
  let code;
  try {
    code = engine.replay(...give(engine, stem + '\n' + lesson));
  } catch (error) {
    code = String(error);
  }
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  const isSame = code === 0 && Buffer.concat(written).equals(transcript);
  const memory = (engine.memory.buffer.byteLength / 2 ** 20).toFixed(0);
  console.log(`${stem}: ${isSame ? 'as its transcript' : `DIFFERENT (${code})`}, ${seconds} s, ${memory} MiB`);
  if (!isSame) process.stdout.write(Buffer.concat(noticed));
  return isSame;
}

if (deed === 'fingerprints') {
  const { engine, written } = await start();
  engine.fingerprints();
  process.stdout.write(Buffer.concat(written));
} else if (deed === 'replay') {
  let isSame = true;
  for (const stem of stems) isSame = await replay(stem) && isSame;
  process.exit(isSame ? 0 : 1);
} else {
  console.error('node run.mjs MODULE.wasm replay STEM… | fingerprints');
  process.exit(2);
}
