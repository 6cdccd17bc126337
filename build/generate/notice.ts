/** The comment on the first line of the generated files, except the format file and the request builders of Kiota. */
export const generatedNotice = 'Generated from api/partner-security.json by npm run generate.';
