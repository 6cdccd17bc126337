export interface LastAnswer {
  status: number;
  body: string;
  /** Where it came from, after all redirects. */
  url: string;
}

/** Opens a page as a browser does, over verified TLS with that authority, and gives the last answer. */
export function browse(url: string, options: { caFile: string }): Promise<LastAnswer>;
