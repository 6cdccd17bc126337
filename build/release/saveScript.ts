import { psQuote } from '../../test/support/psQuote.ts';
import { moduleVersion } from '../manifest.ts';
import { hostPlatform, moduleName, programModule } from '../platforms.ts';

/**
 * A script of PowerShell that saves the two packages for this system, out of a folder with packages, as modules.
 *
 * @param modules The folder that they are saved in.
 */
export function saveScript(packages: string, modules: string, version: string = moduleVersion): string {
  const repository = `packages-${process.pid}`;
  const program = programModule(hostPlatform());
  // In a folder PSResourceGet goes by the manifest, which can't require a prerelease.
  const names = version.includes('-') ? `${moduleName}, ${program} -SkipDependencyCheck` : program;
  return `
    Register-PSResourceRepository -Name ${repository} -Uri ${psQuote(packages)} -Trusted
    try {
        Save-PSResource -Name ${names} -Version ${version} -Repository ${repository} -Path ${psQuote(modules)}
    } finally {
        Unregister-PSResourceRepository -Name ${repository}
    }`;
}
