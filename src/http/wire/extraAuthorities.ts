import { readFileSync } from 'node:fs';

/** Why the authorities that the user has named are not known here, as the end of a sentence; the runtime passes over it. */
export function extraAuthoritiesFault(): string | undefined {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  if (file === undefined || file === '') {
    return undefined;
  }
  try {
    return readFileSync(file, 'latin1').includes('-----BEGIN ')
      ? undefined
      : `NODE_EXTRA_CA_CERTS names ${file}, which holds no certificate in PEM form`;
  } catch (error) {
    return `NODE_EXTRA_CA_CERTS names ${file}, which can not be read: ${(error as NodeJS.ErrnoException).code}`;
  }
}
