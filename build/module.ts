import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { CHECKSUMS, checksums } from './checksums.ts';
import { writeHelp } from './help.ts';
import { notices } from './notices.ts';
import { paths } from './paths.ts';
import { sbom } from './sbom.ts';

/**
 * Puts the module's parts together: one script of all its functions, the manifest, the assembly, the help, the notices, the
 * bill of materials, and the hashes of it all. The backend is there already.
 */
export function assembleModule(): void {
  mkdirSync(paths.dist, { recursive: true });
  writeFileSync(path.join(paths.dist, 'PartnerSecurityScore.psm1'), script());
  writeFileSync(path.join(paths.dist, 'PartnerSecurityScore.psd1'), manifest());
  cpSync(paths.startAssembly, path.join(paths.dist, path.basename(paths.startAssembly)));
  cpSync(paths.typesAssembly, path.join(paths.dist, path.basename(paths.typesAssembly)));
  cpSync(
    path.join(paths.module, 'PartnerSecurityScore.format.ps1xml'),
    path.join(paths.dist, 'PartnerSecurityScore.format.ps1xml'),
  );
  writeHelp(paths.dist);
  writeFileSync(path.join(paths.dist, 'THIRD-PARTY-NOTICES.md'), notices());
  cpSync(path.join(paths.root, 'LICENSE'), path.join(paths.dist, 'LICENSE'));
  writeFileSync(path.join(paths.dist, 'sbom.cdx.json'), sbom());
  // Last: it has the hashes of all the others.
  writeFileSync(path.join(paths.dist, CHECKSUMS), checksums(paths.dist));
}

/** The module's script with all its functions in the place that it marks for them. */
function script(): string {
  const functions = ['private', 'public'].flatMap((folder) =>
    readdirSync(path.join(paths.module, folder))
      .filter((file) => file.endsWith('.ps1'))
      .sort()
      .map((file) => readFileSync(path.join(paths.module, folder, file), 'utf8')),
  );
  const frame = readFileSync(path.join(paths.module, 'PartnerSecurityScore.psm1'), 'utf8');
  const [start, end, ...more] = frame.split(/^# The build puts .*\n/m);
  if (start === undefined || end === undefined || more.length > 0) {
    throw new Error('The module script must mark one place for the functions.');
  }
  return [start, ...functions, end].join('\n');
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
