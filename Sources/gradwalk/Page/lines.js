// Lines as a terminal would show them, in elements: styles are switched by ESC [ … m (ECMA-48, 8.3.117), and nothing a
// program prints ever becomes markup.

const styleNames = {
  1: 'bold', 2: 'dim', 3: 'emphasis', 11: 'prose', 31: 'error', 32: 'value', 34: 'prompt', 35: 'gradient', 36: 'code',
};

/** The pieces of a line: texts, each with the codes that are on. */
function piecesOf(line) {
  const pieces = [];
  let codes = [];
  let drawing = null;
  for (const [index, part] of line.split(/\x1b\[([0-9;]*)m/).entries()) {
    if (index % 2 === 0) {
      if (part !== '') pieces.push({ text: part, codes });
    } else {
      const numbers = part.split(';').map(Number);
      if (numbers[0] === 9000) drawing = numbers[1];
      codes = numbers[0] === 0 ? [] : [...codes, ...numbers];
    }
  }
  return { pieces, drawing };
}

function isProse({ pieces }) { return pieces.length > 0 && pieces.every((piece) => piece.codes.includes(11)); }

/** Whether all of a line is in one style. */
function isAll(line, code) { return line.pieces.every((piece) => piece.codes.includes(code)); }

function textOf(line) { return line.pieces.map((piece) => piece.text).join(''); }

/** An element for a piece of a line, or its bare text. */
function elementOf({ text, codes }) {
  const names = [];
  const span = document.createElement('span');
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index];
    if ((code === 38 || code === 48) && codes[index + 1] === 2) {
      const color = `rgb(${codes.slice(index + 2, index + 5).join(' ')})`;
      if (code === 38) span.style.color = color; else span.style.backgroundColor = color;
      index += 4;
    } else if (styleNames[code] && code !== 11) {
      names.push(styleNames[code]);
    }
  }
  if (names.length === 0 && !span.style.cssText) return document.createTextNode(text);
  span.className = names.join(' ');
  span.textContent = text;
  return span;
}

function appendPieces(parent, pieces) { parent.append(...pieces.map(elementOf)); }
