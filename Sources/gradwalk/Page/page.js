// The page: contents, and one conversation that is a lesson or the prompt.

const at = (id) => document.getElementById(id);
const lessons = JSON.parse(at('lesson-data').textContent);
const progress = new Progress(lessons.map((lesson) => lesson.stem));
const log = new Log(at('log'));
const entry = new Entry(at('entry'), progress.strings('history', Entry.mostKept));
const engine = new Engine(lessons.map(({ stem, text }) => ({ stem, text })), () => progress.texts(), hear);

let state = { prompt: '>>> ', isWalking: false, lesson: null, question: null };
let isRunning = true;
let since = 0;
/** What is being run. */
let current = Promise.resolve();
/** Whether it was said that nothing is kept. */
let isWarned = false;
/** Whether it is being asked whether an entry is complete. */
let isAsked = false;
/** Whether what is entered comes from the page, and not from the learner's hand. */
let isSilent = false;

function say(text) { at('status').textContent = text; }

// What the module tells.

function hear(kind, text) {
  switch (kind) {
    case 'output': return log.write(text);
    case 'notice': return log.notice(text);
    case 'echo': return isSilent ? undefined : log.echo(text);
    case 'file': return log.file(...dividedAtLine(text));
    case 'drawing': {
      const [number, svg] = dividedAtLine(text);
      return log.drawings.set(Number(number), svg);
    }
    case 'progress': {
      const [stem, record] = dividedAtLine(text);
      return progress.keepLesson(stem, { text: record });
    }
    case 'loop': return showLoop(JSON.parse(text));
    case 'state':
      state = JSON.parse(text);
      engine.openLesson = state.lesson?.stem ?? null;
      if (state.lesson) {
        const { stem, done, of } = state.lesson;
        progress.keepLesson(stem, { done, of, isFinished: state.lesson.state === 'finished' });
      }
  }
}

function dividedAtLine(text) {
  const end = text.indexOf('\n');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}

function showLoop(loop) {
  if (!loop || performance.now() - since < 1000) return;
  say(`Running: ${loop.done}${loop.total ? ` of ${loop.total}` : ''}${loop.loss === null ? '' : `, loss ${loop.loss}`}`);
}

// What the learner does.

/** Enters a text, and shows what comes of it. */
function enter(text, silent = false) {
  if (!isRunning) current = run(text, silent);
  return current;
}

async function run(text, silent) {
  setRunning(true);
  isSilent = silent;
  log.begin(silent);
  let words = '';
  try {
    const code = await engine.enter(text);
    if (code === 130) words = 'Interrupted. ';
  } catch (error) {
    if (!(error instanceof Trap)) throw error;
    words = await recover(error);
  }
  log.end();
  log.tellQuestion(state.question);
  progress.write('history', entry.history);
  progress.write('session', engine.journal.length ? engine.journal : null);
  setRunning(false);
  words += log.words.slice(-4).join(' ');
  if (state.question) words += ` Question: ${state.question.ask}`;
  if (!progress.isKept && !isWarned) words += ' This browser keeps no progress: “Save progress” makes a file of it.';
  isWarned ||= !progress.isKept;
  say(shortened(words) || 'Done.');
  if (at('play').hidden) return;
  history.replaceState(null, '', state.lesson ? `#lesson=${state.lesson.stem}` : '#prompt');
  show();
  reveal();
}

/** After a trap, or a stop that was not listened to. */
async function recover(error) {
  const isStopped = error.message === Engine.stopped;
  const what = isStopped
    ? 'Stopped. '
    : `The interpreter could not go on (${error.message}): this is a mistake of ours, not yours. `;
  say(what + 'Bringing the session back …');
  await engine.restore();
  const words = what + 'The session is as it was before this entry.';
  log.end();
  log.add('p', 'notice', words);
  return words + ' ';
}

function shortened(text) { return text.length > 300 ? text.slice(0, 299) + '…' : text; }

function setRunning(value) {
  isRunning = value;
  since = performance.now();
  document.body.classList.toggle('running', value);
  at('enter').hidden = value;
  at('stop').hidden = !value;
  const moment = since;
  if (value) setTimeout(() => { if (isRunning && since === moment) say('Running … Stop or Ctrl+C ends it.'); }, 1000);
}

