import { KINDS } from '../../kinds/index.ts';
import type { Manifest } from '../../model/manifest.ts';
import { boundGraph } from '../../views/graph/boundGraph.ts';
import type { GraphData } from '../../views/graph/graphData.ts';
import { graphDot } from '../../views/graph/graphDot.ts';
import { graphMermaid } from '../../views/graph/graphMermaid.ts';
import { graphSvg } from '../../views/graph/graphSvg.ts';
import { manifestGraph } from '../../views/graph/manifestGraph.ts';
import { planGraph } from '../../views/graph/planGraph.ts';
import { planSecrets } from '../../views/knownSecrets.ts';
import { PLAIN_PAINT } from '../../views/paint.ts';
import { openAccount } from '../account.ts';
import type { GraphCommandOptions } from '../commands/graph.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { narrate } from '../narrate.ts';
import { makePlanFor, noPlan } from '../planning.ts';
import { openState, readState } from '../stateFile.ts';

/** Without `--plan` it needs no account; with it, it only reads. */
export async function run(context: Context, path: string | undefined, options: GraphCommandOptions): Promise<ExitCode> {
  const manifest = await requireDeclared(context, path);
  const graph = options.plan === true ? await ofPlan(context, manifest) : ofManifest(context, manifest);
  context.terminal.result(draw(boundGraph(graph, options.maxNodes), options));
  return EXIT.ok;
}

function ofManifest(context: Context, { desired }: Manifest): GraphData {
  return manifestGraph(desired, context.view(PLAIN_PAINT));
}

async function ofPlan(context: Context, manifest: Manifest): Promise<GraphData> {
  const { read } = await openAccount(context, { login: manifest.account });
  const state = await readState(context, openState(context, manifest.account), manifest.account);
  const narrator = narrate(context);
  const input = { read, manifest, state, emit: narrator.emit, destroy: false };
  const { plan, diagnostics } = await makePlanFor(context, input, { parallelism: 1 });
  narrator.end();
  if (plan === undefined) throw noPlan(diagnostics, state);
  context.report(diagnostics);
  context.learn(planSecrets(plan, KINDS));
  return planGraph(plan, context.view(PLAIN_PAINT));
}

function draw(graph: GraphData, { format, plan }: GraphCommandOptions): Iterable<string> {
  switch (format) {
    case 'mermaid':
      return graphMermaid(graph);
    case 'dot':
      return graphDot(graph);
    case 'svg':
      return graphSvg(graph, {
        alone: true,
        caption: plan === true ? 'The order in which the plan is carried out' : 'What depends on what in the manifest',
      });
    default:
      return format satisfies never;
  }
}
