/** PowerShell also treats the typographic quotes U+2018 to U+201B as single quotes. */
const singleQuotes = /['\u2018-\u201b]/g;

/** A UTF-16 surrogate without its counterpart, which strict JSON parsers reject. */
const loneSurrogates = /([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/;

/**
 * Returns a PowerShell expression that evaluates to exactly this text. If the text contains no lone surrogates, the
 * expression is a single-quoted string.
 */
export function psQuote(text: string): string {
  const literal = (part: string) => `'${part.replace(singleQuotes, '$&$&')}'`;
  const parts = text.split(loneSurrogates);
  if (parts.length === 1) {
    return literal(text);
  }
  const terms = parts.map((part, index) =>
    index % 2 === 0 ? literal(part) : `[char]0x${part.charCodeAt(0).toString(16)}`,
  );
  return `(${terms.join(' + ')})`;
}
