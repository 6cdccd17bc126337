import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { notices } from './notices.ts';
import { paths } from './paths.ts';

/** Puts the module's parts together: one script of all its functions, the manifest, the assembly, the notices. */
export function assembleModule(): void {
  mkdirSync(paths.dist, { recursive: true });
  writeFileSync(path.join(paths.dist, 'PartnerSecurityScore.psm1'), scripts().join('\n'));
  writeFileSync(path.join(paths.dist, 'PartnerSecurityScore.psd1'), manifest());
  cpSync(paths.typesAssembly, path.join(paths.dist, path.basename(paths.typesAssembly)));
  writeFileSync(path.join(paths.dist, 'THIRD-PARTY-NOTICES.md'), notices());
  cpSync(path.join(paths.root, 'LICENSE'), path.join(paths.dist, 'LICENSE'));
}

function scripts(): string[] {
  const functions = ['private', 'public'].flatMap((folder) =>
    readdirSync(path.join(paths.module, folder))
      .filter((file) => file.endsWith('.ps1'))
      .sort()
      .map((file) => path.join(paths.module, folder, file)),
  );
  return [path.join(paths.module, 'PartnerSecurityScore.psm1'), ...functions].map((file) =>
    readFileSync(file, 'utf8'),
  );
}

/** The version stands in package.json alone. */
function manifest(): string {
  const source = readFileSync(path.join(paths.module, 'PartnerSecurityScore.psd1'), 'utf8');
  const stamped = source.replace("ModuleVersion        = '0.0.0'", `ModuleVersion        = '${pkg.version}'`);
  if (stamped === source) {
    throw new Error('The manifest has no ModuleVersion 0.0.0 to put the version in.');
  }
  return stamped;
}
