export interface LastAnswer {
  status: number;
  body: string;
  /** The URL of the answer, after all redirects. */
  url: string;
}

/**
 * Opens a page as a browser does, and returns the last answer. TLS connections must have a certificate from the
 * authority in `caFile`.
 */
export function browse(url: string, options: { caFile: string }): Promise<LastAnswer>;
