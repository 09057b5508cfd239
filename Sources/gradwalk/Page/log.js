// What was shown, from top to bottom: prose in paragraphs, what was run in boxes, questions, drawings.

class Log {
  /** How many lines one entry may show; what is beyond is counted. */
  static most = 3000;
  /** How long a line may be, and how many blocks stay. */
  static longest = 20000;
  static mostBlocks = 1500;

  constructor(element) {
    this.element = element;
    this.drawings = new Map();
    this.begin();
  }

  clear() {
    this.element.replaceChildren();
    this.begin();
  }

  /** Begins what one entry shows. What is noted where the page itself enters something is no error. */
  begin(isSilent = false) {
    this.end();
    this.isSilent = isSilent;
    while (this.element.childElementCount > Log.mostBlocks) this.element.firstChild.remove();
    this.lines = 0;
    this.left = 0;
    this.first = null;
    this.words = [];
    // A walk goes on in its box.
    this.walk = this.block?.kind === 'run' ? this.block : null;
    this.block = null;
    this.question = null;
  }

  end() {
    if (this.rest) this.line(this.rest);
    this.rest = '';
    if (this.left > 0) this.add('p', 'more', `… ${this.left} more lines are not shown.`);
    this.left = 0;
  }

  /** What was written, line breaks and all. */
  write(text) {
    const lines = ((this.rest ?? '') + text).split('\n');
    this.rest = lines.pop().slice(0, Log.longest + 1);
    for (const line of lines) this.line(line);
  }

  notice(text) {
    if (this.rest) this.line(this.rest);
    this.rest = '';
    for (const line of text.split('\n')) this.line(line, 'notice');
  }

  echo(text) {
    if (/^walk \d/.test(text) && this.walk) {
      this.block = this.walk;
      this.first ??= this.block.element.lastChild;
    }
    this.line(text, 'entry');
  }

  line(text, kind = null) {
    if (++this.lines > Log.most) {
      this.left++;
      return;
    }
    const line = piecesOf(text.length > Log.longest ? text.slice(0, Log.longest) + '…' : text);
    const plain = textOf(line);
    if (line.drawing !== null) return this.draw(line.drawing);
    if (plain === '') return this.blank();
    if (kind === 'notice' && (/^ *\(/.test(plain) || this.block?.isAside || this.isSilent)) return this.aside(plain);
    if (isProse(line)) return this.prose(line, plain);
    if (plain.startsWith('? ')) return this.ask(plain.slice(2));
    if (this.block?.kind === 'question' && plain.startsWith('  ')) return this.append(line, 'option');
    const isEntry = kind === 'entry' || kind === null && /^(>>>|\.\.\.|walk \d+\/\d+>) /.test(plain);
    // What is entered behind a blank line begins another box.
    if (this.block?.kind !== 'run' || isEntry && this.block.blanks > 0) {
      this.block = { kind: 'run', element: this.add('div', 'run') };
    }
    if (isEntry) return this.append(line, 'entry');
    this.words.push(plain.trim());
    this.append(line, kind === 'notice' && plain.startsWith('hint: ') ? 'notice hint' : kind ?? 'output');
  }

  ask(text) {
    this.block = { kind: 'question', element: this.add('div', 'question') };
    this.question = this.block.element;
    this.append(null, 'ask', [{ text, codes: [] }]);
  }

  /** The question that is open, if any, whole: lines break where the page is narrow, and only there. */
  tellQuestion(question) {
    if (!question || this.question) this.element.querySelector('.question.open')?.classList.remove('open');
    if (!question || !this.question) return;
    this.question.classList.add('open');
    const { ask, options } = question;
    const areKeys = options.every(({ name, text }) => name === text);
    const lines = areKeys ? [options.map(({ text }) => text).join('   ')]
      : options.map(({ name, text }) => `${name}) ${text}`);
    this.question.replaceChildren();
    this.block = { kind: 'question', element: this.question };
    this.append(null, 'ask', [{ text: ask, codes: [] }]);
    for (const text of lines) if (text) this.append(null, 'option', [{ text, codes: [] }]);
    this.block = null;
  }

  blank() {
    if (this.block?.kind === 'run') this.block.blanks = (this.block.blanks ?? 0) + 1;
    else this.block = null;
  }

  append(line, name, pieces = line.pieces) {
    // Blank lines inside a box are kept, those at its end are not.
    for (; this.block.blanks > 0; this.block.blanks--) {
      const blank = document.createElement('div');
      blank.textContent = '\u00a0';
      this.block.element.append(blank);
    }
    const element = document.createElement('div');
    element.className = name;
    if (name === 'entry') {
      const [, prompt, rest] = /^(\S+(?: \d+\/\d+>)? )(.*)$/s.exec(textOf(line)) ?? [null, '', textOf(line)];
      appendPieces(element, [{ text: prompt, codes: [34] }, { text: rest, codes: [] }]);
    } else {
      appendPieces(element, pieces);
    }
    this.block.element.append(element);
  }

  /** Lines of prose that belong together are one paragraph, as wide as the page. */
  prose(line, plain) {
    if (isAll(line, 1) && isAll(line, 36)) {
      this.block = null;
      if (!/^[═─]+$/.test(plain)) this.add('h2', '', plain);
      return;
    }
    if (isAll(line, 36)) {
      if (this.block?.kind !== 'formula') this.block = { kind: 'formula', element: this.add('div', 'formula') };
      return this.append(line, 'formula-line', line.pieces.map(({ text }) => ({ text, codes: [] })));
    }
    const item = /^(\s*(?:[-*•]|\d+[.)])\s+)/.exec(plain);
    if (this.block?.kind !== 'prose' || item || plain.startsWith('│')) {
      this.block = { kind: 'prose', element: this.add('p', item ? 'item' : '') };
    } else {
      this.block.element.append(' ');
      line.pieces[0].text = line.pieces[0].text.replace(/^ +/, '');
    }
    appendPieces(this.block.element, line.pieces);
  }

