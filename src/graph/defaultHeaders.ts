import type { Header } from '../protocol/protocol.ts';
import { version } from '../version.ts';

/**
 * What the caller's headers win over. A caller without a User-Agent must not go out under the runtime's
 * name.
 */
const defaults: Header[] = [
  ['User-Agent', `PartnerSecurityScore/${version}`],
  ['FeatureFlag', '00000003'],
  ['Cache-Control', 'no-store, no-cache'],
  ['Accept-Encoding', 'gzip, deflate, br'],
];

/**
 * The headers of a request but for Authorization and client-request-id: the defaults, the caller's in place
 * of them, and the backend's own.
 * @param callers As headerRules.ts leaves them.
 */
export function requestHeaders(callers: readonly Header[], hasBody: boolean): Record<string, string> {
  const given = new Set(callers.map(([name]) => name.toLowerCase()));
  return joinLines([
    ...defaults.filter(([name]) => !given.has(name.toLowerCase())),
    ...callers,
    ['SdkVersion', `graph-powershell-beta/${version}`],
    ...(hasBody ? [['Content-Type', 'application/json'] satisfies Header] : []),
  ]);
}

/** One line for each name, spelt as it came first. A cookie's parts have a separator of their own. */
function joinLines(headers: readonly Header[]): Record<string, string> {
  const lines = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of headers) {
    const line = lines.get(name.toLowerCase());
    if (line === undefined) {
      lines.set(name.toLowerCase(), { name, values: [value] });
    } else {
      line.values.push(value);
    }
  }
  const separator = (key: string) => (key === 'cookie' ? '; ' : ', ');
  return Object.fromEntries([...lines].map(([key, { name, values }]) => [name, values.join(separator(key))]));
}
