// npm run test:packages: runs the first-call tests with the files in packages/ for this system: with the archive, and
// with the two packages saved from a repository. On Windows, it also checks signatures. Requires the output of
// `npm run package` or `npm run release`, which can come from another computer.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine, psQuote, withoutErrors } from '../../test/support/engine.ts';
import { removeFolder } from '../../test/support/removeFolder.ts';
import { jest } from '../jest.ts';
import { moduleVersion, versionNumber } from '../manifest.ts';
import { paths } from '../paths.ts';
import { hostPlatform, moduleName } from '../platforms.ts';
import { saveScript } from './saveScript.ts';

const platform = hostPlatform();
const folder = mkdtempSync(path.join(tmpdir(), 'pss-packages-'));
try {
  for (const [what, get] of [
    ['the archive', fromArchive],
    ['the two packages', fromRepository],
  ] as const) {
    const modules = path.join(folder, get.name);
    mkdirSync(modules);
    await runScript(`${get(modules)}\n${process.platform === 'win32' ? brokenSignatures(modules) : ''}`);
    const module = path.join(modules, moduleName, versionNumber);
    const passed = jest(['test/firstCalls'], { PSS_TEST_MODULE: module });
    console.log(`First calls with ${what} for ${platform.name}: ${passed ? 'passed' : 'failed'}`);
    process.exitCode ||= passed ? 0 : 1;
  }
} finally {
  await removeFolder(folder);
}

function fromArchive(modules: string): string {
  const archive = path.join(paths.packages, `${moduleName}-${moduleVersion}-${platform.name}.zip`);
  return `Expand-Archive -LiteralPath ${psQuote(archive)} -DestinationPath ${psQuote(modules)}`;
}

function fromRepository(modules: string): string {
  return saveScript(paths.packages, modules);
}

/**
 * Returns a script that throws when a signature does not match its file. Unsigned files are accepted. Windows only.
 */
function brokenSignatures(modules: string): string {
  return `
    Get-ChildItem -LiteralPath ${psQuote(modules)} -Recurse -Include *.exe, *.dll, *.psm1, *.psd1, *.ps1xml |
        Get-AuthenticodeSignature | Where-Object -Property Status -EQ -Value HashMismatch |
        ForEach-Object { throw "$($_.Path) does not match its signature." }`;
}

async function runScript(script: string): Promise<void> {
  const engine = await Engine.start();
  try {
    withoutErrors(await engine.run(script));
  } finally {
    await engine.close();
  }
}
