import path from 'node:path';
import { paths } from '../paths.ts';
import { powershellHome } from '../powershell.ts';
import { wineName, wineVariables } from './wine.ts';

export const dotnetHome = path.join(paths.windows, 'dotnet');

/** The folder that contains the folder of the module for Windows. */
export const moduleParent = path.join(paths.windows, 'module');

/** The folder for temporary files of the tests and their child processes. */
export const temporary = path.join(paths.windows, 'temporary');

/** The environment variables that make tests on Linux use PowerShell, the module, and the backend for Windows. */
export const testVariables: Record<string, string> = {
  ...wineVariables,
  DOTNET_ROOT: wineName(dotnetHome),
  PSS_WINDOWS_PWSH: path.join(powershellHome('win'), 'pwsh.exe'),
  PSS_TEST_PWSH: JSON.stringify([path.join(import.meta.dirname, 'pwsh.sh')]),
  PSS_TEST_PLATFORM: 'win32',
  PSS_TEST_MODULE: path.join(moduleParent, 'PartnerSecurityScore'),
  TMPDIR: temporary,
};
