import { fileURLToPath } from 'node:url';

/** Folder of the repository, with its separator at the end. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The built module: what a user gives to Import-Module. */
export const modulePath = `${repositoryRoot}dist/PartnerSecurityScore/PartnerSecurityScore.psd1`;
