import type { IncomingMessage } from 'node:http';

/** The bytes of the package that a push sends: the one part of a form, behind that part's own headers. */
export async function pushedPackage(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }
  const form = Buffer.concat(parts);
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '') ?? [];
  return form.subarray(form.indexOf('\r\n\r\n') + 4, form.lastIndexOf(`\r\n--${boundary}`));
}
