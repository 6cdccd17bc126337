import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readJson } from '../support/exactJson.ts';
import { command, Lab, models } from '../support/lab.ts';
import { localZone, systemZone } from '../support/localZone.ts';
import { sampleScore } from '../support/sampleScore.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.start();
});

afterAll(() => lab.close());

const score = `[${models}.MicrosoftGraphPartnerSecurityScore]`;

describe('a body is sent as it is meant', () => {
  test.each([
    ['no parameters', '', '{}'],
    [
      'expanded values',
      '-CurrentScore 85.4 -MaxScore 100 -Id abc',
      '{"id":"abc","currentScore":85.4,"maxScore":100}',
    ],
    [
      'the order of Graph',
      '-MaxScore 1 -CurrentScore 2 -AdditionalProperties @{ z = 1 }',
      '{"z":1,"currentScore":2,"maxScore":1}',
    ],
    ['a single of 8 digits', '-CurrentScore 16777217', '{"currentScore":16777216}'],
    [
      'large singles',
      '-CurrentScore 1e10 -MaxScore 3.4028235e38',
      '{"currentScore":1E+10,"maxScore":3.4028235E+38}',
    ],
    [
      'the smallest numbers in as few digits as they take',
      '-CurrentScore 1e-45 -AdditionalProperties @{ x = 5e-324 }',
      '{"x":5E-324,"currentScore":1E-45}',
    ],
    ['a null number', '-CurrentScore $null -MaxScore 1', '{"maxScore":1}'],
    ['a true number', '-CurrentScore $true', '{"currentScore":1}'],
    ['an empty id', "-Id ''", '{"id":""}'],
    ['a null id', '-Id $null -MaxScore 1', '{"maxScore":1}'],
    ['an empty array', '-History @()', '{"history":[]}'],
    ['a null array', '-History $null -MaxScore 1', '{"maxScore":1}'],
    ['one element', '-History @{ score = 3 }', '{"history":[{"score":3}]}'],
    ['an element as JSON text', `-History '{"score":3}'`, '{"history":[{"score":3}]}'],
    ['an element as an object', '-History ([pscustomobject]@{ score = 3 })', '{"history":[{"score":3}]}'],
    [
      'null and empty elements',
      '-History @{ score = 1 }, $null, @{}, @{ score = 2 }',
      '{"history":[{"score":1},{"score":2}]}',
    ],
    ['an empty body', '-BodyParameter @{}', '{}'],
    ['any case', '-BodyParameter @{ CURRENTSCORE = 2; mAxScOrE = 3 }', '{"currentScore":2,"maxScore":3}'],
    ['an ordered body', '-BodyParameter ([ordered]@{ b = 1; a = 2; id = "x" })', '{"b":1,"a":2,"id":"x"}'],
    [
      'an object',
      '-BodyParameter ([pscustomobject]@{ currentScore = "85.4"; b = 1 })',
      '{"b":1,"currentScore":85.4}',
    ],
    [
      'JSON text',
      `-BodyParameter ' {"currentScore": 2, "x": [1.0, 1e3, -0, 14.290000000000001]} '`,
      '{"x":[1.0,1e3,-0,14.290000000000001],"currentScore":2}',
    ],
    ['a cast model', `-BodyParameter (${score}@{ currentScore = 2 })`, '{"currentScore":2}'],
    [
      'one element in a body, no array',
      '-BodyParameter @{ history = @{ score = 3 } }',
      '{"history":[{"score":3}]}',
    ],
    [
      'nested values',
      '-BodyParameter @{ customerInsights = @(@{ tenantId = "t"; mfa = @{ totalUsersCount = 3; extra = 1 } }) }',
      '{"customerInsights":[{"tenantId":"t","mfa":{"extra":1,"totalUsersCount":3}}]}',
    ],
    [
      'numeric text in a body',
      '-BodyParameter @{ currentScore = "85.4"; requirements = @(@{ score = " 12 " }) }',
      '{"currentScore":85.4,"requirements":[{"score":12}]}',
    ],
    [
      'the whole range of Int64',
      '-Requirements @{ score = [long]::MaxValue; maxScore = [long]::MinValue }',
      '{"requirements":[{"maxScore":-9223372036854775808,"score":9223372036854775807}]}',
    ],
    [
      'an Int64 as text in JSON',
      `-BodyParameter '{"requirements":[{"score":"9007199254740993"}]}'`,
      '{"requirements":[{"score":9007199254740993}]}',
    ],
    [
      'whole numbers in any form',
      `-Requirements @{ score = 2.0; maxScore = [decimal]3 }, '{"score":1e3,"maxScore":10e-1}', @{ score = ' +5.00'; maxScore = '1E3 ' }`,
      '{"requirements":[{"maxScore":3,"score":2},{"maxScore":1,"score":1000},{"maxScore":1000,"score":5}]}',
    ],
    [
      'digits beyond a Single, rounded once',
      `-BodyParameter '{"currentScore":16777217.000000001}'`,
      '{"currentScore":16777218}',
    ],
    [
      'nulls in a body',
      '-BodyParameter @{ currentScore = $null; history = $null; x = $null; y = 1 }',
      '{"y":1}',
    ],
    [
      'nulls in JSON text',
      `-BodyParameter '{"currentScore":null,"x":null,"y":{"z":null}}'`,
      '{"x":null,"y":{"z":null},"currentScore":null}',
    ],
    [
      'explicit nulls',
      '-BodyParameter @{ currentScore = [DBNull]::Value; history = [DBNull]::Value; x = [DBNull]::Value }',
      '{"x":null,"currentScore":null,"history":null}',
    ],
    [
      'keys with quotes and newlines',
      '-AdditionalProperties @{ "x`":1,`"admin`n" = 1 }',
      '{"x\\":1,\\"admin\\u000a":1}',
    ],
    ['keys that are not text', '-AdditionalProperties @{ 1 = 2 }', '{"1":2}'],
    [
      'a declared name among additional properties',
      '-AdditionalProperties @{ currentScore = 5 }',
      '{"currentScore":5}',
    ],
    [
      'unknown values of many types',
      '-AdditionalProperties ([ordered]@{ a = $true; b = [guid]::Empty; c = [uri]"https://x.example/%41"; d = [timespan]::FromMinutes(1); e = [bigint]::Parse("123456789012345678901"); f = [DayOfWeek]::Monday; g = [char]"x"; h = [byte[]](1, 2, 255); i = [decimal]::Parse("1.10", [cultureinfo]::InvariantCulture); j = 1e300; k = @(); l = @{} })',
      '{"a":true,"b":"00000000-0000-0000-0000-000000000000","c":"https://x.example/%41","d":"00:01:00","e":"123456789012345678901","f":"Monday","g":"x","h":"AQL/","i":1.10,"j":1E+300,"k":[],"l":{}}',
    ],
    ['an expando object', '-AdditionalProperties @{ a = $expando }', '{"a":{"b":1}}'],
    ['JSON text behind a byte order mark', '-BodyParameter ([char]0xfeff + \'{"id":"x"}\')', '{"id":"x"}'],
    ['null elements of unknown arrays', '-AdditionalProperties @{ a = 1, $null, "x" }', '{"a":[1,null,"x"]}'],
    [
      'a property bag of a model',
      '-BodyParameter @{ AdditionalProperties = @{ a = 1 }; id = "x" }',
      '{"a":1,"id":"x"}',
    ],
  ])('%s', async (_, parameters, body) => {
    const sent = await lab.sent(`
      $expando = [System.Dynamic.ExpandoObject]::new(); $expando.b = 1
      $null = ${command} ${parameters}`);
    expect(sent).toHaveLength(1);
    expect(inComparableOrder(parameters, sent[0])).toEqual(inComparableOrder(parameters, body));
  });

  test('values that came through a pipeline count as any other', async () => {
    const sent = await lab.sent(
      `(1, 2).ForEach({ $_ }) | ForEach-Object { $null = ${command} -History @{ score = $_ } -AdditionalProperties @{ x = $_ } }`,
    );
    expect(sent).toEqual(['{"x":1,"history":[{"score":1}]}', '{"x":2,"history":[{"score":2}]}']);
  });

  test('a returned object goes back unchanged [request.send-back]', async () => {
    const answer = sampleScore
      .replace('"helpUrl": null,', '')
      .replace('100.0', '100')
      .replace(
        /(T[0-9:]{8})(\.[0-9]+)?Z/g,
        (_, time, fraction) => `${time}${(fraction ?? '.').padEnd(8, '0')}Z`,
      );
    lab.server.next({ status: 200, headers: { 'Content-Type': 'application/json' }, body: answer });
    const sent = await lab.sent(
      `$answer = ${command} -CurrentScore 1; $null = ${command} -BodyParameter $answer`,
    );
    expect(readJson(sent[1] ?? '')).toEqual(readJson(answer));
  });
});

