import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Engine, psQuote } from '../support/engine.ts';
import { internals } from '../support/internals.ts';
import { importModule } from '../support/lab.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.start();
  await engine.run(`${importModule}; ${internals}`);
});

afterAll(() => engine.close());

async function texts(script: string): Promise<string[]> {
  const { output, errors, terminating } = await engine.run(script);
  expect([...errors, terminating]).toEqual([null]);
  return output.map(({ text }) => text);
}

const passwd =
  'root:x:0:0::/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\nyou:x:1001:100::/home/you:/bin/sh\n';
const group = 'root:x:0:\nme:x:1000:\nusers:x:100:me\nteam:x:2000:me,you\nalone:x:3000:me\n';
const file = 0o100000;
const folder = 0o040000;
const link = 0o120000;

describe('on Linux and macOS, a file that others can replace', () => {
  async function why(mode: number, owner: number, groupId: number): Promise<string> {
    const [text] = await texts(`
      $user = New-Internal -Name UnixUser -Arguments @([uint32]1000, ${psQuote(group)}, ${psQuote(passwd)})
      $file = New-Internal -Name UnixFile -Arguments @('/x', ${mode}, [uint32]${owner}, [uint32]${groupId})
      "$(Invoke-Internal -Of $user -Method WhyNotSafe -Arguments @(, $file))"`);
    return text ?? '';
  }

  test.each<[what: string, mode: number, owner: number, group: number]>([
    ['the own file', file | 0o755, 1000, 1000],
    ["root's", file | 0o755, 0, 0],
    ['one that the own group may write to', file | 0o775, 1000, 1000],
    ['one of a group that only the user is in', file | 0o775, 1000, 3000],
    ["one of root's group", file | 0o775, 0, 0],
    ['a sticky folder for everybody', folder | 0o1777, 0, 0],
    ['a link, whose mode means nothing', link | 0o777, 1000, 1000],
  ])('%s can be trusted', async (_, mode, owner, groupId) => {
    expect(await why(mode, owner, groupId)).toBe('');
  });

  test.each<[what: string, mode: number, owner: number, group: number, says: RegExp]>([
    ["another user's", file | 0o755, 1001, 1000, /belongs to another user \(id 1001\)/],
    ["another user's link", link | 0o777, 1001, 1000, /belongs to another user/],
    ["another user's sticky folder", folder | 0o1755, 1001, 1000, /belongs to another user/],
    ['one for everybody', file | 0o757, 1000, 1000, /every user may write to \/x \(mode 0757\)/],
    ['a folder for everybody that is not sticky', folder | 0o777, 0, 0, /every user/],
    ['a sticky bit on a file', file | 0o1777, 1000, 1000, /every user/],
    [
      'one of a group with others in it',
      file | 0o775,
      1000,
      2000,
      /group 2000 may write to \/x \(mode 0775\)/,
    ],
    ['one of a group that is the main group of others', file | 0o775, 1000, 100, /group 100/],
    ['one of a group that nobody knows', file | 0o775, 1000, 77, /group 77/],
  ])('%s can not', async (_, mode, owner, groupId, says) => {
    expect(await why(mode, owner, groupId)).toMatch(says);
  });
});

describe('on Windows, a file that others can replace', () => {
  const me = 'S-1-5-21-1-2-3-1001';
  const you = 'S-1-5-21-1-2-3-1002';

  async function who(text: string, isAbove = false, isRoot = false): Promise<string> {
    const [answer] = await texts(`
      $list = New-Internal -Name AccessList -Arguments @(${psQuote(text)}, '${me}')
      "$(Invoke-Internal -Of $list -Method WhoElse -Arguments @($${isAbove}, $${isRoot}))"`);
    return answer ?? '';
  }

  test.each([
    ["in the user's own folders", `O:${me}D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FA;;;${me})`],
    ['in Program Files', 'O:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)(A;ID;0x1200a9;;;AC)'],
    [
      "of Windows' installer",
      'O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464D:(A;;FA;;;BA)',
    ],
    [
      'with a right that is only for what is made later',
      `O:BAG:DUD:PAI(A;OICIIO;GA;;;CO)(A;OICIIO;SDGXGWGR;;;AU)(A;;FA;;;BA)`,
    ],
    ['with a denial', 'O:BAD:(D;;FA;;;WD)(A;;FA;;;BA)'],
  ])('%s can be trusted', async (_, text) => {
    expect(await who(text)).toBe('');
  });

  test.each([
    ['with another owner', `O:${you}D:(A;;FA;;;BA)`, `its owner, ${you},`],
    ['that a user may modify', `O:BAD:(A;;FA;;;BA)(A;;0x1301bf;;;${you})`, you],
    [
      'that signed-in users may modify, as on a new drive',
      'O:BAD:AI(A;ID;FA;;;BA)(A;OICIID;0x1301bf;;;AU)',
      'AU',
    ],
    ['that everybody may write to', 'O:BAD:(A;;FW;;;WD)', 'WD'],
    ['whose permissions a user may change', 'O:BAD:(A;;RCWD;;;BU)', 'BU'],
    ['that a user may take', 'O:BAD:(A;;WO;;;BU)', 'BU'],
    ['with a condition on a right', 'O:BAD:(XA;;FA;;;BU;(@User.Title=="x"))', 'BU'],
    ['without a list', 'O:BAD:NO_ACCESS_CONTROL', 'everybody'],
    ['of which no list is told', 'O:BA', 'everybody'],
    ['whose rights are no number', 'O:BAD:(A;;0xzz;;;BU)', 'BU'],
    ['that makes no sense', 'nonsense', "somebody (its permissions can't be read)"],
  ])('%s can not', async (_, text, says) => {
    expect(await who(text)).toBe(says);
  });

  test('in a folder above, new files do no harm, but renaming does', async () => {
    const root = 'O:BAD:(A;;FA;;;BA)(A;;LC;;;AU)(A;OICIIO;SDGXGWGR;;;AU)(A;;0x1200a9;;;BU)';
    expect([await who(root, true, true), await who(root, false)]).toEqual(['', 'AU']);
    const renamable = 'O:BAD:(A;;SD;;;AU)';
    expect([await who(renamable, true, false), await who(renamable, true, true)]).toEqual(['AU', '']);
    expect(await who('O:BAD:(A;;DT;;;AU)', true, true)).toBe('AU');
  });
});
