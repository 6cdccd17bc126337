/** The text of the comment on the first line of the generated files, except the format file and Kiota's own files. */
export const generatedNotice = 'Generated from api/partner-security.json by npm run generate.';
