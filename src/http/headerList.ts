import type { Header } from '../protocol/protocol.ts';

/** Headers of a request, a line each, spelt and ordered as on the wire. */
export type HeaderList = readonly Header[];

/** The headers of a request that sendRequest.ts has made: they are always a list. */
export function headersOf(request: RequestInit): HeaderList {
  return request.headers as unknown as HeaderList;
}

/** @param name However it is spelt. */
export function hasHeader(headers: HeaderList, name: string): boolean {
  return headers.some(([known]) => isNamed(known, name));
}

/** Replaces all lines of that name. */
export function withHeader(headers: HeaderList, name: string, value: string): Header[] {
  return [...withoutHeaders(headers, [name]), [name, value]];
}

/** @param names However they are spelt. */
export function withoutHeaders(headers: HeaderList, names: readonly string[]): Header[] {
  return headers.filter(([known]) => !names.some((name) => isNamed(known, name)));
}

/** Most names already differ in their length. */
function isNamed(known: string, name: string): boolean {
  return known.length === name.length && known.toLowerCase() === name.toLowerCase();
}