describe('dates', () => {
  test.each([
    ['UTC', '[datetime]::new(638312978414261872, "Utc")', '2023-09-26T04:04:01.4261872Z'],
    [
      'an offset',
      '[DateTimeOffset]::Parse("2023-09-26T06:04:01.4261872+02:00")',
      '2023-09-26T04:04:01.4261872Z',
    ],
    ['text with Z', '"2023-09-26T04:04:01.4261872Z"', '2023-09-26T04:04:01.4261872Z'],
    ['text with an offset', '"2023-09-26T06:04:01+02:00"', '2023-09-26T04:04:01.0000000Z'],
    ['text without a zone', '"2023-09-26T04:04:01"', '2023-09-26T04:04:01.0000000Z'],
    ['a day', '"2023-09-26"', '2023-09-26T00:00:00.0000000Z'],
  ])('%s', async (_, value, date) => {
    expect(await lab.sent(`$null = ${command} -BodyParameter @{ updatedDateTime = ${value} }`)).toEqual([
      `{"updatedDateTime":"${date}"}`,
    ]);
  });

  test('a date without a zone is local time', async () => {
    await lab.mustRun(localZone('Eastern Standard Time'));
    try {
      const sent = await lab.sent(`
        $null = ${command} -UpdatedDateTime '2024-01-15T12:00:00'
        $null = ${command} -BodyParameter '{"updatedDateTime":"2024-07-15T12:00:00"}'
        $null = ${command} -AdditionalProperties @{ x = [datetime]::new(2024, 1, 15, 12, 0, 0).AddTicks(1) }`);
      expect(sent).toEqual([
        '{"updatedDateTime":"2024-01-15T17:00:00.0000000Z"}',
        '{"updatedDateTime":"2024-07-15T16:00:00.0000000Z"}',
        '{"x":"2024-01-15T17:00:00.0000001Z"}',
      ]);
    } finally {
      await lab.mustRun(systemZone);
    }
  });
});

