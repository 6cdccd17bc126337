import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostPowershell } from '../../build/powershell.ts';
import { psQuote } from './psQuote.ts';

/** The repository's folder, with a trailing separator. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the built module: the value of PSS_TEST_MODULE, or else the build for this system. */
export const moduleFolder = process.env['PSS_TEST_MODULE'] ?? `${repositoryRoot}dist/PartnerSecurityScore`;

/** The path of the built module's manifest. */
export const modulePath = `${moduleFolder}/PartnerSecurityScore.psd1`;

/** The folder that contains the built module's folder. */
export const modulesFolder = path.dirname(moduleFolder);

/** Returns a script that makes PowerShell find modules only in these folders and in its own Modules folder. */
export function findModulesIn(...folders: readonly string[]): string {
  const all = [...folders, path.join(hostPowershell, 'Modules')];
  return `$env:PSModulePath = ${psQuote(all.join(path.delimiter))}`;
}
