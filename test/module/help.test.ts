import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageFolder, readPage } from '../../build/help/page.ts';
import { type CommandFacts, rewritePage } from '../../build/help/rewritePage.ts';
import { Engine, plain, psQuote, withoutErrors } from '../support/engine.ts';
import { importModule } from '../support/lab.ts';
import { modulePath, repositoryRoot } from '../support/module.ts';

const read = (file: string) => readFileSync(path.join(pageFolder, file), 'utf8');
const pages = readdirSync(pageFolder).map((file) => readPage(read(file)));

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start({ env: { PSModulePath: path.dirname(path.dirname(modulePath)) } });
  withoutErrors(await engine.run(importModule));
});

afterAll(() => engine.close());

async function value(script: string, culture = 'en-US'): Promise<unknown[]> {
  return withoutErrors(await engine.run(script, { culture })).output.map(plain);
}

test('every exported command has a help page', async () => {
  const exported = await value(
    '(Get-Command -Module PartnerSecurityScore -CommandType Function, Cmdlet).Name',
  );
  expect(pages.map(({ name }) => name).sort()).toEqual((exported as string[]).sort());
});

describe('what build/help/generatePages.ts writes', () => {
  let commands: CommandFacts[];

  beforeAll(async () => {
    const script = path.join(repositoryRoot, 'build', 'help', 'commandFacts.ps1');
    const [json] = await value(`& ${psQuote(script)} -Manifest ${psQuote(modulePath)}`);
    commands = JSON.parse(String(json)) as CommandFacts[];
  });

  test('is what every page has', () => {
    expect(commands.length).toBe(pages.length);
    for (const command of commands) {
      const page = read(`${command.name}.md`);
      expect(rewritePage(page, command)).toBe(page);
    }
  });

  test('is added to a page that has prose alone, which can be built before', () => {
    for (const command of commands) {
      const page = read(`${command.name}.md`);
      const prose = page
        .replaceAll(/```yaml\n.*?```\n\n/gs, '')
        .replace(/^(## SYNTAX\n\n).*?(?=^## )/ms, '$1')
        .replace(/^(## NOTES\n\n.*?)```\n.*?(?=^## )/ms, '$1');
      expect(readPage(prose)).toMatchObject({ sets: [''], parameters: [] });
      expect(rewritePage(prose, command)).toBe(page);
    }
  });

  test.each([
    ['under another name', '-Other'],
    ['not at all', 'Name'],
  ])('is refused by a page that describes a parameter %s', (_, title) => {
    const command = commands.find(({ name }) => name === 'Get-MgEnvironment') as CommandFacts;
    const page = read('Get-MgEnvironment.md').replace('### -Name\n', `### ${title}\n`);
    expect(() => rewritePage(page, command)).toThrow(
      'The help page of Get-MgEnvironment has to describe -Name, in this order.',
    );
  });
});

test('the help is found whatever the language', async () => {
  expect(await value('(Get-Help Get-MgContext).Synopsis', 'de-DE')).toEqual(['Shows who is signed in.']);
});

test.each([
  ['about_PartnerSecurityScore', 'READ, DECIDE, WRITE'],
  ['about_PartnerSecurityScore_SignIn', 'ACCESS TOKENS'],
  ['about_PartnerSecurityScore_Tenants', 'TENANTS IN PARALLEL'],
  ['about_PartnerSecurityScore_Errors', 'ERRORS IN A SCRIPT'],
])('%s is found', async (topic, heading) => {
  const [text] = await value(`[string](Get-Help ${topic})`);
  expect(text).toContain(heading);
});

/** What the engine and Get-Help tell about a command. */
interface Told {
  texts: Record<string, string>;
  links: string[];
  parameters: { name: string }[];
  shownParameters: unknown[];
  sets: string[];
  shownSets: string[];
  examples: unknown[];
}

describe.each(pages)('Get-Help $name', ({ name, examples }) => {
  let told: Told;

  beforeAll(async () => {
    [told] = (await value(`
      $common = [System.Management.Automation.Cmdlet]::CommonParameters
      $command = Get-Command ${name}
      $help = Get-Help ${name}
      @{
        texts = @{
          synopsis = $help.Synopsis; description = $help.description.Text -join ' '
          inputs = $help.inputTypes.inputType.type.name -join ' '; outputs = $help.returnValues.returnValue.type.name -join ' '
          links = $help.relatedLinks.navigationLink.linkText -join ' '
        }
        links = @($help.relatedLinks.navigationLink.ForEach({ [string]$_.uri }).Where({ $_ }))
        parameters = @(foreach ($parameter in $command.Parameters.Values.Where({ $_.Name -notin $common })) {
          $uses = $parameter.Attributes.Where({ $_ -is [Parameter] })
          $ways = @(
            if ($uses.Where({ $_.ValueFromPipeline })) { 'ByValue' }
            if ($uses.Where({ $_.ValueFromPipelineByPropertyName })) { 'ByPropertyName' })
          $places = $uses.Where({ $_.Position -ge 0 })
          @{
            name = $parameter.Name
            type = $parameter.ParameterType.Name
            value = if ($parameter.SwitchParameter) { '' } else { $parameter.ParameterType.Name }
            aliases = if ($parameter.Aliases) { $parameter.Aliases -join ', ' } else { 'none' }
            pipeline = if ($ways) { "True ($($ways -join ', '))" } else { 'False' }
            required = if ($uses.Where({ -not $_.Mandatory })) { 'false' } else { 'true' }
            position = if ($places) { [string]$places[0].Position } else { 'named' }
          }
        })
        shownParameters = @(foreach ($parameter in $help.parameters.parameter) {
          @{
            name = $parameter.name; text = $parameter.description.Text -join ' '; type = $parameter.type.name
            value = [string]$parameter.parameterValue; aliases = $parameter.aliases
            pipeline = $parameter.pipelineInput; required = $parameter.required; position = $parameter.position
          }
        })
        sets = @($command.ParameterSets.ForEach({ $_.Parameters.Name.Where({ $_ -notin $common }) -join ' ' }))
        shownSets = @(@($help.syntax.syntaxItem).ForEach({ @($_.parameter.name).Where({ $_ }) -join ' ' }))
        examples = @($help.examples.example.ForEach({ @{ code = $_.code; remarks = $_.remarks.Text -join '' } }))
      }`)) as [Told];
  });

  test('shows synopsis, description, inputs, outputs and links', () => {
    for (const text of Object.values(told.texts)) {
      expect(text).toMatch(/\S/);
    }
    expect(told.texts['synopsis']).toMatch(/^[A-Z].*\.$/);
    expect(told.texts['description']).toMatch(/^[A-Z].{60,}/);
  });

  test('links to the page of the original, which -Online opens', () => {
    expect(told.links).toEqual([
      expect.stringMatching(
        new RegExp(`^https://learn\\.microsoft\\.com/powershell/module/[a-z.]+/${name.toLowerCase()}$`),
      ),
    ]);
  });

  test('describes every parameter, with the facts that the engine has', () => {
    const expected = told.parameters
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .map((facts) => ({ ...facts, text: expect.stringMatching(/^\S.{15,}\.$/) }));
    expect(told.shownParameters).toEqual(expected);
  });

  test('shows the syntax of every parameter set', () => {
    const sorted = (sets: string[]) => sets.map((set) => set.split(' ').sort().join(' ')).sort();
    expect(sorted(told.shownSets)).toEqual(sorted(told.sets));
  });

  test('has at least four examples with code and remarks', () => {
    expect(told.examples).toEqual(
      examples.map(({ code, paragraphs: [first = ''] }) => ({
        code,
        remarks: expect.stringContaining(first),
      })),
    );
    expect(examples.length).toBeGreaterThanOrEqual(4);
    expect(examples.filter(({ paragraphs }) => paragraphs.length === 0)).toEqual([]);
    const numbered = examples.filter(({ title }, index) => title.startsWith(`Example ${index + 1}: `));
    expect(numbered).toEqual(examples);
  });
});
