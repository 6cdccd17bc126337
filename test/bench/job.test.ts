import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { artifact } from '../../bench/artifact.ts';
import { findModules, Job, type ModulePath } from '../../bench/job.ts';
import { type JobId, job, jobScript } from '../../bench/measures/job.ts';
import { GraphServer } from '../support/graphServer.ts';
import { repositoryRoot } from '../support/module.ts';

/** The folders with stand-ins for Microsoft's module and for the module that it requires. */
const security = path.join(repositoryRoot, 'test/bench/modules');
const authentication = path.join(repositoryRoot, 'test/other-module');

let server: GraphServer;
let modulePath: ModulePath;

beforeAll(async () => {
  server = await GraphServer.start();
  modulePath = await findModules({ PSModulePath: [security, authentication].join(path.delimiter) });
});

afterAll(async () => {
  await server.close();
  for (const id of made) {
    rmSync(artifact(`${id}.ps1`));
  }
});

const made = new Set<string>();

/** Runs a script as a job with this name. */
function run(name: string, script: string): Promise<number> {
  made.add(name);
  return new Job(name, script, modulePath).run();
}

/** Runs a job and returns the requests that it sent. */
async function sentBy(id: JobId) {
  const before = server.requests.length;
  expect(await run(`test-${id}`, jobScript(id, server.url))).toBeGreaterThan(0);
  return server.requests.slice(before).map(({ method, url, text, headers }) => ({
    request: `${method} ${url} ${text}`,
    scheme: headers['authorization']?.split(' ')[0],
    sender: (headers['sdkversion'] ?? headers['user-agent'])?.split('/')[0],
  }));
}

const patch = {
  request: 'PATCH /beta/security/partner/securityScore {"currentScore":85.4}',
  scheme: 'Bearer',
};

test.each([
  ['job', 'graph-powershell-beta'],
  ['bareJob', 'Mozilla'],
  ['originalJob', 'StandIn'],
] as const)('%s sends the small body with a token', async (id, sender) => {
  expect(await sentBy(id)).toEqual([{ ...patch, sender }]);
});

test.each(['importJob', 'emptyJob', 'nothingJob', 'originalImportJob'] as const)(
  '%s sends nothing',
  async (id) => {
    expect(await sentBy(id)).toEqual([]);
  },
);

test("Microsoft's module is measured where it is found", async () => {
  const ids = (found: ModulePath) => job(found).lines.map(({ id }) => id);
  const without = await findModules({ PSModulePath: authentication });
  expect(modulePath.original).toBe('2.39.0');
  expect(ids(modulePath)).toEqual(['job', 'importJob', 'emptyJob', 'originalJob', 'originalImportJob']);
  expect(job(modulePath).probes.flatMap(({ gives }) => gives)).toHaveLength(7);
  expect(without).not.toHaveProperty('original');
  expect(ids(without)).toEqual(['job', 'importJob', 'emptyJob']);
  expect(job(without).probes.flatMap(({ gives }) => gives)).toHaveLength(5);
});

test('a job that fails, or that writes something, is no sample', async () => {
  await expect(run('test-failing', "throw 'no service'")).rejects.toThrow(
    /ended with exit code 1: .*no service/s,
  );
  await expect(run('test-writing', "'something'")).rejects.toThrow('wrote: something');
});
