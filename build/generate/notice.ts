/** The comment on the first line of each generated file. */
export const generatedNotice = 'Generated from api/partner-security.json by npm run generate.';
