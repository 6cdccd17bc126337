import { accessToken } from '../../../support/tokens.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Characters that are encoded, escaped or replaced in URLs, JSON, XML, base64url or PowerShell. */
const marks = `+/=&%"'\\<>#?:;@ $\`{}`;

function run(random: () => number, length = 20): string {
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** Returns text that is distinct from any other text. Each of its halves can be identified separately. */
export function secretText(random: () => number, between = marks): string {
  const shuffled = [...between].sort(() => random() - 0.5).join('');
  return run(random) + shuffled + run(random);
}

/** Returns a secret that is valid as a cookie's value. */
export function secretCookie(random: () => number): string {
  return secretText(random, '+/=&%');
}

/** Returns an access token with a unique signature. */
export function secretToken(random: () => number, claims: Parameters<typeof accessToken>[0] = {}): string {
  const [header, payload] = accessToken(claims).split('.');
  return `${header}.${payload}.${run(random, 43)}`;
}

/** Returns the secret part of a token. Its other parts only describe who it is for. */
export function signatureOf(token: string): string {
  return token.split('.')[2] ?? '';
}

/**
 * Returns the secret part of a private key's PEM text. The public numbers come first and are also in the certificate.
 */
export function privatePartOf(pem: string): string {
  const lines = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  return lines.slice(Math.ceil(lines.length * 0.4)).join('\n');
}
