import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import openApi from '../../api/partner-security.json' with { type: 'json' };
import { readDescription } from '../../build/generate/description.ts';
import { functions } from '../../build/generate/functions.ts';
import { models } from '../../build/generate/models.ts';
import { views } from '../../build/generate/views.ts';

/** A path of member names, and the new value at that path. */
type Change = readonly [place: readonly string[], value: unknown];

interface Node {
  [name: string]: Node;
}

let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'description-'));
  mkdirSync(path.join(root, 'api'));
});

afterAll(() => rmSync(root, { recursive: true }));

/** Reads the API description with these changes. */
function changed(...changes: Change[]) {
  const api = structuredClone(openApi) as unknown as Node;
  for (const [place, value] of changes) {
    const [last = '', ...outer] = place.toReversed();
    const target = outer.reduceRight<Node>((node, name) => node[name] as Node, api);
    target[last] = value as Node;
  }
  writeFileSync(path.join(root, 'api', 'partner-security.json'), JSON.stringify(api));
  return readDescription(root);
}

const contentPlace = ['content', 'application/json', 'schema'];
const answerPlace = ['responses', '2XX', ...contentPlace];
const score = '/security/partner/securityScore';
const schema = (name: string) => ['components', 'schemas', name];
const ofEntity = (name: string) => [...schema('entity'), 'properties', name];
const withProperty = (name: string, property: object) => changed([ofEntity(name), property]);
const refersTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answers = (content: object) => ({
  responses: { '2XX': { content: { 'application/json': { schema: content } } } },
});
const command = 'Get-MgBetaThing';
const read = {
  operationId: 'getThing',
  'x-powershell': { command, set: 'Get' },
  ...answers(refersTo('entity')),
};

/** Returns the generated lines that contain this text, except those that Kiota generates. */
function linesWith(text: string, description: ReturnType<typeof changed>): string[] {
  const texts = [...functions(description).values(), ...models(description).values(), views(description)];
  const lines = texts.flatMap((each) => each.split(/[\r\n\u2028]+/)).filter((line) => line.includes(text));
  return [...new Set(lines)].map((line) => line.trim()).sort();
}

test('a description of several lines is a comment of one line', () => {
  const note = { type: 'string', description: 'First.\n  Remove-Item x\r\n' };
  expect(linesWith('Remove-Item', withProperty('note', note))).toEqual([
    '# First. Remove-Item x',
    '/// <summary>First. Remove-Item x</summary>',
  ]);
});

test('a description is no XML', () => {
  const note = { type: 'string', description: 'Where <a> & b.' };
  expect(linesWith('Where', withProperty('note', note))).toContain(
    '/// <summary>Where &lt;a> &amp; b.</summary>',
  );
});

test('a known value is the same text in C#', () => {
  const level = { type: 'string', enum: ['a"b\\c', "it's", 'é\n\u2028'] };
  const description = changed([schema('level'), level], [ofEntity('level'), refersTo('level')]);
  expect(linesWith('nameof(Level)', description)).toEqual([
    String.raw`new(nameof(Level), PropertyKind.Text, values: ["a\"b\\c", "it's", "\u00e9\n\u2028"]),`,
  ]);
});

test('a name with a hyphen is one in Pascal case, and stays as it is in JSON', () => {
  expect(linesWith('NoteOfIt', withProperty('note-ofIt', { type: 'string' }))).toContain(
    'new(nameof(NoteOfIt), PropertyKind.Text, jsonName: "note-ofIt"),',
  );
});

