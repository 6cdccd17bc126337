import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checksums } from '../../build/checksums.ts';
import { filesIn } from '../../build/filesIn.ts';
import { type Packages, pack, packNupkg } from '../../build/pack.ts';
import { mainFaults, packageFaults } from '../../build/packageChecks.ts';
import { backendName, hostBuild, moduleName, programModule } from '../../build/platforms.ts';
import { writeMainModule, writeProgramModule } from '../../build/splitModule.ts';
import { version } from '../../src/protocol/version.ts';
import { Engine, psQuote, withoutErrors } from '../support/engine.ts';
import { GraphServer } from '../support/graphServer.ts';
import { command, connect } from '../support/lab.ts';
import { repositoryRoot } from '../support/module.ts';
import { accessToken } from '../support/tokens.ts';

const build = hostBuild();
const folder = mkdtempSync(path.join(tmpdir(), 'pss-package-'));
let packages: Packages;
let main: string;

beforeAll(async () => {
  const made = path.join(folder, 'packages');
  packages = await pack(build, writeProgramModule(build, folder), made);
  main = await packNupkg(writeMainModule(build, folder), made);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Extracts an archive with .NET's own method, like an installer that knows nothing about the module. */
async function unpack(engine: Engine, archive: string, into: string): Promise<void> {
  const script = `$null = [System.Reflection.Assembly]::Load('System.IO.Compression.ZipFile')
    [System.IO.Compression.ZipFile]::ExtractToDirectory(${psQuote(archive)}, ${psQuote(into)})`;
  withoutErrors(await engine.run(script, { runspace: 'installer' }));
}

const places = (modules: string) =>
  ({
    'the archive': [[packages.zip, modules]],
    'the two packages': [
      [main, path.join(modules, moduleName, version)],
      [packages.nupkg, path.join(modules, programModule(build.platform), version)],
    ],
  }) as const;

describe.each(['the archive', 'the two packages'] as const)('%s', (what) => {
  test('can be imported by name from a folder of modules, and the command sends', async () => {
    const modules = path.join(folder, what);
    const server = await GraphServer.start();
    const engine = await Engine.start({ env: { PSModulePath: modules } });
    try {
      for (const [archive, place] of places(modules)[what]) {
        await unpack(engine, archive, place);
      }
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

describe('the packages', () => {
  test('have no fault', () => {
    expect(packageFaults(build.platform, packages)).toEqual([]);
    expect(mainFaults(main, [packages.zip])).toEqual([]);
  });

  test('are as large as the README says, on Linux', () => {
    const megabytes = (files: readonly string[]) =>
      files.reduce((sum, file) => sum + statSync(file).size, 0) / 1_000_000;
    const said = readFileSync(path.join(repositoryRoot, 'README.md'), 'utf8');
    const [, download, disk] =
      /the download is (\d+) MB, and the installed package takes (\d+) MB of disk/.exec(said) ?? [];
    const onDisk = filesIn(build.folder).map((name) => path.join(build.folder, name));
    const other = process.platform === 'linux' ? 0.05 : 0.3;
    for (const [size, figure] of [
      [megabytes([main, packages.nupkg]), Number(download)],
      [megabytes(onDisk), Number(disk)],
    ] as const) {
      expect(Math.abs(size / figure - 1)).toBeLessThan(other);
    }
  });

  test('are the same for the same files, whenever those were made', async () => {
    const [one, other] = [small('one', 1_000_000_000), small('other', 1_700_000_000)];
    const [first, second] = [
      await pack(one, programOf(one), path.join(folder, 'first')),
      await pack(other, programOf(other), path.join(folder, 'second')),
    ];
    for (const kind of ['zip', 'nupkg'] as const) {
      expect(readFileSync(first[kind]).equals(readFileSync(second[kind]))).toBe(true);
    }
  });

  test('are faulty with another backend', async () => {
    const other = small('faulty', 1_000_000_000);
    const faulty = await pack(other, programOf(other), path.join(folder, 'faulty-packages'));
    const program = path.posix.basename(backendName(build.platform));
    expect(packageFaults(build.platform, faulty)).toEqual([
      `SHA256SUMS does not match ${backendName(build.platform)}.`,
    ]);
    writeFileSync(path.join(other.folder, 'SHA256SUMS'), checksums(other.folder));
    const listed = await pack(other, programOf(other), path.join(folder, 'listed-packages'));
    expect(packageFaults(build.platform, listed)).toEqual([
      expect.stringMatching(new RegExp(`^${program} is no .* file of this processor\\.$`)),
      ...(build.platform.os === 'osx' ? [expect.stringMatching(/ signature|not signed/)] : []),
      `${program} does not contain the backend's code.`,
      'The bill of materials names another backend.',
    ]);
  });

  test('are faulty with a file more', async () => {
    const more = small('more', 1_000_000_000);
    writeFileSync(path.join(more.folder, 'more.txt'), 'more');
    const faulty = await pack(more, programOf(more), path.join(folder, 'more-packages'));
    expect(packageFaults(build.platform, faulty)).toEqual([expect.stringContaining('more.txt')]);
    const other = await packNupkg(writeMainModule(more, path.join(folder, 'more')), folder);
    expect(mainFaults(other, [faulty.zip])).toEqual([expect.stringContaining('more.txt')]);
  });
});

/** Writes the platform-specific module of a build and returns the module's folder. */
function programOf(one: typeof build): string {
  return writeProgramModule(one, path.join(folder, 'programs', path.basename(one.folder)));
}

/** Returns a copy of the build with a small backend, which is packed quickly. All files have this modification time. */
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
