import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildBackend } from './backend.ts';
import { compileAhead } from './compileAhead.ts';
import { buildDotnet } from './dotnet.ts';
import { assembleModule } from './module.ts';
import { paths } from './paths.ts';
import { hostPlatform, type ModuleBuild, moduleName, type Platform, platforms } from './platforms.ts';
import { makePowershell } from './powershell.ts';
import { framework } from './readyToRun.ts';
import { type Runtime, runtimeFor } from './runtimes.ts';
import { writeMainModule, writeProgramModule } from './splitModule.ts';

/** The modules for all platforms: complete, and split into the modules for a package repository. */
export interface Modules {
  builds: ModuleBuild[];
  /** The folder of the module that all platforms share. */
  main: string;
  /** The folders of the platform-specific modules, keyed by platform name. */
  programs: Map<string, string>;
  /** The bare runtimes, keyed by platform name. */
  runtimes: Map<string, Runtime>;
}

/**
 * Builds the module for every platform from source.
 *
 * @param folder The output folder. It gets a subfolder for each platform, and one for the module that all platforms
 * share. The folder's previous content is deleted.
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
  makePowershell(hostPlatform(), [framework()]);
  const builds = platforms.map((platform) => moduleBuild(platform, path.join(folder, platform.name)));
  const runtimes = new Map<string, Runtime>();
  const programs = new Map<string, string>();
  for (const build of builds) {
    const { name } = build.platform;
    runtimes.set(name, await makeModule(build));
    programs.set(name, writeProgramModule(build, path.join(folder, name)));
  }
  const [first] = builds as [ModuleBuild];
  return { builds, main: writeMainModule(first, folder), programs, runtimes };
}

/** Returns a module build that writes the module into a subfolder of `folder`, and the bundler's metafile beside it. */
export function moduleBuild(platform: Platform, folder: string): ModuleBuild {
  return {
    platform,
    folder: path.join(folder, moduleName),
    bundleFacts: path.join(folder, 'bundle.json'),
  };
}

/** Builds the module from the compiled assemblies, and returns the bare runtime of its platform. */
export async function makeModule(build: ModuleBuild): Promise<Runtime> {
  const runtime = await runtimeFor(build.platform);
  await buildBackend(build, runtime.file);
  compileAhead(build);
  assembleModule(build);
  return runtime;
}
