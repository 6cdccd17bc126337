import type { WireAnswer } from './transmit.ts';

const answers = new WeakMap<Response, WireAnswer>();

/**
 * The answer in the form that Kiota's middleware passes on. That form changes the names of headers and joins
 * their lines, so what was really sent stands beside it.
 * @throws {RangeError} The status is none of HTTP.
 */
export function responseOf(answer: WireAnswer): Response {
  const headers = new Headers();
  for (const [name, value] of answer.headers) {
    try {
      headers.append(name, value);
    } catch {
      // It is none that anybody here looks for; in the answer itself it stays.
    }
  }
  const response = new Response(null, { status: answer.status, headers });
  answers.set(response, answer);
  return response;
}

/** @throws {TypeError} The response was not made here. */
export function wireAnswerOf(response: Response): WireAnswer {
  const answer = answers.get(response);
  if (answer === undefined) {
    throw new TypeError('A response that came over no wire.');
  }
  return answer;
}

/** Whether an answer is an error: it is no success, and no redirect is left to be followed. */
export function isErrorStatus(status: number): boolean {
  return status >= 300;
}
