/**
 * The fields that the texts, or newer answers that are known (FACTS: `type` and `note` of Imunify keys), give the rows of
 * each answer that is read. `shapeOf` tells what is missing and what is new. An endpoint that is not here has rows without
 * named fields, or names that the service chooses.
 */
export const DOCUMENTED_FIELDS: Readonly<Partial<Record<string, readonly string[]>>> = {
  'im/key/list': ['key', 'code', 'limit', 'servers', 'type', 'note'],
  'im/srv/list': ['id', 'ip', 'key', 'last_checkin'],
  'kcare/key/list': ['key', 'enabled', 'created', 'limit', 'note'],
  'kcare/key/servers': ['server_id', 'ip', 'created', 'last_checkin'],
  'els/key/list': ['key', 'productCode', 'usageLimit', 'description'],
  'els/srv/list': ['id', 'key', 'ip', 'hostname', 'lastCheckin'],
  'v2/cl/keys': ['key', 'product_type', 'usage_limit', 'description'],
  'v2/cl/servers': ['id', 'key', 'ip', 'hostname'],
  'v2/cl/sub-account/servers': ['sub_account_login', 'sub_account_email', 'server_id', 'server_key', 'version', 'ip'],
  'cl/awp': ['product', 'primary_domain', 'username', 'cdn_limit_type'],
  'ipl/list': ['ip', 'type', 'registered', 'created'],
  'ipl/server': ['server_info', 'ip', 'type', 'registered', 'created', 'last_checkin'],
  'ipl/availability': ['available', 'owned'],
  'group/list': ['name', 'description'],
  'group/servers/list': ['id', 'hostName', 'ip', 'type'],
  'v2/features': ['feature_id', 'applicable_product_ids'],
  'ab/list': ['serverId', 'size', 'backupId', 'datacenter'],
  status: [
    'db_clweb_connected',
    'db_clweb_online',
    'db_rhn_connected',
    'db_rhn_online',
    'rhn_overloaded',
    'rhn_queue_full',
    'xmlrpc',
    'ip_server_reg',
  ],
};
