// The worker's life: it is started, asked, stopped, and brought back to where it was.

/** What Base85.swift has spelled: five letters for four bytes, and so many letters as bytes and one for the last. */
function bytesOfBase85(text) {
  const digit = new Uint8Array(128);
  [...`!#%()*+,-.0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~`]
    .forEach((letter, index) => { digit[letter.charCodeAt(0)] = index; });
  const bytes = new Uint8Array(Math.floor(text.length / 5) * 4 + Math.max(text.length % 5 - 1, 0));
  for (let place = 0, next = 0; next < bytes.length; place += 5) {
    let number = 0;
    for (let index = place; index < place + 5; index++) {
      number = number * 85 + (index < text.length ? digit[text.charCodeAt(index)] : 84);
    }
    for (let shift = 24; shift >= 0 && next < bytes.length; shift -= 8) bytes[next++] = number >>> shift;
  }
  return bytes;
}

/** Page and worker speak through an Engine; `told` gets what the module tells, kind and text. */
class Engine {
  constructor(lessons, kept, told) {
    Object.assign(this, { lessons, kept, told });
    this.columns = 80;
    // Entries at the prompt's own session: entered again they bring it back.
    this.journal = [];
    this.openLesson = null;
    this.waiting = new Map();
    this.count = 0;
    const policy = globalThis.trustedTypes?.createPolicy('gradwalk', { createScriptURL: (url) => url });
    const text = document.getElementById('worker').textContent;
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    this.script = policy ? policy.createScriptURL(url) : url;
    const module = document.getElementById('module');
    this.module = bytesOfBase85(module.textContent.trim());
    module.remove();
  }

  async start() {
    this.worker = new Worker(this.script);
    this.hasEnded = false;
    this.worker.onmessage = ({ data }) => this.take(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || 'the worker did not start');
    };
    const { module, lessons, columns } = this;
    return this.ask('start', { module, lessons, columns, kept: this.kept() });
  }

  take(data) {
    if (data.told) {
      for (const [kind, text] of data.told) this.told(kind, text);
      return;
    }
    const waiting = this.waiting.get(data.done);
    this.waiting.delete(data.done);
    if (data.trap === undefined) waiting?.resolve(data.value);
    else waiting?.reject(new Trap(data.trap));
  }

  ask(deed, more = {}) {
    if (this.hasEnded) return Promise.reject(new Trap('its worker has ended'));
    const number = ++this.count;
    const answer = new Promise((resolve, reject) => this.waiting.set(number, { resolve, reject }));
    this.worker.postMessage({ deed, number, ...more });
    return answer;
  }

  /** Ends the worker, whatever it is doing. */
  fail(reason) {
    this.hasEnded = true;
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new Trap(reason));
    this.waiting.clear();
  }

  /** Takes an entry; gives its exit code. Where the module cannot go on, the state before is brought back. */
  async enter(text, quiet = false) {
    const wasOpen = this.openLesson;
    try {
      const code = await this.ask('enter', { text, quiet });
      // What was interrupted or hit a limit would take as long again, and end otherwise.
      const isRepeatable = code === 0 || code === 1;
      if (!quiet && isRepeatable && wasOpen === null && this.openLesson === null && text !== '') this.note(text);
      return code;
    } finally {
      clearTimeout(this.patience);
    }
  }

  note(text) {
    if (/^:reset\s*$/.test(text)) this.journal = [];
    else this.journal.push(text);
  }

  /** Asks what runs to stop; where it does not listen, it is ended. */
  stop() {
    this.worker.postMessage({ deed: 'stop' });
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.fail(Engine.stopped), 1500);
  }

  /** Starts anew and goes through what was entered, without a word; what cannot be gone through again is given up. */
  async restore() {
    let lesson = this.openLesson;
    for (;;) {
      this.worker.terminate();
      this.openLesson = null;
      await this.start();
      const entries = this.journal;
      let reached = 0;
      try {
        for (; reached < entries.length; reached++) await this.enter(entries[reached], true);
        if (lesson !== null) await this.enter(`:learn ${lesson}`, true);
        return;
      } catch (error) {
        if (!(error instanceof Trap)) throw error;
        if (reached < entries.length) this.journal = entries.slice(0, reached);
        else lesson = null;
      }
    }
  }
}

Engine.stopped = 'stopped';

/** The module cannot go on. */
class Trap extends Error {}
