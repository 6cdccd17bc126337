import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { moduleVersion } from '../../../build/manifest.ts';
import { hostPlatform, isNative } from '../../../build/platforms.ts';
import { unzip } from '../../../build/unzip.ts';
import { packed, type ZipEntry, zip } from '../../../build/zip.ts';

/** The differences from the built package. */
interface Variant {
  version?: string;
  /** The name of a platform, such as linux-musl-x64; by default, the built package's. */
  platform?: string;
}

/**
 * Writes a package for another version or platform, based on the built package. Native files are replaced with an 'x'.
 * @returns the path of the package.
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
