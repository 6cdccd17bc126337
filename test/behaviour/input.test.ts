import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Expectation, ends, Grid, reports, sends } from './grid.ts';

let grid: Grid;

beforeAll(async () => {
  grid = await Grid.start();
});

afterAll(() => grid.close());

type Case = [title: string, script: string, expected: Expectation];

const transformation = 'ParameterArgumentTransformationError';
const nullBody = 'ParameterArgumentValidationErrorNullNotAllowed';
const unbound = 'InputObjectNotBound';
const own = 'Microsoft.Graph.Beta.PowerShell.Cmdlets.UpdateMgBetaSecurityPartnerSecurityScore_UpdateExpanded';
const ownBody = 'Microsoft.Graph.Beta.PowerShell.Cmdlets.UpdateMgBetaSecurityPartnerSecurityScore_Update';

const pipeline: Case[] = [
  [
    'a hashtable by itself is the body and no header [input.piped-hashtable-alone]',
    "@{ 'X-Case' = 'a' } | CMD",
    sends('{"X-Case":"a"}'),
  ],
  [
    'a hashtable beside parameters is headers and no body [input.piped-hashtable-with-parameters]',
    "@{ 'X-Case' = 'a' } | CMD -CurrentScore 2",
    sends('{"currentScore":2} a'),
  ],
  [
    'a model or JSON text by itself is the body [input.piped-model-alone]',
    'SCORE@{ id = "a" }, \'{"id":"b"}\' | CMD',
    sends('{"id":"a"}', '{"id":"b"}'),
  ],
  [
    'a model or JSON text beside -Headers is the body [input.piped-model-with-headers]',
    'SCORE@{ id = "a" }, \'{"id":"b"}\' | CMD -Headers @{ "x-case" = 1 }',
    sends('{"id":"a"} 1', '{"id":"b"} 1'),
  ],
  [
    'an object is the body [input.piped-pscustomobject]',
    '[pscustomobject]@{ currentScore = "1.5"; id = "a" } | CMD',
    sends('{"id":"a","currentScore":1.5}'),
  ],
  ['a number binds to nothing [input.piped-number]', '42 | CMD', reports([unbound])],
  ['null is an error [input.piped-null]', '$null | CMD', reports([nullBody])],
  [
    'null beside parameters sends these [input.piped-null-with-parameters]',
    '$null | CMD -CurrentScore 1',
    sends('{"currentScore":1}'),
  ],
  ['nothing sends nothing [input.empty-pipeline]', '@() | CMD -CurrentScore 1; @() | CMD', sends()],
  [
    'good and bad records each stand for themselves [input.several-records] [input.wrong-value]',
    `1, '{"id":"a"}', @{ id = 'b' }, $null, (, 1), @{ id = @() }, ([pscustomobject]@{ history = 5 }), '{"history":5}', @{ id = 'c' } | CMD`,
    reports(
      [unbound, nullBody, unbound, transformation, transformation, transformation],
      '{"id":"a"}',
      '{"id":"b"}',
      '{"id":"c"}',
    ),
  ],
  [
    'text that is not a JSON object ends the pipeline [input.piped-lines]',
    `'{"id":"a"}', '{', '{"id":"b"}' | CMD`,
    { ...sends('{"id":"a"}'), terminating: transformation },
  ],
  [
    'values that came through a pipeline count as any other [input.pipeline-values]',
    '1, 2 | % { CMD -History @{ score = $_ } -AdditionalProperties @{ x = $_ } }',
    sends('{"x":1,"history":[{"score":1}]}', '{"x":2,"history":[{"score":2}]}'),
  ],
];

