import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { modulePath } from '../support/module.ts';
import { bundledFiles, packageOf } from './bundle.ts';

/** Licences that permit distribution with their notices. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

const notices = readFileSync(path.join(path.dirname(modulePath), 'THIRD-PARTY-NOTICES.md'), 'utf8');
const headings = Array.from(notices.matchAll(/^## (\S+) (\S+) \((.*)\)$/gm), ([, ...parts]) => parts);

test('every package of the binary is named once, with its version and a licence that may be passed on', () => {
  const packages = bundledFiles().flatMap((file) => packageOf(file) ?? []);
  const facts = [
    ...new Map(packages.map(({ key, name, version, license }) => [key, [name, version, license]])).values(),
  ];
  expect(facts.length).toBeGreaterThan(30);
  const [bun, ...named] = headings;
  expect(bun).toEqual(['Bun', expect.stringMatching(/^\d+\.\d+\.\d+$/), 'MIT']);
  expect([...named].sort()).toEqual([...facts].sort());
  expect(facts.filter(([, , license = '']) => !allowed.includes(license))).toEqual([]);
});

test('the runtime is named in the version that it is built with, and where its parts are listed', () => {
  const { version } = packageOf('node_modules/bun/package.json') ?? {};
  expect(notices).toContain(`## Bun ${version} (MIT)`);
  expect(notices).toContain('JavaScriptCore (LGPL-2)');
  expect(notices).toContain('<https://bun.com/docs/project/license>');
});

test('the text of each licence is there at least once', () => {
  for (const [text, license] of [
    ['Permission is hereby granted, free of charge', 'MIT'],
    ['Apache License', 'Apache-2.0'],
    ['Redistribution and use in source and binary forms', 'BSD'],
    ['Permission to use, copy, modify, and/or distribute this software for any', 'ISC, 0BSD'],
  ]) {
    expect([license, notices.includes(text ?? '')]).toEqual([license, true]);
  }
});
