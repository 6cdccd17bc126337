import { accessToken } from '../../../support/tokens.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** All that has to be written in another way in URLs, JSON, XML, base64 for URLs, or PowerShell. */
const marks = `+/=&%"'\\<>#?:;@ $\`{}`;

function run(random: () => number, length = 20): string {
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** Nothing that anybody would take for other text. Its two halves can be told by themselves. */
export function secretText(random: () => number, between = marks): string {
  const shuffled = [...between].sort(() => random() - 0.5).join('');
  return run(random) + shuffled + run(random);
}

/** A value that a cookie can have. */
export function secretCookie(random: () => number): string {
  return secretText(random, '+/=&%');
}

/** An access token whose signature is like no other. */
export function secretToken(random: () => number, claims: Parameters<typeof accessToken>[0] = {}): string {
  const [header, payload] = accessToken(claims).split('.');
  return `${header}.${payload}.${run(random, 43)}`;
}

/** What of a token is secret: its other parts say whom it is for. */
export function signatureOf(token: string): string {
  return token.split('.')[2] ?? '';
}

/** What of a private key's PEM text is secret: the public numbers come first, and stand in the certificate too. */
export function privatePartOf(pem: string): string {
  const lines = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  return lines.slice(Math.ceil(lines.length * 0.4)).join('\n');
}
