/** The formats in which a service can repeat the values that it received. */
export const echoForms = ['plain', 'percent', 'json', 'base64'] as const;

export type EchoForm = (typeof echoForms)[number];

/** Returns the text in a format, escaped for a JSON string. */
export function written(form: EchoForm, text: string): string {
  switch (form) {
    case 'plain':
      return JSON.stringify(text).slice(1, -1);
    case 'percent':
      return encodeURIComponent(text).replaceAll("'", '%27');
    case 'json':
      return text.replace(/[^\w.~-]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
    case 'base64':
      return Buffer.from(text).toString('base64');
  }
}

/**
 * Returns all values of headers or form fields. Includes credentials without their scheme, and decoded Basic
 * credentials.
 */
export function valuesIn(members: Readonly<Record<string, string>>): string[] {
  return Object.values(members).flatMap((value) => {
    const [, scheme, credentials = ''] = /^(Bearer|Basic) (.+)$/.exec(value) ?? [];
    const decoded = scheme === 'Basic' ? [Buffer.from(credentials, 'base64').toString()] : [];
    return scheme === undefined ? [value] : [value, credentials, ...decoded];
  });
}
