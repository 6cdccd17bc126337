import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Engine, type PsObject, plain, psQuote } from './engine.ts';
import { enginePlatform } from './enginePlatform.ts';
import { enginePwsh } from './engineProgram.ts';
import { killProcess } from './processes.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start({ env: { ENGINE_TEST: 'given' } });
});

afterAll(() => engine.close());

function only(output: PsObject[]): PsObject {
  expect(output).toHaveLength(1);
  return output[0] as PsObject;
}

describe('run', () => {
  test('says what a script wrote to every stream', async () => {
    const script = `
      function Use-Streams {
        [CmdletBinding(SupportsShouldProcess)] param()
        $PSCmdlet.WriteObject('output')
        $PSCmdlet.WriteWarning('warning')
        $PSCmdlet.WriteVerbose('verbose')
        $PSCmdlet.WriteDebug('debug')
        $PSCmdlet.WriteInformation('information', [string[]]@('tag'))
        $PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'activity', 'status'))
        $record = [Management.Automation.ErrorRecord]::new(
          [ArgumentException]::new('message', 'name'), 'Id', 'InvalidArgument', @{ key = 1 })
        $record.ErrorDetails = [Management.Automation.ErrorDetails]::new('details')
        $record.ErrorDetails.RecommendedAction = 'action'
        $PSCmdlet.WriteError($record)
        [void]$PSCmdlet.ShouldProcess('target', 'operation')
      }
      $DebugPreference = 'Continue'
      Use-Streams -Verbose -WhatIf`;
    const result = await engine.run(script);
    expect(result).toMatchObject({
      warnings: ['warning'],
      verbose: ['verbose'],
      debug: ['debug'],
      information: [{ text: 'information', tags: ['tag'] }],
      progress: [{ activity: 'activity', status: 'status' }],
      host: ['What if: Performing the operation "operation" on target "target".'],
      terminating: null,
      stopped: false,
    });
    expect(result.output.map(plain)).toEqual(['output']);
    expect(result.errors).toMatchObject([
      {
        fullyQualifiedErrorId: 'Id,Use-Streams',
        category: 'InvalidArgument',
        exceptionType: 'System.ArgumentException',
        errorDetails: 'details',
        recommendedAction: 'action',
        properties: { ParamName: { kind: 'text', value: 'name' } },
      },
    ]);
    expect(result.errors.map((error) => plain(error.targetObject))).toEqual([{ key: 1 }]);
  });

  test('gives objects as data, exactly', async () => {
    const script = `[pscustomobject][ordered]@{
      z = [long]::MaxValue; single = [float]85.4; big = 1e300; date = [datetime]'2023-09-26T04:04:01.4261872'
      list = @(1, $null, 'x'); map = [ordered]@{ b = $true; a = [guid]::Empty } }`;
    const item = only((await engine.run(script, { culture: 'de-DE' })).output);
    expect(plain(item)).toEqual({
      z: Number('9223372036854775807'),
      single: 85.4,
      big: 1e300,
      date: '2023-09-26T04:04:01.4261872',
      list: [1, null, 'x'],
      map: { b: true, a: '00000000-0000-0000-0000-000000000000' },
    });
    expect(item).toMatchObject({
      type: 'System.Management.Automation.PSCustomObject',
      value: {
        z: { value: { type: 'System.Int64', text: '9223372036854775807' } },
        date: { value: { kind: 'Unspecified' } },
        map: {
          value: [
            ['b', {}],
            ['a', { type: 'System.Guid' }],
          ],
        },
      },
    });
  });

  test('keeps variables in a runspace, apart from other runspaces', async () => {
    await engine.run('$kept = 1');
    expect(plain(only((await engine.run('$kept')).output))).toBe(1);
    expect(plain(only((await engine.run('$kept', { runspace: 'other' })).output))).toBeNull();
    await engine.closeRunspace('other');
  });

  test('sets the culture of the pipeline', async () => {
    const cultures = await engine.run(
      '[cultureinfo]::CurrentCulture.Name; [cultureinfo]::CurrentUICulture.Name',
      {
        culture: 'de-DE',
      },
    );
    expect(cultures.output.map(plain)).toEqual(['de-DE', 'de-DE']);
  });

  test('answers prompts, and without an answer cannot ask', async () => {
    const asking = "[CmdletBinding(SupportsShouldProcess)] param() $PSCmdlet.ShouldProcess('t', 'o')";
    const script = `& { ${asking} } -Confirm`;
    const answered = await engine.run(script, { choices: [0] });
    expect(answered.output.map(plain)).toEqual([true]);
    expect(answered.prompts).toMatchObject([{ caption: 'Confirm', default: 0 }]);
    const asked = await engine.run(script);
    expect(asked.output).toEqual([]);
    expect(asked.errors).toHaveLength(1);
  });

  test('gives the error that ended the script', async () => {
    const { terminating, output } = await engine.run("'before'; throw 'no more'");
    expect(output.map(plain)).toEqual(['before']);
    expect(terminating).toMatchObject({ message: 'no more', fullyQualifiedErrorId: 'no more' });
  });

  test('passes the environment on', async () => {
    expect((await engine.run('$env:ENGINE_TEST')).output.map(plain)).toEqual(['given']);
  });
});

