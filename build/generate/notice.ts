/** The first line of what is generated, as a comment. */
export const generatedNotice = 'Generated from api/partner-security.json by npm run generate.';
