import pkg from '../../package.json' with { type: 'json' };

/** The exact version of this backend, which the build embeds. package.json is its only source. */
export const version: string = pkg.version;
