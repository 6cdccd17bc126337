import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { errorIds, FamilyLab, json, onlyError, options, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

describe('-CountVariable', () => {
  const counted = json({ '@odata.count': 7, value: [{ id: 'a' }] });

  test('sets a global variable to an Int32 [family.query.count-variable]', async () => {
    const seen = await lab.mustRun(
      '$global:n = $null; $null = ALERT -CountVariable n; $global:n; $global:n.GetType().Name',
      counted,
    );
    expect(texts(seen)).toEqual(['7', 'Int32']);
    expect(seen.requests.map(options)).toEqual([{ $count: 'true' }]);
  });

  test('sets the variable of the caller too [family.query.count-own-scope]', async () => {
    const seen = await lab.mustRun(
      "$global:n = $null; & { $n = 'own'; $null = ALERT -CV n; $n }; $global:n",
      counted,
    );
    expect(texts(seen)).toEqual(['7', '7']);
  });

  test('is cleared before sending [family.query.count-cleared]', async () => {
    const seen = await lab.run(
      "$global:n = 'old'; $null = ALERT -CountVariable n; $null -eq $global:n; $global:n = 'old'; ALERT -CountVariable n; $null -eq $global:n",
      json({ value: [] }),
      { status: 403 },
    );
    expect(texts(seen)).toEqual(['True', 'True']);
    expect(errorIds(seen)).toEqual(['Forbidden']);
  });

  test.each(['script:n', 'global:n', 'env:n'])(
    'refuses %s, which is not a plain name [family.query.count-scope-name]',
    async (name) => {
      const seen = await lab.run(`ALERT -CountVariable ${name}`);
      expect(seen.requests).toEqual([]);
      expect(onlyError(seen).message).toContain(name);
    },
  );
});
