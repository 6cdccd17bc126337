import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Expectation, ends, Grid, reports, sends, type Zone } from './grid.ts';

let grid: Grid;

beforeAll(async () => {
  grid = await Grid.start();
});

afterAll(() => grid.close());

const own = 'Microsoft.Graph.Beta.PowerShell.Cmdlets.UpdateMgBetaSecurityPartnerSecurityScore_UpdateExpanded';

/** Returns noon local time on a winter day, in UTC. */
const noon = (zone: Zone) => `2024-01-15T${zone === 'UTC' ? '12' : '17'}:00:00.0000000Z`;

/** Returns a PowerShell expression for a DateTime of this kind whose value is noon on 15 January 2024. */
const ofKind = (kind: string) => `([datetime]::new([long]638409168000000000, '${kind}'))`;

test.each<[title: string, script: string, expected: Expectation]>([
  [
    'the order of the score [request.body-order]',
    `CMD -Requirements @{ score = 1 } -History @{ score = 2 } -CustomerInsights @{ tenantId = 't' } -UpdatedDateTime '2024-01-15Z' -MaxScore 3 -LastRefreshDateTime '2024-01-15Z' -CurrentScore 4 -Id a -AdditionalProperties @{ z = 1 }`,
    sends(
      '{"z":1,"id":"a","currentScore":4,"lastRefreshDateTime":"2024-01-15T00:00:00.0000000Z","maxScore":3,"updatedDateTime":"2024-01-15T00:00:00.0000000Z","customerInsights":[{"tenantId":"t"}],"history":[{"score":2}],"requirements":[{"score":1}]}',
    ),
  ],
  [
    'the order of an insight [request.nested-order]',
    `CMD -CustomerInsights '{"mfa":{"totalUsersCount":1},"tenantId":"t","z":1}'`,
    sends('{"customerInsights":[{"z":1,"tenantId":"t","mfa":{"totalUsersCount":1}}]}'),
  ],
  [
    'the order of a history entry [request.nested-order]',
    `CMD -History '{"totalRequirementsCount":1,"score":2,"createdDateTime":"2024-01-15T00:00:00Z","compliantRequirementsCount":3,"id":"i","z":1}'`,
    sends(
      '{"history":[{"z":1,"id":"i","compliantRequirementsCount":3,"createdDateTime":"2024-01-15T00:00:00.0000000Z","score":2,"totalRequirementsCount":1}]}',
    ),
  ],
  [
    'the order of a requirement [request.nested-order]',
    `CMD -Requirements '{"updatedDateTime":"2024-01-15T00:00:00Z","state":"s","score":1,"requirementType":"r","maxScore":2,"helpUrl":"h","complianceStatus":"c","actionUrl":"a","id":"i","z":1}'`,
    sends(
      '{"requirements":[{"z":1,"id":"i","actionUrl":"a","complianceStatus":"c","helpUrl":"h","maxScore":2,"requirementType":"r","score":1,"state":"s","updatedDateTime":"2024-01-15T00:00:00.0000000Z"}]}',
    ),
  ],
  [
    'the shortest form of a Single [request.single]',
    'CMD -CurrentScore 85.4 -MaxScore 100; CMD -CurrentScore 1e10 -MaxScore 3.4028235e38; CMD -CurrentScore 16777217',
    sends(
      '{"currentScore":85.4,"maxScore":100}',
      '{"currentScore":1E+10,"maxScore":3.4028235E+38}',
      '{"currentScore":16777216}',
    ),
  ],
  [
    'no NaN and no infinity [request.not-finite]',
    'CMD -CurrentScore ([double]::NaN); CMD -MaxScore ([float]::NegativeInfinity); CMD -AdditionalProperties @{ a = [double]::PositiveInfinity }',
    reports([own, own, own]),
  ],
  [
    'every Int64 as an exact number [request.int64]',
    'CMD -Requirements @{ score = [long]::MaxValue }; CMD -Requirements @{ score = [long]::MinValue }; CMD -Requirements @{ score = 9007199254740993 }',
    sends(
      '{"requirements":[{"score":9223372036854775807}]}',
      '{"requirements":[{"score":-9223372036854775808}]}',
      '{"requirements":[{"score":9007199254740993}]}',
    ),
  ],
  [
    'no fraction for an Int64 [request.int64-fraction]',
    'CMD -Requirements @{ score = 1.5 }',
    ends('ParameterArgumentTransformationError'),
  ],
  [
    'a date of kind Utc, to its seventh decimal [request.date-format]',
    "CMD -UpdatedDateTime ([datetime]::new([long]638312978414261872, 'Utc'))",
    sends('{"updatedDateTime":"2023-09-26T04:04:01.4261872Z"}'),
  ],
  [
    'dates of kind Local and of no kind as local time [request.date-local]',
    `CMD -LastRefreshDateTime ${ofKind('Local')} -UpdatedDateTime ${ofKind('Unspecified')}; CMD -BodyParameter @{ updatedDateTime = ${ofKind('Unspecified')} }`,
    (zone) =>
      sends(
        `{"lastRefreshDateTime":"${noon(zone)}","updatedDateTime":"${noon(zone)}"}`,
        `{"updatedDateTime":"${noon(zone)}"}`,
      ),
  ],
  [
    'date text without a zone in a hashtable as UTC [request.date-text-hashtable]',
    "CMD -BodyParameter @{ updatedDateTime = '2024-01-15T12:00:00' }",
    sends('{"updatedDateTime":"2024-01-15T12:00:00.0000000Z"}'),
  ],
  [
    'date text without a zone in JSON text as local time [request.date-text-json]',
    `CMD -BodyParameter '{"updatedDateTime":"2024-01-15T12:00:00"}'`,
    (zone) => sends(`{"updatedDateTime":"${noon(zone)}"}`),
  ],
  [
    'a DateTimeOffset as a date [request.date-offset-object]',
    "CMD -BodyParameter @{ updatedDateTime = [datetimeoffset]::new([datetime]::new(2024, 1, 15), '02:00:00') }",
    sends('{"updatedDateTime":"2024-01-14T22:00:00.0000000Z"}'),
  ],
  [
    'numbers among others, with a point [request.additional-numbers]',
    'CMD -AdditionalProperties @{ a = 1.5, [float]2.5, [decimal]3.25, 1234567 }',
    sends('{"a":[1.5,2.5,3.25,1234567]}'),
  ],
  [
    'dates among others, whole and in UTC [request.additional-dates]',
    `CMD -AdditionalProperties @{ a = ${ofKind('Local')}.AddTicks(7) }; CMD -AdditionalProperties @{ a = [datetimeoffset]::new([datetime]::new(2024, 1, 15), '02:00:00') }`,
    (zone) =>
      sends(`{"a":"${noon(zone).replace('0000000', '0000007')}"}`, '{"a":"2024-01-14T22:00:00.0000000Z"}'),
  ],
  [
    'single values of other types as text [request.additional-texts]',
    `CMD -AdditionalProperties @{ a = [guid]::Empty, [uri]'https://x.example/%41', [DayOfWeek]::Friday, [timespan]::FromMinutes(1), [bigint]::Parse('123456789012345678901') }`,
    sends(
      '{"a":["00000000-0000-0000-0000-000000000000","https://x.example/%41","Friday","00:01:00","123456789012345678901"]}',
    ),
  ],
  [
    'bytes as base64 [request.additional-bytes]',
    'CMD -AdditionalProperties @{ a = [byte[]](1, 2, 255) }',
    sends('{"a":"AQL/"}'),
  ],
  [
    'nulls among others: entries dropped, elements kept [request.additional-null] [request.additional-null-in-array]',
    'CMD -AdditionalProperties @{ a = $null; b = 1 }; CMD -AdditionalProperties @{ a = 1, $null }',
    sends('{"b":1}', '{"a":[1,null]}'),
  ],
  ['an empty id as empty text [request.empty-id]', "CMD -Id ''", sends('{"id":""}')],
  [
    'no null id [request.null-id]',
    'CMD -Id $null -MaxScore 1; CMD -BodyParameter @{ id = $null; maxScore = 1 }',
    sends('{"maxScore":1}', '{"maxScore":1}'),
  ],
  [
    'no other null [request.null-left-out]',
    'CMD -History $null -Requirements $null -MaxScore 1; CMD -BodyParameter @{ currentScore = $null; history = $null; id = "a" }',
    sends('{"maxScore":1}', '{"id":"a"}'),
  ],
  [
    'no null and no blank text for a date [request.null-date]',
    "CMD -UpdatedDateTime $null -LastRefreshDateTime '' -MaxScore 1",
    sends('{"maxScore":1}'),
  ],
  [
    'a null that was asked for [request.explicit-null]',
    'CMD -BodyParameter @{ currentScore = [DBNull]::Value }; CMD -BodyParameter @{ history = [DBNull]::Value }; CMD -AdditionalProperties @{ a = [DBNull]::Value }',
    sends('{"currentScore":null}', '{"history":null}', '{"a":null}'),
  ],
  [
    'a null that was asked for by a parameter [request.explicit-null]',
    'CMD -Id ([DBNull]::Value) -CurrentScore ([DBNull]::Value) -UpdatedDateTime ([DBNull]::Value) -History ([DBNull]::Value)',
    sends('{"id":null,"currentScore":null,"updatedDateTime":null,"history":null}'),
  ],
  ['an empty array [request.empty-array]', 'CMD -History @()', sends('{"history":[]}')],
  [
    'no null and no empty element [request.empty-elements]',
    'CMD -History @{ score = 1 }, $null, @{}, @{ score = 2 }',
    sends('{"history":[{"score":1},{"score":2}]}'),
  ],
  [
    'no property twice, in any spelling [request.collision]',
    'CMD -CurrentScore 1 -AdditionalProperties @{ currentScore = 2 }; CMD -Id a -AdditionalProperties @{ ID = "b" }',
    reports([own, own]),
  ],
  [
    'a declared name among others [request.additional-declared]',
    'CMD -AdditionalProperties @{ currentScore = 5 }',
    sends('{"currentScore":5}'),
  ],
])('sends %s', async (_, text, expected) => {
  const [actual, wanted] = await grid.run(text, expected);
  expect(actual).toEqual(wanted);
});
