/**
 * What a connection that could not be made means to a person, and which flag may mend it: out of
 * the details that grpc-js gives, which wrap OpenSSL's and Node's words.
 */

/** What grpc-js wraps the system's own words in. */
const LAST_ERROR = /Last error: (?:Error(?: \[\w+\])?: )?(.+?)\.?\s* Resolution note:/s;

const EXPLANATIONS: readonly (readonly [RegExp, (words: string) => string])[] = [
  [/^the certificate names /, (words) => `${words}: --tls-server-name`],
  [/certificate has expired|certificate is not yet valid/, (words) => `its ${words}`],
  [/certificate purpose/, (words) => `its certificate is not one of a server (${words})`],
  [
    /self[- ]signed|unable to (?:get|verify)|untrusted|invalid CA|signature failure/i,
    (words) => `its certificate is not trusted (${words}): --tls-ca`,
  ],
  [
    /wrong version number|packet length too long|record layer failure|unexpected message/,
    () => 'it does not speak TLS: --insecure?',
  ],
  [/certificate required/, () => 'it wants a client certificate: --tls-cert, --tls-key'],
  [
    /^Failed to connect/,
    () => 'the connection was closed at once: does it speak TLS (then without --insecure)?',
  ],
];

/** The system's own words in the details of a status of grpc-js. */
export function failureWords(details: string): string {
  return LAST_ERROR.exec(details)?.[1] ?? details.replace(/ Resolution note: $/, '');
}

/** What `words` mean and what may mend it; undefined where TLS has nothing to do with it. */
export function explainFailure(words: string): string | undefined {
  return EXPLANATIONS.find(([pattern]) => pattern.test(words))?.[1](words);
}