  /** What is said beside the lesson, in one paragraph. */
  aside(text) {
    const begins = /^ *\(/.test(text) || !this.block?.isAside;
    // A button says the same.
    const isShown = begins ? !/^ *\(Enter /.test(text) : this.block.element !== null;
    if (begins) this.block = { isAside: true, element: isShown ? this.add('p', 'aside', text.trim()) : null };
    else if (isShown) this.block.element.append(' ' + text.trim());
    if (isShown) this.words.push(text.trim());
    if (text.endsWith(')')) this.block = null;
  }

  draw(number) {
    const svg = this.drawings.get(number);
    this.drawings.delete(number);
    if (svg === undefined) return;
    this.show(svg);
    if (this.block?.kind !== 'run') this.block = null;
  }

  /** A drawing as an image: nothing in it can run. */
  show(svg) {
    const figure = this.block?.kind === 'run'
      ? this.block.element.appendChild(document.createElement('figure')) : this.add('figure', '');
    const image = document.createElement('img');
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    image.alt = titleOf(svg) ?? 'drawing';
    image.onload = () => URL.revokeObjectURL(image.src);
    figure.append(image);
    return figure;
  }

  /** A file that a program wrote: to be seen where it is a drawing, and to be kept. */
  file(name, text) {
    const figure = name.endsWith('.svg') ? this.show(text) : this.add('p', '');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
    link.download = name.replace(/^.*[/\\]/, '');
    link.textContent = `Keep ${link.download}`;
    figure.append(link);
  }

  add(tag, name, text = '') {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.textContent = text;
    this.element.append(element);
    this.first ??= element;
    return element;
  }
}

/** What a drawing is called in itself. */
function titleOf(svg) {
  const named = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
  return /<title>([^<]*)</.exec(svg)?.[1].replace(/&(lt|gt|quot|amp|#39);/g, (_, name) => named[name]) ?? null;
}