describe.each(['', 'de-DE', 'tr-TR'])('culture "%s"', (culture) => {
  test('makes no difference to a body', async () => {
    const script = `$null = ${command} -BodyParameter @{ id = 1.5; CURRENTSCORE = '85.4'; history = @(@{ score = '1.5'; ID = 'i' }); x = 1.5, [decimal]::Parse('2.50', [cultureinfo]::InvariantCulture) }`;
    expect(await lab.sent(script, { culture })).toEqual([
      '{"x":[1.5,2.50],"id":"1.5","currentScore":85.4,"history":[{"id":"i","score":1.5}]}',
    ]);
  });
});

describe('a wrong value is an error that names its path, and nothing is sent', () => {
  test.each([
    ['text for a number', '@{ currentScore = "abc" }', "currentScore: 'abc' is not a number"],
    ['an empty text for a number in JSON', `'{"currentScore":""}'`, "currentScore: '' is not a number"],
    ['a comma in a number', '@{ currentScore = "1,5" }', "currentScore: '1,5' is not a number"],
    ['a number too large', '@{ currentScore = 1e300 }', "currentScore: '1E+300' cannot be sent"],
    ['NaN', '@{ maxScore = [double]::NaN }', "maxScore: 'NaN' cannot be sent"],
    [
      'an array element',
      '@{ history = @(@{ score = 1 }, @{ score = "abc" }) }',
      "history[1].score: 'abc' is not a number",
    ],
    [
      'a date',
      '@{ history = @(@{ createdDateTime = "26.09.2023" }) }',
      "history[0].createdDateTime: '26.09.2023' is not a date",
    ],
    [
      'a date finer than 100 ns',
      '@{ updatedDateTime = "2023-09-26T04:04:01.42618721Z" }',
      'updatedDateTime: ',
    ],
    [
      'an Int64 too large',
      '@{ requirements = @(@{ score = [double]1e19 }) }',
      "requirements[0].score: '1E+19' is not a whole number in the range of Int64",
    ],
    [
      'a fraction for an Int64',
      '@{ requirements = @(@{ score = 1.5 }) }',
      "requirements[0].score: '1.5' is not a whole number",
    ],
    [
      'a fraction far behind the point',
      `'{"requirements":[{"score":1.00000000000000000000000000001}]}'`,
      "requirements[0].score: '1.00000000000000000000000000001' is not a whole number",
    ],
    [
      'a whole number one too large',
      `'{"requirements":[{"score":9223372036854775808}]}'`,
      "requirements[0].score: '9223372036854775808' is not a whole number",
    ],
    [
      'a fraction as text for an Int64',
      '@{ requirements = @(@{ score = "1.5" }) }',
      "requirements[0].score: '1.5' is not a whole number",
    ],
    [
      'a nested object',
      '@{ customerInsights = @(@{ mfa = 42 }) }',
      "customerInsights[0].mfa: '42' is not a customerMfaInsight",
    ],
    [
      'a deep one',
      '@{ customerInsights = @(@{ mfa = @{ totalUsersCount = "x" } }) }',
      "customerInsights[0].mfa.totalUsersCount: 'x' is not a whole number",
    ],
    ['an array for text', '@{ id = 1, 2 }', 'id: A value of type System.Object[] is not a string'],
    [
      'a hashtable for text',
      '@{ id = @{} }',
      'id: A value of type System.Collections.Hashtable is not a string',
    ],
    ['a property twice', `'{"id":"a","ID":"b"}'`, 'id: The property is specified twice'],
    [
      'JSON that is none',
      `'{"id":'`,
      'The text is not valid JSON: unexpected end of the JSON text at line 1, column 7',
    ],
    [
      'JSON without a comma',
      `'{"id":"a" "maxScore":1}'`,
      "The text is not valid JSON: expected ',' or '}' at line 1, column 11",
    ],
    [
      'JSON with a backslash that is not escaped',
      String.raw`'{"id":"C:\data"}'`,
      'The text is not valid JSON: invalid escape sequence in a string at line 1, column 10',
    ],
    ['text', `'abc'`, 'The text is not valid JSON'],
    ['empty text', `''`, 'The text is not valid JSON'],
    ['a wrong value in JSON text', `'{"history":[{"score":"x"}]}'`, "history[0].score: 'x' is not a number"],
    [
      'text of an object in JSON text',
      String.raw`'{"history":"{\"score\":1}"}'`,
      `history: '{"score":1}' is not a securityScoreHistory. In JSON text, write an object here, not a string.`,
    ],
    ['true for text in JSON', `'{"id":true}'`, "id: 'True' is not a string"],
    ['true for a number in JSON', `'{"maxScore":true}'`, "maxScore: 'True' is not a number"],
    ['a number for text in JSON', `'{"id":12.50}'`, "id: '12.50' is not a string"],
    ['a property that cannot be read', '$broken', 'boom: The property cannot be read: bang.'],
    ['a JSON array', `'[]'`, 'is not a partnerSecurityScore'],
    ['a number', '42', "'42' is not a partnerSecurityScore"],
  ])('%s', async (_, body, message) => {
    const { errors, terminating, output } = await lab.sendsNothing(
      `$broken = [pscustomobject]@{ a = 1 }; $broken.psobject.Properties.Add([psscriptproperty]::new('boom', { throw 'bang' }))
      try { ${command} -BodyParameter ${body} } catch { throw }`,
    );
    expect(terminating?.fullyQualifiedErrorId).toBe(`ParameterArgumentTransformationError,${command}`);
    expect(terminating?.message).toContain(message);
    expect([errors, output]).toEqual([[], []]);
  });

  test.each([
    ['an element', "-History @{ score = 1 }, @{ score = 'abc' }", "history[1].score: 'abc' is not a number"],
    [
      'text',
      "-History 'bad'",
      "history: 'bad' is not a securityScoreHistory. Specify a hashtable, an object or the JSON text of an object or array.",
    ],
    ['an array of text', `-History '{"score":1}', '[{"score":2}]'`, "history[1]: '[{"],
    ['text of an array in an array', `-History '[{"score":1},[]]'`, 'history[1]: '],
    ['text of an array of numbers', `-History '[1]'`, "history[0]: '1' is not a securityScoreHistory"],
    ['a score', '-CurrentScore abc', "currentScore: 'abc' is not a number"],
    ['a score with a comma', "-CurrentScore '85,4'", "currentScore: '85,4' is not a number"],
    ['a score with separators', "-MaxScore '1,000.5'", "maxScore: '1,000.5' is not a number"],
    ['a hexadecimal text', "-MaxScore '0x10'", "maxScore: '0x10' is not a number"],
    ['a text too large', "-MaxScore '1e39'", "maxScore: '1e39' cannot be sent. It must be a finite number"],
    ['a fraction in an element', '-Requirements @{ score = 1.5 }', "'1.5' is not a whole number"],
    ['two scores', '-CurrentScore 1,2', 'Cannot convert'],
    ['JSON for a hashtable', `-AdditionalProperties '{}'`, 'Cannot convert'],
  ])('%s of a parameter', async (_, parameters, message) => {
    const { terminating } = await lab.sendsNothing(`try { ${command} ${parameters} } catch { throw }`);
    expect(terminating?.fullyQualifiedErrorId).toBe(`ParameterArgumentTransformationError,${command}`);
    expect(terminating?.message).toContain(message);
  });

  test.each([
    [
      'a script block',
      '-AdditionalProperties @{ a = @{ b = @(1, { x }) } }',
      'a.b[1]: A value of type System.Management.Automation.ScriptBlock cannot be written as JSON',
    ],
    ['infinity', '-AdditionalProperties @{ a = [double]::PositiveInfinity }', "a: '∞' cannot be sent"],
    ['an infinite parameter', '-CurrentScore 1e300', 'currentScore: '],
    [
      'XML',
      '-AdditionalProperties @{ a = @{ b = [xml]"<a><b>text</b></a>" } }',
      'a.b: A value of type System.Xml.XmlDocument cannot be written as JSON',
    ],
    [
      'pairs of names and values',
      '-AdditionalProperties @{ a = $pairs }',
      'a: A value of type System.Collections.Specialized.NameValueCollection cannot be written as JSON',
    ],
    [
      'a declared property in two spellings',
      '-AdditionalProperties $spellings',
      'An item with the same key has already been added. Key: currentScore',
    ],
    ['itself', '-AdditionalProperties $loop', 'nested deeper than 100 levels or contains itself'],
    [
      'a property twice',
      '-AdditionalProperties @{ currentScore = 1 } -CurrentScore 2',
      'An item with the same key has already been added. Key: currentScore',
    ],
    ['keys of one text', '-AdditionalProperties $twice', '1: The property is specified twice'],
  ])('%s among unknown properties', async (_, parameters, message) => {
    const { errors, terminating, output } = await lab.sendsNothing(
      `$pairs = [System.Collections.Specialized.NameValueCollection]::new(); $pairs.Add('k', 'v')
      $spellings = [hashtable]::new([StringComparer]::Ordinal); $spellings['currentScore'] = 1; $spellings['CurrentScore'] = 2
      $loop = @{}; $loop['a'] = $loop; $twice = @{ 1 = 1 }; $twice['1'] = 2; ${command} ${parameters}`,
    );
    expect([terminating, output, errors.length]).toEqual([null, [], 1]);
    expect(errors[0]?.message).toContain(message.replace('∞', 'Infinity'));
    expect(errors[0]?.fullyQualifiedErrorId).toBe(
      `Microsoft.Graph.Beta.PowerShell.Cmdlets.UpdateMgBetaSecurityPartnerSecurityScore_UpdateExpanded,${command}`,
    );
  });

  test('a null body', async () => {
    const { terminating } = await lab.sendsNothing(`try { ${command} -BodyParameter $null } catch { throw }`);
    expect(terminating?.fullyQualifiedErrorId).toBe(
      `ParameterArgumentValidationErrorNullNotAllowed,${command}`,
    );
  });
});

/** Parses the JSON if it was created from a hashtable with several keys, whose order is undefined. */
function inComparableOrder(parameters: string, text: string | undefined): unknown {
  return parameters.includes('@{') && parameters.includes(';') ? readJson(text ?? '') : text;
}
