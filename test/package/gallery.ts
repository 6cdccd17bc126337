import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { backendName, hostBuild } from '../../build/platforms.ts';
import { unzip } from '../../build/unzip.ts';
import { packed, type ZipEntry, zip } from '../../build/zip.ts';
import { version } from '../../src/protocol/version.ts';
import { Engine, psQuote, withoutErrors } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';

const name = 'PartnerSecurityScore';
/** Packing takes most of it. */
const patience = 300_000;

const olderVersion = '0.0.1';
const home = mkdtempSync(path.join(tmpdir(), 'pss-gallery-'));
const repository = path.join(home, 'repository');
const installed = path.join(home, '.local', 'share', 'powershell', 'Modules', name);

/** The package of an older version, with a backend that is quickly packed. */
async function older(nupkg: Buffer): Promise<Buffer> {
  const files: ZipEntry[] = [];
  for (const [file, { mode, bytes }] of unzip(nupkg)) {
    const isBackend = file === backendName(hostBuild().platform);
    const saysVersion = /\.(nuspec|psd1|psmdcp)$/.test(file);
    const text = () => bytes().toString('utf8').replaceAll(version, olderVersion);
    const content = isBackend ? Buffer.from('x') : saysVersion ? Buffer.from(text()) : bytes();
    files.push({ name: file, mode, content: await packed(content) });
  }
  return zip(files);
}

/**
 * The tests of the commands for a gallery, with a folder in its place.
 * @param nupkg The path of the package.
 */
export function galleryTests(nupkg: () => string): void {
  let engine: Engine;
  let server: GraphServer;

  beforeAll(async () => {
    mkdirSync(repository);
    cpSync(nupkg(), path.join(repository, path.basename(nupkg())));
    writeFileSync(path.join(repository, `${name}.${olderVersion}.nupkg`), await older(readFileSync(nupkg())));
    const own = {
      HOME: home,
      XDG_DATA_HOME: undefined,
      XDG_CONFIG_HOME: undefined,
      XDG_CACHE_HOME: undefined,
    };
    [engine, server] = await Promise.all([
      Engine.start({ env: { ...own, PSModulePath: undefined } }),
      GraphServer.start(),
    ]);
  }, patience);

  afterAll(async () => {
    await engine.close();
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });

  async function texts(script: string): Promise<string[]> {
    return withoutErrors(await engine.run(script, { timeoutMilliseconds: patience })).output.map(
      ({ text }) => text,
    );
  }

  const versions = `(Get-InstalledPSResource -Name ${name} | Sort-Object -Property Version).Version`;

  test(
    'is installed, brought up to date and taken away again by the commands for a gallery',
    async () => {
      expect(
        await texts(`
        Register-PSResourceRepository -Name local -Uri ${psQuote(repository)} -Trusted
        Install-PSResource -Name ${name} -Version ${olderVersion} -Repository local -Scope CurrentUser
        ${versions}`),
      ).toEqual([olderVersion]);
      expect(
        await texts(`Update-PSResource -Name ${name} -Repository local -Scope CurrentUser; ${versions}`),
      ).toEqual([olderVersion, version]);
      expect(
        await texts(`
        ${connect(server, accessToken())}
        (${command} -CurrentScore 2.5).CurrentScore
        (Get-Module -Name ${name}).ModuleBase; Remove-Module -Name ${name}`),
      ).toEqual(['2.5', path.join(installed, version)]);
      expect(server.requests.map(({ text }) => text)).toEqual(['{"currentScore":2.5}']);
      await texts(`Uninstall-PSResource -Name ${name} -Version '*' -Scope CurrentUser`);
      expect(existsSync(installed)).toBe(false);
    },
    patience,
  );
}
