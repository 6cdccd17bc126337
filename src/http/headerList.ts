import type { Header } from '../protocol/protocol.ts';

/** The header lines of a request, in the order and spelling in which they are sent. */
export type HeaderList = readonly Header[];

/** Returns the headers of a request that sendRequest.ts created. They are always a list. */
export function headersOf(request: RequestInit): HeaderList {
  return request.headers as unknown as HeaderList;
}

/** @param name A header name, in any case. */
export function hasHeader(headers: HeaderList, name: string): boolean {
  return headers.some(([known]) => isNamed(known, name));
}

/** Returns the headers with all lines of a name replaced by one line at the end. */
export function withHeader(headers: HeaderList, name: string, value: string): Header[] {
  return [...withoutHeaders(headers, [name]), [name, value]];
}

/** @param names Header names, in any case. */
export function withoutHeaders(headers: HeaderList, names: readonly string[]): Header[] {
  return headers.filter(([known]) => !names.some((name) => isNamed(known, name)));
}

/** Compares the lengths first, because most names already differ in length. */
function isNamed(known: string, name: string): boolean {
  return known.length === name.length && known.toLowerCase() === name.toLowerCase();
}
