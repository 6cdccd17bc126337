/** A block of code that the tests can't run, and why. */
export interface NotRun {
  file: string;
  /** Text that only this block of the file has. */
  has: string;
  reason: string;
}

const browser = 'What stands in for the browser is a program that only Linux would start.';
const store = 'It would be kept in the store of whoever runs the tests.';

const byHost: Partial<Record<NodeJS.Platform, NotRun[]>> = {
  linux: [],
  darwin: [{ file: 'SECURITY.md', has: 'sha256sum', reason: 'The program is one of Linux.' }],
  win32: [
    { file: 'SECURITY.md', has: 'sha256sum', reason: 'The program is one of Linux.' },
    { file: 'SECURITY.md', has: 'shasum', reason: 'The program is one of macOS.' },
    { file: 'README.md', has: 'unzip', reason: 'The program is one of Linux and macOS.' },
  ],
};

const onLinuxOnly: NotRun[] = [
  { file: 'README.md', has: 'Connect-MgGraph -Scopes PartnerSecurity.ReadWrite.All\n', reason: browser },
  { file: 'docs/sign-in.md', has: '-ContextScope CurrentUser', reason: store },
  { file: 'docs/en-US/Connect-MgGraph.md', has: '-ContextScope CurrentUser', reason: store },
  { file: 'docs/en-US/Connect-MgGraph.md', has: '-TenantId $tenant\n', reason: browser },
];

const installed = 'It is about a module that is installed, in Windows.';

const everywhere: NotRun[] = [
  { file: 'SECURITY.md', has: 'Get-AuthenticodeSignature', reason: installed },
  { file: 'SECURITY.md', has: 'New-FileCatalog', reason: installed },
  {
    file: 'README.md',
    has: 'Install-PSResource',
    reason:
      'test/package/powerShellGet.linux.test.ts runs it, with a repository in the place of the gallery.',
  },
];

/** The list, for the system that the tests run on. Such a block of PowerShell is still parsed. */
export const notRun: NotRun[] = [
  ...everywhere,
  ...(byHost[process.platform] ?? []),
  ...(process.platform === 'linux' ? [] : onLinuxOnly),
];
