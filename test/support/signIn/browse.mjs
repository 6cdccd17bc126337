import { lookup } from 'node:dns';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

// This module is plain JavaScript because the program from fakeBrowser() runs it in Node.js without compilation.

const mostRedirects = 10;
const answerTimeInMs = 20_000;

/**
 * Opens a page as a browser does, and returns the last answer.
 * @param {string} url
 * @param {{ caFile: string }} options
 */
export async function browse(url, { caFile }) {
  const ca = readFileSync(caFile);
  let location = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await get(location, ca);
    if (answer.location === undefined) {
      return { status: answer.status, body: answer.body, url: location };
    }
    location = new URL(answer.location, location).href;
  }
  throw new Error(`More than ${mostRedirects} redirects from ${url}`);
}

function get(url, ca) {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const options = { ca, agent: false, lookup: ipv4First, timeout: answerTimeInMs };
    const outgoing = request(url, options, (response) => {
      const chunks = [];
      response.on('error', reject).on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        const redirected = status >= 300 && status < 400;
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ status, body, location: redirected ? headers.location : undefined });
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer from ${url}`)));
    outgoing.on('error', reject).end();
  });
}

// Prefers IPv4. A sign-in's loopback listener often listens only on 127.0.0.1, but localhost can resolve to ::1 first.
function ipv4First(hostname, options, callback) {
  lookup(hostname, { ...options, verbatim: false }, callback);
}
