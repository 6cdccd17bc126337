import type { Reply } from './turns.ts';

export function json(value: object, status = 200): Reply {
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(value) };
}

/** Returns an HTML page for the user. */
export function page(text: string, status: number): Reply {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = `<!DOCTYPE html><html><body><p>${escaped}</p></body></html>`;
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

export function redirect(url: string, query: Record<string, string>): Reply {
  return { status: 302, headers: { Location: `${url}?${new URLSearchParams(query)}` } };
}
