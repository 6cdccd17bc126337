// Bun puts a stand-in of its own instead of the package "undici"; its parts, by their files, are the real ones.

declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici';
}

declare module 'undici/lib/core/connect.js' {
  export { buildConnector as default } from 'undici';
}
