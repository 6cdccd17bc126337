/** The width of the terminal in characters. */
export const columns = 100;

const lineHeight = 18;
const characterWidth = 8.4;
const margin = 16;

const typedColour = '#f2d479';
const plainColour = '#d5dbe3';

/** The picture's colours for the ANSI codes that PowerShell uses in errors, table headings, and warnings. */
const colours: Readonly<Record<string, string>> = { '31': '#ff8f8f', '32': '#8fd694', '33': '#f2b774' };

interface Span {
  text: string;
  colour: string;
}

/** Returns an SVG image of a terminal session. Lines that begin with a prompt are drawn in a different colour. */
export function drawTerminal(session: string): string {
  const rows = rowsOf(session);
  const width = Math.ceil(columns * characterWidth + 2 * margin);
  const height = rows.length * lineHeight + 2 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    '<title>A PowerShell session</title>',
    `<rect width="${width}" height="${height}" rx="8" fill="#1c2128"/>`,
    '<g font-family="ui-monospace, Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="14" xml:space="preserve">',
    ...rows.flatMap((spans, index) =>
      spans.length === 0
        ? []
        : `<text x="${margin}" y="${margin + (index + 0.75) * lineHeight}">${spans.map(tspan).join('')}</text>`,
    ),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Returns the rows of the terminal, with consecutive empty rows merged into one. */
function rowsOf(session: string): Span[][] {
  let colour = plainColour;
  const rows: Span[][] = [];
  for (const line of session.trimEnd().split(/\r?\n/)) {
    const isTyped = line.startsWith('PS> ');
    const spans: Span[] = [];
    for (const [index, part] of line.split('\x1b[').entries()) {
      // Every part except the first begins with colour codes and the letter m.
      const end = index === 0 ? -1 : part.indexOf('m');
      colour = index === 0 ? colour : (colours[part.slice(0, 2)] ?? plainColour);
      const text = part.slice(end + 1);
      spans.push(...(text === '' ? [] : [{ text, colour: isTyped ? typedColour : colour }]));
    }
    const isEmpty = spans.every(({ text }) => text.trim() === '');
    if (!isEmpty) {
      rows.push(...wrapped(spans));
    } else if (rows.at(-1)?.length !== 0) {
      rows.push([]);
    }
  }
  return rows;
}

/** Wraps a line at the width of the terminal. */
function wrapped(spans: readonly Span[]): Span[][] {
  const rows: Span[][] = [[]];
  let free = columns;
  for (const { text, colour } of spans) {
    for (let rest = text; rest !== ''; ) {
      if (free === 0) {
        rows.push([]);
        free = columns;
      }
      const part = rest.slice(0, free);
      rows.at(-1)?.push({ text: part, colour });
      free -= part.length;
      rest = rest.slice(part.length);
    }
  }
  return rows;
}

function tspan({ text, colour }: Span): string {
  return `<tspan fill="${colour}">${xml(text)}</tspan>`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
