import { version } from './protocol/version.ts';

/** EX_SOFTWARE of sysexits.h. */
const EXIT_CODE = 70;

/**
 * Ends the process on a fault of its own. Only the kind of fault is written: messages and stacks could
 * hold a secret.
 */
export function endOnFault(): void {
  process.on('uncaughtException', end).on('unhandledRejection', end);
}

function end(fault: unknown): void {
  const kind = fault instanceof Error ? fault.constructor.name : typeof fault;
  process.stderr.write(`PartnerSecurityScore backend ${version}: ended by an unexpected error (${kind}).\n`);
  process.exit(EXIT_CODE);
}

/**
 * What a terminal sends to all processes in its foreground, PowerShell's children among them: Ctrl+C, Ctrl+\, and that it
 * was closed. They are meant for PowerShell, which cancels requests and closes the input as it sees fit. Windows gives the
 * backend a console of its own.
 */
const signals = process.platform === 'win32' ? [] : (['SIGINT', 'SIGQUIT', 'SIGHUP'] as const);

/** Lives on whatever is typed into the terminal. */
export function ignoreTerminal(): void {
  for (const signal of signals) {
    process.on(signal, () => {});
  }
}
