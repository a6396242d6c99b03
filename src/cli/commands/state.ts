import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export interface StateViewOptions {
  readonly format: 'text' | 'json';
  readonly showKeys?: boolean;
}

export interface ResolveCommandOptions {
  readonly adopt?: string;
  readonly none?: boolean;
  readonly force?: boolean;
}

export interface RebuildCommandOptions {
  readonly manifest?: string;
  readonly list?: string;
  readonly showKeys?: boolean;
}

export interface PullCommandOptions {
  readonly out?: string;
  readonly showKeys?: boolean;
}

export interface PushCommandOptions {
  readonly force?: boolean;
}

/** `state` with its subcommands: bindings, intents and locks. */
export function stateCommand(launch: Launch): Command {
  const state = new Command('state').description('Look at and mend what clnform remembers.');
  state.addCommand(
    withView(new Command('list').description('List what is bound, and creates whose outcome is unknown.')).action(
      (options: StateViewOptions) => launch(() => import('../actions/stateList.ts'), options),
    ),
  );
  state.addCommand(
    withView(new Command('show').description('Show one binding.').argument('<address>'))
      .addHelpText('after', examples('clnform state show imunify_key.web-eu'))
      .action((address: string, options: StateViewOptions) =>
        launch(() => import('../actions/stateShow.ts'), address, options),
      ),
  );
  state.addCommand(
    new Command('mv')
      .description('Give a binding another address, after a block was renamed.')
      .argument('<from>')
      .argument('<to>')
      .addHelpText('after', examples('clnform state mv imunify_key.web imunify_key.web-eu'))
      .action((from: string, to: string) => launch(() => import('../actions/stateMv.ts'), from, to)),
  );
  state.addCommand(
    new Command('rm')
      .description('Forget bindings. The objects stay in the account.')
      .argument('<address...>')
      .addHelpText('after', examples('clnform state rm kernelcare_key.fleet'))
      .action((addresses: readonly string[]) => launch(() => import('../actions/stateRm.ts'), addresses)),
  );
  state.addCommand(
    new Command('resolve')
      .description(
        'Settle a create whose outcome is unknown, after looking in the console. Looks into the account, too.',
      )
      .argument('<address>')
      .addOption(new Option('--adopt <id>', 'this object is the one that it made').conflicts('none'))
      .option('--none', 'it made nothing: it may be created again')
      .option('--force', 'do not look into the account, or go on against what it shows')
      .addHelpText(
        'after',
        examples(
          'clnform state resolve els_key.centos7 --adopt CELS-XXXX',
          'clnform state resolve els_key.centos7 --none',
        ),
      )
      .action((address: string, options: ResolveCommandOptions) =>
        launch(() => import('../actions/stateResolve.ts'), address, options),
      ),
  );
  state.addCommand(rebuildCommand(launch));
  state.addCommand(
    new Command('pull')
      .description('Print the state as it is stored, licence keys whole: a backup, or something for a script to read.')
      .option('--out <file>', 'write it to this new file, mode 0600')
      .option('--show-keys', 'print it even on a terminal')
      .addHelpText(
        'after',
        examples('clnform state pull --out backup.json', "clnform state pull | jq '.bindings | keys'"),
      )
      .action((options: PullCommandOptions) => launch(() => import('../actions/statePull.ts'), options)),
  );
  state.addCommand(
    new Command('push')
      .description(
        'Put a state in place of the stored one. Refused for another lineage, an older serial, or creates that it forgets.',
      )
      .argument('<file>', 'what a pull wrote; - for standard input')
      .option('--force', 'push it all the same')
      .addHelpText('after', examples('clnform state push edited.json', 'clnform state push backup.json --force'))
      .action((file: string, options: PushCommandOptions) =>
        launch(() => import('../actions/statePush.ts'), file, options),
      ),
  );
  state.addCommand(
    new Command('unlock')
      .description('Remove a lock whose holder is gone.')
      .argument('[id]', 'the lock’s id, as the refusal prints it')
      .option('--force', 'whatever its id is')
      .addHelpText('after', examples('clnform state unlock 5f0c8a', 'clnform state unlock --force'))
      .action((id: string | undefined, options: { readonly force?: boolean }) =>
        launch(() => import('../actions/stateUnlock.ts'), id, options),
      ),
  );
  return state;
}

function rebuildCommand(launch: Launch): Command {
  return new Command('rebuild')
    .description(
      'Bind again what the account proves, after the state was lost: by marker, identity and `adopt`. The rest is named with the command that binds it, and not created until then. Changes nothing in the account.',
    )
    .option('--list <file>', 'write what is left into this new file, ids whole, for `import --list`')
    .option('--manifest <path>', 'manifest file or folder (default: clnform.yaml or clnform/)')
    .option('--show-keys', 'show licence keys whole')
    .addHelpText(
      'after',
      examples(
        'clnform state rebuild',
        'clnform state rebuild --list rebind.txt      # then check it, and:',
        'clnform import --list rebind.txt',
      ),
    )
    .action((options: RebuildCommandOptions) => launch(() => import('../actions/stateRebuild.ts'), options));
}

function withView(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .option('--show-keys', 'show licence keys whole');
}
