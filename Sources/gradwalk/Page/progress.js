// What is kept from one day to the next. Whatever comes out of the browser's store or a file is read with suspicion.

class Progress {
  static prefix = 'gradwalk/1/';
  static longest = 1 << 20;

  constructor(stems) {
    this.stems = stems;
    this.isKept = true;
  }

  read(name) {
    try {
      return JSON.parse(localStorage.getItem(Progress.prefix + name) ?? 'null');
    } catch {
      return null;
    }
  }

  write(name, value) {
    try {
      if (value === null) localStorage.removeItem(Progress.prefix + name);
      else localStorage.setItem(Progress.prefix + name, JSON.stringify(value));
    } catch {
      this.isKept = false;
    }
  }

  /** What is kept of a lesson: the module's text, and how far it says that is. */
  lesson(stem) { return Progress.checked(this.read(`lesson/${stem}`)); }

  static checked(value) {
    if (value === null || typeof value !== 'object' || typeof value.text !== 'string') return null;
    if (value.text.length > Progress.longest) return null;
    const count = (number) => (Number.isInteger(number) && number >= 0 && number < 10000 ? number : 0);
    return { text: value.text, done: count(value.done), of: count(value.of), isFinished: value.isFinished === true };
  }

  keepLesson(stem, change) {
    const value = { ...this.lesson(stem), ...change };
    this.write(`lesson/${stem}`, value.text ? value : null);
  }

  /** The module's texts by lesson. */
  texts() {
    const kept = {};
    for (const stem of this.stems) {
      const value = this.lesson(stem);
      if (value) kept[stem] = value.text;
    }
    return kept;
  }

  strings(name, most) {
    const value = this.read(name);
    return Array.isArray(value) ? value.filter((text) => typeof text === 'string').slice(-most) : [];
  }

  /** A file of all of it. */
  saved() {
    const lessons = {};
    for (const stem of this.stems) {
      const value = this.lesson(stem);
      if (value) lessons[stem] = value;
    }
    return JSON.stringify({ gradwalk: 1, lessons }, null, 1) + '\n';
  }

  /** Takes such a file; gives the lessons that it had something of, or null where it is none. */
  load(text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return null;
    }
    if (file?.gradwalk !== 1 || typeof file.lessons !== 'object' || file.lessons === null) return null;
    const loaded = [];
    for (const stem of this.stems) {
      const value = Object.hasOwn(file.lessons, stem) ? Progress.checked(file.lessons[stem]) : null;
      if (value) {
        this.write(`lesson/${stem}`, value);
        loaded.push(stem);
      }
    }
    return loaded;
  }
}
