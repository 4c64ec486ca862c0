/** The HTTP client alone: all of undici costs an agent 13 MB of memory, its client 2 MB. */
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export default Client;
}
