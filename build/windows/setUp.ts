// Sets up the tests of the Windows package: Wine, .NET, PowerShell, the test projects, and the module.
import { mkdirSync, rmSync } from 'node:fs';
import { buildDotnet } from '../dotnet.ts';
import { makeModule, moduleBuild } from '../makeModules.ts';
import { paths } from '../paths.ts';
import { platforms } from '../platforms.ts';
import { makePowershell } from '../powershell.ts';
import { layOutDotnet } from './dotnetHome.ts';
import { dotnetHome, moduleParent, temporary } from './environment.ts';
import { prepareWine } from './wine.ts';

const platform = platforms.find(({ name }) => name === 'win-x64');

if (platform === undefined) {
  throw new Error('There is no package for win-x64.');
}
rmSync(temporary, { recursive: true, force: true });
mkdirSync(temporary, { recursive: true });
prepareWine();
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