const body: Case[] = [
  ['nothing at all [input.no-parameters]', 'CMD', sends('{}')],
  [
    'a hashtable, an ordered dictionary and JSON text [input.body-forms]',
    `CMD -BodyParameter @{ id = 'a' }; CMD -BodyParameter ([ordered]@{ x = 1; id = 'b' }); CMD -BodyParameter '{"id":"c"}'`,
    sends('{"id":"a"}', '{"x":1,"id":"b"}', '{"id":"c"}'),
  ],
  [
    'keys in any case, with the letter i among them [input.body-case]',
    `CMD -BodyParameter @{ ID = 'a' }; CMD -BodyParameter '{"CUSTOMERINSIGHTS":[{"TENANTID":"t"}]}'`,
    sends('{"id":"a"}', '{"customerInsights":[{"tenantId":"t"}]}'),
  ],
  [
    'unknown keys with all that is in them [input.body-unknown]',
    'CMD -BodyParameter @{ x = @{ y = 1.5, @{ z = $true } } }',
    sends('{"x":{"y":[1.5,{"z":true}]}}'),
  ],
  ...["'{bad'", "'text'", "''", "'[]'", "'null'", '42'].map(
    (value): Case => [
      `${value} is refused [input.body-refused]`,
      `CMD -BodyParameter ${value}`,
      ends(transformation),
    ],
  ),
  [
    'an object, nested ones in it [input.body-pscustomobject]',
    'CMD -BodyParameter ([pscustomobject]@{ history = @([pscustomobject]@{ score = 1 }); x = [pscustomobject]@{ y = 1 } })',
    sends('{"x":{"y":1},"history":[{"score":1}]}'),
  ],
  ['null is refused [input.body-null]', 'CMD -BodyParameter $null', ends(nullBody)],
  ['an empty hashtable [input.body-empty]', 'CMD -BodyParameter @{}', sends('{}')],
  [
    'hashtables at every depth [input.nested]',
    'CMD -BodyParameter @{ customerInsights = @(@{ mfa = @{ totalUsersCount = 3 } }) }',
    sends('{"customerInsights":[{"mfa":{"totalUsersCount":3}}]}'),
  ],
  [
    'one element without an array [input.one-element]',
    'CMD -BodyParameter @{ history = @{ score = 3 } }; CMD -History @{ score = 3 }',
    sends('{"history":[{"score":3}]}', '{"history":[{"score":3}]}'),
  ],
  ...['currentScore = "abc"', 'updatedDateTime = "soon"', 'maxScore = "1,5"'].map(
    (entry): Case => [
      `${entry} is refused [input.wrong-value]`,
      `CMD -BodyParameter @{ ${entry} }`,
      ends(transformation),
    ],
  ),
  [
    'a wrong value in an array is refused with all of it [input.wrong-element]',
    'CMD -BodyParameter @{ history = @(@{ score = 1 }, @{ score = "abc" }) }',
    ends(transformation),
  ],
  [
    'a number as text, read alike in every culture [input.numeric-text] [input.numeric-text-culture]',
    `CMD -BodyParameter @{ currentScore = '85.4' }; CMD -BodyParameter '{"requirements":[{"score":"12"}]}'`,
    sends('{"currentScore":85.4}', '{"requirements":[{"score":12}]}'),
  ],
  [
    'an explicit null in JSON text, as written [input.json-null]',
    `CMD -BodyParameter '{"a":null,"currentScore":null,"b":{"c":[null,{"d":null}]},"customerInsights":[null,{"mfa":null}]}'`,
    sends(
      '{"a":null,"b":{"c":[null,{"d":null}]},"currentScore":null,"customerInsights":[null,{"mfa":null}]}',
    ),
  ],
  [
    'an empty cell, left out [input.blank]',
    "'currentScore,maxScore,id,updatedDateTime', '85.4,,,' | ConvertFrom-Csv | CMD; CMD -BodyParameter @{ currentScore = ' '; history = @(@{ score = ''; id = 'h' }) }",
    sends('{"id":"","currentScore":85.4}', '{"history":[{"id":"h"}]}'),
  ],
  [
    'empty cells and nulls alone, which is an error [input.nothing-left]',
    '@{ currentScore = "" }, @{ x = $null; id = $null } | CMD',
    reports([ownBody, ownBody]),
  ],
  [
    'the result of a command that gave none, as nothing',
    'CMD -BodyParameter ([ordered]@{ id = & { }; x = & { }; y = 1; z = @(& { }) })',
    sends('{"y":1,"z":[]}'),
  ],
  [
    'what Add-Member gave a model or hashtable',
    "$model = SCORE@{ id = 'a'; history = @(@{ score = 1 }) }; $model | Add-Member note 5; $model.History[0] | Add-Member other 6; CMD -BodyParameter $model; $table = @{ id = 'b' }; $table | Add-Member note 7; CMD -BodyParameter $table",
    sends('{"note":5,"id":"a","history":[{"other":6,"score":1}]}', '{"note":7,"id":"b"}'),
  ],
  [
    'text in the place of what PowerShell cut off, refused',
    `CMD -BodyParameter (@{ x = @{ y = @{ z = @{ w = 1 } } } } | ConvertTo-Json -WarningAction Ignore)`,
    reports([ownBody]),
  ],
  [
    'numbers of unknown properties keep their digits [input.unknown-numbers]',
    `CMD -BodyParameter '{"a":1e3,"b":14.290000000000001,"c":123456789012345678901234567890,"d":1.0}'`,
    sends('{"a":1e3,"b":14.290000000000001,"c":123456789012345678901234567890,"d":1.0}'),
  ],
  [
    'a key that is not text counts by its text [input.other-keys]',
    'CMD -BodyParameter @{ 1 = 2 }; CMD -AdditionalProperties @{ [guid]::Empty = 3 }; CMD -AdditionalProperties @{ 1.5 = 4 }',
    sends('{"1":2}', '{"00000000-0000-0000-0000-000000000000":3}', '{"1.5":4}'),
  ],
  [
    'the text null, as text [input.null-text]',
    `CMD -Id 'null'; CMD -BodyParameter '{"id":"null","x":["null"]}'`,
    sends('{"id":"null"}', '{"x":["null"],"id":"null"}'),
  ],
  [
    'an object that was cast to a model [input.cast-pscustomobject]',
    'CMD -BodyParameter (SCORE([pscustomobject]@{ currentScore = 3 }))',
    sends('{"currentScore":3}'),
  ],
];

