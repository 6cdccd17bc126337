import { fileURLToPath } from 'node:url';

/** Folder of the repository, with its separator at the end. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Folder of the built module: the one for this system, or what the variable PSS_TEST_MODULE names. */
export const moduleFolder = process.env['PSS_TEST_MODULE'] ?? `${repositoryRoot}dist/PartnerSecurityScore`;

/** The built module: what a user gives to Import-Module. */
export const modulePath = `${moduleFolder}/PartnerSecurityScore.psd1`;
