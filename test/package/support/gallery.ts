import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { moduleVersion } from '../../../build/manifest.ts';
import { packNupkg } from '../../../build/pack.ts';
import { backendName, hostBuild, programModule } from '../../../build/platforms.ts';
import { writeMainModule, writeProgramModule } from '../../../build/splitModule.ts';
import { Engine, type RunResult, withoutErrors } from '../../support/engine.ts';
import { NugetServer } from './nugetServer.ts';
import { variant } from './variant.ts';

export const mainName = 'PartnerSecurityScore';
export const programName = programModule(hostBuild().platform);
/** A version before the built version. Its package contains no program that can run. */
export const older = '0.0.1';
/** A version after the built version. Its package contains no program that can run. */
export const newer = '9.9.9';

/** A repository with the module's packages, and a user without installed modules. */
export class Gallery {
  readonly home = mkdtempSync(path.join(tmpdir(), 'pss-gallery-'));
  readonly #engines: Engine[] = [];

  private constructor(
    readonly server: NugetServer,
    /** The paths of the packages of the built version. */
    readonly packages: { main: string; program: string },
  ) {}

  static async start(): Promise<Gallery> {
    const folder = mkdtempSync(path.join(tmpdir(), 'pss-feed-'));
    const build = hostBuild();
    // The backend is about 100 MB. A script that starts it is packed much faster.
    const own = path.join(folder, 'module');
    const program = path.join(build.folder, backendName(build.platform));
    cpSync(build.folder, own, { recursive: true, filter: (file) => file !== program });
    writeFileSync(path.join(own, backendName(build.platform)), `#!/bin/sh\nexec '${program}'\n`);
    const small = { ...build, folder: own };
    const packages = {
      main: await packNupkg(writeMainModule(small, folder), folder),
      program: await packNupkg(writeProgramModule(small, folder), folder),
    };
    const server = await NugetServer.start();
    const gallery = new Gallery(server, packages);
    gallery.#folders.push(folder);
    await gallery.publish(older);
    server.publish(packages.main);
    server.publish(packages.program);
    return gallery;
  }

  readonly #folders: string[] = [this.home];

  /** The folder of the user's modules. */
  get modules(): string {
    return path.join(this.home, '.local', 'share', 'powershell', 'Modules');
  }

  /** Starts PowerShell for this user. */
  async engine(modulePath?: string): Promise<Engine> {
    const engine = await Engine.start({
      env: {
        HOME: this.home,
        XDG_DATA_HOME: undefined,
        XDG_CONFIG_HOME: undefined,
        XDG_CACHE_HOME: undefined,
        PSModulePath: modulePath,
      },
    });
    this.#engines.push(engine);
    return engine;
  }

  /** Serves the packages of another version. */
  async publish(version: string): Promise<void> {
    for (const each of [this.packages.main, this.packages.program]) {
      this.server.publish(await variant(each, path.dirname(each), { version }));
    }
  }

  /** Serves the program's package for another platform. */
  async publishFor(platform: string): Promise<void> {
    const { program } = this.packages;
    this.server.publish(await variant(program, path.dirname(program), { platform, version: moduleVersion }));
  }

  /** Deletes the user's installed modules. */
  uninstallAll(): void {
    rmSync(this.modules, { recursive: true, force: true });
    mkdirSync(this.modules, { recursive: true });
  }

  async close(): Promise<void> {
    await Promise.all(this.#engines.map((engine) => engine.close()));
    await this.server.close();
    for (const folder of this.#folders) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Returns the output of a script that reported no errors. */
export function texts(result: RunResult): string[] {
  return withoutErrors(result).output.map(({ text }) => text);
}

/** A script that lists the installed modules as "name version". */
export const installed = `Get-InstalledPSResource -Name ${mainName}* -ErrorAction Ignore | Sort-Object -Property Name, Version | ForEach-Object { "$($_.Name) $($_.Version)" }`;

/** Returns the output of `installed` when both modules are installed in these versions. */
export function pairs(...versions: readonly string[]): string[] {
  return [mainName, programName].flatMap((name) => versions.map((version) => `${name} ${version}`));
}
