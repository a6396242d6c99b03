import { describe, expect, it } from 'vitest';
import type { Api } from '../../src/model/api/api.ts';
import type { TransportResult } from '../../src/cln/transport.ts';
import { answered, clientOver, ok, refused, scripted } from './support/scripted.ts';

const FLAGS = {
  db_clweb_connected: true,
  db_clweb_online: false,
  db_rhn_connected: true,
  db_rhn_online: true,
  rhn_overloaded: false,
  rhn_queue_full: true,
  xmlrpc: false,
  ip_server_reg: false,
};
/** As the 2024 text prints it. */
const PRINTED = `success:true
db_clweb_connected:true, // true - if db clweb connected
db_clweb_online:false, // true - if db clweb online
db_rhn_connected:true, // true - if db rhn connected
db_rhn_online:true, // true - if db rhn online
rhn_overloaded:false, // true - if registration server overloaded
rhn_queue_full: true, // true - if registration queue is full
xmlrpc:false, // true - if our xmlrpc service is alive
ip_server_reg:false, // true - if registration for CL IP servers allowed
(/usr/sbin/clnreg_ks --force)`;

const json = ({ read }: Api) => read.status();
const text = ({ read }: Api) => read.statusPlain();
const key = ({ read }: Api) => read.kernelcare.nagiosKey('WsTs821nSAtiastD');

interface Case {
  readonly reason: string;
  readonly call: (api: Api) => Promise<unknown>;
  readonly result: TransportResult;
}

describe('status and checks read', () => {
  it.each<Case & { value: unknown }>([
    { reason: 'status', call: json, result: ok(FLAGS), value: FLAGS },
    {
      reason: 'status with a flag and a text that are new',
      call: json,
      result: ok({ ...FLAGS, new_flag: true, '/usr/sbin/clnreg_ks': '--force' }),
      value: { ...FLAGS, new_flag: true },
    },
    { reason: 'plain status as printed', call: text, result: answered(PRINTED), value: FLAGS },
    {
      reason: 'plain status with other fields',
      call: text,
      result: answered('success:true\ncode:0\nxmlrpc:true\nmessage:hi'),
      value: { xmlrpc: true },
    },
    {
      reason: 'a check that is fine',
      call: key,
      result: answered('KernelCare OK - all servers are up to date!\n'),
      value: { ok: true, text: 'KernelCare OK - all servers are up to date!' },
    },
    {
      reason: 'a check that found trouble',
      call: key,
      result: answered('KernelCare WARNING - 2 servers are out of date'),
      value: { ok: false, text: 'KernelCare WARNING - 2 servers are out of date' },
    },
    {
      reason: 'a check that found trouble, as an error response',
      call: key,
      result: answered('KernelCare CRITICAL - 1 inactive', 500),
      value: { ok: false, text: 'KernelCare CRITICAL - 1 inactive' },
    },
    {
      reason: 'a check in words of its own',
      call: key,
      result: answered('3 servers inactive'),
      value: { ok: false, text: '3 servers inactive' },
    },
    {
      reason: 'a check that is nearly fine',
      call: key,
      result: answered('KernelCare OKAY'),
      value: { ok: false, text: 'KernelCare OKAY' },
    },
  ])('$reason', async ({ call, result, value }) => {
    expect(await call(clientOver(scripted(result)))).toStrictEqual(value);
  });
});

describe('status and checks fail on', () => {
  it.each<Case & { message: string }>([
    {
      reason: 'a flag that is none',
      call: json,
      result: ok({ ...FLAGS, xmlrpc: 'yes' }),
      message: 'status: data.xmlrpc is not true or false',
    },
    { reason: 'no flags', call: json, result: ok({}), message: 'status: data has no status flags' },
    {
      reason: 'a plain flag that is none',
      call: text,
      result: answered('success:true\nxmlrpc:yes'),
      message: 'status.plain: body.xmlrpc is not true or false',
    },
    {
      reason: 'a plain refusal',
      call: text,
      result: answered('success:false\nmessage:No'),
      message: 'status.plain: the service refused: No',
    },
    {
      reason: 'a plain refusal of a check',
      call: key,
      result: answered('success:false\nmessage:Authorization failed', 403),
      message: 'kcare/nagios: Authorization failed',
    },
    {
      reason: 'a JSON refusal of a check',
      call: key,
      result: refused('Authorization failed'),
      message: 'kcare/nagios: Authorization failed',
    },
    {
      reason: 'a refusal of the credentials in the words of a check',
      call: key,
      result: answered('KernelCare UNKNOWN - Authorization failed'),
      message: 'kcare/nagios: Authorization failed',
    },
    {
      reason: 'a page in place of a check',
      call: key,
      result: answered('<html>KernelCare OK'),
      message: 'kcare/nagios: unexpected answer: HTTP 200 with no line of a check',
    },
    {
      reason: 'JSON in place of a check',
      call: key,
      result: ok([]),
      message: 'kcare/nagios: unexpected answer: HTTP 200 with no line of a check',
    },
    {
      reason: 'nothing in place of a check',
      call: key,
      result: answered(' \n'),
      message: 'kcare/nagios: unexpected answer: HTTP 200 with no line of a check',
    },
    {
      reason: 'a check that is not there',
      call: key,
      result: answered('Not Found', 404),
      message: 'kcare/nagios: unexpected answer: HTTP 404 with no line of a check',
    },
  ])('$reason', async ({ call, result, message }) => {
    await expect(call(clientOver(scripted(result)))).rejects.toThrow(message);
  });
});
