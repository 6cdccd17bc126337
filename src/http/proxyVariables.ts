const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'];

/**
 * The variables about proxies. They are taken out of the environment of this process: the identity library would
 * read them too, and fails on values that are fine here.
 */
export const proxyVariables: Readonly<Record<string, string | undefined>> = take();

function take(): Record<string, string | undefined> {
  const taken: Record<string, string | undefined> = {};
  for (const name of [...names, ...names.map((upper) => upper.toLowerCase())]) {
    taken[name] = process.env[name];
  }
  // Only now: on Windows both spellings are one variable.
  for (const name of Object.keys(taken)) {
    delete process.env[name];
  }
  return taken;
}