describe('stop', () => {
  test('stops one runspace while another runs on', async () => {
    const endless = engine.run(`[AppDomain]::CurrentDomain.SetData('up', 1); while ($true) { }`, {
      runspace: 'endless',
    });
    await engine.run(`while (-not [AppDomain]::CurrentDomain.GetData('up')) { }`);
    expect(await engine.stop('endless')).toBeLessThan(5000);
    expect((await endless).stopped).toBe(true);
    await expect(engine.stop('endless')).rejects.toThrow("Nothing is running in runspace 'endless'.");
  });
});

test('lists the loaded assemblies', async () => {
  const names = (await engine.assemblies()).map((assembly) => assembly.fullName.split(',')[0]);
  expect(names).toContain('System.Management.Automation');
});

test.each(["it's", '‘’‚‛', '$a `n "b"', 'line\r\nnext\rlast\n', '\0\ud83d\ude00', 'a\ud800b\udc00', ''])(
  'psQuote(%j) is the text itself',
  async (text) => {
    const item = only((await engine.run(psQuote(text))).output);
    expect(item.kind === 'text' && JSON.stringify(item.value)).toBe(JSON.stringify(text));
  },
);

describe('the end', () => {
  test('comes at once when stdin closes, with a pipeline running; the call says so', async () => {
    const ended = await Engine.start();
    const running = ended.run('while ($true) { }');
    const failure = expect(running).rejects.toThrow('The engine ended (exit code 0).');
    await ended.close();
    await failure;
    await expect(ended.run('1')).rejects.toThrow('The engine ended');
  });

  test('is told to pending calls when the process is killed', async () => {
    const killed = await Engine.start();
    // Windows has no signals.
    const end = enginePlatform === 'win32' ? 'exit code 1' : 'SIGKILL';
    const failure = expect(killed.run('while ($true) { }')).rejects.toThrow(`The engine ended (${end}).`);
    killProcess(killed.pid);
    await failure;
    await killed.close();
  });

  test.each([0, 1])('with code %i before the host is up is no end: it is started again', async (code) => {
    const folder = mkdtempSync(join(tmpdir(), 'engine-'));
    const [program, ...first] = enginePwsh();
    const endsAtFirst = `
      const { existsSync, writeFileSync } = require('node:fs');
      if (!existsSync('started')) {
        process.exitCode = ${code};
      } else {
        const args = [...${JSON.stringify(first)}, ...process.argv.slice(1)];
        require('node:child_process').spawnSync(${JSON.stringify(program)}, args, { stdio: 'inherit' });
      }
      writeFileSync('started', '');`;
    const given = jest.replaceProperty(process, 'env', {
      ...process.env,
      PSS_TEST_PWSH: JSON.stringify([process.execPath, '--eval', endsAtFirst, '--']),
    });
    const warned = jest.spyOn(console, 'warn').mockReturnValue();
    const started = await Engine.start({ cwd: folder });
    expect(warned.mock.calls).toEqual([
      [expect.stringContaining(`ended (exit code ${code}). It was not up yet`)],
    ]);
    warned.mockRestore();
    given.restore();
    expect((await started.run('1')).output.map(plain)).toEqual([1]);
    await started.close();
    rmSync(folder, { recursive: true });
  });

  test('comes when a run takes too long', async () => {
    const slow = await Engine.start();
    const run = slow.run('while ($true) { }', { timeoutMilliseconds: 500 });
    await expect(run).rejects.toThrow('no answer within 500 ms to: while ($true) { }');
    await slow.close();
  });
});
