import pkg from '../../package.json' with { type: 'json' };

/** The exact version of this backend. The build puts it in; package.json is its one place. */
export const version: string = pkg.version;
