import type { Transport, TransportRequest, TransportResult } from '../../../src/cln/transport.ts';
import type { EmulatorResponse } from '../../../src/emulator/exchange.ts';
import type { Reply, SimProcess } from './simProcess.ts';
import type { CallClass, Strike } from './strike.ts';
import type { Origin, World } from './world.ts';

/** After this the transport gives up. */
const PATIENCE_MS = 60_000;

interface Voyage {
  readonly world: World;
  readonly process: SimProcess;
  readonly request: TransportRequest;
  readonly endpoint: string;
  readonly reply: Reply<TransportResult>;
  /** The address for which an intent is open that this call fits. */
  readonly address: string | undefined;
}

/** The way from one process to the emulated account: it takes time, and the story's faults lie in wait on it. */
export function simTransport(world: World, process: SimProcess): Transport {
  return {
    send(request) {
      const endpoint = endpointOf(request);
      return process.call(endpoint, (reply) => {
        const address = request.kind === 'write' ? intendedAddress(world, request) : undefined;
        const voyage: Voyage = { world, process, request, endpoint, reply, address };
        const strike = world.strike(classOf(request, endpoint), endpoint);
        if (strike === undefined) undisturbed(voyage);
        else disturbed(voyage, strike);
      });
    },
  };
}

function undisturbed(voyage: Voyage): void {
  arrive(voyage, voyage.process.latency(), () => voyage.reply.ok(answered(handle(voyage, {})), back(voyage)));
}

function disturbed(voyage: Voyage, { fault, when, ms = 0 }: Strike): void {
  const { world, process, request, reply } = voyage;
  const patience = Math.min(request.timeoutMs ?? PATIENCE_MS, PATIENCE_MS);
  const marks = fault === '429' ? { denied: true as const } : {};
  const effect = (then: (intact: EmulatorResponse | undefined) => void): void => {
    arrive(voyage, process.latency(), () => then(when === 'after' ? handle(voyage, marks) : undefined));
  };
  const answer = (status: number, type: string, body: string, headers: Record<string, string> = {}): void =>
    effect(() =>
      reply.ok({ kind: 'answered', status, headers: { 'content-type': type, ...headers }, body }, back(voyage)),
    );
  switch (fault) {
    case 'not-sent':
      reply.ok({ kind: 'notSent', reason: 'the connection was refused' }, process.latency());
      break;
    case 'refuse':
      answer(200, 'application/json', REFUSAL);
      break;
    case '500':
      answer(500, 'application/json', UNEXPECTED);
      break;
    case '502':
      answer(502, 'text/html', PAGE);
      break;
    case '429':
      answer(429, 'text/html', PAGE, world.chance.flip(0.5) ? { 'retry-after': '3' } : {});
      break;
    case 'html':
      answer(200, 'text/html', PAGE);
      break;
    case 'reset':
      effect(() => reply.ok(RESET, back(voyage)));
      break;
    case 'hang':
      effect(() => undefined);
      reply.ok(TIMED_OUT, patience);
      break;
    case 'cut':
      effect((intact) => reply.ok(cutOff(world, intact), back(voyage)));
      break;
    case 'stale':
      arrive(voyage, process.latency(), () => reply.ok(answered(staleAnswer(voyage)), back(voyage)));
      break;
    case 'late':
      world.clock.after(ms, () => void handle(voyage, { late: true }));
      if (world.chance.flip(0.5)) reply.ok(TIMED_OUT, patience);
      else reply.ok(RESET, back(voyage));
      break;
    case 'replay':
      arrive(voyage, process.latency(), () => {
        const first = handle(voyage, {});
        const answerWith = (last: EmulatorResponse): void => reply.ok(answered(last), back(voyage));
        if (request.method !== 'GET') answerWith(first);
        else world.clock.after(process.latency(), () => answerWith(handle(voyage, { replayed: true })));
      });
      break;
    case 'fail':
      throw new Error('only a write to the state can fail');
    default:
      fault satisfies never;
  }
}

/** Half of the body, or no whole answer at all. */
function cutOff({ chance }: World, intact: EmulatorResponse | undefined): TransportResult {
  if (intact === undefined || chance.flip(0.5)) return { kind: 'lost', reason: 'the answer was cut off' };
  return { ...answered(intact), body: intact.body.slice(0, chance.between(0, intact.body.length - 1)) };
}

