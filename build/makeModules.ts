import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildBackend } from './backend.ts';
import { compileAhead } from './compileAhead.ts';
import { buildDotnet } from './dotnet.ts';
import { assembleModule } from './module.ts';
import { paths } from './paths.ts';
import { type ModuleBuild, moduleName, type Platform, platforms } from './platforms.ts';
import { restorePowershell } from './powershell.ts';
import { runtimeFor } from './runtimes.ts';
import { writeMainModule, writeProgramModule } from './splitModule.ts';

/** The modules of all platforms: whole, and as a repository has them. */
export interface Modules {
  builds: ModuleBuild[];
  /** The folder of the part that is the same on every platform. */
  main: string;
  /** The folder of the part for a platform, by the platform's name. */
  programs: Map<string, string>;
  /** The bare runtime of each platform by its name. */
  runtimes: Map<string, string>;
}

/**
 * Makes the module for every platform, from the source on.
 *
 * @param folder Gets a folder for each of them; what was in it is removed.
 */
export async function makeModules(folder: string): Promise<Modules> {
  rmSync(folder, { recursive: true, force: true });
  for (const project of [paths.typesProject, paths.startProject]) {
    for (const kind of ['bin', 'obj']) {
      rmSync(path.join(paths.root, 'artifacts', kind, path.basename(project, '.csproj')), {
        recursive: true,
        force: true,
      });
    }
    buildDotnet(project);
  }
  buildDotnet(paths.engineHostProject);
  restorePowershell();
  const builds = platforms.map((platform) => moduleBuild(platform, path.join(folder, platform.name)));
  const runtimes = new Map<string, string>();
  const programs = new Map<string, string>();
  for (const build of builds) {
    const { name } = build.platform;
    runtimes.set(name, await makeModule(build));
    programs.set(name, writeProgramModule(build, path.join(folder, name)));
  }
  const [first] = builds as [ModuleBuild];
  return { builds, main: writeMainModule(first, folder), programs, runtimes };
}

/** A module in a folder, beside what is known of it. */
export function moduleBuild(platform: Platform, folder: string): ModuleBuild {
  return {
    platform,
    folder: path.join(folder, moduleName),
    bundleFacts: path.join(folder, 'bundle.json'),
  };
}

/** Makes the module for a platform from the built assemblies, and returns the bare runtime of that platform. */
export async function makeModule(build: ModuleBuild): Promise<string> {
  const runtime = await runtimeFor(build.platform);
  buildBackend(build, runtime);
  compileAhead(build);
  assembleModule(build);
  return runtime;
}
