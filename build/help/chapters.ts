import { lexer, type MarkedToken, type Token } from 'marked';

/** A heading's text, and what stands below it up to the next heading of its depth. */
export interface Chapter {
  title: string;
  tokens: MarkedToken[];
  /** All of it as it is written, with its heading. */
  raw: string;
}

const partTitles = [
  'SYNOPSIS',
  'SYNTAX',
  'DESCRIPTION',
  'EXAMPLES',
  'PARAMETERS',
  'INPUTS',
  'OUTPUTS',
  'NOTES',
  'RELATED LINKS',
] as const;

export interface PageParts {
  name: string;
  parts: Record<(typeof partTitles)[number], Chapter>;
}

/**
 * Takes a page of help apart. Its front matter is left out: to Markdown it is something in front of the first heading.
 * @throws Where a part is missing, unknown or in another place.
 */
export function readParts(markdown: string): PageParts {
  const [page] = chapters(1, lexer(markdown) as MarkedToken[]);
  const parts = chapters(2, page?.tokens ?? []);
  if (page === undefined || parts.map(({ title }) => title).join() !== partTitles.join()) {
    throw new Error(`The help page of ${page?.title} has to have the parts ${partTitles.join(', ')}.`);
  }
  return {
    name: page.title,
    parts: Object.fromEntries(parts.map((part) => [part.title, part])) as PageParts['parts'],
  };
}

/** The chapters whose headings have this depth. */
export function chapters(depth: number, tokens: readonly MarkedToken[]): Chapter[] {
  const found: Chapter[] = [];
  for (const token of tokens) {
    const last = found.at(-1);
    if (token.type === 'heading' && token.depth === depth) {
      found.push({ title: token.text, tokens: [], raw: token.raw });
    } else if (last !== undefined) {
      last.tokens.push(token);
      last.raw += token.raw;
    }
  }
  return found;
}

/** The texts of paragraphs, without the marks of Markdown, which a console would show. @throws Where it is something else. */
export function paragraphs(tokens: readonly MarkedToken[]): string[] {
  return tokens
    .filter(({ type }) => type !== 'space')
    .map((token) => {
      if (token.type !== 'paragraph') {
        throw new Error(`In a help page this has to be a paragraph: ${token.raw}`);
      }
      return plainText(token).replaceAll('\n', ' ');
    });
}

function plainText(token: Token): string {
  if ('tokens' in token && token.tokens !== undefined) {
    return token.tokens.map(plainText).join('');
  }
  return 'text' in token ? token.text : token.raw;
}
