import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostPowershell } from '../../build/powershell.ts';
import { psQuote } from './psQuote.ts';

/** The folder of the repository, with a separator at the end. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Folder of the built module: the one for this system, or what the variable PSS_TEST_MODULE names. */
export const moduleFolder = process.env['PSS_TEST_MODULE'] ?? `${repositoryRoot}dist/PartnerSecurityScore`;

/** The built module: what a user gives to Import-Module. */
export const modulePath = `${moduleFolder}/PartnerSecurityScore.psd1`;

/** A folder of modules in which the built one is. */
export const modulesFolder = path.dirname(moduleFolder);

/** Script after which PowerShell finds modules in these folders, and its own, only. */
export function findModulesIn(...folders: readonly string[]): string {
  const all = [...folders, path.join(hostPowershell, 'Modules')];
  return `$env:PSModulePath = ${psQuote(all.join(path.delimiter))}`;
}
