import type { buildConnector as Connect } from 'undici';
import buildConnector from 'undici/lib/core/connect.js';

/**
 * Connects to the host of the URL, and takes its certificate for that host only. What undici gives as the server's
 * name can come from a Host header: the caller's, or the one that tells a proxy where to connect to.
 */
export function hostConnector(options: Connect.BuildOptions): Connect.connector {
  const connect = buildConnector(options);
  return (target, callback) => {
    const { servername: _, ...place } = target;
    connect(place, callback);
  };
}
