/** PowerShell takes the typographic quotes U+2018 to U+201B for single quotes too. */
const singleQuotes = /['\u2018-\u201b]/g;

/** A UTF-16 surrogate without its partner, which JSON readers in strict languages refuse. */
const loneSurrogates = /([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/;

/** A PowerShell expression whose value is exactly this text: a single-quoted literal if that can hold it. */
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
