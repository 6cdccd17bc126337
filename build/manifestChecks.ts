import path from 'node:path';
import { Engine, errorsOf, psQuote } from '../test/support/engine.ts';
import { moduleVersion } from './manifest.ts';
import { moduleName } from './nupkg.ts';
import type { ModuleBuild } from './platforms.ts';

/** What PowerShell itself finds wrong with the manifests of modules, whatever platform they are for: a sentence each. */
export async function manifestFaults(builds: readonly ModuleBuild[]): Promise<string[]> {
  const engine = await Engine.start();
  try {
    const faults: string[] = [];
    for (const { platform, folder } of builds) {
      const manifest = path.join(folder, `${moduleName}.psd1`);
      const result = await engine.run(`(Test-ModuleManifest -Path ${psQuote(manifest)}).Version.ToString()`);
      const messages = errorsOf(result).map(({ message }) => message);
      if (messages.length > 0 || result.output[0]?.text !== moduleVersion) {
        faults.push(`${platform.name}: the manifest is not in order. ${messages.join(' ')}`.trim());
      }
    }
    return faults;
  } finally {
    await engine.close();
  }
}
