import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { moduleVersion } from '../../../build/manifest.ts';
import { hostPlatform, isNative } from '../../../build/platforms.ts';
import { unzip } from '../../../build/unzip.ts';
import { packed, type ZipEntry, zip } from '../../../build/zip.ts';

/** What a package is made into. */
interface Variant {
  version?: string;
  /** The platform's name. */
  platform?: string;
}

/**
 * Writes a package of another version or for another platform than the one that was built, and gives its path. In place of
 * the program and of what was compiled ahead it has an 'x'.
 */
export async function variant(
  nupkg: string,
  folder: string,
  { version = moduleVersion, platform }: Variant,
): Promise<string> {
  const own = hostPlatform().name;
  const [number = '', label] = version.split('-');
  const changed = (text: string) => text.replaceAll(own, platform ?? own);
  const files: ZipEntry[] = [];
  for (const [name, { mode, bytes }] of unzip(readFileSync(nupkg))) {
    const text = () => changed(bytes().toString());
    const content = isNative(name)
      ? Buffer.from('x')
      : name.endsWith('.psd1')
        ? Buffer.from(
            text()
              .replace(/(?<=ModuleVersion +=) '[^']+'/, ` '${number}'`)
              .replace(/(?<=RequiredVersion =) '[^']+'/, ` '${number}'`)
              .replace(
                /(?<=ReleaseNotes = ')/,
                label === undefined ? '' : `'\n            Prerelease = '${label}'\n            IconUri = '`,
              ),
          )
        : /\.(nuspec|psmdcp)$/.test(name)
          ? Buffer.from(text().replaceAll(moduleVersion, version))
          : bytes();
    const place = isNative(name) && label !== undefined ? path.posix.join(label, name) : name;
    files.push({ name: changed(place), mode, content: await packed(content) });
  }
  const file = path.join(folder, changed(path.basename(nupkg)).replace(moduleVersion, version));
  writeFileSync(file, zip(files));
  return file;
}
