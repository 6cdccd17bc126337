import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filesIn } from '../../build/filesIn.ts';
import { type Packages, pack } from '../../build/pack.ts';
import { packageFaults } from '../../build/packageChecks.ts';
import { backendName, hostBuild } from '../../build/platforms.ts';
import { version } from '../../src/protocol/version.ts';
import { Engine, psQuote, withoutErrors } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect } from '../support/lab.ts';
import { accessToken } from '../support/tokens.ts';
import { galleryTests } from './gallery.ts';

const build = hostBuild();
const folder = mkdtempSync(path.join(tmpdir(), 'pss-package-'));
let packages: Packages;

beforeAll(async () => {
  packages = await pack(build, path.join(folder, 'packages'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What installers do that know nothing of the module: .NET's own way to unpack an archive. */
async function unpack(archive: string, into: string): Promise<void> {
  const engine = await Engine.start();
  try {
    withoutErrors(
      await engine.run(`
        $null = [System.Reflection.Assembly]::Load('System.IO.Compression.ZipFile')
        [System.IO.Compression.ZipFile]::ExtractToDirectory(${psQuote(archive)}, ${psQuote(into)})`),
    );
  } finally {
    await engine.close();
  }
}

describe.each([
  ['zip', (modules: string) => modules],
  ['nupkg', (modules: string) => path.join(modules, 'PartnerSecurityScore', version)],
] as const)('the %s', (kind, placeIn) => {
  test('is imported by name from an empty folder of modules, and its command sends', async () => {
    const modules = path.join(folder, kind);
    await unpack(packages[kind], placeIn(modules));
    const server = await GraphServer.start();
    const engine = await Engine.start({ env: { PSModulePath: modules } });
    try {
      const { output } = withoutErrors(
        await engine.run(`
          Import-Module PartnerSecurityScore
          ${connect(server, accessToken())}
          ${command} -CurrentScore 14.29
          (Get-Module PartnerSecurityScore).ModuleBase`),
      );
      expect(output.at(-1)?.text).toBe(path.join(modules, 'PartnerSecurityScore', version));
      expect(server.requests.map(({ method, text }) => [method, text])).toEqual([
        ['PATCH', '{"currentScore":14.29}'],
      ]);
    } finally {
      await engine.close();
      await server.close();
    }
  });
});

// The folders of users are Linux's here.
if (process.platform === 'linux') {
  galleryTests(() => packages.nupkg);
}

describe('the packages', () => {
  test('have no fault', () => {
    expect(packageFaults(build.platform, packages)).toEqual([]);
  });

  test('are the same for the same files, whenever those were made', async () => {
    const [one, other] = [small('one', 1_000_000_000), small('other', 1_700_000_000)];
    const [first, second] = [
      await pack(one, path.join(folder, 'first')),
      await pack(other, path.join(folder, 'second')),
    ];
    for (const kind of ['zip', 'nupkg'] as const) {
      expect(readFileSync(first[kind]).equals(readFileSync(second[kind]))).toBe(true);
    }
  });

  test('are faulty with another backend', async () => {
    const faulty = await pack(small('faulty', 1_000_000_000), path.join(folder, 'faulty-packages'));
    const program = path.posix.basename(backendName(build.platform));
    expect(packageFaults(build.platform, faulty)).toEqual([
      `SHA256SUMS does not fit ${backendName(build.platform)}.`,
      expect.stringMatching(new RegExp(`^${program} is no .* file of this processor\\.$`)),
      ...(build.platform.os === 'osx' ? [expect.stringMatching(/ signature|not signed/)] : []),
      `${program} does not hold the backend.`,
      'The bill of materials names another backend.',
    ]);
  });

  test('are faulty with a file more', async () => {
    const more = small('more', 1_000_000_000);
    writeFileSync(path.join(more.folder, 'more.txt'), 'more');
    const faulty = await pack(more, path.join(folder, 'more-packages'));
    expect(packageFaults(build.platform, faulty)).toEqual([expect.stringContaining('more.txt')]);
  });
});

/** The module with a backend that is quickly packed, and with files of this time. */
function small(name: string, seconds: number): typeof build {
  const own = path.join(folder, 'modules', name);
  mkdirSync(own, { recursive: true });
  const program = path.join(build.folder, backendName(build.platform));
  cpSync(build.folder, own, { recursive: true, filter: (file) => file !== program });
  writeFileSync(path.join(own, backendName(build.platform)), 'x'.repeat(1000));
  for (const file of filesIn(own)) {
    utimesSync(path.join(own, file), seconds, seconds);
  }
  return { ...build, folder: own };
}
