import { psQuote } from '../../test/support/psQuote.ts';
import { moduleVersion } from '../manifest.ts';
import { hostPlatform, moduleName, programModule } from '../platforms.ts';

/**
 * Returns a PowerShell script that saves this system's two packages as modules.
 *
 * @param packages The folder that contains the packages.
 * @param modules The folder to save the modules in.
 */
export function saveScript(packages: string, modules: string, version: string = moduleVersion): string {
  const repository = `packages-${process.pid}`;
  const program = programModule(hostPlatform());
  // For folder repositories, PSResourceGet reads dependencies from the manifest, and a manifest cannot require a
  // prerelease version. For a prerelease, the script therefore names both packages.
  const names = version.includes('-') ? `${moduleName}, ${program} -SkipDependencyCheck` : program;
  return `
    Register-PSResourceRepository -Name ${repository} -Uri ${psQuote(packages)} -Trusted
    try {
        Save-PSResource -Name ${names} -Version ${version} -Repository ${repository} -Path ${psQuote(modules)}
    } finally {
        Unregister-PSResourceRepository -Name ${repository}
    }`;
}
