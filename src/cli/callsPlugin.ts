/** Options of the whole program that take the next word as their value. */
const WITH_VALUE = new Set(['--chdir', '--account', '--api-url', '--state']);

/**
 * Whether a check of `nagios` was meant, though what was typed before it is wrong, so that no command was found. Its
 * reader knows nothing but a plugin's line and exit codes. `register` is for people.
 */
export function callsPlugin(args: readonly string[]): boolean {
  const words = args.filter((word, index) => !word.startsWith('-') && !WITH_VALUE.has(args[index - 1] ?? ''));
  return words[0] === 'nagios' && words[1] !== 'register';
}
