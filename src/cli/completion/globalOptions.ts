import type { CommandSpec, OptionSpec } from './completionSpec.ts';

/** Options of clnform itself, which may stand anywhere, and by which an address is looked for in the right place. */
export const HANDED_ON = ['--chdir', '--state', '--account'] as const;

/** Options that take a value, with the path that they belong to: undefined for those that may stand anywhere. */
export function valuedOptions(specs: readonly CommandSpec[]): readonly {
  readonly path: string | undefined;
  readonly option: OptionSpec & Required<Pick<OptionSpec, 'values'>>;
}[] {
  return specs.flatMap(({ path, options }) =>
    options.flatMap((option) => {
      const { values } = option;
      return values === undefined ? [] : [{ path: path === '' ? undefined : path, option: { ...option, values } }];
    }),
  );
}
