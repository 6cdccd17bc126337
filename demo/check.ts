import { readJson, writeJson } from '../test/support/exactJson.ts';
import type { RecordedRequest } from '../test/support/graphServer.ts';
import type { PsError, RunResult } from '../test/support/runResult.ts';
import type { Expected } from './steps.ts';

const scoreType = 'Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphPartnerSecurityScore';

/** Returns all errors of a run, the terminating one last. */
export function allErrors(result: RunResult): PsError[] {
  return result.terminating === null ? result.errors : [...result.errors, result.terminating];
}

/** Returns a sentence for each difference from the expected result. */
export function complaints(expected: Expected, result: RunResult, requests: RecordedRequest[]): string[] {
  return [
    ...aboutRequests(expected, requests),
    ...aboutOutput(expected, result),
    ...aboutErrors(expected, allErrors(result)),
  ];
}

function aboutRequests(expected: Expected, requests: RecordedRequest[]): string[] {
  const found: string[] = [];
  const bodies = requests.map(({ text }) => compact(text));
  if (bodies.join('\n') !== expected.bodies.join('\n')) {
    found.push(`The bodies sent should be: ${expected.bodies.join(' then ') || 'none'}`);
  }
  const wanted = expected.requests ?? expected.bodies.map(() => 'PATCH /beta/security/partner/securityScore');
  if (requests.map(({ method, url }) => `${method} ${url}`).join('\n') !== wanted.join('\n')) {
    found.push(`The requests should be: ${wanted.join(' then ') || 'none'}`);
  }
  if (requests.some(({ headers }) => !headers['authorization']?.startsWith('Bearer '))) {
    found.push('Every request should carry the bearer token.');
  }
  return found;
}

function aboutOutput(expected: Expected, result: RunResult): string[] {
  const found: string[] = [];
  const scores = result.output.filter(({ type }) => type === scoreType).length;
  const texts = result.output.filter(({ type }) => type !== scoreType).map(({ text }) => text);
  if (scores !== expected.scores) {
    found.push(`The number of scores written should be ${expected.scores}, not ${scores}.`);
  }
  if (texts.join('\n') !== (expected.text ?? '')) {
    found.push(`The other output should be: ${expected.text ?? 'none'}`);
  }
  const { hostLine } = expected;
  if (hostLine !== undefined && !result.host.some((line) => hostLine.test(line))) {
    found.push(`A line that matches this pattern should be shown: ${hostLine}`);
  }
  return found;
}

function aboutErrors({ error: wanted }: Expected, errors: PsError[]): string[] {
  if (wanted === undefined) {
    return errors.length === 0 ? [] : ['There should be no error.'];
  }
  const [error] = errors;
  if (error === undefined || errors.length > 1) {
    return [`There should be one error, not ${errors.length}.`];
  }
  const told = `${error.message}\n${error.errorDetails ?? ''}`;
  return wanted.id.test(error.fullyQualifiedErrorId) && wanted.says.test(told)
    ? []
    : [`The error's id should be like ${wanted.id} and its text like ${wanted.says}`];
}

/** Removes whitespace between JSON tokens. Text that is not JSON is unchanged. */
function compact(text: string): string {
  try {
    return writeJson(readJson(text));
  } catch {
    return text;
  }
}
