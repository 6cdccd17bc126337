import { createHash } from 'node:crypto';
import { type Addresses, addresses } from './addresses.ts';
import {
  manifestStrings,
  prereleaseLine,
  projectUriLine,
  quoted,
  releaseNotes,
  systemTags,
  versionNumber,
} from './manifest.ts';
import { moduleName, type Platform, programModule } from './platforms.ts';

const systemNames = { win: 'Windows', linux: 'Linux', osx: 'macOS' } as const;

/**
 * Returns the manifest of the module that contains the backend for one platform. The manifest requires the main module,
 * so that installing or importing the platform's module does the same with the main module.
 */
export function programManifest(platform: Platform, { homepage }: Addresses = addresses): string {
  const same = (name: string) => manifestStrings(name).map(quoted)[0] ?? '';
  const editions = platform.os === 'win' ? ['Desktop', 'Core'] : ['Core'];
  const list = (texts: readonly string[]) => `@(${texts.map(quoted).join(', ')})`;
  const libc = platform.name.includes('musl') ? ' with musl' : platform.os === 'linux' ? ' with glibc' : '';
  const system = `${systemNames[platform.os]} (${platform.arch})${libc}`;
  return `@{
    ModuleVersion          = ${quoted(versionNumber)}
    GUID                   = ${quoted(guidOf(programModule(platform)))}
    Author                 = ${same('Author')}
    CompanyName            = ${same('CompanyName')}
    Copyright              = ${same('Copyright')}
    Description            = ${quoted(`The program of ${moduleName} for ${system}. It brings that module along, whose commands update and read a partner's security score in Microsoft Graph (beta).`)}
    PowerShellVersion      = ${same('PowerShellVersion')}
    CompatiblePSEditions   = ${list(editions)}
    RequiredModules        = @(@{ ModuleName = ${quoted(moduleName)}; RequiredVersion = ${quoted(versionNumber)} })
    FunctionsToExport      = @()
    CmdletsToExport        = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = ${list([...manifestStrings('Tags'), systemTags[platform.os]])}
            LicenseUri   = ${same('LicenseUri')}${projectUriLine(homepage)}
            ReleaseNotes = ${quoted(releaseNotes())}${prereleaseLine}
        }
    }
}
`;
}

/** Returns a GUID that is derived from a name, so that it is the same in every build. */
function guidOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
