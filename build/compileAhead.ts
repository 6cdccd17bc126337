import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { paths } from './paths.ts';
import { aheadName, type ModuleBuild } from './platforms.ts';
import { powershellPackage } from './powershell.ts';
import { canCompileAhead, framework, readyToRun } from './readyToRun.ts';

/**
 * Compiles the types assembly ahead of time. On systems without the compiler, the module works without the compiled
 * assembly.
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
