import { Argument, Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

export function completionCommand(launch: Launch): Command {
  return new Command('completion')
    .description('Print a script by which a shell completes commands, options, their values and addresses.')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish'] satisfies Shell[]))
    .addHelpText(
      'after',
      examples(
        'source <(clnform completion bash)                 # in ~/.bashrc',
        'clnform completion zsh > "${fpath[1]}/_clnform"',
        'clnform completion fish > ~/.config/fish/completions/clnform.fish',
      ),
    )
    .action((shell: Shell) => launch(() => import('../actions/completion.ts'), shell));
}
