/** A block of code that the tests cannot run, with the reason. */
export interface NotRun {
  file: string;
  /** Text that no other block of the file contains. */
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

/** The blocks that are not run on this system. PowerShell blocks in this list are still parsed. */
export const notRun: NotRun[] = [
  ...everywhere,
  ...(byHost[process.platform] ?? []),
  ...(process.platform === 'linux' ? [] : onLinuxOnly),
];
