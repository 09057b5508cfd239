// The contents: every lesson with how far one has come, and what leads to and from the conversation.

function showContents() {
  at('lessons').replaceChildren(...lessons.map((lesson) => {
    const kept = progress.lesson(lesson.stem);
    const link = document.createElement('a');
    link.href = `#lesson=${lesson.stem}`;
    link.textContent = lesson.title;
    const summary = document.createElement('p');
    summary.textContent = lesson.summary;
    const far = document.createElement('p');
    far.className = 'far';
    far.append(howFar(kept, lesson.questions));
    if (kept && !kept.isFinished && lesson.questions > 0) {
      const bar = document.createElement('progress');
      bar.max = lesson.questions;
      bar.value = kept.done;
      bar.setAttribute('aria-label', `Done of ${lesson.title}`);
      far.prepend(bar);
    }
    const item = document.createElement('li');
    item.append(link, summary, far);
    return item;
  }));
  const journal = earlier;
  at('again').hidden = journal.length === 0 || engine.journal.length > 0;
  at('again').textContent = `Enter again what you entered last time (${journal.length})`;
}

function howFar(kept, questions) {
  if (!kept) return `${questions} question${questions === 1 ? '' : 's'}`;
  return kept.isFinished ? 'finished' : `${kept.done} of ${questions} done`;
}

/** The entries of the prompt on another day: entered again where the learner asks for it. */
const earlier = progress.strings('session', 1000);

at('again').onclick = async () => {
  location.hash = '#prompt';
  await go();
  for (const text of earlier) {
    await enter(text);
    if (state.lesson) break;
  }
};

at('save-progress').onclick = () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([progress.saved()], { type: 'application/json' }));
  link.download = 'gradwalk-progress.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say('Your progress is in the file gradwalk-progress.json.');
};

at('load-progress').onchange = async ({ target }) => {
  const file = target.files[0];
  target.value = '';
  if (!file) return;
  const loaded = file.size > 64 * Progress.longest ? null : progress.load(await file.text());
  if (loaded === null) return say(`“${file.name}” holds no progress of Gradwalk.`);
  for (const stem of loaded) await engine.ask('load', { stem, text: progress.lesson(stem).text });
  showContents();
  say(`Loaded: ${loaded.length} lesson${loaded.length === 1 ? '' : 's'}.`);
};

/** Shows what the address asks for. */
async function go() {
  const wanted = location.hash.slice(1);
  const stem = wanted.startsWith('lesson=') ? decodeURIComponent(wanted.slice(7)) : null;
  const isLesson = lessons.some((lesson) => lesson.stem === stem);
  const isPlay = isLesson || wanted === 'prompt';
  at('contents').hidden = isPlay;
  at('play').hidden = !isPlay;
  at('home').textContent = isPlay ? '← Contents' : 'Gradwalk';
  if (!isPlay) {
    at('title').textContent = '';
    at('tally').textContent = '';
    document.title = 'Gradwalk';
    showContents();
    if (!isRunning) say('Ready.');
    at('contents').focus();
    return;
  }
  const isOther = isLesson ? state.lesson?.stem !== stem : state.lesson !== null;
  if (isRunning && isOther) {
    engine.stop();
    await current;
  }
  resize();
  if (isLesson && isOther) {
    log.clear();
    await enter(`:learn ${stem}`, true);
  } else if (isOther) {
    log.clear();
    await enter(':quit', true);
  } else {
    show();
    reveal();
  }
}

/** As many columns as boxes of lines have room for. */
function resize() {
  const probe = at('log').appendChild(document.createElement('div'));
  probe.className = 'run';
  const letters = document.createElement('span');
  letters.textContent = '0'.repeat(40);
  probe.append(letters);
  const inner = probe.clientWidth - 2 * parseFloat(getComputedStyle(probe).paddingLeft);
  const columns = Math.floor(inner / (letters.getBoundingClientRect().width / 40));
  probe.remove();
  engine.columns = Math.max(36, Math.min(columns || 80, 110));
  if (!isRunning) engine.ask('resize', { columns: engine.columns }).catch(() => {});
}

addEventListener('hashchange', go);
addEventListener('resize', () => { if (!at('play').hidden) resize(); });

async function begin() {
  try {
    showContents();
    await engine.start();
  } catch (error) {
    say(`The interpreter does not start in this browser: ${error.message}`);
    return;
  }
  isRunning = false;
  setRunning(false);
  say('Ready.');
  await go();
}

begin();
