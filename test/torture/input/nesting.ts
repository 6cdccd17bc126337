import { models } from '../../support/lab.ts';

/**
 * Scripts that replace $v with a container that has the old $v as its only content. In JSON, the container is an object
 * or a list.
 */
export const wrappers: Record<string, { script: string; isList?: true }> = {
  hashtable: { script: '$v = @{ a = $v }' },
  ordered: { script: '$v = [ordered]@{ a = $v }' },
  pscustomobject: { script: '$v = [pscustomobject]@{ a = $v }' },
  dictionary: {
    script: "$d = [System.Collections.Generic.Dictionary[string,object]]::new(); $d['a'] = $v; $v = $d",
  },
  model: {
    script: `$m = [${models}.MicrosoftGraphPartnerSecurityScoreHistory]::new(); $m.Add('a', $v); $v = $m`,
  },
  array: { script: '$v = , $v', isList: true },
  ArrayList: {
    script: '$l = [System.Collections.ArrayList]::new(); $null = $l.Add($v); $v = $l',
    isList: true,
  },
  List: {
    script: '$l = [System.Collections.Generic.List[object]]::new(); $l.Add($v); $v = $l',
    isList: true,
  },
};

/** Returns a script that sets $v to the number 1 inside that many nested containers. */
export function nested(wrapper: string, depth: number): string {
  return `$v = 1; for ($i = 0; $i -lt ${depth}; $i++) { ${wrappers[wrapper]?.script} }`;
}

/** Returns the JSON text of the value that the script from nested() creates. */
export function nestedJson(isList: boolean, depth: number): string {
  return isList
    ? `${'['.repeat(depth)}1${']'.repeat(depth)}`
    : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

const hashtable = '$v = @{ x = 1 }';
const list = '$l = [System.Collections.ArrayList]::new()';

/** Scripts that set $v to a value that is nested endlessly, usually because it contains itself. */
export const cycles: Record<string, string> = {
  hashtable: `${hashtable}; $v.self = $v`,
  ordered: '$v = [ordered]@{}; $v.self = $v',
  pscustomobject: '$v = [pscustomobject]@{ self = $null }; $v.self = $v',
  'added note property':
    "$v = [pscustomobject]@{}; $v.psobject.Properties.Add([psnoteproperty]::new('self', $v))",
  'script property':
    "$v = [pscustomobject]@{}; $v.psobject.Properties.Add([psscriptproperty]::new('self', { $this }))",
  'script property with something new each time':
    "$v = [pscustomobject]@{}; $make = { $o = [pscustomobject]@{}; $o.psobject.Properties.Add([psscriptproperty]::new('self', $make)); $o }; $v.psobject.Properties.Add([psscriptproperty]::new('self', $make))",
  dictionary: '$v = [System.Collections.Generic.Dictionary[string,object]]::new(); $v["self"] = $v',
  expando: '$v = [System.Dynamic.ExpandoObject]::new(); $v.self = $v',
  model: `$v = [${models}.MicrosoftGraphPartnerSecurityScore]::new(); $v.Add('self', $v)`,
  'AdditionalProperties of itself': '$v = @{}; $v.AdditionalProperties = $v',
  'hashtable and list': `${hashtable}; ${list}; $null = $l.Add($v); $v.list = $l`,
  'hashtable and pscustomobject': `${hashtable}; $o = [pscustomobject]@{ back = $v }; $v.other = $o`,
  'model and pscustomobject': `$v = [${models}.MicrosoftGraphPartnerSecurityScore]::new(); $v.Add('other', [pscustomobject]@{ back = $v })`,
  'declared properties': `${hashtable}; $v.history = @(@{ score = 1 }, @{ back = $v })`,
  'an object of a declared property in itself': `${hashtable}; $i = @{}; $i.mfa = $i; $v.customerInsights = @($i)`,
  'typed properties': `$v = [${models}.MicrosoftGraphPartnerSecurityScore]@{ history = @(@{ score = 1 }) }; $v.History[0].Add('back', $v)`,
  'a ring of a hundred': `${hashtable}; $n = $v; for ($i = 0; $i -lt 99; $i++) { $n.next = @{}; $n = $n.next }; $n.next = $v`,
  'twice in itself': `${hashtable}; $v.one = $v; $v.two = $v`,
};

/** Scripts that set $v to a list that contains itself. As a body, a list is refused because of its type. */
export const listCycles: Record<string, string> = {
  ArrayList: `${list}; $null = $l.Add($l); $v = $l`,
  List: '$v = [System.Collections.Generic.List[object]]::new(); $v.Add($v)',
  array: '$v = [object[]]::new(1); $v[0] = $v',
  queue: '$v = [System.Collections.Queue]::new(); $v.Enqueue($v)',
  'two lists': `${list}; $v = [System.Collections.ArrayList]::new(); $null = $v.Add($l); $null = $l.Add($v)`,
};
