import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyFolder } from '../support/copyFolder.ts';
import { Engine, psQuote } from '../support/engine.ts';
import { enginePlatform, hostPath } from '../support/enginePlatform.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect, importModule } from '../support/lab.ts';
import { modulePath } from '../support/module.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { accessToken } from '../support/tokens.ts';

/** The folder of the precompiled assembly for this system and processor. */
const ahead = `${{ win32: 'win', darwin: 'osx' }[enginePlatform as string] ?? 'linux'}-${process.arch}`;

describe('import', () => {
  let engine: Engine;
  let home: string;

  const folder = mkdtempSync(path.join(tmpdir(), 'pss-empty-'));
  const emptyModule = path.join(folder, 'empty.psd1');

  beforeAll(async () => {
    // The engine loads assemblies for any module with a manifest, so an empty module is loaded first.
    writeFileSync(emptyModule, "@{ RootModule = 'empty.psm1'; ModuleVersion = '1.0' }");
    writeFileSync(path.join(folder, 'empty.psm1'), '');
    home = mkdtempSync(path.join(tmpdir(), 'pss-home-'));
    engine = await Engine.start({ env: { HOME: home, TMPDIR: home, TEMP: home, TMP: home } });
  });

  afterAll(async () => {
    await engine.close();
    rmSync(home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  test('adds our own assembly and, besides the framework, no other', async () => {
    await engine.run(`Import-Module ${psQuote(emptyModule)}`);
    const before = new Set((await engine.assemblies()).map(({ fullName }) => fullName));
    // PowerShell can load its own assemblies in the background at any time.
    const engines = await engine.run(
      '[System.IO.Path]::GetDirectoryName([object].Assembly.Location); $PSHOME',
    );
    const known = new Set(engines.output.map(({ text }) => hostPath(text)));
    await engine.run(`${importModule}; 1`);
    const added = (await engine.assemblies()).filter(({ fullName }) => !before.has(fullName));
    const foreign = added
      .filter(({ location }) => location !== '')
      .map(({ location }) => hostPath(location))
      .filter((file) => !known.has(path.dirname(file)));
    expect(foreign.map((file) => path.relative(path.dirname(modulePath), file))).toEqual([
      'PartnerSecurityScore.Loader.dll',
      path.join('ahead', ahead, 'PartnerSecurityScore.Types.dll'),
    ]);
  });

  test.each(['-Prefix Own', '-Function Get-MgContext', '-Cmdlet None', '-Alias None'])(
    'can be done with %s',
    async (option) => {
      const { errors, output } = await engine.run(`
        ${importModule} -Force ${option}
        (Get-Module PartnerSecurityScore).ExportedCommands.ContainsKey('${command}')
        Remove-Module PartnerSecurityScore`);
      expect(errors).toEqual([]);
      expect(output.map(({ text }) => text)).toEqual([option.startsWith('-Prefix') ? 'False' : 'True']);
    },
  );

  test('can be repeated and undone', async () => {
    const { errors, output } = await engine.run(`
      ${importModule} -Force; Remove-Module PartnerSecurityScore; ${importModule}
      (Get-Command ${command}).ModuleName`);
    expect(errors).toEqual([]);
    expect(output.map(({ text }) => text)).toEqual(['PartnerSecurityScore']);
  });

  test('shows the token in no argument, environment variable, stream or error, and in no new file', async () => {
    const server = await GraphServer.start();
    const token = accessToken({ app_displayname: 'planted' });
    try {
      server.next({ status: 500 });
      const results = [
        await engine.run(
          `${importModule}; $DebugPreference = $VerbosePreference = 'Continue'; ${connect(server, token).replace(psQuote(token), '$env:PLANTED')}`,
        ),
        await engine.run(`${importModule}\n${connect(server, token)}\nGet-MgContext`),
        await engine.run(
          `${command} -CurrentScore 1 -Verbose -Debug; ${command} -CurrentScore 1; Get-MgContext; Get-MgEnvironment; $Error`,
        ),
        await engine.run('[PartnerSecurityScore.BackendHost]::ProcessId'),
      ];
      const backend = Number(results[3]?.output[0]?.text);
      expect(server.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${token}`);
      expect(JSON.stringify(results.slice(2))).not.toContain(token);
      expect(JSON.stringify(results)).not.toContain(token.split('.')[1]);
      for (const file of [`/proc/${backend}/cmdline`, `/proc/${backend}/environ`]) {
        expect(existsSync(file) || enginePlatform !== 'linux').toBe(true);
        expect(enginePlatform === 'linux' ? readFileSync(file, 'utf8') : '').not.toContain(token);
      }
      for (const entry of readdirSync(home, { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) {
          expect(readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).not.toContain(token);
        }
      }
    } finally {
      await server.close();
    }
  });
});

test('works from any folder, with neither Node.js nor the .NET SDK on the path', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "a module's folder - ä "));
  const server = await GraphServer.start();
  const engine = await Engine.start({ cwd: folder });
  try {
    copyFolder(path.dirname(modulePath), path.join(folder, 'PartnerSecurityScore'));
    const { errors, terminating, output } = await engine.run(`
      $env:PATH = ''
      Import-Module ${psQuote(path.join(folder, 'PartnerSecurityScore', 'PartnerSecurityScore.psd1'))}
      ${connect(server, accessToken())}
      (${command} -CurrentScore 2).CurrentScore`);
    expect([terminating, ...errors]).toEqual([null]);
    expect(output.map(({ text }) => text)).toEqual(['2']);
  } finally {
    await engine.close();
    await server.close();
    removeFolder(folder);
  }
});

test('takes the assembly that .NET compiles itself where the other one is for another system', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pss-other-system-'));
  const engine = await Engine.start();
  try {
    const copy = path.join(folder, 'PartnerSecurityScore');
    copyFolder(path.dirname(modulePath), copy);
    renameSync(path.join(copy, 'ahead', ahead), path.join(copy, 'ahead', 'other-system'));
    const { errors } = await engine.run(
      `Import-Module ${psQuote(path.join(copy, path.basename(modulePath)))}`,
    );
    const loaded = (await engine.assemblies())
      .map(({ location }) => hostPath(location))
      .filter((file) => file.startsWith(copy));
    expect([errors, loaded.map((file) => path.relative(copy, file))]).toEqual([
      [],
      ['PartnerSecurityScore.Loader.dll', 'PartnerSecurityScore.Types.dll'],
    ]);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
