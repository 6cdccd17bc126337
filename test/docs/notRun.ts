/** A block of code that the tests cannot run, with the reason. */
export interface NotRun {
  file: string;
  /** Text that no other block of the file contains. */
  has: string;
  reason: string;
}

const browser = 'The stand-in for the browser is a program that starts only on Linux.';
const store = 'The block would save a sign-in in the credential store of the user who runs the tests.';

const byHost: Partial<Record<NodeJS.Platform, NotRun[]>> = {
  linux: [],
  darwin: [{ file: 'SECURITY.md', has: 'sha256sum', reason: 'sha256sum is a Linux program.' }],
  win32: [
    { file: 'SECURITY.md', has: 'sha256sum', reason: 'sha256sum is a Linux program.' },
    { file: 'SECURITY.md', has: 'shasum', reason: 'shasum is a macOS program.' },
    { file: 'README.md', has: 'unzip', reason: 'unzip is a program for Linux and macOS.' },
  ],
};

const onLinuxOnly: NotRun[] = [
  { file: 'README.md', has: 'Connect-MgGraph -Scopes PartnerSecurity.ReadWrite.All\n', reason: browser },
  { file: 'docs/sign-in.md', has: '-ContextScope CurrentUser', reason: store },
  { file: 'docs/en-US/Connect-MgGraph.md', has: '-ContextScope CurrentUser', reason: store },
  { file: 'docs/en-US/Connect-MgGraph.md', has: '-TenantId $tenant\n', reason: browser },
];

const installed = 'The block requires an installed module on Windows.';

const everywhere: NotRun[] = [
  { file: 'SECURITY.md', has: 'Get-AuthenticodeSignature', reason: installed },
  { file: 'SECURITY.md', has: 'New-FileCatalog', reason: installed },
  {
    file: 'README.md',
    has: 'Install-PSResource',
    reason:
      'test/package/powerShellGet.linux.test.ts runs this block with a local repository instead of the gallery.',
  },
];

/** The blocks that are not run on this system. PowerShell blocks in this list are still parsed. */
export const notRun: NotRun[] = [
  ...everywhere,
  ...(byHost[process.platform] ?? []),
  ...(process.platform === 'linux' ? [] : onLinuxOnly),
];
