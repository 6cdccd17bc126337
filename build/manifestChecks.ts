import path from 'node:path';
import { Engine, errorsOf, psQuote } from '../test/support/engine.ts';
import { versionNumber } from './manifest.ts';

/**
 * Returns a sentence for each manifest that `Test-ModuleManifest` rejects or that has the wrong version. The modules
 * can be for any platform.
 *
 * @param modules The folders of the modules.
 */
export async function manifestFaults(modules: readonly string[]): Promise<string[]> {
  const engine = await Engine.start();
  try {
    const faults: string[] = [];
    for (const folder of modules) {
      const manifest = path.join(folder, `${path.basename(folder)}.psd1`);
      // A manifest with required modules is valid only when PowerShell finds these modules.
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
