import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import pkg from '../../package.json' with { type: 'json' };
import { repositoryRoot } from '../support/module.ts';

interface Job {
  needs?: string | string[];
  environment?: string;
  permissions?: Record<string, string>;
  steps: { run?: string; uses?: string }[];
}

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const folder = path.join(repositoryRoot, '.github', 'workflows');
const read = (name: string) =>
  parse(readFileSync(path.join(folder, name), 'utf8'), { strict: true }) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

describe.each(readdirSync(folder))('%s', (name) => {
  const workflow = read(name);
  const commands = stepsOf(workflow).flatMap(({ run }) => run ?? []);

  test('runs scripts and files that are there', () => {
    const scripts = commands.flatMap((run) =>
      [...run.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, script = '']) => script),
    );
    expect(scripts.length).toBeGreaterThan(1);
    expect(scripts.filter((script) => !(script in pkg.scripts))).toEqual([]);
    const files = commands.flatMap((run) => [...run.matchAll(/build\/[\w/]+\.\w+/g)].map(([file]) => file));
    expect(files.filter((file) => !existsSync(path.join(repositoryRoot, file)))).toEqual([]);
  });

  test('takes actions of one publisher, each in a version, and may read alone', () => {
    const actions = stepsOf(workflow).flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([]);
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test('puts no expression into a script, where its value would be code', () => {
    const risky = commands.filter((run) => /\$\{\{(?! matrix\.)/.test(run));
    expect(risky).toEqual([]);
  });
});

describe('release.yml', () => {
  const { jobs } = read('release.yml');

  test('uploads and pushes only what was tested', () => {
    const needed = (name: string): string[] =>
      [jobs[name]?.needs ?? []].flat().flatMap((each) => [each, ...needed(each)]);
    expect(needed('push')).toEqual(expect.arrayContaining(['build', 'test', 'attest', 'upload']));
    expect(needed('upload')).toEqual(expect.arrayContaining(['build', 'test', 'attest']));
  });

  test('gives each secret and each right to one job', () => {
    const secrets = Object.entries(jobs).flatMap(([name, job]) =>
      [...new Set(JSON.stringify(job).match(/secrets\.\w+/g))].map((secret) => `${name} ${secret}`),
    );
    expect(secrets).toEqual([
      'build secrets.SIGNING_CERTIFICATE',
      'build secrets.SIGNING_PASSWORD',
      'push secrets.GALLERY_API_KEY',
    ]);
    const rights = Object.entries(jobs).flatMap(([name, { permissions = {} }]) =>
      Object.entries(permissions).flatMap(([right, kind]) => (kind === 'write' ? [`${name} ${right}`] : [])),
    );
    expect(rights).toEqual(['attest id-token', 'attest attestations', 'upload contents']);
    expect([jobs['build']?.environment, jobs['push']?.environment]).toEqual(['signing', 'gallery']);
  });
});
