import { command, models } from '../test/support/lab.ts';

/**
 * Returns a script that defines a body with the given number of history entries: as hashtables, as a model, and as JSON
 * text.
 */
export function setUpHistory(count: number): string {
  return `
    $entries${count} = for ($i = 0; $i -lt ${count}; $i++) {
      @{
        id = "entry-$i"; score = $i % 100; compliantRequirementsCount = 3; totalRequirementsCount = 4
        createdDateTime = [datetime]::new(2024, 1, 2, 3, 4, 5, [DateTimeKind]::Utc).AddMinutes($i)
      }
    }
    $model${count} = [${models}.MicrosoftGraphPartnerSecurityScore]@{ history = $entries${count} }
    $json${count} = $model${count}.ToJsonString()`;
}

/** Functions that return the call that sends the body from `setUpHistory`, by the form of the input. */
export const sendHistory = {
  hashtables: (count: number) => `$null = ${command} -History $entries${count}`,
  model: (count: number) => `$null = ${command} -BodyParameter $model${count}`,
  text: (count: number) => `$null = ${command} -BodyParameter $json${count}`,
} as const;
