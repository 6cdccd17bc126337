// npm run build: builds the module for this platform in dist/PartnerSecurityScore. Also builds the .NET projects that
// `npm test` uses, and creates the PowerShell installation for the tests.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildBackend } from './backend.ts';
import { BuildStamp } from './buildStamp.ts';
import { compileAhead } from './compileAhead.ts';
import { buildDotnet } from './dotnet.ts';
import { assembleModule } from './module.ts';
import { paths } from './paths.ts';
import { hostBuild } from './platforms.ts';
import { makePowershell } from './powershell.ts';
import { framework } from './readyToRun.ts';

const build = hostBuild();
await new BuildStamp().around(async () => {
  makePowershell(build.platform, [framework()]);
  rmSync(build.folder, { recursive: true, force: true });
  buildDotnet(paths.typesProject);
  buildDotnet(paths.startProject);
  await buildBackend(build);
  buildDotnet(paths.engineHostProject);
  compileAhead(build);
  assembleModule(build);
  buildDotnet(paths.otherModuleProject);
  buildDotnet(paths.authenticationStandInProject);
});
console.log(`Built ${path.relative(paths.root, build.folder)}`);
