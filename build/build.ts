// npm run build: makes dist/PartnerSecurityScore, the module for this platform.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildBackend } from './backend.ts';
import { compileAhead, hostTarget } from './compileAhead.ts';
import { buildDotnet } from './dotnet.ts';
import { assembleModule } from './module.ts';
import { paths } from './paths.ts';

rmSync(paths.dist, { recursive: true, force: true });
buildDotnet(paths.typesProject);
buildDotnet(paths.startProject);
buildBackend();
buildDotnet(paths.engineHostProject);
compileAhead(hostTarget());
assembleModule();
buildDotnet(paths.otherModuleProject);
buildDotnet(paths.authenticationStandInProject);
console.log(`Built ${path.relative(paths.root, paths.dist)}`);
