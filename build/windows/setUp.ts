// What the tests of the package for Windows need: programs, .NET and PowerShell for Windows, Wine, and the module itself.
import { mkdirSync, rmSync } from 'node:fs';
import { buildDotnet } from '../dotnet.ts';
import { makeModule, moduleBuild } from '../makeModules.ts';
import { paths } from '../paths.ts';
import { platforms } from '../platforms.ts';
import { makePowershell, restorePowershell } from '../powershell.ts';
import { ensurePrograms } from '../systemPrograms.ts';
import { layOutDotnet } from './dotnetHome.ts';
import { dotnetHome, moduleParent, temporary } from './environment.ts';
import { prepareWine } from './wine.ts';

const programs = [
  ['wine', 'wine', 'wine64'],
  ['script', 'bsdutils'],
  ['mono', 'mono-runtime', 'libmono-system-core4.0-cil', 'libmono-system-numerics4.0-cil'],
] as const;

const platform = platforms.find(({ name }) => name === 'win-x64');

if (platform === undefined || !ensurePrograms(programs)) {
  process.exit(1);
}
rmSync(temporary, { recursive: true, force: true });
mkdirSync(temporary, { recursive: true });
prepareWine();
restorePowershell();
makePowershell(platform, layOutDotnet(dotnetHome));
for (const project of [
  paths.typesProject,
  paths.startProject,
  paths.engineHostProject,
  paths.otherModuleProject,
  paths.authenticationStandInProject,
  paths.numberRulesProject,
  paths.frameworkReferencesProject,
]) {
  buildDotnet(project);
}
rmSync(moduleParent, { recursive: true, force: true });
await makeModule(moduleBuild(platform, moduleParent));
