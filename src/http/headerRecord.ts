/** Headers of a request, by name as it is spelt on the wire. */
export type HeaderRecord = Readonly<Record<string, string>>;

/** The headers of a request that sendRequest.ts has made: they are always a record. */
export function headersOf(request: RequestInit): HeaderRecord {
  return request.headers as HeaderRecord;
}

/** @param name However it is spelt. */
export function hasHeader(headers: HeaderRecord, name: string): boolean {
  return Object.keys(headers).some((known) => known.toLowerCase() === name.toLowerCase());
}

export function withHeader(headers: HeaderRecord, name: string, value: string): HeaderRecord {
  return { ...withoutHeaders(headers, [name]), [name]: value };
}

/** @param names However they are spelt. */
export function withoutHeaders(headers: HeaderRecord, names: readonly string[]): HeaderRecord {
  const unwanted = new Set(names.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !unwanted.has(name.toLowerCase())));
}
