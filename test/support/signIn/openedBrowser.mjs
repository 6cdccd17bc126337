import { browse } from './browse.mjs';

// Nobody waits for this program or ends it, so it may not live on when an answer never comes.
setTimeout(() => process.exit(1), 25_000).unref();

const [url, caFile] = process.argv.slice(2);
await browse(url, { caFile });
