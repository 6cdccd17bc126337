/** The numbers of the steps in the picture: a read, an update, -WhatIf, a wrong value, an error of Graph. */
export const shownSteps = [1, 2, 6, 8, 9] as const;

const COLUMNS = 112;
const LINE_HEIGHT = 18;
const CHARACTER_WIDTH = 8.4;
const MARGIN = 16;

/** What differs from run to run, or from computer to computer. */
const varying = /^ {2}(?:server|wrote )? *\| +(?:Host|User-Agent|client-request-id|request-id|Date) *:/;

/** The first that fits a line gives its colour. */
const colours: readonly (readonly [pattern: RegExp, colour: string])[] = [
  [/^\d+\. /, '#ffffff'],
  [/^ {2}(?:PS>| {3} )/, '#f2d479'],
  [/^ {2}=> as expected/, '#8fd694'],
  [/^ {2}=> /, '#ff8f8f'],
  [/\| error: /, '#ff8f8f'],
  [/^ {2}Expected:/, '#9aa4b2'],
];

/** The parts of the demonstration's output with these numbers, each with its number in front as at first. */
export function chosenSteps(output: string, numbers: readonly number[]): string[] {
  const steps = output.split(/^(?=\d+\. )/m).slice(1);
  return numbers
    .flatMap((number) => {
      const lines = (steps[number - 1] ?? '').trimEnd().split('\n');
      const end = lines.findIndex((line) => line.startsWith('  =>'));
      return ['', ...lines.slice(0, end + 1).filter((line) => !varying.test(line) && !/^ *\| *$/.test(line))];
    })
    .slice(1);
}

/** Lines of text as a terminal would show them, as an SVG picture. */
export function drawTerminal(lines: readonly string[]): string {
  const rows = lines.flatMap((line) => wrapped(line).map((text) => ({ text, colour: colourOf(line) })));
  const width = Math.ceil(COLUMNS * CHARACTER_WIDTH + 2 * MARGIN);
  const height = rows.length * LINE_HEIGHT + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    '<title>What npm run demo shows</title>',
    `<rect width="${width}" height="${height}" rx="8" fill="#1c2128"/>`,
    '<g font-family="ui-monospace, Consolas, Menlo, monospace" font-size="14" xml:space="preserve">',
    ...rows.flatMap(({ text, colour }, index) =>
      text === ''
        ? []
        : [
            `<text x="${MARGIN}" y="${MARGIN + (index + 0.75) * LINE_HEIGHT}" fill="${colour}">${xml(text)}</text>`,
          ],
    ),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** What comes after the edge stands below, as far in as its line. */
function wrapped(line: string): string[] {
  if (line.length <= COLUMNS) {
    return [line];
  }
  const indent =
    / *\| |^ */.exec(line.replace(/^ {2}(?:wrote|server)/, (label) => ' '.repeat(label.length)))?.[0] ?? '';
  const end = line.lastIndexOf(' ', COLUMNS);
  const cut = end > indent.length ? end : COLUMNS;
  return [line.slice(0, cut), ...wrapped(indent + line.slice(cut).trimStart())];
}

function colourOf(line: string): string {
  return colours.find(([pattern]) => pattern.test(line))?.[1] ?? '#d5dbe3';
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