const parameters: Case[] = [
  ...['-CurrentScore abc', '-CurrentScore 1,2'].map(
    (text): Case => [`${text} is refused [input.parameter-refused]`, `CMD ${text}`, ends(transformation)],
  ),
  ['true for a score [input.parameter-true]', 'CMD -CurrentScore $true', sends('{"currentScore":1}')],
  ...['$null', "''", "' '", '([NullString]::Value)'].map(
    (value): Case => [
      `${value} for a score is left out [input.parameter-null]`,
      `CMD -CurrentScore ${value} -MaxScore 1`,
      sends('{"maxScore":1}'),
    ],
  ),
  [
    'null alone is an error [input.nothing-left]',
    'CMD -CurrentScore $null; CMD -History $null -AdditionalProperties $null; CMD -AdditionalProperties @{ a = $null }',
    reports([own, own, own]),
  ],
  [
    'null counts for the parameter set [input.parameter-null]',
    'CMD -CurrentScore $null -BodyParameter @{ id = "a" }',
    ends('AmbiguousParameterSet'),
  ],
  [
    'text for a score is read with a point [input.parameter-text]',
    "CMD -CurrentScore '85.4'; CMD -CurrentScore ' 1e2 '; CMD -CurrentScore '85,4'",
    { ...sends('{"currentScore":85.4}', '{"currentScore":100}'), terminating: transformation },
  ],
  [
    'JSON text for elements [input.elements-text]',
    `CMD -History '{"score":3}'; CMD -History '[{"score":3},{"score":4}]'`,
    sends('{"history":[{"score":3}]}', '{"history":[{"score":3},{"score":4}]}'),
  ],
  ['other text for elements is refused [input.elements-text]', "CMD -History 'bad'", ends(transformation)],
  [
    'objects for elements [input.elements-pscustomobject]',
    'CMD -Requirements ([pscustomobject]@{ score = "7" }), @{ score = 8 }',
    sends('{"requirements":[{"score":7},{"score":8}]}'),
  ],
  [
    'a hashtable or ordered dictionary of others [input.additional-forms]',
    'CMD -AdditionalProperties @{ a = 1 }; CMD -AdditionalProperties ([ordered]@{ b = 2 })',
    sends('{"a":1}', '{"b":2}'),
  ],
  [
    'JSON text of others is refused [input.additional-forms]',
    `CMD -AdditionalProperties '{"a":1}'`,
    ends(transformation),
  ],
  ['a score too large [input.single-overflow]', 'CMD -CurrentScore 1e300', reports([own])],
  [
    'any text for an enumeration [input.enumeration-text]',
    "CMD -Requirements @{ state = 'whatever' }",
    sends('{"requirements":[{"state":"whatever"}]}'),
  ],
];

describe.each([
  ['from the pipeline', pipeline],
  ['as a body', body],
  ['as parameters', parameters],
] as const)('%s, in each culture and time zone,', (_, cases) => {
  test.each(cases)('%s', async (_title, text, expected) => {
    const [actual, wanted] = await grid.run(text, expected);
    expect(actual).toEqual(wanted);
  });
});
