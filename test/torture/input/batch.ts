import { type ExactJson, JsonNumber, readJson } from '../../support/exactJson.ts';
import { command, type Lab } from '../../support/lab.ts';
import type { Case } from './case.ts';
import { difference, type Expected, show } from './expected.ts';

/** The counts for all cases, and descriptions of the faults. */
export class Tally {
  bodies = 0;
  refused = 0;
  requests = 0;
  lost = 0;
  doubled = 0;
  readonly faults: string[] = [];
}

/**
 * Runs the cases in one script, and compares the requests that arrived with the expected ones.
 * @param firstId The number of the first case.
 */
export async function runBatch(
  lab: Lab,
  cases: Case[],
  firstId: number,
  culture: string,
  tally: Tally,
): Promise<void> {
  const statements = statementsOf(cases, firstId);
  lab.server.requests.length = 0;
  const script = statements.map(({ text }) => text).join('\n');
  const { output, errors, terminating } = await lab.run(script, { culture, timeoutMilliseconds: 30_000 });
  const error = terminating ?? errors[0];
  if (error !== undefined) {
    tally.faults.push(
      `The script itself failed: ${error.fullyQualifiedErrorId}: ${error.message}\n${script.slice(0, 2000)}`,
    );
  }
  const arrived = requestsById(lab, tally);
  const complaints = linesById(output.map(({ text }) => text));
  for (const { ids, text, members } of statements) {
    const lines = [...(complaints.get(ids[0] ?? -1) ?? [])];
    for (const [index, one] of members.entries()) {
      const id = ids[index] ?? -1;
      tally.bodies += 1;
      const bodies = arrived.get(id) ?? [];
      arrived.delete(id);
      const fault =
        'error' in one.outcome
          ? refusal(one.outcome, bodies, lines.shift(), tally)
          : arrival(one.outcome.sends, bodies, lines.length > 0, tally);
      if (fault !== undefined) {
        tally.faults.push(`Body ${id}: ${fault}\n${text}\n${lines.join('\n')}`);
      }
    }
    if (lines.length > 0) {
      tally.faults.push(`There are errors that no body is meant to have:\n${lines.join('\n')}\n${text}`);
    }
  }
  for (const [id, bodies] of arrived) {
    tally.faults.push(`What nobody asked for (${id}) arrived: ${bodies.map(show).join('\n')}`);
  }
}

interface Statement {
  text: string;
  ids: number[];
  members: Case[];
}

/**
 * Returns the statements for the cases. Up to three consecutive piped cases share a pipeline. Each error becomes an
 * output line that starts with the first id of its statement.
 */
function statementsOf(cases: Case[], firstId: number): Statement[] {
  const statements: Statement[] = [];
  for (const [index, one] of cases.entries()) {
    const last = statements.at(-1);
    const isOpen = last !== undefined && last.members.length < 3 && !last.members.at(-1)?.isLast;
    if (one.isPiped && isOpen && last.members[0]?.isPiped) {
      last.members.push(one);
      last.ids.push(firstId + index);
    } else {
      statements.push({ text: '', ids: [firstId + index], members: [one] });
    }
  }
  for (const statement of statements) {
    const [one] = statement.members;
    const action = one?.isPiped
      ? `${statement.members.map(({ text }) => text).join(', ')} | ${command}`
      : one?.text;
    const line = `"${statement.ids[0]}|$($_.FullyQualifiedErrorId)|$($_.Exception.Message)"`;
    statement.text = `try { & { ${action} } 2>&1 | ForEach-Object { ${line} } } catch { ${line} }`;
  }
  return statements;
}

function linesById(lines: string[]): Map<number, string[]> {
  const byId = new Map<number, string[]>();
  for (const line of lines) {
    const id = Number.parseInt(line, 10);
    byId.set(id, [...(byId.get(id) ?? []), line]);
  }
  return byId;
}

function requestsById(lab: Lab, tally: Tally): Map<number, ExactJson[]> {
  const arrived = new Map<number, ExactJson[]>();
  for (const { text } of lab.server.requests) {
    tally.requests += 1;
    const body = jsonOf(text, tally);
    const id = body instanceof Map ? body.get('case') : undefined;
    const key = id instanceof JsonNumber ? Number(id.text) : -1;
    arrived.set(key, [...(arrived.get(key) ?? []), body]);
  }
  return arrived;
}

function jsonOf(text: string, tally: Tally): ExactJson {
  try {
    return readJson(text);
  } catch (error) {
    tally.faults.push(`What arrived is not JSON (${(error as Error).message}): ${text}`);
    return null;
  }
}

/**
 * Returns what is wrong with the arrival of a body; `undefined` when nothing is.
 * @param hasFailed Whether the output contains an error that this body can have caused.
 */
function arrival(
  expected: Expected,
  bodies: ExactJson[],
  hasFailed: boolean,
  tally: Tally,
): string | undefined {
  const [body] = bodies;
  if (body === undefined) {
    tally.lost += hasFailed ? 0 : 1;
    return `nothing arrived, though this was meant to: ${show(expected)}`;
  }
  if (bodies.length > 1) {
    tally.doubled += 1;
    return `it arrived ${bodies.length} times`;
  }
  const found = difference(body, expected);
  return found === undefined ? undefined : `${found}\nmeant:   ${show(expected)}\narrived: ${show(body)}`;
}

function refusal(
  meant: { error: string; says: string },
  bodies: ExactJson[],
  line: string | undefined,
  tally: Tally,
): string | undefined {
  tally.refused += 1;
  if (bodies.length > 0) {
    return `it was meant to be refused (${meant.says}), but arrived: ${bodies.map(show).join('\n')}`;
  }
  const [, id = '', ...message] = (line ?? '').split('|');
  const isMeant = id.startsWith(meant.error) && message.join('|').includes(meant.says);
  return isMeant
    ? undefined
    : `its error is not ${meant.error} about ${meant.says}: ${line ?? 'there is none'}`;
}
