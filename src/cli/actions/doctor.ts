import process from 'node:process';
import type { AnswerShape } from '../../model/api/answerShape.ts';
import type { CheckGroup } from '../../model/doctorReport.ts';
import type { CallInfo } from '../../cln/sender.ts';
import { doctorJson } from '../../views/doctorJson.ts';
import { doctorSummary } from '../../views/doctorSummary.ts';
import { doctorText } from '../../views/doctorText.ts';
import { jsonText } from '../../views/jsonText.ts';
import type { DoctorCommandOptions } from '../commands/doctor.ts';
import type { Context } from '../context.ts';
import { acceptedCheck, credentialsCheck } from '../doctor/credentialChecks.ts';
import { examine } from '../doctor/examine.ts';
import { listChecks } from '../doctor/listChecks.ts';
import { machineChecks } from '../doctor/machineChecks.ts';
import { networkChecks } from '../doctor/networkChecks.ts';
import { shapeChecks } from '../doctor/shapeChecks.ts';
import { stateChecks } from '../doctor/stateChecks.ts';
import { unseenChecks } from '../doctor/unseenChecks.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { catchInterrupt } from '../interrupt.ts';
import { openState, stateAccount } from '../stateFile.ts';
import { VERSION } from '../version.ts';

/** Looks at everything, also where something is missing: each trouble is a line of the report and stops none of the rest. */
export async function run(context: Context, { format }: DoctorCommandOptions): Promise<ExitCode> {
  const { terminal, host, system } = context;
  const shapes: AnswerShape[] = [];
  const calls: CallInfo[] = [];
  const interrupt = catchInterrupt(context);
  let found;
  try {
    const examined = examine(context, {
      signal: interrupt.signal,
      onShape: (shape) => shapes.push(shape),
      onCall: (info) => calls.push(info),
      progress: (done) => terminal.progress(`Asked the service ${done} times …`),
    });
    found = await interrupt.abandon(examined);
  } finally {
    terminal.progress(undefined);
    interrupt.dispose();
  }

  const login = found.credentials.login;
  const store = openState(context, login ?? (await stateAccount(context)));
  const groups: readonly CheckGroup[] = [
    {
      title: 'This machine',
      checks: machineChecks({
        node: process.versions.node,
        platform: `${process.platform} ${process.arch}`,
        zoneMinutes: -new Date(system.now()).getTimezoneOffset(),
      }),
    },
    { title: 'Credentials', checks: [credentialsCheck(found.credentials), acceptedCheck(found.acceptance)] },
    { title: 'State', checks: await stateChecks({ store, hostname: host.hostname, now: system.now(), login }) },
    { title: 'Service', checks: networkChecks({ ...found.network, shapes }) },
    {
      title: 'Answers that the documents leave open',
      checks: found.survey === undefined ? [] : shapeChecks(shapes, found.survey),
    },
    { title: 'Lists', checks: found.survey === undefined ? [] : listChecks(found.survey.asked, calls, login) },
    { title: 'Not to be determined without writing', checks: unseenChecks() },
  ];
  const report = { version: VERSION, groups };
  if (format === 'json') terminal.result([jsonText(doctorJson(report, context.view(terminal.paint)))]);
  else terminal.result(doctorText(report, context.view(terminal.paint)));
  return doctorSummary(report).fail > 0 ? EXIT.error : EXIT.ok;
}