/** Enters what was typed, where it is complete; else a further line begins. An empty line ends a block. */
async function submit() {
  if (isRunning || isAsked) return;
  const { text } = entry;
  if (text.trim() !== '' && !/\n\s*$/.test(text)) {
    isAsked = true;
    // Where the question itself fails, entering will tell.
    const indentation = await engine.ask('wants', { text }).catch(() => -1);
    isAsked = false;
    if (indentation >= 0) return entry.insert('\n' + ' '.repeat(indentation));
  }
  return enter(entry.take());
}

/** Scrolls to what is new: its end with the entry, but not past its beginning. */
function reveal() {
  at('composer').scrollIntoView({ block: 'end', behavior: 'instant' });
  const top = log.first?.getBoundingClientRect().top ?? 100;
  if (top < 60) log.first.scrollIntoView({ behavior: 'instant' });
  if (!matchMedia('(pointer: coarse)').matches) at('entry').focus({ preventScroll: true });
}

// What is offered besides typing.

const walkWords = [
  ['step', 'step'], ['next', 'next'], ['back', 'back'], ['continue', 'continue'], ['why', 'why'], ['explain', 'explain'],
  ['leave the walk', 'quit'],
];

/** What can be pressed just now: each with its label, what it enters or where it leads, and its kind. */
function offers() {
  const { lesson, question, isWalking } = state;
  const offered = isWalking ? walkWords.map(([label, text]) => ({ label, text })) : [];
  if (question && !isWalking) {
    for (const { name, text } of question.options) {
      offered.push({ label: name === text ? text : `${name}) ${text}`, text: name, kind: 'option' });
    }
    offered.push({ label: 'Hint', text: ':hint' }, { label: 'Skip', text: ':skip' });
  } else if (lesson?.state === 'reading') {
    offered.push({ label: 'Continue', text: isWalking ? ':next' : '', kind: 'main' });
  } else if (lesson?.state === 'finished' && !isWalking) {
    const next = lessons[lessons.findIndex(({ stem }) => stem === lesson.stem) + 1];
    if (next) offered.push({ label: `Next: ${next.title}`, address: `#lesson=${next.stem}`, kind: 'main' });
    offered.push({ label: 'Contents', address: '#contents' }, { label: 'Progress', text: ':progress' });
    offered.push({ label: 'Begin anew', text: `:learn ${lesson.stem}` });
  }
  return offered;
}

function show() {
  const { lesson, question, isWalking, prompt } = state;
  const title = lesson ? lesson.title : 'The prompt';
  document.title = `${title} · Gradwalk`;
  for (const id of ['title', 'heading']) at(id).textContent = title;
  at('tally').textContent = lesson ? `${lesson.done} of ${lesson.of}` : '';
  at('prompt').textContent = prompt;
  at('offers').setAttribute('aria-label', question ? `Answer: ${question.ask}` : 'What can be done here');
  at('offers').replaceChildren(...offers().map(({ label, text, address, kind }) => {
    const element = document.createElement(address ? 'a' : 'button');
    element.textContent = label;
    element.className = `button ${kind ?? ''}`;
    if (address) {
      element.href = address;
    } else {
      element.type = 'button';
      element.onclick = () => enter(text);
    }
    return element;
  }));
  at('entry-label').textContent = isWalking ? 'A word of the walk, a program or a command'
    : question ? (question.kind === 'choice' ? 'Or type: an answer, a program, a command'
      : 'Your answer: a number or an expression. Or try something')
    : 'A program or a command';
}

at('composer').onsubmit = (event) => {
  event.preventDefault();
  submit();
};

at('stop').onclick = () => engine.stop();

at('entry').onkeydown = async (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  } else if (step && !event.shiftKey && entry.isAtEdge(step)) {
    if (entry.move(step)) event.preventDefault();
  } else if (event.key === ' ' && event.ctrlKey && !isRunning) {
    event.preventDefault();
    say(await entry.complete(engine));
  }
};

document.addEventListener('keydown', (event) => {
  if (event.key === 'c' && event.ctrlKey && isRunning && getSelection().isCollapsed) {
    event.preventDefault();
    engine.stop();
  }
});
