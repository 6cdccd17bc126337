import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { downloadedPackages } from '../downloadedPackages.ts';

const version = '10.0.14';

/** The Base64-encoded SHA-512 of the packages with the .NET frameworks that PowerShell for Windows runs on. */
const hashes = {
  'Microsoft.NETCore.App.Runtime.win-x64':
    'mLWGagTP5n7nMfJQI2XpXRYgvPcnyYvAc8ZiDfum8ShM0UcrPDyfW4Lqo45UtlCHCucERUHQuMTI6ybVweCN9A==',
  'Microsoft.WindowsDesktop.App.Runtime.win-x64':
    'Hxj4llZzFIss9eBt/EKnxessXLi3/wj6Cwrqp2ZL1j74Pmg8VM+IZd9B7bWGt8flKre7z6cJwoRY5YpwJqX44Q==',
};

/**
 * Lays out .NET for Windows in a folder as its installer does, for use as `DOTNET_ROOT`.
 *
 * @param folder The folder. Its previous content is deleted.
 * @returns The folders of the frameworks.
 */
export function layOutDotnet(folder: string): string[] {
  rmSync(folder, { recursive: true, force: true });
  const [core = '', desktop = ''] = downloadedPackages(version, hashes).map((each) =>
    path.join(each, 'runtimes', 'win-x64'),
  );
  const frameworks = [
    ['Microsoft.NETCore.App', core],
    ['Microsoft.WindowsDesktop.App', desktop],
  ].map(([name = '', source = '']) => {
    const framework = path.join(folder, 'shared', name, version);
    for (const part of [path.join('lib', 'net10.0'), 'native']) {
      cpSync(path.join(source, part), framework, { recursive: true });
    }
    return framework;
  });
  const resolver = 'hostfxr.dll';
  cpSync(path.join(core, 'native', resolver), path.join(folder, 'host', 'fxr', version, resolver));
  return frameworks;
}
