/** A block of code that the tests can't run, and why. */
export interface NotRun {
  file: string;
  /** Text that only this block of the file has. */
  has: string;
  reason: string;
}

const everywhere: NotRun[] = [];

/** What opens a browser: its stand-in is a program that only Linux would start. */
const onLinuxOnly: NotRun[] = [];

/** The list, for the system that the tests run on. Such a block is still parsed. */
export const notRun: NotRun[] = process.platform === 'linux' ? everywhere : [...everywhere, ...onLinuxOnly];