/** As of before the last write. The rule that never strikes is put back, for it makes the emulator keep the past. */
function staleAnswer(voyage: Voyage): EmulatorResponse {
  const { faults } = voyage.world.emulator;
  const rule = { endpoint: '*', do: 'stale', when: 'after' } as const;
  faults.clear();
  faults.add(rule);
  const response = handle(voyage, {});
  faults.clear();
  faults.add({ ...rule, probability: 0 });
  return response;
}

/** Reaches the service after a while; what a process had under way when it died may never get there. */
function arrive({ world, process }: Voyage, ms: number, then: () => void): void {
  world.clock.after(ms, () => {
    if (process.alive || world.chance.flip(0.5)) then();
  });
}

function back({ process }: Voyage): number {
  return process.latency();
}

function handle(
  { world, process, request: { kind, method, path, query, body }, endpoint, address }: Voyage,
  marks: Pick<Origin, 'replayed' | 'late' | 'denied'>,
): EmulatorResponse {
  const kindMade = KIND_OF[path];
  const again = address !== undefined && [...world.origins.values()].some((origin) => origin.address === address);
  const blind =
    kindMade !== undefined && again && world.isBlind(kindMade, process.name) ? { blind: true as const } : {};
  // The questions about one IP are answered by the account itself.
  const listing = kind === 'read' && path !== 'ipl/availability.json' && path !== 'ipl/check.json';
  const response = (listing ? world.lists : world.emulator).handle({
    ...{ method, path: `/api/${path}`, query },
    ...(body === undefined ? {} : { body }),
  });
  const call = world.emulator.ledger.calls.at(-1);
  if (kind === 'write' && call !== undefined) {
    world.origins.set(call.seq, {
      process: process.name,
      ...(address === undefined ? {} : { address }),
      ...blind,
      ...marks,
    });
    const how = Object.keys(marks).join(' ');
    world.tell(
      process.name,
      `${endpoint} ${call.outcome}${call.refusal === undefined ? '' : ` (${call.refusal})`} ${how}`,
    );
  }
  return response;
}

function answered({ status, headers, body }: EmulatorResponse) {
  return { kind: 'answered' as const, status, headers, body };
}

/** `im/key/create`; for the calls that share a path, with their method. */
function endpointOf({ method, path }: TransportRequest): string {
  const endpoint = path.replace(/\.(json|plain)$/, '');
  return endpoint.startsWith('v2/') ? `${method} ${endpoint}` : endpoint;
}

function classOf({ kind }: TransportRequest, endpoint: string): CallClass {
  if (kind === 'read') return 'list';
  if (/create$|register$|^POST /.test(endpoint)) return 'create';
  return /remove$|delete$|^DELETE /.test(endpoint) ? 'remove' : 'change';
}

const KIND_OF: Readonly<Record<string, string>> = {
  'im/key/create.json': 'imunify_key',
  'kcare/key/create.json': 'kernelcare_key',
  'els/key/create.json': 'els_key',
  'v2/cl/keys': 'cloudlinux_key',
};

/** By the marker in the note, else the intent of the kind that came last: such creates go one at a time. */
function intendedAddress(world: World, { path, method, query }: TransportRequest): string | undefined {
  const type = KIND_OF[path];
  if (type === undefined || (type === 'cloudlinux_key' && method !== 'POST')) return undefined;
  const note = query.find(([name]) => name === 'note')?.[1] ?? '';
  const open = (world.disk.peek()?.intents ?? []).filter((intent) => intent.type === type);
  const marked = open.find(({ marker }) => marker !== undefined && note.endsWith(marker));
  return (marked ?? open.filter(({ marker }) => marker === undefined).at(-1))?.address;
}

const RESET = { kind: 'lost', reason: 'the connection was reset' } as const;
const TIMED_OUT = { kind: 'timedOut', reason: 'no answer in time' } as const;
const REFUSAL = '{"success":false,"message":"Operation is not allowed","type":null,"data":null}';
const UNEXPECTED = '{"success":false,"message":"Unexpected server error","type":null,"data":null}';
const PAGE = '<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body></body></html>\n';
