// Prints the PowerShell version that the tests use, and fails when it is older than the pinned version.
import { spawnSync } from 'node:child_process';
import { enginePwsh } from '../test/support/engineProgram.ts';
import { powershellVersion } from './powershell.ts';

const [program, ...args] = enginePwsh();
const script = `"$($PSVersionTable.PSVersion) $($PSVersionTable.PSEdition), $($PSVersionTable.OS)"
  exit [int]([System.Management.Automation.SemanticVersion]'${powershellVersion}' -gt $PSVersionTable.PSVersion)`;
const { status, stdout, stderr } = spawnSync(
  program,
  [...args, '-NoProfile', '-NonInteractive', '-Command', script],
  { encoding: 'utf8' },
);
console.log(`The tests run in PowerShell ${stdout.trim()}`);
if (status !== 0) {
  console.error(`They are for ${powershellVersion} or later. ${stderr}`);
  process.exitCode = 1;
}
