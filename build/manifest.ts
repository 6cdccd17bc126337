import { readFileSync } from 'node:fs';
import path from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { type Addresses, addresses } from './addresses.ts';
import { readDescription } from './generate/description.ts';
import { paths } from './paths.ts';
import type { Platform } from './platforms.ts';

const source = readFileSync(path.join(paths.module, 'PartnerSecurityScore.psd1'), 'utf8');

/** The commands for Graph, as the description has them. */
const commands = [...new Set(readDescription(paths.root).operations.map(({ command }) => command))].sort();

/** The gallery's tags for the systems, in addition to the tags in the manifest. */
export const systemTags = { win: 'Windows', linux: 'Linux', osx: 'MacOS' } as const;

/** The module's version, which stands in package.json alone. Packages are named for it. */
export const moduleVersion: string = pkg.version;

const [, number = '', label = ''] = /^(\d+\.\d+\.\d+)(?:-([0-9A-Za-z]+))?$/.exec(moduleVersion) ?? [];
if (number === '') {
  throw new Error(
    `PowerShell has no version ${moduleVersion}: behind the hyphen only letters and digits may stand.`,
  );
}

/** The same without what makes it a prerelease: PowerShell names folders so. */
export const versionNumber = number;

/** The label of a prerelease, such as beta1; empty for a release. */
export const prerelease = label;

/** The manifest as it ships: with the version, the tags of its systems, the changes, and the list of its functions. */
export function manifest(systems: readonly Platform['os'][], { homepage }: Addresses = addresses): string {
  const stamps: readonly (readonly [place: RegExp, value: string])[] = [
    [/(?<=^ {4}ModuleVersion +=) '0\.0\.0'$/m, ` ${quoted(versionNumber)}`],
    [/(?<=^ +Tags += @\(.*)(?=\)$)/m, systems.map((os) => `, ${quoted(systemTags[os])}`).join('')],
    [/(?<=^ +ReleaseNotes +=) ''$/m, ` ${quoted(releaseNotes())}${prereleaseLine}`],
    [/(?<=^ {4}FunctionsToExport +=) @\(\)$/m, ` @(${commands.map(quoted).join(', ')})`],
    ...(homepage === undefined ? [] : [[/(?<=^ +LicenseUri .*)$/m, projectUriLine(homepage)] as const]),
  ];
  return stamps.reduce((text, [place, value]) => {
    const stamped = text.replace(place, () => value);
    if (stamped === text) {
      throw new Error(`The manifest has no place for${value}.`);
    }
    return stamped;
  }, source);
}

/** The strings that the manifest has under this name, in order. */
export function manifestStrings(name: string, text: string = source): string[] {
  const [, value = ''] = new RegExp(`^ +${name} += (@\\([^)]*\\)|'(?:[^']|'')*')`, 'm').exec(text) ?? [];
  return Array.from(value.matchAll(/'((?:[^']|'')*)'/g), ([, each = '']) => each.replaceAll("''", "'"));
}

/** What the change log says of this version, or of the next one before that has its date. */
export function releaseNotes(): string {
  const entries = readFileSync(path.join(paths.root, 'CHANGELOG.md'), 'utf8').split(/^## /m);
  const entry = [`[${moduleVersion}]`, '[Unreleased]'].flatMap(
    (title) => entries.find((each) => each.startsWith(title)) ?? [],
  )[0];
  const text = entry?.replace(/^.*\n/, '').trim() ?? '';
  // Windows PowerShell reads a manifest in the system's old code page.
  if (text === '' || /[^\n -~]/.test(text)) {
    throw new Error(`The change log has no entry in ASCII for version ${moduleVersion}.`);
  }
  return text;
}

/** The member of the gallery's data that a prerelease has beside its version. */
export const prereleaseLine = prerelease === '' ? '' : `\n            Prerelease   = ${quoted(prerelease)}`;

/** The one that it has where the project has a page. */
export function projectUriLine(homepage: string | undefined): string {
  return homepage === undefined ? '' : `\n            ProjectUri   = ${quoted(homepage)}`;
}

/** A text as a manifest has it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
