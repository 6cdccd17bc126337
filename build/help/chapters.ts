import { lexer, type MarkedToken, type Token } from 'marked';

/** A heading's text, and what stands below it up to the next heading of its depth. */
export interface Chapter {
  title: string;
  tokens: MarkedToken[];
  /** The whole chapter as it is written, with its heading. */
  raw: string;
}

/** A page of help: the command that it is of, and its parts by their titles. */
export interface PageParts {
  name: string;
  /** @throws If there is no such part. */
  part(title: string): Chapter;
}

/** Takes a page apart. To Markdown its front matter is something in front of the first heading, and so left out. */
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

/**
 * The texts of paragraphs, without the marks of Markdown, which a console would show.
 * @throws Where something else is among them.
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
