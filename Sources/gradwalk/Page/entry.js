// The field where one types: it grows, knows what was entered before, and asks whether an entry is complete.

class Entry {
  static mostKept = 500;

  constructor(field, history) {
    this.field = field;
    this.history = history;
    this.place = history.length;
    this.draft = '';
    field.addEventListener('input', () => this.fit());
  }

  get text() { return this.field.value; }

  set text(text) {
    this.field.value = text;
    this.fit();
  }

  fit() {
    this.field.style.height = 'auto';
    this.field.style.height = `${Math.min(this.field.scrollHeight, 400)}px`;
  }

  insert(text) {
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, 'end');
    this.fit();
  }

  take() {
    const text = this.text.replace(/\s+$/, '');
    if (text !== '' && this.history.at(-1) !== text) this.history.push(text);
    if (this.history.length > Entry.mostKept) this.history.shift();
    this.place = this.history.length;
    this.text = '';
    return text;
  }

  /** Goes to an earlier (−1) or a later entry; whether there was one. */
  move(step) {
    const place = this.place + step;
    if (place < 0 || place > this.history.length) return false;
    if (this.place === this.history.length) this.draft = this.text;
    this.place = place;
    this.text = place === this.history.length ? this.draft : this.history[place];
    const end = this.text.length;
    this.field.setSelectionRange(end, end);
    return true;
  }

  /** Whether the cursor is in the first (−1) or the last line. */
  isAtEdge(step) {
    const { value, selectionStart, selectionEnd } = this.field;
    if (selectionStart !== selectionEnd) return false;
    return step < 0 ? !value.slice(0, selectionStart).includes('\n') : !value.slice(selectionStart).includes('\n');
  }

  async complete(engine) {
    const { value, selectionStart } = this.field;
    const line = value.slice(0, selectionStart).split('\n').pop();
    const found = await engine.ask('complete', { text: line });
    if (!found || found.words.length === 0) return 'nothing to complete';
    let common = found.words[0];
    for (const word of found.words) while (!word.startsWith(common)) common = common.slice(0, -1);
    this.field.setSelectionRange(selectionStart - found.length, selectionStart);
    if (common.length >= found.length) this.insert(common);
    else this.field.setSelectionRange(selectionStart, selectionStart);
    return found.words.length === 1 ? found.words[0] : found.words.slice(0, 12).join('  ');
  }
}
