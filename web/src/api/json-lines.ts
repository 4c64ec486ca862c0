/** Answers of one JSON object a line, as they come. */

/** A line that never ends would fill the memory. */
const LINE_LENGTH_MAX = 1_000_000;

/** Each as soon as its line is there; ends with the answer. Rejects when the connection breaks. */
export async function* followJsonLines<T>(response: Response): AsyncGenerator<readonly T[]> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = `${rest}${value}`.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_LENGTH_MAX) throw new Error('a line of the answer is too long');
    if (lines.length > 0) yield lines.map((line) => JSON.parse(line) as T);
  }
}
