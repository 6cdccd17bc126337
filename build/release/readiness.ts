import { type Addresses, missingAddresses } from '../addresses.ts';

/** What a release is made of. */
export interface Candidate {
  /** That of package.json. */
  version: string;
  changelog: string;
  /** The one that the release is made for, where it is known. */
  tag: string | undefined;
  addresses: Addresses;
}

/** Why it can't be published yet, a sentence each. */
export function refusals({ version, changelog, tag, addresses }: Candidate): string[] {
  const isDated = changelog
    .split('\n')
    .some((line) => line.startsWith(`## [${version}] - `) && / \d{4}-\d\d-\d\d$/.test(line));
  return [
    ...(isDated ? [] : [`CHANGELOG.md has no entry with a date for version ${version}.`]),
    ...(tag === undefined || tag === `v${version}`
      ? []
      : [`The tag ${tag} does not fit version ${version} in package.json.`]),
    ...missingAddresses(addresses),
  ];
}

/** The tag that the hosted workflow runs for; undefined elsewhere. */
export function hostedTag(env: NodeJS.ProcessEnv): string | undefined {
  return env['GITHUB_REF_TYPE'] === 'tag' ? env['GITHUB_REF_NAME'] : undefined;
}
