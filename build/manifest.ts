import { readFileSync } from 'node:fs';
import path from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { type Addresses, addresses } from './addresses.ts';
import { readDescription } from './generate/description.ts';
import { paths } from './paths.ts';
import type { Platform } from './platforms.ts';

const source = readFileSync(path.join(paths.module, 'PartnerSecurityScore.psd1'), 'utf8');

/** The names of the Graph commands, from the API description. */
const commands = [...new Set(readDescription(paths.root).operations.map(({ command }) => command))].sort();

/** The PowerShell Gallery's tags for operating systems, in addition to the tags in the manifest. */
export const systemTags = { win: 'Windows', linux: 'Linux', osx: 'MacOS' } as const;

/** The module's version, defined only in package.json. Package file names contain it. */
export const moduleVersion: string = pkg.version;

const [, number = '', label = ''] = /^(\d+\.\d+\.\d+)(?:-([0-9A-Za-z]+))?$/.exec(moduleVersion) ?? [];
if (number === '') {
  throw new Error(
    `PowerShell has no version ${moduleVersion}: behind the hyphen only letters and digits may stand.`,
  );
}

/** The version without the prerelease label, as in the names of PowerShell's module folders. */
export const versionNumber = number;

/** The prerelease label, such as beta1; empty for a release. */
export const prerelease = label;

/**
 * Returns the manifest to ship: the source manifest with the version, the systems' tags, the release notes, the
 * exported functions, and the homepage if there is one.
 *
 * @throws {Error} The source manifest has no place for a value, or the change log has no valid entry for this version.
 */
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

/** Returns the strings of an entry in a manifest, in order. The default for `text` is the source manifest. */
export function manifestStrings(name: string, text: string = source): string[] {
  const [, value = ''] = new RegExp(`^ +${name} += (@\\([^)]*\\)|'(?:[^']|'')*')`, 'm').exec(text) ?? [];
  return Array.from(value.matchAll(/'((?:[^']|'')*)'/g), ([, each = '']) => each.replaceAll("''", "'"));
}

/**
 * Returns the change log entry of this version, or the unreleased changes if this version has no entry.
 *
 * @throws {Error} The entry is missing or empty, or contains characters other than printable ASCII and line feeds.
 */
export function releaseNotes(): string {
  const entries = readFileSync(path.join(paths.root, 'CHANGELOG.md'), 'utf8').split(/^## /m);
  const entry = [`[${moduleVersion}]`, '[Unreleased]'].flatMap(
    (title) => entries.find((each) => each.startsWith(title)) ?? [],
  )[0];
  const text = entry?.replace(/^.*\n/, '').trim() ?? '';
  // Windows PowerShell reads files without a byte order mark in the system's legacy code page.
  if (text === '' || /[^\n -~]/.test(text)) {
    throw new Error(`The change log has no entry in ASCII for version ${moduleVersion}.`);
  }
  return text;
}

/** The manifest line with the prerelease label, with a leading line break; empty for a release. */
export const prereleaseLine = prerelease === '' ? '' : `\n            Prerelease   = ${quoted(prerelease)}`;

/** Returns the manifest line with the homepage, with a leading line break; empty when there is no homepage. */
export function projectUriLine(homepage: string | undefined): string {
  return homepage === undefined ? '' : `\n            ProjectUri   = ${quoted(homepage)}`;
}

/** Returns a PowerShell string literal in single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
