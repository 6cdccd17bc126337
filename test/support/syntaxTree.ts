import { type Engine, type PsObject, psQuote, withoutErrors } from './engine.ts';

/**
 * Evaluates an expression about a script's syntax tree, and returns the output.
 * The expression can use the tree ($ast), the tokens ($tokens), and the parse errors ($problems). Find returns all
 * nodes of a type, such as CommandAst.
 */
export async function ofSyntaxTree(engine: Engine, text: string, expression: string): Promise<PsObject[]> {
  const result = await engine.run(`
    $tokens = $problems = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseInput(${psQuote(text)}, [ref]$tokens, [ref]$problems)
    function Find([string] $Kind) {
      $type = [System.Management.Automation.Language.Ast].Assembly.GetType("System.Management.Automation.Language.$Kind", $true)
      $ast.FindAll({ param($node) $node -is $type }.GetNewClosure(), $true)
    }
    ${expression}`);
  return withoutErrors(result).output;
}
