import { browse } from './browse.mjs';

// No other process waits for this program or ends it, so a timer ends it when an answer never arrives.
setTimeout(() => process.exit(1), 25_000).unref();

const [url, caFile] = process.argv.slice(2);
await browse(url, { caFile });
