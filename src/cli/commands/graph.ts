import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';
import { wholeNumber } from './parse.ts';

export interface GraphCommandOptions {
  readonly format: 'mermaid' | 'dot' | 'svg';
  readonly plan?: boolean;
  readonly maxNodes: number;
  readonly showKeys?: boolean;
}

export function graphCommand(launch: Launch): Command {
  return new Command('graph')
    .description('Draw what depends on what in the manifest, offline, or the order in which apply would go.')
    .argument('[path]', 'manifest file or folder (default: clnform.yaml or clnform/)')
    .addOption(new Option('--format <format>', 'how to draw it').choices(['mermaid', 'dot', 'svg']).default('mermaid'))
    .option('--plan', 'draw the steps of the plan: this looks into the account')
    .option('--max-nodes <n>', 'above this, all of a kind is drawn as one', wholeNumber(1), 200)
    .option('--show-keys', 'show licence keys whole')
    .addHelpText(
      'after',
      examples(
        'clnform graph                              # Mermaid, for Markdown on GitHub or GitLab',
        'clnform graph --plan --format svg > plan.svg',
        'clnform graph --format dot | dot -Tpng > manifest.png',
      ) + MEANING,
    )
    .action((path: string | undefined, options: GraphCommandOptions) =>
      launch(() => import('../actions/graph.ts'), path, options),
    );
}

const MEANING = `

An arrow leads from what comes first to what waits for it. What comes after and before the same, such as the servers of
one key, is drawn as one.`;
