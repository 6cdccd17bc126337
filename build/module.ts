import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeHelp } from './help.ts';
import { manifest } from './manifest.ts';
import { notices } from './notices.ts';
import { paths } from './paths.ts';
import type { ModuleBuild } from './platforms.ts';
import { seal } from './seal.ts';

/**
 * Assembles the module: a script with all functions, the manifest, the assemblies, the format and type files, the help,
 * the licence and the notices, the bill of materials, and the hashes. The backend must already be in the folder, and so
 * must the ahead-of-time compiled assembly if the module contains it.
 */
export function assembleModule(build: ModuleBuild): void {
  const { platform, folder, bundleFacts } = build;
  const inFolder = (name: string) => path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(inFolder('PartnerSecurityScore.psm1'), script());
  cpSync(paths.startAssembly, inFolder('PartnerSecurityScore.Loader.dll'));
  cpSync(paths.typesAssembly, inFolder('PartnerSecurityScore.Types.dll'));
  for (const data of ['PartnerSecurityScore.format.ps1xml', 'PartnerSecurityScore.types.ps1xml']) {
    cpSync(path.join(paths.module, data), inFolder(data));
  }
  writeHelp(folder);
  writeFileSync(inFolder('THIRD-PARTY-NOTICES.md'), notices(bundleFacts));
  cpSync(path.join(paths.root, 'LICENSE'), inFolder('LICENSE'));
  writeFileSync(inFolder('PartnerSecurityScore.psd1'), manifest([platform.os]));
  seal(build, 'complete', folder);
}

/**
 * Matches all comment lines of a function's file, except the one that names the help file. PowerShell would otherwise
 * parse the comments at every import.
 */
const comments = /^ *# (?!\.EXTERNALHELP ).*\n/gm;

/** Returns the module script with all functions in place of its marker. */
function script(): string {
  const folder = path.join(paths.module, 'public');
  const functions = readdirSync(folder)
    .filter((file) => file.endsWith('.ps1'))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replace(comments, ''));
  const frame = readFileSync(path.join(paths.module, 'PartnerSecurityScore.psm1'), 'utf8');
  const [start, end, ...more] = frame.split(/^# The build puts .*\n/m);
  if (start === undefined || end === undefined || more.length > 0) {
    throw new Error('The module script must mark one place for the functions.');
  }
  return [start, ...functions, end].join('\n');
}