describe('what cannot be made of a description is refused:', () => {
  test.each(['@odata.type', 'Note', '1st', 'a-', 'a-1', ''])('a property %j', (name) => {
    expect(() => withProperty(name, { type: 'string' })).toThrow(
      `whose name cannot become a C# name: entity.${name}.`,
    );
  });

  test.each([
    ['a property', 'schemas', ofEntity('note')],
    ['an answer', 'schemas', ['paths', score, 'get', ...answerPlace]],
    ['a body', 'schemas', ['paths', score, 'patch', 'requestBody', ...contentPlace]],
    ['an operation', 'parameters', ['paths', score, 'get', 'parameters', '0']],
  ] as const)('a reference of %s to nowhere among the %s', (_, section, place) => {
    const $ref = `#/components/${section}/nowhere`;
    expect(() => changed([place, { $ref }])).toThrow(`refers to ${$ref}, which is not among its ${section}.`);
  });

  test('a reference to another part of the components', () => {
    const $ref = '#/components/parameters/top';
    expect(() => withProperty('note', { $ref })).toThrow(
      `refers to ${$ref}, which is not among its schemas.`,
    );
  });

  test.each([
    [
      'an array of texts',
      { type: 'array', items: { type: 'string' } },
      'must refer to a model for entity.tags (declared type: string)',
    ],
    [
      'an array of objects of its own',
      { type: 'array', items: { type: 'object' } },
      'must refer to a model for entity.tags (declared type: object)',
    ],
    [
      'an array of known texts',
      { type: 'array', items: refersTo('policyStatus') },
      'has no class for policyStatus, which entity.tags refers to',
    ],
    [
      'a number of another size',
      { type: 'integer', format: 'int32' },
      'the unknown type integer int32: entity.tags',
    ],
    ['an object of its own', { type: 'object' }, 'the unknown type object: entity.tags'],
  ])('%s', (_, property, problem) => {
    expect(() => withProperty('tags', property)).toThrow(`${problem}.`);
  });

  test('a model that is part of itself', () => {
    expect(() => withProperty('parent', refersTo('entity'))).toThrow(
      'that is part of itself: partnerSecurityScore, entity, entity.',
    );
  });

  test('two operations for one parameter set', () => {
    const twice = { ...read, operationId: 'getThingElsewhere' };
    expect(() =>
      changed([['paths', '/thing'], { get: read }], [['paths', '/other'], { get: twice }]),
    ).toThrow(`The set Get of ${command} would call two operations: getThing and getThingElsewhere.`);
  });

  test.each([
    '/things/{thing-id}',
    '/alerts/{partnerSecurityAlert-id}/{customerInsight-tenantId}',
    '/alerts/{partnerSecurityAlert-id}/things',
  ])('the path %s, for which there is no identity', (url) => {
    expect(() => changed([['paths', url], { get: read }])).toThrow(
      `The path ${url} must have one variable part, at its end, which is a property of securityIdentity.`,
    );
  });

  const body = { content: { 'application/json': { schema: refersTo('entity') } } };

  test.each<[string, string, object]>([
    ['a delete', 'delete', read],
    ['an action without a body', 'post', read],
    ['a read with a body', 'get', { ...read, requestBody: body }],
  ])('%s, before which no command asks', (_, method, operation) => {
    expect(() => changed([['paths', '/thing'], { [method]: operation }])).toThrow(
      'The operation getThing must have no request body if its method is GET, and one otherwise.',
    );
  });

  test.each([{}, { '204': {} }, { '2XX': { description: 'Nothing.' } }])(
    'an operation whose answers are %j',
    (responses) => {
      expect(() => changed([['paths', '/thing'], { get: { ...read, responses } }])).toThrow(
        'The description of getThing has no JSON response for 2XX.',
      );
    },
  );

  test.each(['header', 'cookie'])('a parameter in the %s', (place) => {
    expect(() => changed([['components', 'parameters', 'top', 'in'], place])).toThrow(
      `The parameter $top must be in the path or the query, not in the ${place}.`,
    );
  });

  test('an option of another type', () => {
    const change: Change = [['components', 'parameters', 'top', 'schema'], { type: 'number' }];
    expect(() => changed(change)).toThrow('The option $top has the unknown type number.');
  });

  test('an option that no command sends', () => {
    const change: Change = [['components', 'parameters', 'top', 'x-powershell', 'parameter'], 'Apply'];
    expect(() => changed(change)).toThrow(
      "The option $top can't be the parameter Apply, which QueryOptions.cs does not read.",
    );
  });

  test.each([
    ['one that every command has', 'headers', 'Headers'],
    ['one of a list of names', 'rHV', 'RHV'],
    ["one of PowerShell's own", 'verbose', 'Verbose'],
    ["the short form of one of PowerShell's own", 'wi', 'Wi'],
  ])('a parameter with the name of %s', (_, property, name) => {
    const description = withProperty(property, { type: 'string' });
    expect(() => functions(description)).toThrow(
      `Update-MgBetaSecurityPartnerSecurityScore can't use the name or alias ${name}: `,
    );
  });

  test('an option with the name of another one', () => {
    const change: Change = [['components', 'parameters', 'search', 'x-powershell', 'aliases'], ['limit']];
    expect(() => functions(changed(change))).toThrow("can't use the name or alias Limit: ");
  });

  test('a view of a property that is not there', () => {
    const view = { name: 'Entity', columns: [{ property: 'nowhere' }] };
    expect(() => views(changed([[...schema('entity'), 'x-powershell', 'view'], view]))).toThrow(
      'The view of entity names a property that the model lacks: nowhere.',
    );
  });
});
