let last: Promise<unknown> = Promise.resolve();

/** Runs the actions of this process one after the other: each sees what the one before it has kept. */
export function inTurn<T>(action: () => Promise<T>): Promise<T> {
  const run = last.then(action);
  last = run.catch(() => {});
  return run;
}
