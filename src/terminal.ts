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
