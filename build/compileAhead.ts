import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';
import { aheadName, type ModuleBuild } from './platforms.ts';
import { powershellPackage } from './powershell.ts';
import { canCompileAhead, framework, readyToRun } from './readyToRun.ts';

/**
 * Compiles the types assembly ahead of time. If no compiler is available for this system, the module does not contain
 * the compiled assembly. It then behaves the same, but its first calls are slower.
 */
export function compileAhead({ platform, folder }: ModuleBuild): void {
  if (!canCompileAhead) {
    return;
  }
  const file = path.join(folder, aheadName(platform));
  mkdirSync(path.dirname(file), { recursive: true });
  const references = [
    path.join(framework(), '*.dll'),
    path.join(powershellPackage, 'unix', 'System.Management.Automation.dll'),
  ];
  readyToRun(paths.typesAssembly, file, references, platform);
}
