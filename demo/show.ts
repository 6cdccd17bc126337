import type { RecordedRequest } from '../test/support/graphServer.ts';
import type { PsError, PsObject, RunResult } from '../test/support/runResult.ts';
import { allErrors } from './check.ts';

const headersOfInterest = [
  'Host',
  'Authorization',
  'Content-Type',
  'User-Agent',
  'SdkVersion',
  'FeatureFlag',
  'Cache-Control',
  'client-request-id',
];

/** Prints a script as it appears at a prompt. */
export function showScript(script: string): void {
  const [first = '', ...others] = script.split('\n');
  console.log([`  PS> ${first}`, ...others.map((line) => `      ${line}`)].join('\n'));
}

/** Prints the output of a script. */
export function showResult(result: RunResult): void {
  const lines = [
    ...result.output.flatMap(describeObject),
    ...result.warnings.map((text) => `warning: ${text}`),
    ...result.host,
    ...allErrors(result).flatMap(describeError),
  ];
  show('wrote', lines.length === 0 ? ['nothing'] : lines);
}

/** Prints the requests that the server received, with the bearer token masked. */
export function showRequests(requests: RecordedRequest[]): void {
  for (const { method, url, headers, text } of requests) {
    const present = headersOfInterest.filter((name) => headers[name.toLowerCase()] !== undefined);
    const described = present.map((name) => `${name}: ${mask(headers[name.toLowerCase()] ?? '')}`);
    show('server', [`${method} ${url}`, ...described, ...text.split('\n')]);
  }
  if (requests.length === 0) {
    show('server', ['no request']);
  }
}

function show(label: string, lines: string[]): void {
  const margin = ' '.repeat(10);
  console.log(
    lines.map((line, index) => `${index === 0 ? `  ${label}`.padEnd(10) : margin}| ${line}`).join('\n'),
  );
}

function mask(value: string): string {
  return value.replace(/^Bearer .*/, 'Bearer ***');
}

function describeObject(item: PsObject): string[] {
  if (item.kind !== 'object') {
    return [item.text];
  }
  const members = Object.entries(item.value).filter(([, value]) => value.kind !== 'null');
  const width = Math.max(...members.map(([name]) => name.length));
  return [
    item.type.split('.').at(-1) ?? item.type,
    ...members.map(([name, value]) => `  ${name.padEnd(width)} : ${describeValue(value)}`),
  ];
}

function describeValue(value: PsObject): string {
  switch (value.kind) {
    case 'number':
    case 'date':
      return value.value.text;
    case 'list':
      return value.value.length === 1 ? '(1 element)' : `(${value.value.length} elements)`;
    case 'dictionary':
      return `(${value.value.map(([key]) => key).join(', ')})`;
    default:
      return value.text;
  }
}

function describeError(error: PsError): string[] {
  const details = error.errorDetails ?? error.message;
  return [
    `error: ${error.fullyQualifiedErrorId} (${error.category})`,
    ...details.split('\n').map((line) => `  ${line}`),
  ];
}
