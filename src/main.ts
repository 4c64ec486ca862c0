/** The one place that joins agent, aggregator and command line. */
export async function main(_args: string[]): Promise<number> {
  return 0;
}
