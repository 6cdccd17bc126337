import { type Addresses, missingAddresses } from '../addresses.ts';

/** A version to release, and the facts that decide whether it can be published. */
export interface Candidate {
  /** The version in package.json. */
  version: string;
  changelog: string;
  /** The tag that the hosted workflow runs for; `undefined` in all other cases. */
  tag: string | undefined;
  addresses: Addresses;
}

/** Returns a sentence for each reason why the release cannot be published. */
export function refusals({ version, changelog, tag, addresses }: Candidate): string[] {
  const isDated = changelog
    .split('\n')
    .some((line) => line.startsWith(`## [${version}] - `) && / \d{4}-\d\d-\d\d$/.test(line));
  return [
    ...(isDated ? [] : [`CHANGELOG.md has no entry with a date for version ${version}.`]),
    ...(tag === undefined || tag === `v${version}`
      ? []
      : [`The tag ${tag} does not match version ${version} in package.json.`]),
    ...missingAddresses(addresses),
  ];
}

/** Returns the tag that the hosted workflow runs for; `undefined` in all other cases. */
export function hostedTag(env: NodeJS.ProcessEnv): string | undefined {
  return env['GITHUB_REF_TYPE'] === 'tag' ? env['GITHUB_REF_NAME'] : undefined;
}
