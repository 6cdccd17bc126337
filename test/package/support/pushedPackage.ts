import type { IncomingMessage } from 'node:http';

/** Returns the bytes of a pushed package: the only part of a multipart form, without the part's headers. */
export async function pushedPackage(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }
  const form = Buffer.concat(parts);
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '') ?? [];
  return form.subarray(form.indexOf('\r\n\r\n') + 4, form.lastIndexOf(`\r\n--${boundary}`));
}
