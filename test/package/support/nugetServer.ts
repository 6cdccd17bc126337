import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzip } from '../../../build/unzip.ts';
import { pushedPackage } from './pushedPackage.ts';

/** The properties of a package in the server's lists. */
interface Listed {
  id: string;
  version: string;
  description: string;
  tags: string;
  dependencies: { id: string; range: string }[];
  file: string;
}

/**
 * A package repository on a loopback port. It supports NuGet's version 3 protocol (`v3`, JSON) and its version 2
 * protocol (`v2`, OData), which the PowerShell Gallery uses. It answers the requests with which PSResourceGet and
 * PowerShellGet 2 find and install packages. It accepts version 2 pushes of versions that it does not have yet.
 */
export class NugetServer {
  readonly #server: Server;
  readonly #packages: Listed[] = [];
  /** The paths of all requests except pushes, with their queries. */
  readonly asked: string[] = [];
  /** The pushed packages with the status of the answer, such as "PartnerSecurityScore 0.1.0 201". */
  readonly pushed: string[] = [];
  /** The API key that pushes must contain. */
  apiKey = 'none';
  /** Pushes fail when the server has at least this number of packages. */
  failAfter = Number.POSITIVE_INFINITY;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'pss-pushed-'));

  static async start(): Promise<NugetServer> {
    const own = new NugetServer();
    await new Promise<void>((resolve) => own.#server.listen(0, '127.0.0.1', resolve));
    return own;
  }

  private constructor() {
    this.#server = createServer((request, response) =>
      request.method === 'PUT' ? void this.#push(request, response) : this.#answer(request, response),
    );
  }

  get v2(): string {
    return `${this.#url}/api/v2`;
  }

  get v3(): string {
    return `${this.#url}/v3/index.json`;
  }

  /** Adds a package. */
  publish(file: string): void {
    this.#packages.push(this.#read(file));
  }

  /** Removes all packages. */
  clear(): void {
    this.#packages.length = 0;
  }

  #read(file: string): Listed {
    const files = unzip(readFileSync(file));
    const [, nuspec] = [...files].find(([name]) => name.endsWith('.nuspec')) ?? [];
    const text = nuspec?.bytes().toString() ?? '';
    const value = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
    return {
      id: value('id'),
      version: value('version'),
      description: value('description'),
      tags: value('tags'),
      dependencies: Array.from(
        text.matchAll(/<dependency id="([^"]+)" version="([^"]+)"/g),
        ([, id = '', range = '']) => ({ id, range }),
      ),
      file,
    };
  }

  async #push(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = path.join(this.#folder, `${this.pushed.length}.nupkg`);
    writeFileSync(file, await pushedPackage(request));
    const own = this.#read(file);
    const isKnown = this.#versions(own.id).some(({ version }) => version === own.version);
    const isAllowed = request.headers['x-nuget-apikey'] === this.apiKey;
    const refusal = isKnown ? 409 : this.#packages.length >= this.failAfter ? 500 : undefined;
    response.statusCode = isAllowed ? (refusal ?? 201) : 403;
    if (response.statusCode === 201) {
      this.#packages.push(own);
    }
    this.pushed.push(`${own.id} ${own.version} ${response.statusCode}`);
    response.end();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', this.#url);
    this.asked.push(decodeURIComponent(request.url ?? ''));
    const file = this.#file(pathname);
    const text =
      file === undefined ? (this.#v3(pathname, searchParams) ?? this.#v2(pathname, searchParams)) : '';
    response.statusCode = text === undefined ? 404 : 200;
    response.setHeader(
      'Content-Type',
      file !== undefined
        ? 'application/zip'
        : text?.startsWith('{')
          ? 'application/json'
          : 'application/atom+xml',
    );
    response.end(file === undefined ? text : request.method === 'HEAD' ? '' : readFileSync(file));
  }

  #file(pathname: string): string | undefined {
    const [, id = '', version = ''] =
      /^\/api\/v2\/package\/([^/]+)\/([^/]+)$/.exec(pathname) ??
      /^\/v3\/flat\/([^/]+)\/([^/]+)\/[^/]+\.nupkg$/.exec(pathname) ??
      [];
    return this.#versions(id).find((each) => each.version.toLowerCase() === version.toLowerCase())?.file;
  }

  /** Returns all versions of a package, newest first. */
  #versions(id: string): Listed[] {
    return this.#packages
      .filter((each) => each.id.toLowerCase() === id.toLowerCase())
      .sort((one, other) => compare(other.version, one.version));
  }

  #v3(pathname: string, query: URLSearchParams): string | undefined {
    const base = `${this.#url}/v3`;
    if (pathname === '/v3/index.json') {
      const resources = [
        ['registration/', 'RegistrationsBaseUrl/3.6.0'],
        ['flat/', 'PackageBaseAddress/3.0.0'],
        ['search', 'SearchQueryService/3.5.0'],
      ].map(([id, type]) => ({ '@id': `${base}/${id}`, '@type': type }));
      return JSON.stringify({ version: '3.0.0', resources });
    }
    const [, id] = /^\/v3\/registration\/([^/]+)\/index\.json$/.exec(pathname) ?? [];
    const versions = id === undefined ? [] : this.#versions(id);
    if (versions.length > 0) {
      const items = versions.toReversed().map((each) => this.#registered(each, base));
      const [lower, upper] = [versions.at(-1)?.version, versions[0]?.version];
      return JSON.stringify({
        count: 1,
        items: [{ '@id': `${base}${pathname}`, count: items.length, lower, upper, items }],
      });
    }
    if (pathname === '/v3/search') {
      const words = (query.get('q') ?? '').toLowerCase();
      const ids = [...new Set(this.#packages.map((each) => each.id))].filter((each) =>
        each.toLowerCase().includes(words),
      );
      const data = ids
        .flatMap((each) => this.#versions(each).slice(0, 1))
        .map((each) => ({ ...each, versions: this.#versions(each.id) }));
      return JSON.stringify({ totalHits: data.length, data });
    }
    return undefined;
  }

  #registered({ id, version, description, tags, dependencies }: Listed, base: string): object {
    const packageContent = `${base}/flat/${id.toLowerCase()}/${version}/${id.toLowerCase()}.${version}.nupkg`;
    const catalogEntry = {
      '@id': `${base}/catalog/${id}.${version}.json`,
      id,
      version,
      description,
      tags: tags.split(' '),
      listed: true,
      packageContent,
      dependencyGroups: [{ dependencies }],
    };
    return { '@id': `${base}/registration/${id}/${version}.json`, packageContent, catalogEntry };
  }

  #v2(pathname: string, query: URLSearchParams): string | undefined {
    if (pathname.replace(/\/$/, '') === '/api/v2') {
      return `${xml}<service xmlns="http://www.w3.org/2007/app"><workspace/></service>`;
    }
    const [, id, version] =
      /^\/api\/v2\/Packages\(Id='([^']+)',Version='([^']+)'\)$/.exec(decodeURIComponent(pathname)) ?? [];
    if (id !== undefined) {
      const found = this.#versions(id).find((each) => each.version === version);
      return found === undefined ? undefined : `${xml}${this.#entry(found)}`;
    }
    const unquoted = (name: string) => (query.get(name) ?? '').replaceAll("'", '');
    const filter = query.get('$filter') ?? '';
    const found = pathname.startsWith('/api/v2/FindPackagesById()')
      ? this.#versions(unquoted('id'))
      : pathname.startsWith('/api/v2/Search()')
        ? [...new Set(this.#packages.map((each) => each.id))]
            .filter((each) => each.toLowerCase().includes(unquoted('searchTerm').toLowerCase()))
            .flatMap((each) => this.#versions(each))
        : undefined;
    const entries = found?.filter((each) => this.#fits(each, filter)).slice(Number(query.get('$skip') ?? 0));
    return entries === undefined
      ? undefined
      : `${xml}<feed ${namespaces}><m:count>${entries.length}</m:count>${entries.map((each) => this.#entry(each)).join('')}</feed>`;
  }

  /** Evaluates the filters that the clients use: version bounds, the latest version, and prereleases. */
  #fits(listed: Listed, filter: string): boolean {
    const bounds = Array.from(filter.matchAll(/NormalizedVersion (eq|ge|gt|le|lt) '([^']+)'/g));
    const inside = bounds.every(([, operator, bound = '']) => {
      const order = compare(listed.version, bound);
      return { eq: order === 0, ge: order >= 0, gt: order > 0, le: order <= 0, lt: order < 0 }[
        operator as 'eq'
      ];
    });
    const latest = /IsLatestVersion/.test(filter)
      ? this.#latest(listed.id, false)
      : /IsAbsoluteLatestVersion/.test(filter)
        ? this.#latest(listed.id, true)
        : listed;
    const kind = !/IsPrerelease eq false/.test(filter) || !listed.version.includes('-');
    return inside && latest === listed && kind;
  }

  #latest(id: string, withPrereleases: boolean): Listed | undefined {
    return this.#versions(id).find(({ version }) => withPrereleases || !version.includes('-'));
  }

  #entry(listed: Listed): string {
    const { id, version, description, tags, dependencies } = listed;
    const properties = {
      Id: id,
      Version: version,
      NormalizedVersion: version,
      Authors: 'maintainers',
      Description: description,
      Dependencies: dependencies.map((each) => `${each.id}:${each.range}:`).join('|'),
      IsLatestVersion: `${this.#latest(id, false) === listed}`,
      IsAbsoluteLatestVersion: `${this.#latest(id, true) === listed}`,
      IsPrerelease: `${version.includes('-')}`,
      Published: '2020-01-01T00:00:00',
      Tags: tags,
    };
    const elements = Object.entries(properties).map(([name, value]) => `<d:${name}>${value}</d:${name}>`);
    return `<entry ${namespaces}><id>${this.v2}/Packages(Id='${id}',Version='${version}')</id><title type="text">${id}</title><updated>2020-01-01T00:00:00Z</updated><author><name>maintainers</name></author><content type="application/zip" src="${this.v2}/package/${id}/${version}"/><m:properties>${elements.join('')}</m:properties></entry>`;
  }
}

const xml = '<?xml version="1.0" encoding="utf-8"?>';
const namespaces =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';

/** Compares versions like NuGet: a prerelease is before its release. */
function compare(one: string, other: string): number {
  const key = (version: string) => {
    const [numbers = '', label] = version.split('-');
    return `${numbers
      .split('.')
      .slice(0, 3)
      .map((part) => part.padStart(9, '0'))
      .join('.')}${label === undefined ? '~' : `-${label}`}`;
  };
  const [first, second] = [key(one), key(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}
