import { lexer, type MarkedToken, type Token } from 'marked';

/** A part of a page: a heading and the content up to the next heading of the same depth. */
export interface Chapter {
  title: string;
  tokens: MarkedToken[];
  /** The chapter's source text, including its heading. */
  raw: string;
}

/** A parsed help page. */
export interface PageParts {
  /** The name of the command. */
  name: string;
  /**
   * Returns the chapter with a level-2 heading of this title.
   *
   * @throws {Error} The page has no such chapter.
   */
  part(title: string): Chapter;
}

/**
 * Parses a help page. The result does not include the front matter, because it precedes the first level-1 heading.
 */
export function readParts(markdown: string): PageParts {
  const [page] = chapters(1, lexer(markdown) as MarkedToken[]);
  const parts = chapters(2, page?.tokens ?? []);
  const name = page?.title ?? '';
  const part = (title: string) => {
    const found = parts.find((one) => one.title === title);
    if (found === undefined) {
      throw new Error(`The help page of ${name} has to have the part "## ${title}".`);
    }
    return found;
  };
  return { name, part };
}

/** Returns the chapters with headings of this depth. Content before the first of these headings is dropped. */
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

/**
 * Returns the texts of paragraphs, each as one line, without Markdown formatting, which a console would display
 * literally.
 *
 * @throws {Error} The tokens contain something other than paragraphs.
 */
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
