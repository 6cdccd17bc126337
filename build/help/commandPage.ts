/** A heading's text and what stands below it. */
export interface Section {
  title: string;
  paragraphs: string[];
}

export interface Example {
  title: string;
  code: string;
  remarks: string[];
}

export interface Link {
  text: string;
  uri?: string;
}

/** The help of one command, as its page in docs/en-US has it. */
export interface CommandPage {
  name: string;
  synopsis: string;
  description: string[];
  parameters: Section[];
  inputs: Section[];
  outputs: Section[];
  notes: string[];
  examples: Example[];
  links: Link[];
}

const parts = ['Description', 'Parameters', 'Inputs', 'Outputs', 'Notes', 'Examples', 'Links'];
const needed = ['Description', 'Inputs', 'Outputs', 'Examples', 'Links'];

/** @param markdown A page of docs/en-US. @throws Where a part is missing or unknown. */
export function readPage(markdown: string): CommandPage {
  const [head = '', ...rest] = markdown.split(/^## /m);
  const bodies = new Map(rest.map((text) => splitFirstLine(text)));
  const wrong = [
    ...[...bodies.keys()].filter((part) => !parts.includes(part)),
    ...needed.filter((part) => !bodies.has(part)),
  ];
  const name = /^# (\S+)\n/.exec(head)?.[1];
  if (name === undefined || wrong.length > 0) {
    throw new Error(`The help page of ${name} has wrong or missing parts: ${wrong.join(', ')}`);
  }
  const body = (part: string) => bodies.get(part) ?? '';
  return {
    name,
    synopsis: paragraphs(splitFirstLine(head)[1]).join(' '),
    description: paragraphs(body('Description')),
    parameters: sections(body('Parameters')),
    inputs: sections(body('Inputs')),
    outputs: sections(body('Outputs')),
    notes: paragraphs(body('Notes')),
    examples: chapters(body('Examples')).map(readExample),
    links: body('Links').trim().split('\n').map(readLink),
  };
}

function chapters(text: string): [title: string, body: string][] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((chapter) => splitFirstLine(chapter));
}

function sections(text: string): Section[] {
  return chapters(text).map(([title, body]) => ({ title, paragraphs: paragraphs(body) }));
}

function readExample([title, body]: [string, string]): Example {
  const [, code, remarks = ''] = /^\s*```powershell\n(.*?)\n```\n(.*)$/s.exec(body) ?? [];
  if (code === undefined) {
    throw new Error(`The example "${title}" has to begin with its code.`);
  }
  return { title, code, remarks: paragraphs(remarks) };
}

function readLink(line: string): Link {
  const [, text, uri] = /^- \[(.+)\]\((.+)\)$/.exec(line) ?? [];
  return text !== undefined && uri !== undefined ? { text, uri } : { text: line.replace(/^- /, '') };
}

/** Without the marks of Markdown, which a console would show. */
function paragraphs(text: string): string[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => paragraph.replaceAll('\n', ' ').replaceAll('`', ''));
}

function splitFirstLine(text: string): [first: string, rest: string] {
  const end = text.indexOf('\n');
  return [text.slice(0, end).trim(), text.slice(end + 1)];
}
