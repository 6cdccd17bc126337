import { createHash } from 'node:crypto';
import path from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { type Addresses, addresses } from './addresses.ts';
import { manifestStrings, moduleVersion, releaseNotes } from './manifest.ts';

const xml = '<?xml version="1.0" encoding="utf-8"?>';

/**
 * Returns the metadata files of a PowerShell Gallery package, in the format of the Open Packaging Conventions.
 *
 * @param name The module's name.
 * @param manifest The text of the module's manifest.
 * @param files The relative paths of the module's files, with slashes.
 * @returns The text of each file, keyed by path.
 */
export function packageParts(
  name: string,
  manifest: string,
  files: readonly string[],
  given: Addresses = addresses,
): Map<string, string> {
  const nuspecName = `${name}.nuspec`;
  const about = manifestStrings('Description', manifest)[0] ?? '';
  const author = manifestStrings('Author', manifest)[0] ?? '';
  const tags = tagsOf(manifest).join(' ');
  // NuGet gives this file a random name. A hash of the module's name and version makes packages reproducible.
  const id = createHash('sha256').update(`${name} ${moduleVersion}`).digest('hex').slice(0, 32);
  const coreProperties = `package/services/metadata/core-properties/${id}.psmdcp`;
  return new Map([
    [nuspecName, nuspec(name, manifest, author, about, tags, given)],
    [
      coreProperties,
      `${xml}
<coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <dc:creator>${escaped(author)}</dc:creator>
  <dc:description>${escaped(about)}</dc:description>
  <dc:identifier>${name}</dc:identifier>
  <version>${moduleVersion}</version>
  <keywords>${escaped(tags)}</keywords>
</coreProperties>
`,
    ],
    [
      '_rels/.rels',
      `${xml}
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/${nuspecName}" Id="R1" />
  <Relationship Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="/${coreProperties}" Id="R2" />
</Relationships>
`,
    ],
    ['[Content_Types].xml', contentTypes([...files, nuspecName])],
  ]);
}

function nuspec(
  name: string,
  manifest: string,
  author: string,
  about: string,
  tags: string,
  { homepage, repository }: Addresses,
): string {
  const copyright = manifestStrings('Copyright', manifest)[0] ?? '';
  const project = [
    ...(homepage === undefined ? [] : [`    <projectUrl>${homepage}</projectUrl>\n`]),
    ...(repository === undefined ? [] : [`    <repository type="git" url="${repository}" />\n`]),
  ].join('');
  return `${xml}
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>${name}</id>
    <version>${moduleVersion}</version>
    <authors>${escaped(author)}</authors>
    <owners>${escaped(author)}</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <license type="expression">${pkg.license}</license>
${project}    <description>${escaped(about)}</description>
    <releaseNotes>${escaped(releaseNotes())}</releaseNotes>
    <copyright>${escaped(copyright)}</copyright>
    <tags>${escaped(tags)}</tags>
${dependencies(manifest)}  </metadata>
</package>
`;
}

/**
 * Returns the nuspec's dependencies on the modules that the manifest requires. All modules are built together, so the
 * version is exact.
 */
function dependencies(manifest: string): string {
  const names = Array.from(manifest.matchAll(/ModuleName = '([^']+)'; RequiredVersion/g), ([, name]) => name);
  const elements = names.map((name) => `      <dependency id="${name}" version="[${moduleVersion}]" />\n`);
  return names.length === 0 ? '' : `    <dependencies>\n${elements.join('')}    </dependencies>\n`;
}

/** Returns the manifest's tags, and those with which the PowerShell Gallery finds modules, commands, and editions. */
function tagsOf(manifest: string): string[] {
  const kinds = { Function: 'FunctionsToExport', Cmdlet: 'CmdletsToExport' };
  const tags = manifestStrings('Tags', manifest);
  return [
    ...tags,
    'PSModule',
    ...(tags.includes('Windows') ? ['PSEdition_Desktop'] : []),
    'PSEdition_Core',
    ...Object.entries(kinds).flatMap(([kind, key]) => [
      `PSIncludes_${kind}`,
      ...manifestStrings(key, manifest).flatMap((name) => [`PS${kind}_${name}`, `PSCommand_${name}`]),
    ]),
  ];
}

function contentTypes(files: readonly string[]): string {
  const extensions = new Set(files.map((name) => path.extname(name).slice(1)).filter((each) => each !== ''));
  const defaults = [...extensions].sort().map((each) => typeElement('Default', 'Extension', each));
  const bare = files.filter((name) => path.extname(name) === '');
  const overrides = [...bare].sort().map((name) => typeElement('Override', 'PartName', `/${name}`));
  return `${xml}
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
  <Default Extension="psmdcp" ContentType="application/vnd.openxmlformats-package.core-properties+xml" />
${[...defaults, ...overrides].join('\n')}
</Types>
`;
}

function typeElement(kind: string, key: string, value: string): string {
  return `  <${kind} ${key}="${escaped(value)}" ContentType="application/octet" />`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
