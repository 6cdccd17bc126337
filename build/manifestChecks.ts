import path from 'node:path';
import { Engine, errorsOf, psQuote } from '../test/support/engine.ts';
import { versionNumber } from './manifest.ts';

/** What PowerShell itself finds wrong with the manifests of modules in folders, whatever platform they are for: a sentence each. */
export async function manifestFaults(modules: readonly string[]): Promise<string[]> {
  const engine = await Engine.start();
  try {
    const faults: string[] = [];
    for (const folder of modules) {
      const manifest = path.join(folder, `${path.basename(folder)}.psd1`);
      // One that requires another module is in order only where that is found.
      const result =
        await engine.run(`$env:PSModulePath = (@(${modules.map((each) => psQuote(path.dirname(each))).join(', ')}) | Select-Object -Unique) -join [System.IO.Path]::PathSeparator
        (Test-ModuleManifest -Path ${psQuote(manifest)}).Version.ToString()`);
      const messages = errorsOf(result).map(({ message }) => message);
      if (messages.length > 0 || result.output[0]?.text !== versionNumber) {
        faults.push(`The manifest ${manifest} is not valid. ${messages.join(' ')}`.trim());
      }
    }
    return faults;
  } finally {
    await engine.close();
  }
}
