// Chromium, driven over the DevTools protocol through two pipes: messages end with a zero byte.
import { spawn } from 'node:child_process';

export class Browser {
  #count = 0;
  #waiting = new Map();
  #tabs = new Map();

  /** @param folder where the browser keeps what it keeps. */
  constructor(folder, program = process.env.CHROMIUM ?? 'chromium') {
    this.process = spawn(
      program,
      ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-extensions',
        '--force-color-profile=srgb', '--hide-scrollbars', `--user-data-dir=${folder}`, '--remote-debugging-pipe',
        'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    let rest = [];
    this.process.stdio[4].on('data', (data) => {
      let start = 0;
      for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
        this.#take(JSON.parse(Buffer.concat([...rest, data.subarray(start, end)]).toString()));
        rest = [];
        start = end + 1;
      }
      rest.push(data.subarray(start));
    });
    this.closed = new Promise((resolve) => this.process.on('exit', resolve));
  }

  #take(message) {
    if (message.id) {
      const { resolve, reject } = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    } else {
      this.#tabs.get(message.sessionId)?.take(message.method, message.params);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.#count;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** A tab of a size, in light or in dark. */
  async open({ width = 1200, height = 900, dark = false } = {}) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const tab = new Tab((method, params) => this.send(method, params, sessionId), targetId);
    this.#tabs.set(sessionId, tab);
    for (const domain of ['Page', 'Runtime', 'Log']) await tab.send(`${domain}.enable`);
    await tab.look({ width, height, dark });
    return tab;
  }

  async close() {
    await this.send('Browser.close');
    await this.closed;
  }
}

class Tab {
  constructor(send, target) {
    Object.assign(this, { send, target });
    /** What went wrong in the page: exceptions, and what its policy refused. */
    this.complaints = [];
  }

  take(method, params) {
    if (method === 'Runtime.exceptionThrown') {
      const { text, exception } = params.exceptionDetails;
      this.complaints.push(exception?.description ?? text);
    } else if (method === 'Log.entryAdded' && params.entry.level === 'error') {
      this.complaints.push(params.entry.text);
    } else if (method === 'Runtime.consoleAPICalled' && params.type === 'error') {
      this.complaints.push(params.args.map((each) => each.value ?? each.description).join(' '));
    }
  }

  async look({ width, height, dark }) {
    await this.send(
      'Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    await this.send(
      'Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
  }

  go(url) { return this.send('Page.navigate', { url }); }
  reload() { return this.send('Page.reload'); }

  async value(expression) {
    const { result, exceptionDetails } = await this.send(
      'Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until an expression is true. */
  async until(expression, seconds = 20) {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      try {
        if (await this.value(expression)) return;
      } catch {
        // The page is between two documents.
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const seen = await this.value('document.body.innerText').catch(() => '(no page)');
    throw new Error(`not within ${seconds} s: ${expression}\nthe page says:\n${String(seen).slice(-1500)}`);
  }

  /** Presses the mouse on the first element of a selector, or on the one with a text. */
  async click(selector, text = null) {
    // Where it is, the pointer finds it only when it has been drawn there.
    const place = await this.value(`(async () => {
      const all = [...document.querySelectorAll(${JSON.stringify(selector)})].filter((each) => each.checkVisibility());
      const element = all.find((each) => ${JSON.stringify(text)} === null || each.textContent.trim() === ${JSON.stringify(text)});
      if (!element) return null;
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const box = element.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    })()`);
    if (!place) throw new Error(`there is no ${selector} ${text ?? ''}`);
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.send('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 });
    }
  }

  /** Chooses a file in a field for files. */
  async choose(selector, file) {
    const { root } = await this.send('DOM.getDocument');
    const { nodeId } = await this.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    await this.send('DOM.setFileInputFiles', { nodeId, files: [file] });
  }

  insert(text) { return this.send('Input.insertText', { text }); }

  /** Presses a key: 1 Alt, 2 Ctrl, 8 Shift. */
  async press(key, modifiers = 0) {
    const code = { Enter: 13, ArrowUp: 38, ArrowDown: 40, Tab: 9, c: 67, ' ': 32 }[key];
    const text = key === 'Enter' ? '\r' : undefined;
    const names = { key, code: key === 'c' ? 'KeyC' : key, windowsVirtualKeyCode: code, modifiers };
    await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...names });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...names });
  }

  async picture() {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }
}
