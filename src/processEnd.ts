import { version } from './protocol/version.ts';

/** The exit code EX_SOFTWARE from sysexits.h. */
const EXIT_CODE = 70;

/**
 * Makes the process end after an unhandled error. Only the type of the error is written to standard error,
 * because messages and stacks could contain a secret.
 */
export function endOnFault(): void {
  process.on('uncaughtException', end).on('unhandledRejection', end);
}

function end(fault: unknown): void {
  const kind = fault instanceof Error ? fault.constructor.name : typeof fault;
  process.stderr.write(`PartnerSecurityScore backend ${version}: unexpected ${kind}\n`);
  process.exit(EXIT_CODE);
}

/**
 * The signals that a terminal sends for Ctrl+C, for Ctrl+\, and when it is closed. All foreground processes
 * receive them, including PowerShell's children. PowerShell handles them: it cancels requests, or exits and
 * thereby closes the backend's input. On Windows, the backend has its own console and does not receive them.
 */
const signals = process.platform === 'win32' ? [] : (['SIGINT', 'SIGQUIT', 'SIGHUP'] as const);

/** Ignores the signals of the terminal. */
export function ignoreTerminal(): void {
  for (const signal of signals) {
    process.on(signal, () => {});
  }
}
