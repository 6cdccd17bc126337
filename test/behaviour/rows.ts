import type { Row, RowGroup } from './row.ts';
import { answers } from './rows/answers.ts';
import { familyAnswers } from './rows/family/answers.ts';
import { body as familyBody, errors as familyErrors } from './rows/family/errors.ts';
import { ids } from './rows/family/ids.ts';
import { pages } from './rows/family/pages.ts';
import { headers as familyHeaders, surface as familySurface, query } from './rows/family/query.ts';
import {
  beside,
  cost,
  headers,
  headersVariable,
  models,
  proxyBreak,
  sessions,
  signIn,
  steps,
} from './rows/features.ts';
import { input } from './rows/input.ts';
import { request } from './rows/request.ts';
import { streams } from './rows/streams.ts';
import { surface } from './rows/surface.ts';

const groups: Record<string, RowGroup> = {
  surface,
  input,
  request,
  answers,
  streams,
  'headers-variable': headersVariable,
  headers,
  steps,
  'proxy-break': proxyBreak,
  models,
  sessions,
  'sign-in': signIn,
  beside,
  cost,
  'family.surface': familySurface,
  'family.query': query,
  'family.headers': familyHeaders,
  'family.pages': pages,
  'family.ids': ids,
  'family.answers': familyAnswers,
  'family.errors': familyErrors,
  'family.body': familyBody,
};

/** All observed behaviour of the original, and whether this module behaves the same or better. */
export const rows: Row[] = Object.entries(groups).flatMap(([group, members]) =>
  Object.entries(members).map(([name, row]) => ({ id: `${group}.${name}`, ...row })),
);
