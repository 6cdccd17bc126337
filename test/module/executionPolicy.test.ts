import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { version } from '../../src/protocol/version.ts';
import { Engine, psQuote } from '../support/engine.ts';
import { command, importModule } from '../support/lab.ts';
import { modulePath } from '../support/module.ts';
import { removeFolder } from '../support/removeFolder.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
});

afterAll(() => engine.close());

/** A different version of the same length, so that it fits in the assemblies. */
const otherVersion = version.replace(/^\d/, '9');

/**
 * Copies the module without its precompiled assemblies, replaces its version with the other version in its script,
 * manifest and assemblies, and returns the path of the manifest.
 */
function ofOtherVersion(folder: string): string {
  const copy = path.join(folder, 'PartnerSecurityScore');
  cpSync(path.dirname(modulePath), copy, {
    recursive: true,
    filter: (file) => path.basename(file) !== 'ahead',
  });
  for (const file of ['psm1', 'psd1', 'Loader.dll', 'Types.dll']) {
    const name = path.join(copy, `PartnerSecurityScore.${file}`);
    const bytes = readFileSync(name);
    for (const encoding of ['latin1', 'utf16le'] as const) {
      const text = Buffer.from(version, encoding);
      for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length)) {
        bytes.write(otherVersion, at, encoding);
      }
    }
    writeFileSync(name, bytes);
  }
  return path.join(copy, path.basename(modulePath));
}

describe('an import', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pss-other-version-'));
  const other = ofOtherVersion(folder);

  afterAll(() => removeFolder(folder));

  test('in Constrained Language Mode says why it is not possible, and what is', async () => {
    const { errors, output } = await engine.run(
      `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; ${importModule}; Get-Command -Name ${command} -ErrorAction Ignore`,
      { runspace: 'constrained' },
    );
    expect(output).toEqual([]);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /cannot run in ConstrainedLanguage mode.* Use a PowerShell session in FullLanguage mode\. .*AppLocker.* sign the module's files/,
      ),
    ]);
  });

  test('of a version beside another one says that a new PowerShell is needed', async () => {
    await engine.run(importModule);
    const { errors } = await engine.run(`Import-Module ${psQuote(other)}`, { runspace: 'other' });
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        new RegExp(
          `PartnerSecurityScore ${otherVersion} cannot be loaded.*version ${version}.*new PowerShell`,
        ),
      ),
    ]);
    const first = await engine.run(`(Get-Command ${command}).Version.ToString()`);
    expect(first.output.map(({ text }) => text)).toEqual([version]);
  });

  test('in a PowerShell that is older than the manifest asks for is refused', async () => {
    const copy = path.join(folder, 'older', path.basename(modulePath));
    mkdirSync(path.dirname(copy));
    // A required version of 99.0 makes this PowerShell too old.
    writeFileSync(copy, readFileSync(modulePath, 'utf8').replace("'5.1'", "'99.0'"));
    const { errors } = await engine.run(`Import-Module ${psQuote(copy)}`, { runspace: 'older' });
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/PowerShell.*'99\.0'/)]);
  });
});

/** Returns the manifest as the engine reads it. */
async function requirements(): Promise<Record<string, string>> {
  const { output } = await engine.run(
    `ConvertTo-Json -InputObject (Import-PowerShellDataFile -LiteralPath ${psQuote(modulePath)})`,
  );
  return JSON.parse(output.map(({ text }) => text).join(''));
}

describe('the assemblies', () => {
  test.each(['PartnerSecurityScore.Loader.dll', 'PartnerSecurityScore.Types.dll'])(
    '%s asks for nothing that .NET Framework 4.7.2 and Windows PowerShell 5.1 lack',
    async (file) => {
      const { output } = await engine.run(`
        $bytes = [System.IO.File]::ReadAllBytes(${psQuote(path.join(path.dirname(modulePath), file))})
        [System.Reflection.Assembly]::Load($bytes).GetReferencedAssemblies().ForEach({ "$($_.Name) $($_.Version)" })`);
      const { PowerShellVersion, DotNetFrameworkVersion } = await requirements();
      expect([PowerShellVersion, DotNetFrameworkVersion]).toEqual(['5.1', '4.7.2']);
      // .NET Framework 4.7.2 includes .NET Standard 2.0. Windows PowerShell's System.Management.Automation is 3.0.0.0.
      expect(output.map(({ text }) => text).sort()).toEqual([
        'System.Management.Automation 3.0.0.0',
        'netstandard 2.0.0.0',
      ]);
    },
  );
});
