// ../../work/main/src/model/outcome.ts
function done(value) {
  return { status: "done", value };
}
function mapOutcome(outcome, map) {
  return outcome.status === "done" ? done(map(outcome.value)) : outcome;
}

// ../../work/main/src/model/apiError.ts
var ApiError = class extends Error {
  endpoint;
  diagnostic;
  constructor(endpoint, diagnostic) {
    super(diagnostic.summary);
    this.name = "ApiError";
    this.endpoint = endpoint;
    this.diagnostic = diagnostic;
  }
};

// ../../work/main/src/kinds/support/doneIfGone.ts
async function doneIfGone(outcome, isThere) {
  if (outcome.status === "done") return done(void 0);
  if (!turnedDown(outcome)) return outcome;
  try {
    return await isThere() ? outcome : done(void 0);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return outcome;
  }
}
function turnedDown(outcome) {
  switch (outcome.status) {
    case "refused":
      return outcome.retryAfterMs === void 0;
    case "unknown":
      return outcome.stated !== void 0;
    case "notSent":
      return false;
    default:
      return outcome;
  }
}

// ../../work/main/src/kinds/support/readBeforeSending.ts
async function readBeforeSending(read) {
  try {
    return done(await read());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: "notSent", endpoint: error.endpoint, reason: error.message };
  }
}

// ../../work/main/src/kinds/support/refused.ts
function refused(endpoint, what) {
  return { status: "refused", endpoint, reason: `${endpoint}: ${what}` };
}

// ../../work/main/src/kinds/support/uniqueById.ts
function uniqueById(endpoint, rows) {
  const seen = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const earlier = seen.get(row.id);
    if (earlier === void 0) seen.set(row.id, row);
    else if (JSON.stringify(earlier) !== JSON.stringify(row)) throw contradiction(endpoint);
  }
  return [...seen.values()];
}
function contradiction(endpoint) {
  return new ApiError(endpoint, {
    severity: "error",
    code: "contradictory-list",
    summary: `${endpoint} showed one object in two different states.`,
    help: "The account probably changed while it was being listed. Run it again; nothing was planned or changed."
  });
}

// ../../work/main/src/kinds/support/unproven.ts
function unproven(endpoint, what) {
  return { status: "unknown", endpoint, reason: `${endpoint}: ${what}` };
}

// ../../work/main/src/kinds/backup.ts
var TYPE = "backup";
var section = {
  name: "backups",
  expand(name, { size_gb, datacenter }, tools) {
    tools.declare({ name, spec: { server_id: name, size_gb, datacenter } });
  }
};
var backup = {
  type: TYPE,
  title: "backup",
  identity: "natural",
  fields: { server_id: {}, size_gb: {}, datacenter: { immutable: true } },
  replacement: "delete-first",
  section,
  async list(read) {
    return uniqueById("ab/list", (await read.backups.list()).map(live));
  },
  async create({ write }, { server_id, size_gb, datacenter }) {
    return mapOutcome(await write.backups.create({ serverId: server_id, size: size_gb, datacenter }), live);
  },
  async update({ read, write }, { id, spec: { size_gb: planned } }, { size_gb: wanted }) {
    const look = await readBeforeSending(() => read.backups.list());
    if (look.status !== "done") return look;
    const now = look.value.find(({ backupId }) => backupId === id);
    if (now === void 0) return refused("ab/resize", "nothing was sent: the backup is gone from the account");
    if (now.size === wanted) return done(live(now));
    if (now.size !== planned) {
      return refused(
        "ab/resize",
        `nothing was sent: the backup has ${now.size} GB now, no longer the ${planned ?? "unknown number of"} GB that the plan saw`
      );
    }
    const answer = await write.backups.resize({ backupId: id, delta: wanted - now.size });
    if (answer.status !== "done" || answer.value.size === wanted) return mapOutcome(answer, live);
    return unproven("ab/resize", `the answer shows ${answer.value.size} GB where ${wanted} GB were asked for`);
  },
  async remove({ read, write }, { id }) {
    return doneIfGone(
      await write.backups.remove(id),
      async () => (await read.backups.list()).some(({ backupId }) => backupId === id)
    );
  },
  hazards({ action, live: there }) {
    if (action !== "replace" && action !== "remove") return [];
    const size = there?.spec.size_gb === void 0 ? "it" : `its ${there.spec.size_gb} GB`;
    return [
      {
        name: "data-loss",
        detail: action === "replace" ? `A backup cannot be moved to another datacenter: what is stored in ${size} is lost.` : `What is stored in ${size} is lost.`
      }
    ];
  },
  billing: ({ size_gb }) => ({ product: TYPE, units: size_gb })
};
function live({ backupId, serverId, size, datacenter }) {
  return { type: TYPE, id: backupId, name: serverId, spec: { server_id: serverId, size_gb: size, datacenter } };
}

// ../../work/main/src/model/marker.ts
var MARKER = /(?:^| )\[clnform:([^\]#\s]{0,24})#([a-z0-9]{4,16})\]$/u;
var NAME_MAX = 24;
function markerLength(name) {
  return " [clnform:".length + Math.min(name.length, NAME_MAX) + "#".length + 8 + "]".length;
}
function joinNote(note, marker) {
  if (marker === void 0) return note;
  return note === "" ? marker : `${note} ${marker}`;
}
function splitNote(text) {
  const found = MARKER.exec(text);
  if (found?.[2] === void 0) return { note: text };
  return { note: text.slice(0, found.index), tag: found[2], marker: found[0].trimStart() };
}

// ../../work/main/src/model/product.ts
var IP_PRODUCTS = [
  { type: 1, name: "cloudlinux", title: "CloudLinux OS Shared" },
  { type: 1002, name: "cloudlinux-pro", title: "CloudLinux OS Shared PRO" },
  { type: 4, name: "cloudlinux-solo", title: "CloudLinux OS Solo" },
  { type: 5, name: "cloudlinux-admin", title: "CloudLinux OS Admin" },
  { type: 16, name: "kernelcare", title: "KernelCare" },
  { type: 17, name: "kernelcare-plus", title: "KernelCare Plus" },
  { type: 40, name: "imunifyav-plus", title: "Imunify AV Plus" },
  { type: 41, name: "imunify360-1", title: "Imunify for single user" },
  { type: 44, name: "imunify360-5", title: "Imunify for 5 users" },
  { type: 42, name: "imunify360-30", title: "Imunify for 30 users" },
  { type: 43, name: "imunify360-250", title: "Imunify for 250 users" },
  { type: 49, name: "imunify360-unlimited", title: "Imunify Unlimited" },
  { type: 3, name: "els-centos6", title: "ELS for CentOS 6" },
  { type: 5011, name: "els-centos6-sla", title: "ELS for CentOS 6 + SLA" },
  { type: 5017, name: "els-centos7", title: "ELS for CentOS 7 Standard" },
  { type: 5018, name: "els-centos7-complete", title: "ELS for CentOS 7 Complete" },
  { type: 5005, name: "els-centos8", title: "ELS for CentOS 8" },
  { type: 5012, name: "els-centos8-sla", title: "ELS for CentOS 8 + SLA" },
  { type: 5034, name: "els-centos8-stream", title: "ELS for CentOS 8 Stream" },
  { type: 5035, name: "els-centos8-stream-sla", title: "ELS for CentOS 8 Stream + SLA" },
  { type: 5003, name: "els-oracle6", title: "ELS for Oracle Linux 6" },
  { type: 5013, name: "els-oracle6-sla", title: "ELS for Oracle Linux 6 + SLA" },
  { type: 5004, name: "els-ubuntu16", title: "ELS for Ubuntu 16" },
  { type: 5014, name: "els-ubuntu16-sla", title: "ELS for Ubuntu 16 + SLA" },
  { type: 5019, name: "els-ubuntu18", title: "ELS for Ubuntu 18" },
  { type: 5020, name: "els-ubuntu18-sla", title: "ELS for Ubuntu 18 + SLA" },
  { type: 7215, name: "extended-security-updates", title: "Extended Security Updates" }
];
var IMUNIFY_FAMILY = /* @__PURE__ */ new Set([40, 41, 42, 43, 44, 49]);
var CLOUDLINUX_CODES = ["CL", "CLP", "CLS", "CLADMIN"];
var ELS_CODES = [
  "CELS",
  "OELS",
  "UELS16",
  "CELS_8",
  "UELS18",
  "PHP_ELS",
  "PYTHON_ELS",
  "UELS18_SLA",
  "ELS_FOR_CENTOS7",
  "ELS_FOR_CENTOS7_PLUS_SLA",
  "ELS_FOR_CENTOS8STREAM"
];

// ../../work/main/src/kinds/support/checkNote.ts
function checkNote(tools, name, note, maxLength) {
  if (note === void 0) return;
  const room = maxLength - (tools.markers ? markerLength(name) : 0);
  if (note.length <= room) return;
  tools.report({
    severity: "error",
    code: "note-too-long",
    summary: `The note has ${note.length} characters; ${room} fit${tools.markers ? " beside the marker that clnform adds" : ""}.`,
    help: tools.markers ? `Shorten it to ${room} characters, or give up markers with "markers: off".` : `Shorten it to ${room} characters.`,
    at: ["note"]
  });
}

// ../../work/main/src/kinds/support/keyBilling.ts
function keyBilling(product, limit) {
  return { product, units: limit === 0 ? null : limit };
}

// ../../work/main/src/kinds/support/keyFields.ts
function keyFields({ limit, note, remove_stale_servers_after: stale }) {
  return {
    limit,
    ...note === void 0 ? {} : { note },
    ...stale === void 0 ? {} : { remove_stale_servers_after: Number(stale.slice(0, -1)) }
  };
}

// ../../work/main/src/kinds/support/noteFields.ts
function noteFields(text) {
  const { note, marker, tag } = splitNote(text);
  return {
    note,
    ...marker === void 0 ? {} : { marker },
    ...tag === void 0 ? {} : { tag }
  };
}

// ../../work/main/src/kinds/support/noteToSend.ts
function noteToSend(note, marker) {
  if (note === void 0 && marker === void 0) return {};
  return { note: joinNote(note ?? "", marker) };
}

// ../../work/main/src/kinds/support/parallelMap.ts
async function parallelMap(items, limit, run2) {
  const results = [];
  const queue = items.entries();
  let failed = false;
  const worker = async () => {
    for (const [index, item] of queue) {
      try {
        results[index] = await run2(item);
      } catch (error) {
        failed = true;
        throw error;
      }
      if (failed) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

// ../../work/main/src/kinds/support/productsInScope.ts
function productsInScope(scope, known) {
  const named = scope.specs.flatMap(({ product }) => product === void 0 ? [] : [product]);
  return [...new Set(scope.all ? [...known, ...named] : named)].sort();
}

// ../../work/main/src/kinds/support/readConcurrency.ts
var READ_CONCURRENCY = 8;

// ../../work/main/src/kinds/support/replacesKey.ts
function replacesKey({ action }) {
  if (action !== "replace") return [];
  return [
    {
      name: "replaces-key",
      detail: "A new key takes the place of this one: every host registered with the old key must be registered again with the new one."
    }
  ];
}

// ../../work/main/src/kinds/cloudlinuxKey.ts
var TYPE2 = "cloudlinux_key";
var NOTE_MAX = 255;
var section2 = {
  name: "cloudlinux_keys",
  expand(name, block, tools) {
    checkNote(tools, name, block.note, NOTE_MAX);
    const spec = { product: block.product, ...keyFields(block) };
    tools.declare({ name, spec });
  }
};
var cloudlinuxKey = {
  type: TYPE2,
  title: "CloudLinux key",
  identity: "assigned",
  secretId: true,
  hasDefaults: true,
  fields: { product: { immutable: true }, limit: {}, note: {} },
  replacement: "create-first",
  marker: { field: "note", maxLength: NOTE_MAX },
  seats: { field: "limit" },
  section: section2,
  async list(read, scope) {
    const rows = await keysOf(read, productsInScope(scope, CLOUDLINUX_CODES));
    return uniqueById("v2/cl/keys", rows.map(live2));
  },
  async create({ write }, { product, limit, note }, marker) {
    const answer = await write.cloudlinux.createKey({ productType: product, limit, ...noteToSend(note, marker) });
    return mapOutcome(answer, live2);
  },
  async update({ write }, { id, marker }, { limit, note }) {
    return mapOutcome(await write.cloudlinux.updateKey({ key: id, limit, note: joinNote(note ?? "", marker) }), live2);
  },
  async remove({ read, write }, { id, spec }) {
    const products = spec.product === void 0 ? CLOUDLINUX_CODES : [spec.product];
    return doneIfGone(
      await write.cloudlinux.removeKey(id),
      async () => (await keysOf(read, products)).some(({ key }) => key === id)
    );
  },
  hazards: replacesKey,
  billing: ({ product, limit }) => keyBilling(product, limit)
};
async function keysOf(read, products) {
  return (await parallelMap(products, READ_CONCURRENCY, (product) => read.cloudlinux.keys(product))).flat();
}
function live2({ key, productType, limit, description }) {
  const { note, ...marks } = noteFields(description);
  return { type: TYPE2, id: key, spec: { product: productType, limit, note }, ...marks };
}

// ../../work/main/src/kinds/support/liveServer.ts
function liveServer(type, id, spec, lastCheckin) {
  return { type, id, name: id, spec, ...lastCheckin === void 0 ? {} : { lastCheckin } };
}

// ../../work/main/src/kinds/support/productsOfParents.ts
function productsOfParents(under) {
  return [...new Set(under.flatMap(({ spec }) => spec.product === void 0 ? [] : [spec.product]))].sort();
}

// ../../work/main/src/kinds/support/removesServer.ts
function removesServer({ action }) {
  if (action !== "remove") return [];
  return [
    { name: "removes-servers", detail: "This server loses its licence and has to be registered again to get one." }
  ];
}

// ../../work/main/src/kinds/cloudlinuxServer.ts
var TYPE3 = "cloudlinux_server";
var cloudlinuxServer = {
  type: TYPE3,
  title: "CloudLinux server",
  identity: "natural",
  fields: { key: { sensitive: true }, product: {} },
  parent: { type: "cloudlinux_key", field: "key" },
  async list(read, { under }) {
    const keys2 = new Set(under.map(({ id }) => id));
    const rows = await parallelMap(
      productsOfParents(under),
      READ_CONCURRENCY,
      async (product) => (await read.cloudlinux.servers(product)).filter(({ key }) => keys2.has(key)).map(({ id, key }) => liveServer(TYPE3, id, { key, product }))
    );
    return uniqueById("v2/cl/servers", rows.flat());
  },
  async remove({ read, write }, { id, spec: { product } }) {
    return doneIfGone(
      await write.cloudlinux.removeServer(id),
      async () => product === void 0 || (await read.cloudlinux.servers(product)).some((server) => server.id === id)
    );
  },
  hazards: removesServer
};

// ../../work/main/src/kinds/elsKey.ts
var TYPE4 = "els_key";
var NOTE_MAX2 = 255;
var section3 = {
  name: "els_keys",
  expand(name, block, tools) {
    checkNote(tools, name, block.note, NOTE_MAX2);
    const spec = { product: block.product, ...keyFields(block) };
    tools.declare({ name, spec });
  }
};
var elsKey = {
  type: TYPE4,
  title: "ELS key",
  identity: "assigned",
  secretId: true,
  fields: {
    product: { immutable: true },
    limit: {},
    note: {},
    remove_stale_servers_after: { local: true }
  },
  replacement: "create-first",
  marker: { field: "note", maxLength: NOTE_MAX2 },
  seats: { field: "limit" },
  staleAfterDays: (spec) => spec.remove_stale_servers_after,
  section: section3,
  async list(read, scope) {
    const rows = await keysOf2(read, productsInScope(scope, ELS_CODES));
    return uniqueById("els/key/list", rows.map(live3));
  },
  async create({ write }, { product, limit, note }, marker) {
    return mapOutcome(await write.els.createKey({ productType: product, limit, ...noteToSend(note, marker) }), live3);
  },
  async update({ write }, { id, marker }, { limit, note }) {
    return mapOutcome(await write.els.updateKey({ key: id, limit, note: joinNote(note ?? "", marker) }), live3);
  },
  async remove({ read, write }, { id, spec }) {
    const products = spec.product === void 0 ? ELS_CODES : [spec.product];
    return doneIfGone(
      await write.els.removeKey(id),
      async () => (await keysOf2(read, products)).some(({ key }) => key === id)
    );
  },
  hazards: replacesKey,
  billing: ({ product, limit }) => keyBilling(product, limit)
};
async function keysOf2(read, products) {
  return (await parallelMap(products, READ_CONCURRENCY, (product) => read.els.keys(product))).flat();
}
function live3({ key, productType, limit, description }) {
  const { note, ...marks } = noteFields(description);
  return { type: TYPE4, id: key, spec: { product: productType, limit, note }, ...marks };
}

// ../../work/main/src/kinds/elsServer.ts
var TYPE5 = "els_server";
var elsServer = {
  type: TYPE5,
  title: "ELS server",
  identity: "natural",
  fields: { key: { sensitive: true }, product: {} },
  parent: { type: "els_key", field: "key" },
  async list(read, { under }) {
    const keys2 = new Set(under.map(({ id }) => id));
    const rows = await parallelMap(
      productsOfParents(under),
      READ_CONCURRENCY,
      async (product) => (await read.els.servers(product)).filter(({ key }) => keys2.has(key)).map(({ id, key, lastCheckin }) => liveServer(TYPE5, id, { key, product }, lastCheckin))
    );
    return uniqueById("els/srv/list", rows.flat());
  },
  async remove({ read, write }, { id, spec: { product } }) {
    return doneIfGone(
      await write.els.removeServer(id),
      async () => product === void 0 || (await read.els.servers(product)).some((server) => server.id === id)
    );
  },
  // The printed address of this call names `key/remove`, which might remove a key with all its servers (FACTS.md).
  removalNeeds: "enable-els-server-removal",
  hazards: removesServer
};

// ../../work/main/src/kinds/feature.ts
var TYPE6 = "feature";
var NAMES = /* @__PURE__ */ new Map([["4600", "imunify-email"]]);
var IDS = new Map([...NAMES].map(([id, name]) => [name, id]));
var PERMISSIONS = { enabled: "ENABLED", disabled: "DISABLED", unset: "UNSET" };
var STATES = { ENABLED: "enabled", DISABLED: "disabled", UNSET: "unset" };
var section4 = {
  name: "features",
  expand(name, block, tools) {
    const id = IDS.get(name) ?? name;
    if (!/^[0-9]+$/.test(id)) {
      tools.report({
        severity: "error",
        code: "unknown-feature",
        summary: `"${name}" is no feature that this version knows by name.`,
        help: `Use ${[...IDS.keys()].join(", ")}, or the number that "v2/features" gives, in quotes.`,
        at: []
      });
      return;
    }
    const state = typeof block === "string" ? block : block.state;
    tools.declare({
      name: displayName(id),
      spec: state === "unset" ? { id } : { id, state },
      ...state === "unset" ? { absent: true } : {},
      ...typeof block === "string" ? { lifecycle: {} } : {}
    });
  }
};
var feature = {
  type: TYPE6,
  title: "account feature",
  identity: "natural",
  fields: { id: {}, state: {} },
  section: section4,
  async list(read) {
    return Object.entries(await read.features.account()).map(([id, permission]) => live4(id, STATES[permission]));
  },
  async putMany(api, puts) {
    const wanted = puts.map(wantedOf);
    return mapOutcome(await patch(api, wanted), () => wanted);
  },
  async remove(api, { id }) {
    return patch(api, [live4(id, "unset")]);
  },
  async preflight(read, subjects) {
    const [supported, account] = await Promise.all([read.features.supported(), read.features.account()]);
    const known = /* @__PURE__ */ new Set([...supported.map(({ featureId }) => featureId), ...Object.keys(account)]);
    return subjects.flatMap(
      ({ address, spec }) => known.has(spec.id) ? [] : [
        {
          severity: "error",
          code: "unknown-feature",
          summary: `The account has no feature ${spec.id}.`,
          help: `It has ${[...known].sort().join(", ") || "none"}.`,
          address
        }
      ]
    );
  }
};
function wantedOf({ spec, live: there }) {
  if (spec !== void 0) return live4(spec.id, spec.state);
  if (there !== void 0) return live4(there.id, "unset");
  throw new Error("A put holds neither a spec nor an object.");
}
async function patch({ write }, wanted) {
  const asked = wanted.map(({ id, spec }) => [id, PERMISSIONS[spec.state ?? "unset"]]);
  const answer = await write.features.patch(Object.fromEntries(asked));
  if (answer.status !== "done") return answer;
  const missed = asked.filter(([id, permission]) => answer.value[id] !== permission).map(([id]) => displayName(id));
  if (missed.length === 0) return done(void 0);
  return unproven("v2/features/account", `the answer does not show the change of ${missed.join(", ")}`);
}
function live4(id, state) {
  return {
    type: TYPE6,
    id,
    name: displayName(id),
    spec: { id, state },
    ...state === "unset" ? { inert: true } : {}
  };
}
function displayName(id) {
  return NAMES.get(id) ?? id;
}

// ../../work/main/src/model/address.ts
function makeAddress(type, name) {
  return `${type}.${name}`;
}
function parseAddress(text) {
  const dot = text.indexOf(".");
  if (dot <= 0 || dot === text.length - 1) return void 0;
  return { type: text.slice(0, dot), name: text.slice(dot + 1) };
}

// ../../work/main/src/kinds/imunifyKey.ts
var TYPE7 = "imunify_key";
var section5 = {
  name: "imunify_keys",
  expand(name, block, tools) {
    const spec = { product: block.product, ...keyFields(block) };
    tools.declare({ name, spec });
    block.servers?.forEach((server, index) => {
      tools.declare({
        type: "imunify_server",
        name: server,
        spec: { key: { ref: makeAddress(TYPE7, name) } },
        // Protecting a key says nothing about its servers; letting go of it leaves no key to place them on.
        lifecycle: block.forget === true ? { forget: true } : {},
        at: ["servers", index]
      });
    });
  }
};
var imunifyKey = {
  type: TYPE7,
  title: "Imunify key",
  identity: "assigned",
  secretId: true,
  hasDefaults: true,
  fields: {
    product: { immutable: true },
    limit: {},
    note: { writeOnly: "sometimes" },
    remove_stale_servers_after: { local: true }
  },
  replacement: "create-first",
  seats: { field: "limit" },
  staleAfterDays: (spec) => spec.remove_stale_servers_after,
  section: section5,
  async list(read) {
    return uniqueById("im/key/list", (await read.imunify.keys()).map(live5));
  },
  async create({ write }, { product, limit, note }) {
    return mapOutcome(await write.imunify.createKey({ code: product, limit, ...noteToSend(note, void 0) }), live5);
  },
  async update({ write }, { id }, { limit, note }, fields) {
    const noteArgument = fields.includes("note") && note !== void 0 ? { note } : {};
    return mapOutcome(await write.imunify.updateKey({ key: id, limit, ...noteArgument }), live5);
  },
  async remove({ read, write }, { id }) {
    return doneIfGone(
      await write.imunify.removeKey(id),
      async () => (await read.imunify.keys()).some(({ key }) => key === id)
    );
  },
  billing: ({ product, limit }) => keyBilling(product, limit)
};
function live5({ key, code, limit, note, servers }) {
  return {
    type: TYPE7,
    id: key,
    spec: { product: code, limit, ...note === void 0 ? {} : { note } },
    ...servers === void 0 ? {} : { occupants: servers }
  };
}

// ../../work/main/src/kinds/imunifyServer.ts
var TYPE8 = "imunify_server";
var imunifyServer = {
  type: TYPE8,
  title: "Imunify server",
  identity: "natural",
  fields: { key: { sensitive: true } },
  parent: { type: "imunify_key", field: "key" },
  async list(read, { under }) {
    const rows = await parallelMap(
      under,
      READ_CONCURRENCY,
      async ({ id: key }) => (await read.imunify.servers(key)).map(({ id, lastCheckin }) => liveServer(TYPE8, id, { key }, lastCheckin))
    );
    return uniqueById("im/srv/list", rows.flat());
  },
  async update({ write }, live9, { key }) {
    return mapOutcome(await write.imunify.convertServer({ id: live9.id, key }), () => ({
      ...live9,
      spec: { key }
    }));
  },
  async remove({ read, write }, { id, spec }) {
    return doneIfGone(await write.imunify.removeServer(id), () => isOnSomeKey(read, id, spec.key));
  },
  hazards: removesServer
};
async function isOnSomeKey(read, server, ownKey) {
  const isOn = async (key) => (await read.imunify.servers(key)).some(({ id }) => id === server);
  const keys2 = (await read.imunify.keys()).map(({ key }) => key);
  for (const key of keys2) if (key === ownKey && await isOn(key)) return true;
  const others = keys2.filter((key) => key !== ownKey);
  return (await parallelMap(others, READ_CONCURRENCY, isOn)).includes(true);
}

// ../../work/main/src/kinds/support/ipLicenseProduct.ts
var NAMES2 = new Map(IP_PRODUCTS.map(({ type, name }) => [type, name]));
var TYPES = new Map(IP_PRODUCTS.map(({ type, name }) => [name, type]));
var UNNAMED = /^type-([1-9][0-9]{0,8})$/;
function productOfType(type) {
  const known = NAMES2.get(type);
  const name = known ?? `type-${type}`;
  return { type, name, slot: IMUNIFY_FAMILY.has(type) ? "imunify" : name, known: known !== void 0 };
}
function productOfName(name) {
  const type = TYPES.get(name) ?? UNNAMED.exec(name)?.[1];
  return type === void 0 ? void 0 : productOfType(Number(type));
}

// ../../work/main/src/kinds/support/ipLicensePreflight.ts
var CONCURRENCY = 10;
async function ipLicensePreflight(read, subjects) {
  const ips2 = [...new Set(subjects.map(({ spec }) => spec.ip))];
  const rows = await parallelMap(ips2, CONCURRENCY, (ip) => read.ipLicenses.availability(ip));
  const possible = new Map(ips2.map((ip, index) => [ip, typesOf(rows[index])]));
  return subjects.flatMap(({ address, spec: { ip, product } }) => {
    const type = productOfName(product)?.type;
    if (type !== void 0 && possible.get(ip)?.has(type) === true) return [];
    return [
      {
        severity: "error",
        code: "ip-taken",
        summary: `${product} cannot be registered on ${ip}: it is neither free there nor owned by this account.`,
        help: "Another account probably holds it. Have it released there, or take the address out of the manifest.",
        address
      }
    ];
  });
}
function typesOf(row) {
  return /* @__PURE__ */ new Set([...row?.available ?? [], ...row?.owned ?? []]);
}

// ../../work/main/src/kinds/support/ipLicenseProducts.ts
function ipLicenseProducts(declared, tools) {
  const bySlot = /* @__PURE__ */ new Map();
  declared.forEach((entry, index) => {
    const at = ["products", index];
    const product = typeof entry === "number" ? productOfType(entry) : productOfName(entry);
    if (product === void 0) {
      tools.report({
        severity: "error",
        code: "unknown-product",
        summary: `"${entry}" is no IP licence product.`,
        help: `Known products: ${IP_PRODUCTS.map(({ name }) => name).join(", ")}; any other by the API's type number, without quotes.`,
        at
      });
      return;
    }
    const earlier = bySlot.get(product.slot);
    if (earlier !== void 0) {
      const twice = earlier.type === product.type;
      tools.report({
        severity: "error",
        code: twice ? "duplicate-product" : "two-imunify-tiers",
        summary: twice ? `${product.name} is listed twice.` : `An IP has one Imunify licence, and this block asks for two: ${earlier.name} and ${product.name}.`,
        help: twice ? "Take one of the two out." : "Keep one of the two, or move the addresses apart into two blocks.",
        at
      });
      return;
    }
    if (!product.known) {
      tools.report({
        severity: "warning",
        code: "unknown-product-type",
        summary: `Licence type ${product.type} is not one that this version knows.`,
        help: "Check the number with CloudLinux; it is sent as it stands, and a wrong one is refused or buys something else.",
        at
      });
    }
    bySlot.set(product.slot, product);
  });
  return [...bySlot.values()];
}

// ../../work/main/src/kinds/ipLicense.ts
var TYPE9 = "ip_license";
var AV_PLUS = 40;
var section6 = {
  name: "ip_licenses",
  expand(_name, { products, els_allowed, suspended }, tools) {
    const addresses = tools.addresses(["ips"]);
    for (const { name, slot } of ipLicenseProducts(products, tools)) {
      for (const { ip, source } of addresses) {
        tools.declare({
          name: `${ip}/${slot}`,
          spec: { ip, product: name, ...els_allowed === void 0 ? {} : { els_allowed } },
          ...suspended === true ? { absent: true } : {},
          source
        });
      }
    }
  }
};
var ipLicense = {
  type: TYPE9,
  title: "IP licence",
  identity: "natural",
  fields: { ip: {}, product: {}, els_allowed: { writeOnly: true } },
  replacement: "create-first",
  section: section6,
  async list(read) {
    return uniqueById("ipl/list", (await read.ipLicenses.list()).map(live6));
  },
  mustReplace(there, target) {
    const from = typeOf(there.id);
    const to = typeNamed(target.product);
    return from !== to && !(IMUNIFY_FAMILY.has(from) && IMUNIFY_FAMILY.has(to) && to !== AV_PLUS);
  },
  async create({ write }, { ip, product, els_allowed: elsAllowed }) {
    const answer = await write.ipLicenses.register({
      ip,
      type: typeNamed(product),
      ...elsAllowed === void 0 ? {} : { elsAllowed }
    });
    return mapOutcome(answer, live6);
  },
  async update(api, there, next, fields) {
    const converted = fields.includes("product") ? await convert(api, there, next.product) : done(there);
    if (converted.status !== "done" || !fields.includes("els_allowed") || next.els_allowed === void 0) {
      return converted;
    }
    const license = converted.value;
    const type = typeOf(license.id);
    const answer = await api.write.ipLicenses.update({ ip: ipOf(license.id), type, elsAllowed: next.els_allowed });
    if (answer.status !== "done" || answer.value) return mapOutcome(answer, () => license);
    return refused("ipl/update", "the service found no such licence in this account");
  },
  async remove({ write }, { id }) {
    return mapOutcome(await write.ipLicenses.remove({ ip: ipOf(id), type: typeOf(id) }), () => void 0);
  },
  preflight: ipLicensePreflight,
  hazards({ action, live: there, target }) {
    if (action !== "replace") return [];
    const from = there?.spec.product ?? "this licence";
    return [
      {
        name: "bills-full-month",
        detail: `The service cannot convert ${from} to ${target?.product ?? "another product"}: the new licence is registered anew and may bill a full month, and the old one is removed.`
      }
    ];
  },
  billing: ({ product }) => ({ product, units: 1 })
};
async function convert({ write }, { id }, product) {
  const ip = ipOf(id);
  const typeTo = typeNamed(product);
  const answer = await write.ipLicenses.convert({ ip, type: typeOf(id), typeTo });
  if (answer.status !== "done" || answer.value) return mapOutcome(answer, () => live6({ ip, type: typeTo }));
  return refused("ipl/convert", "the licence is gone, not owned by this account, or cannot be converted");
}
function live6({ ip, type }) {
  const { name, slot } = productOfType(type);
  return { type: TYPE9, id: `${ip}/${type}`, name: `${ip}/${slot}`, spec: { ip, product: name } };
}
function ipOf(id) {
  return id.slice(0, id.indexOf("/"));
}
function typeOf(id) {
  return Number(id.slice(id.indexOf("/") + 1));
}
function typeNamed(product) {
  const found = productOfName(product);
  if (found === void 0) throw new Error(`No IP licence product is called ${product}.`);
  return found.type;
}

// ../../work/main/src/kinds/kernelcareKey.ts
var TYPE10 = "kernelcare_key";
var NOTE_MAX3 = 100;
var section7 = {
  name: "kernelcare_keys",
  expand(name, block, tools) {
    checkNote(tools, name, block.note, NOTE_MAX3);
    const spec = {
      ...keyFields(block),
      ...block.cidrs === void 0 ? {} : { cidrs: tools.networks(["cidrs"]) }
    };
    tools.declare({ name, spec });
  }
};
var kernelcareKey = {
  type: TYPE10,
  title: "KernelCare key",
  identity: "assigned",
  secretId: true,
  hasDefaults: true,
  fields: {
    limit: { immutable: true },
    note: { immutable: true },
    cidrs: { writeOnly: true, unordered: true, afterCreate: true },
    remove_stale_servers_after: { local: true }
  },
  replacement: "create-first",
  marker: { field: "note", maxLength: NOTE_MAX3 },
  seats: { field: "limit" },
  staleAfterDays: (spec) => spec.remove_stale_servers_after,
  section: section7,
  async list(read) {
    return uniqueById("kcare/key/list", (await read.kernelcare.keys()).map(live7));
  },
  async create({ write }, { limit, note }, marker) {
    const text = noteToSend(note, marker);
    return mapOutcome(
      await write.kernelcare.createKey({ limit, ...text }),
      (key) => live7({ key, limit, note: text.note ?? "" })
    );
  },
  async update({ write }, key, { cidrs }, fields) {
    if (!fields.includes("cidrs") || cidrs === void 0) return done(key);
    return mapOutcome(await write.kernelcare.setCidr({ key: key.id, cidrs }), () => key);
  },
  async remove({ write }, { id }) {
    return mapOutcome(await write.kernelcare.deleteKey(id), () => void 0);
  },
  hazards: replacesKey,
  billing: ({ limit }) => keyBilling("kernelcare", limit)
};
function live7({ key, limit, note: text }) {
  const { note, ...marks } = noteFields(text);
  return { type: TYPE10, id: key, spec: { limit, note }, ...marks };
}

// ../../work/main/src/kinds/kernelcareServer.ts
var TYPE11 = "kernelcare_server";
var kernelcareServer = {
  type: TYPE11,
  title: "KernelCare server",
  identity: "natural",
  fields: { key: { sensitive: true } },
  parent: { type: "kernelcare_key", field: "key" },
  async list(read, { under }) {
    const rows = await parallelMap(
      under,
      READ_CONCURRENCY,
      async ({ id: key }) => (await read.kernelcare.servers(key)).map(
        ({ serverId, lastCheckin }) => liveServer(TYPE11, serverId, { key }, lastCheckin)
      )
    );
    return uniqueById("kcare/key/servers", rows.flat());
  },
  async remove({ write }, { id }) {
    return mapOutcome(await write.kernelcare.removeServer(id), () => void 0);
  },
  hazards: removesServer
};

// ../../work/main/src/kinds/serverGroup.ts
var TYPE12 = "server_group";
var IDS_PER_CALL = 100;
var section8 = {
  name: "server_groups",
  expand(name, { description, servers }, tools) {
    const spec = {
      name,
      ...description === void 0 ? {} : { description },
      ...servers === void 0 ? {} : { servers }
    };
    tools.declare({ name, spec });
  }
};
var serverGroup = {
  type: TYPE12,
  title: "server group",
  identity: "natural",
  fields: {
    name: {},
    description: { frozen: "the API has no call that changes a group's description" },
    servers: { unordered: true, afterCreate: true }
  },
  section: section8,
  residue: "the API cannot delete a group: its members are taken out and the empty group stays",
  async list(read, { all, names }) {
    const rows = await parallelMap(await read.groups.list(), READ_CONCURRENCY, async ({ name, description }) => {
      if (!all && !names.has(name)) return live8({ name, description });
      const servers = (await read.groups.servers(name)).map(({ id }) => id).sort();
      return live8({ name, description, servers });
    });
    return uniqueById("group/list", rows);
  },
  async create({ write }, { name, description }) {
    const answer = await write.groups.create({ name, ...description === void 0 ? {} : { description } });
    return mapOutcome(answer, (row) => live8({ name: row.name, description: row.description, servers: [] }));
  },
  async update({ write }, group, { servers: wanted }, fields) {
    if (!fields.includes("servers") || wanted === void 0) return done(group);
    const name = group.id;
    const there = group.spec.servers ?? [];
    const gone = await inChunks(without(there, wanted), (serverIds) => write.groups.removeServers({ name, serverIds }));
    if (gone.status !== "done") return gone;
    const added = await inChunks(
      without(wanted, there),
      async (serverIds) => checkAdded(await write.groups.putServers({ name, serverIds }), serverIds)
    );
    return mapOutcome(added, () => live8({ ...group.spec, name, servers: wanted }));
  },
  async remove({ read, write }, { id: name, spec }) {
    const members = await readBeforeSending(
      async () => spec.servers ?? (await read.groups.servers(name)).map(({ id }) => id)
    );
    if (members.status !== "done") return members;
    return inChunks(members.value, (serverIds) => write.groups.removeServers({ name, serverIds }));
  }
};
function checkAdded(answer, asked) {
  if (answer.status !== "done") return answer;
  const missed = without(
    asked,
    answer.value.map(({ id }) => id)
  );
  if (missed.length === 0) return done(void 0);
  return unproven("group/servers/put", `the answer does not show ${missed.join(", ")} among the servers added`);
}
async function inChunks(ids, send) {
  for (let start = 0; start < ids.length; start += IDS_PER_CALL) {
    const outcome = await send(ids.slice(start, start + IDS_PER_CALL));
    if (outcome.status !== "done") return outcome;
  }
  return done(void 0);
}
function without(ids, others) {
  const taken = new Set(others);
  return ids.filter((id) => !taken.has(id));
}
function live8(spec) {
  return { type: TYPE12, id: spec.name, name: spec.name, spec, ...spec.servers?.length === 0 ? { inert: true } : {} };
}

// ../../work/main/src/kinds/index.ts
var ALL = [
  imunifyKey,
  imunifyServer,
  kernelcareKey,
  kernelcareServer,
  elsKey,
  elsServer,
  cloudlinuxKey,
  cloudlinuxServer,
  ipLicense,
  serverGroup,
  feature,
  backup
];
var KINDS = new Map(ALL.map((kind) => [kind.type, kind]));

// ../../work/main/src/model/text.ts
function plain(text) {
  return text.replace(UNSAFE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}
var UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e0fff}]/gu;
function maskKey(key) {
  return key.length <= 4 ? "****" : `****${key.slice(-4)}`;
}

// ../../work/main/src/manifest/checkAdoptions.ts
function checkAdoptions(desired, spot, problems) {
  const adopted = /* @__PURE__ */ new Map();
  for (const resource of desired) {
    const { adopt } = resource.lifecycle;
    if (adopt === void 0) continue;
    const key = `${resource.type} ${adopt}`;
    const first = adopted.get(key);
    if (first === void 0) {
      adopted.set(key, resource);
      continue;
    }
    const summary = `\`${resource.address}\` and \`${first.address}\` adopt the same object, ${maskKey(adopt)}.`;
    problems.at(spot(resource.source), "duplicate-adopt", summary, "Give each the id of an object of its own.", {
      address: resource.address,
      related: [{ at: spot(first.source), note: "the first one" }]
    });
  }
}

// ../../work/main/src/manifest/checkMoved.ts
function checkMoved(moved, declared, problems) {
  const byFrom = /* @__PURE__ */ new Map();
  const byTo = /* @__PURE__ */ new Map();
  for (const entry of moved) {
    reportTwice(entry.from, entry.fromAt, byFrom.get(entry.from)?.fromAt, problems);
    reportTwice(entry.to, entry.toAt, byTo.get(entry.to)?.toAt, problems);
    if (!byFrom.has(entry.from)) byFrom.set(entry.from, entry);
    if (!byTo.has(entry.to)) byTo.set(entry.to, entry);
  }
  for (const { from, to, fromAt, toAt } of moved) {
    const onward = byFrom.get(to);
    if (onward !== void 0) {
      const summary = `\`${to}\` is itself moved on, to \`${onward.to}\`.`;
      const help = `Move each former address straight to the last one: from ${from} to ${onward.to}.`;
      problems.at(toAt, "moved-chain", summary, help, { related: [{ at: onward.toAt, note: "moved on here" }] });
    } else if (declared?.has(to) === false) {
      const help = "Declare it, or correct the address.";
      problems.at(toAt, "moved-target-missing", `\`${to}\` is not declared in this manifest.`, help);
    }
    if (declared?.has(from) === true) {
      const help = "Remove the block, if it was renamed, or the move, if it was not.";
      problems.at(fromAt, "moved-source-declared", `\`${from}\` is moved, and still declared.`, help);
    }
  }
}
function reportTwice(address, at, first, problems) {
  if (first === void 0) return;
  problems.at(at, "moved-twice", `\`${address}\` stands in two moves.`, "Keep one of them.", {
    related: [{ at: first, note: "the first one" }]
  });
}

// ../../work/main/src/manifest/describe.ts
function describeType(type) {
  return TYPES2[type] ?? type;
}
var TYPES2 = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping"
};
function describeTree(tree) {
  switch (tree.kind) {
    case "table":
      return "a mapping";
    case "list":
      return "a list";
    case "scalar":
      if (tree.value === null) return "nothing";
      if (typeof tree.value !== "string" || tree.shown.includes("${")) return `\`${tree.shown}\``;
      return `the text "${tree.shown}"`;
    default:
      return tree;
  }
}
function fieldName(path, label) {
  const field = path.map((step, index) => /^[0-9]+$/u.test(step) && index > 0 ? `[${step}]` : `${index > 0 ? "." : ""}${step}`).join("");
  if (field === "") return label === void 0 ? "A manifest" : `\`${label}\``;
  return label === void 0 ? `\`${field}\`` : `\`${field}\` of \`${label}\``;
}
function describeSchema(schema) {
  const example = schema.examples?.[0];
  const shown = example === void 0 ? "" : `For example: ${JSON.stringify(example)}.`;
  return [schema.description ?? "", shown].filter((part) => part !== "").join(" ") || "Correct the value.";
}

// ../../work/main/src/manifest/suggest.ts
import { distance } from "fastest-levenshtein";
function suggest(written, candidates) {
  if (written.length === 0 || written.length > 64) return void 0;
  const word = fold(written);
  let best;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const away = distance(word, fold(candidate));
    if (away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
}
function didYouMean(written, candidates, noun) {
  const meant = suggest(written, candidates);
  const all = candidates.length <= 30 ? `${noun}: ${candidates.join(", ")}.` : "";
  return [meant === void 0 ? "" : `Did you mean \`${meant}\`?`, all].filter((part) => part !== "").join(" ");
}
function fold(text) {
  return text.toLowerCase().replaceAll("-", "_");
}

// ../../work/main/src/manifest/tree.ts
function treeAt(root, path) {
  let at = root;
  for (const step of path) {
    const next = child(at, step);
    if (next === void 0) return at;
    at = next;
  }
  return at;
}
function child(tree, step) {
  if (tree.kind === "table") return tree.entries.get(String(step))?.value;
  if (tree.kind === "list") return tree.items[Number(step)];
  return void 0;
}

// ../../work/main/src/manifest/typeHelp.ts
function typeHelp(at, expected) {
  if (at.kind !== "scalar" || at.typed === true) return void 0;
  if (expected.includes("boolean")) {
    if (at.quoted && /^(?:true|false)$/iu.test(at.shown)) return `Remove the quotes: ${at.shown.toLowerCase()}.`;
    if (/^(?:y|yes|on)$/iu.test(at.shown)) return "In YAML 1.2 that is text: write true.";
    if (/^(?:n|no|off)$/iu.test(at.shown)) return "In YAML 1.2 that is text: write false.";
  }
  const isNumber = /^-?[0-9]+(?:\.[0-9]+)?$/u.test(at.shown);
  if (at.quoted && isNumber && (expected.includes("integer") || expected.includes("number"))) {
    return `Remove the quotes: ${at.shown}.`;
  }
  if (expected.includes("string") && typeof at.value !== "string") return `Put it in quotes: "${at.shown}".`;
  if (expected.includes("array")) return `Write a list, even of one: [${JSON.stringify(at.shown)}].`;
  return void 0;
}

// ../../work/main/src/manifest/explainError.ts
function explainError(subject, found) {
  const at = treeAt(subject.tree, found.path);
  if (at.kind === "scalar" && at.broken) return void 0;
  const { keyword, propertyName } = found.error;
  const params = found.error.params;
  const schema = found.error.parentSchema ?? {};
  const name = fieldName(found.path, subject.label);
  const limit = String(params.limit);
  const say = (code, what, help = describeSchema(schema)) => {
    return { at, code, summary: `${name} ${what}.`, help };
  };
  if (propertyName !== void 0) return badName(at, name, propertyName, schema);
  switch (keyword) {
    case "additionalProperties":
      return unknownField(at, name, String(params.additionalProperty), schema);
    case "required": {
      const field = String(params.missingProperty);
      const help = describeSchema(schema.properties?.[field] ?? {});
      return { ...say("missing-field", `needs \`${field}\``, help), at: found.path.length === 0 ? subject.head : at };
    }
    case "type":
      return wrongType(at, name, [String(params.type)], schema);
    case "anyOf":
      return wrongType(at, name, found.alternatives ?? [], schema);
    case "enum": {
      const allowed = (schema.enum ?? []).map(String);
      return say("unknown-value", `cannot be ${describeTree(at)}`, didYouMean(writtenIn(at), allowed, "Allowed"));
    }
    case "pattern":
      return say("bad-format", `does not have the right form: ${describeTree(at)}`);
    case "const":
      return say("unsupported-version", `must be ${String(params.allowedValue)}, not ${describeTree(at)}`);
    case "minimum":
      return say("out-of-range", `must be at least ${limit}, not ${describeTree(at)}`);
    case "maximum":
      return say("out-of-range", `must be at most ${limit}, not ${describeTree(at)}`);
    case "multipleOf":
      return say("out-of-range", `must be a multiple of ${String(params.multipleOf)}, not ${describeTree(at)}`);
    case "maxLength":
      return say("too-long", `is longer than ${limit} characters`);
    case "minLength":
      return say("bad-format", "is empty");
    case "minItems":
      return say("empty-list", "holds nothing");
    case "uniqueItems":
      return duplicateEntry(at, name, Number(params.i), Number(params.j));
    default:
      throw new Error(`the schemas use \`${keyword}\`, which has no words here`);
  }
}
function unknownField(at, name, field, schema) {
  return {
    at: keySpot(at, field),
    code: "unknown-field",
    summary: `${name} has no field \`${field}\`.`,
    help: didYouMean(field, Object.keys(schema.properties ?? {}), "Fields")
  };
}
function wrongType(at, name, expected, schema) {
  if (at.kind === "scalar" && at.value === null) {
    const help = expected.includes("object") ? "Remove it, or write `{}` for an empty one." : describeSchema(schema);
    return { at, code: "empty-value", summary: `${name} has no value.`, help };
  }
  return {
    at,
    code: "wrong-type",
    summary: `${name} must be ${expected.map(describeType).join(" or ")}, not ${describeTree(at)}.`,
    help: typeHelp(at, expected) ?? describeSchema(schema)
  };
}
function badName(at, owner, name, schema) {
  const spot = keySpot(at, name);
  if (schema.enum !== void 0) {
    const help = didYouMean(name, schema.enum.map(String), "Products");
    const otherwise = "Use the code of a key, or the name of an IP licence product, as in the rest of the manifest.";
    return { at: spot, code: "unknown-value", summary: `There is no product \`${name}\`.`, help: help || otherwise };
  }
  return {
    at: spot,
    code: "bad-name",
    summary: `\`${name}\` cannot be a name in ${owner}.`,
    help: `Names in this section match ${schema.pattern ?? ""}.`
  };
}
function duplicateEntry(at, name, i, j) {
  const first = treeAt(at, [Math.min(i, j)]);
  const second = treeAt(at, [Math.max(i, j)]);
  return {
    at: second,
    code: "duplicate-entry",
    summary: `${name} holds ${describeTree(second)} twice.`,
    help: "Remove one of them.",
    extras: { related: [{ at: first, note: "the first one" }] }
  };
}
function keySpot(at, name) {
  return (at.kind === "table" ? at.entries.get(name)?.key : void 0) ?? at;
}
function writtenIn(at) {
  return at.kind === "scalar" && !at.shown.includes("${") ? String(at.value) : "";
}

// ../../work/main/src/manifest/relevantErrors.ts
function relevantErrors(errors) {
  const kept = [];
  for (const error of errors) {
    if (error.keyword === "propertyNames") continue;
    if (error.keyword !== "anyOf") {
      kept.push({ path: pathOf(error.instancePath), error });
      continue;
    }
    const inside = [];
    for (let last = kept.at(-1); last !== void 0 && isInside(last.error, error); last = kept.at(-1)) {
      inside.unshift(last);
      kept.pop();
    }
    kept.push(...meantBranch(error, inside));
  }
  return kept;
}
function isInside(inner, outer) {
  return inner.schemaPath.startsWith(`${outer.schemaPath}/`) && inner.instancePath.startsWith(outer.instancePath);
}
function meantBranch(outer, inside) {
  const byBranch = /* @__PURE__ */ new Map();
  for (const found of inside) {
    const branch = found.error.schemaPath.slice(outer.schemaPath.length + 1).split("/", 1)[0] ?? "";
    byBranch.set(branch, [...byBranch.get(branch) ?? [], found]);
  }
  const fitting = [...byBranch.values()].filter((branch) => !branch.some(({ error }) => wrongType2(error, outer)));
  const [first] = fitting.toSorted((a, b) => a.length - b.length);
  if (first !== void 0) return first;
  const alternatives = inside.filter(({ error }) => wrongType2(error, outer)).map(({ error }) => String(error.params.type));
  return [{ path: pathOf(outer.instancePath), error: outer, alternatives: [...new Set(alternatives)] }];
}
function wrongType2(error, outer) {
  return error.keyword === "type" && error.instancePath === outer.instancePath;
}
function pathOf(pointer) {
  return pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

// ../../work/main/src/manifest/schemas.ts
import { Ajv2020 } from "ajv/dist/2020.js";

// ../../work/main/src/manifest/schemas.gen.ts
var MANIFEST_SCHEMA = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "clnform manifest",
  "description": "What a CLN account should hold. One YAML file, or a folder of them.",
  "type": "object",
  "properties": {
    "version": {
      "type": "integer",
      "const": 1,
      "description": "Version of this format.",
      "examples": [
        1
      ]
    },
    "account": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}$",
      "description": "The CLN login that this is for; another login is refused before any call.",
      "examples": [
        "acme"
      ]
    },
    "exclusive": {
      "type": "array",
      "items": {
        "type": "string",
        "enum": [
          "imunify_keys",
          "kernelcare_keys",
          "els_keys",
          "cloudlinux_keys",
          "ip_licenses",
          "server_groups",
          "features",
          "backups"
        ]
      },
      "uniqueItems": true,
      "description": "Sections that declare everything of their kind: what the account holds beyond that is removed. Default: none, the rest of the account is left alone.",
      "examples": [
        [
          "ip_licenses"
        ]
      ]
    },
    "guards": {
      "type": "object",
      "description": "Limits on what one run may do; beyond them a plan is refused unless told otherwise.",
      "properties": {
        "max_creates": {
          "type": "integer",
          "minimum": 0,
          "maximum": 2147483647,
          "description": "Resources that one run may create. Default: no limit.",
          "examples": [
            50
          ]
        },
        "max_removes": {
          "type": "integer",
          "minimum": 0,
          "maximum": 2147483647,
          "description": "Resources that one run may remove. Default: no limit.",
          "examples": [
            10
          ]
        },
        "max_change_percent": {
          "type": "number",
          "minimum": 0,
          "maximum": 100,
          "description": "Percent of the bound resources that one run may change, replace or remove. Default: no limit.",
          "examples": [
            30
          ]
        },
        "max_monthly_increase": {
          "type": "number",
          "minimum": 0,
          "maximum": 1e9,
          "description": "By how much one run may raise the monthly cost, in the currency of `prices`. Default: no limit.",
          "examples": [
            500
          ]
        }
      },
      "additionalProperties": false,
      "examples": [
        {
          "max_creates": 50,
          "max_removes": 10,
          "max_change_percent": 30
        }
      ]
    },
    "prices": {
      "type": "object",
      "description": "What things cost you, for the cost line of a plan.",
      "properties": {
        "currency": {
          "type": "string",
          "pattern": "^[A-Z]{3}$",
          "description": "ISO 4217 code.",
          "examples": [
            "USD"
          ]
        },
        "monthly": {
          "type": "object",
          "description": "Price of one unit a month, by product: a server of a key, an IP licence, a GB of backup.",
          "additionalProperties": {
            "type": "number",
            "minimum": 0,
            "maximum": 1e9
          },
          "examples": [
            {
              "kernelcare": 3.95,
              "360_30": 25
            }
          ],
          "propertyNames": {
            "anyOf": [
              {
                "enum": [
                  "AVP",
                  "360_1",
                  "360_5",
                  "360_30",
                  "360_250",
                  "360_UN",
                  "kernelcare",
                  "CELS",
                  "OELS",
                  "UELS16",
                  "CELS_8",
                  "UELS18",
                  "PHP_ELS",
                  "PYTHON_ELS",
                  "UELS18_SLA",
                  "ELS_FOR_CENTOS7",
                  "ELS_FOR_CENTOS7_PLUS_SLA",
                  "ELS_FOR_CENTOS8STREAM",
                  "CL",
                  "CLP",
                  "CLS",
                  "CLADMIN",
                  "cloudlinux",
                  "cloudlinux-pro",
                  "cloudlinux-solo",
                  "cloudlinux-admin",
                  "kernelcare-plus",
                  "imunifyav-plus",
                  "imunify360-1",
                  "imunify360-5",
                  "imunify360-30",
                  "imunify360-250",
                  "imunify360-unlimited",
                  "els-centos6",
                  "els-centos6-sla",
                  "els-centos7",
                  "els-centos7-complete",
                  "els-centos8",
                  "els-centos8-sla",
                  "els-centos8-stream",
                  "els-centos8-stream-sla",
                  "els-oracle6",
                  "els-oracle6-sla",
                  "els-ubuntu16",
                  "els-ubuntu16-sla",
                  "els-ubuntu18",
                  "els-ubuntu18-sla",
                  "extended-security-updates",
                  "backup"
                ]
              },
              {
                "pattern": "^type-[0-9]+$"
              }
            ]
          }
        }
      },
      "required": [
        "currency",
        "monthly"
      ],
      "additionalProperties": false,
      "examples": [
        {
          "currency": "USD",
          "monthly": {
            "kernelcare": 3.95
          }
        }
      ]
    },
    "moved": {
      "type": "array",
      "description": "Renames: the binding of the old address is kept under the new one, so nothing is bought again.",
      "items": {
        "type": "object",
        "properties": {
          "from": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9_]*\\..+$",
            "description": "The former address, `type.name`.",
            "examples": [
              "imunify_key.web"
            ]
          },
          "to": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9_]*\\..+$",
            "description": "The address it has now; declared in this manifest.",
            "examples": [
              "imunify_key.web-eu"
            ]
          }
        },
        "required": [
          "from",
          "to"
        ],
        "additionalProperties": false
      },
      "examples": [
        [
          {
            "from": "imunify_key.web",
            "to": "imunify_key.web-eu"
          }
        ]
      ]
    },
    "markers": {
      "type": "string",
      "enum": [
        "on",
        "off"
      ],
      "description": "Whether clnform adds a short marker to the notes of keys, by which a key is found again after a lost answer. Default: on.",
      "examples": [
        "off"
      ]
    },
    "single_writer": {
      "type": "boolean",
      "description": "True: no one and nothing else makes objects in this account, so an object that appeared after a lost answer is ours. Default: false.",
      "examples": [
        true
      ]
    },
    "imunify_keys": {
      "type": "object",
      "description": "An Imunify360 or ImunifyAV+ key and, if listed, the servers that sit on it.",
      "x-type": "imunify_key",
      "propertyNames": {
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/imunify_key"
      }
    },
    "kernelcare_keys": {
      "type": "object",
      "description": "A KernelCare key. The API cannot update one: a changed limit or note means a new key.",
      "x-type": "kernelcare_key",
      "propertyNames": {
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/kernelcare_key"
      }
    },
    "els_keys": {
      "type": "object",
      "description": "A key for extended lifecycle support (TuxCare ELS).",
      "x-type": "els_key",
      "propertyNames": {
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/els_key"
      }
    },
    "cloudlinux_keys": {
      "type": "object",
      "description": "A CloudLinux OS key.",
      "x-type": "cloudlinux_key",
      "propertyNames": {
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/cloudlinux_key"
      }
    },
    "ip_licenses": {
      "type": "object",
      "description": "A set of IP licences: every product for every address. The block's name is only a label; each licence is known by its address and product.",
      "x-type": "ip_license",
      "propertyNames": {
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/ip_license"
      }
    },
    "server_groups": {
      "type": "object",
      "description": "A group of servers, known by its name. The API cannot delete or describe anew an existing one.",
      "x-type": "server_group",
      "propertyNames": {
        "pattern": "^[^\\s](?:[^\\u0000-\\u001f\\u007f]{0,98}[^\\s])?$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/server_group"
      }
    },
    "features": {
      "type": "object",
      "description": 'An account-wide feature switch, by name or by quoted id (`"4600"`). The account overrides its keys, a key overrides its servers.',
      "x-type": "feature",
      "propertyNames": {
        "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/feature"
      }
    },
    "backups": {
      "type": "object",
      "description": "Backup storage of an Imunify360 server; the block's name is the server's id.",
      "x-type": "backup",
      "propertyNames": {
        "pattern": "^[A-Za-z0-9_.:-]{1,128}$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/backup"
      }
    }
  },
  "required": [
    "version",
    "account"
  ],
  "additionalProperties": false,
  "examples": [
    {
      "version": 1,
      "account": "acme",
      "kernelcare_keys": {
        "fleet": {
          "limit": 100
        }
      }
    }
  ],
  "$defs": {
    "imunify_key": {
      "title": "Imunify key",
      "description": "An Imunify360 or ImunifyAV+ key and, if listed, the servers that sit on it.",
      "type": "object",
      "properties": {
        "product": {
          "type": "string",
          "enum": [
            "AVP",
            "360_1",
            "360_5",
            "360_30",
            "360_250",
            "360_UN"
          ],
          "description": "Product code: AVP is ImunifyAV+, 360_1 to 360_250 Imunify360 for that many users, 360_UN unlimited users. A change replaces the key and moves its servers.",
          "examples": [
            "360_30"
          ]
        },
        "limit": {
          "type": "integer",
          "minimum": 0,
          "maximum": 2147483647,
          "description": "Servers that may register with the key; 0 means unlimited, which draws a warning. Required: the service's own default is unlimited.",
          "examples": [
            5
          ]
        },
        "note": {
          "type": "string",
          "maxLength": 255,
          "description": "Free text shown beside the key, at most 255 characters. Default: left as it is in the account.",
          "examples": [
            "EU web pool"
          ]
        },
        "servers": {
          "type": "array",
          "items": {
            "type": "string",
            "pattern": "^[A-Za-z0-9_.:-]{1,128}$"
          },
          "uniqueItems": true,
          "description": "Ids of servers that sit on this key; they are moved to it from whatever key they are on. Default: placement is not managed.",
          "examples": [
            [
              "SSERVER_1"
            ]
          ]
        },
        "remove_stale_servers_after": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,3}d$",
          "description": "Days, written `90d`: a server of this key that has not checked in for longer is removed, which frees its seat. Default: servers are never removed for that.",
          "examples": [
            "90d"
          ]
        },
        "protect": {
          "type": "boolean",
          "description": "Refuse to remove or replace it. Remembered in the state, so that it outlives the block. Default: false.",
          "examples": [
            true
          ]
        },
        "ignore": {
          "type": "array",
          "items": {
            "type": "string",
            "enum": [
              "product",
              "limit",
              "note"
            ]
          },
          "uniqueItems": true,
          "description": "Fields left as they are in the account. Default: none.",
          "examples": [
            [
              "note"
            ]
          ]
        },
        "adopt": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255,
          "description": "Id (the key itself) of an existing object to bind, instead of creating one. Best taken from the environment, since it is a credential. Default: a new one is created.",
          "examples": [
            "${env:WEB_EU_KEY}"
          ]
        },
        "forget": {
          "type": "boolean",
          "description": "Let go of it: the binding is dropped, the object stays in the account. Default: false.",
          "examples": [
            true
          ]
        }
      },
      "required": [
        "product",
        "limit"
      ],
      "additionalProperties": false,
      "examples": [
        {
          "product": "360_30",
          "limit": 5,
          "note": "EU web pool",
          "servers": [
            "SSERVER_1"
          ],
          "remove_stale_servers_after": "90d"
        }
      ]
    },
    "kernelcare_key": {
      "title": "KernelCare key",
      "description": "A KernelCare key. The API cannot update one: a changed limit or note means a new key.",
      "type": "object",
      "properties": {
        "limit": {
          "type": "integer",
          "minimum": 0,
          "maximum": 2147483647,
          "description": "Servers that may register with the key; 0 means unlimited, which draws a warning. Required: the service's own default is unlimited.",
          "examples": [
            5
          ]
        },
        "note": {
          "type": "string",
          "maxLength": 100,
          "description": "Free text shown beside the key, at most 100 characters. Unless `markers: off`, clnform adds its marker to it. Default: left as it is in the account.",
          "examples": [
            "EU web pool"
          ]
        },
        "cidrs": {
          "type": "array",
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 64
          },
          "uniqueItems": true,
          "description": "IPv4 networks from which servers may register with the key. Cannot be read back: compared with what was last written. Default: not managed.",
          "examples": [
            [
              "203.0.113.0/24"
            ]
          ]
        },
        "remove_stale_servers_after": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,3}d$",
          "description": "Days, written `90d`: a server of this key that has not checked in for longer is removed, which frees its seat. Default: servers are never removed for that.",
          "examples": [
            "90d"
          ]
        },
        "protect": {
          "type": "boolean",
          "description": "Refuse to remove or replace it. Remembered in the state, so that it outlives the block. Default: false.",
          "examples": [
            true
          ]
        },
        "ignore": {
          "type": "array",
          "items": {
            "type": "string",
            "enum": [
              "limit",
              "note",
              "cidrs"
            ]
          },
          "uniqueItems": true,
          "description": "Fields left as they are in the account. Default: none.",
          "examples": [
            [
              "cidrs"
            ]
          ]
        },
        "adopt": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255,
          "description": "Id (the key itself) of an existing object to bind, instead of creating one. Best taken from the environment, since it is a credential. Default: a new one is created.",
          "examples": [
            "${env:WEB_EU_KEY}"
          ]
        },
        "forget": {
          "type": "boolean",
          "description": "Let go of it: the binding is dropped, the object stays in the account. Default: false.",
          "examples": [
            true
          ]
        }
      },
      "required": [
        "limit"
      ],
      "additionalProperties": false,
      "examples": [
        {
          "limit": 100,
          "note": "fleet",
          "cidrs": [
            "203.0.113.0/24"
          ]
        }
      ]
    },
    "els_key": {
      "title": "ELS key",
      "description": "A key for extended lifecycle support (TuxCare ELS).",
      "type": "object",
      "properties": {
        "product": {
          "type": "string",
          "enum": [
            "CELS",
            "OELS",
            "UELS16",
            "CELS_8",
            "UELS18",
            "PHP_ELS",
            "PYTHON_ELS",
            "UELS18_SLA",
            "ELS_FOR_CENTOS7",
            "ELS_FOR_CENTOS7_PLUS_SLA",
            "ELS_FOR_CENTOS8STREAM"
          ],
          "description": "Product code of the supported system or language. A change replaces the key.",
          "examples": [
            "ELS_FOR_CENTOS7"
          ]
        },
        "limit": {
          "type": "integer",
          "minimum": 0,
          "maximum": 2147483647,
          "description": "Servers that may register with the key; 0 means unlimited, which draws a warning. Required: the service's own default is unlimited.",
          "examples": [
            5
          ]
        },
        "note": {
          "type": "string",
          "maxLength": 255,
          "description": "Free text shown beside the key, at most 255 characters. Unless `markers: off`, clnform adds its marker to it. Default: left as it is in the account.",
          "examples": [
            "EU web pool"
          ]
        },
        "remove_stale_servers_after": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,3}d$",
          "description": "Days, written `90d`: a server of this key that has not checked in for longer is removed, which frees its seat. Default: servers are never removed for that.",
          "examples": [
            "90d"
          ]
        },
        "protect": {
          "type": "boolean",
          "description": "Refuse to remove or replace it. Remembered in the state, so that it outlives the block. Default: false.",
          "examples": [
            true
          ]
        },
        "ignore": {
          "type": "array",
          "items": {
            "type": "string",
            "enum": [
              "product",
              "limit",
              "note"
            ]
          },
          "uniqueItems": true,
          "description": "Fields left as they are in the account. Default: none.",
          "examples": [
            [
              "note"
            ]
          ]
        },
        "adopt": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255,
          "description": "Id (the key itself) of an existing object to bind, instead of creating one. Best taken from the environment, since it is a credential. Default: a new one is created.",
          "examples": [
            "${env:WEB_EU_KEY}"
          ]
        },
        "forget": {
          "type": "boolean",
          "description": "Let go of it: the binding is dropped, the object stays in the account. Default: false.",
          "examples": [
            true
          ]
        }
      },
      "required": [
        "product",
        "limit"
      ],
      "additionalProperties": false,
      "examples": [
        {
          "product": "ELS_FOR_CENTOS7",
          "limit": 20
        }
      ]
    },
    "cloudlinux_key": {
      "title": "CloudLinux key",
      "description": "A CloudLinux OS key.",
      "type": "object",
      "properties": {
        "product": {
          "type": "string",
          "enum": [
            "CL",
            "CLP",
            "CLS",
            "CLADMIN"
          ],
          "description": "Product code: CL is CloudLinux OS Shared, CLP Shared PRO, CLS Solo, CLADMIN Admin. A change replaces the key.",
          "examples": [
            "CL"
          ]
        },
        "limit": {
          "type": "integer",
          "minimum": 0,
          "maximum": 2147483647,
          "description": "Servers that may register with the key; 0 means unlimited, which draws a warning. Required: the service's own default is unlimited.",
          "examples": [
            5
          ]
        },
        "note": {
          "type": "string",
          "maxLength": 255,
          "description": "Free text shown beside the key, at most 255 characters. Unless `markers: off`, clnform adds its marker to it. Default: left as it is in the account.",
          "examples": [
            "EU web pool"
          ]
        },
        "protect": {
          "type": "boolean",
          "description": "Refuse to remove or replace it. Remembered in the state, so that it outlives the block. Default: false.",
          "examples": [
            true
          ]
        },
        "ignore": {
          "type": "array",
          "items": {
            "type": "string",
            "enum": [
              "product",
              "limit",
              "note"
            ]
          },
          "uniqueItems": true,
          "description": "Fields left as they are in the account. Default: none.",
          "examples": [
            [
              "note"
            ]
          ]
        },
        "adopt": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255,
          "description": "Id (the key itself) of an existing object to bind, instead of creating one. Best taken from the environment, since it is a credential. Default: a new one is created.",
          "examples": [
            "${env:WEB_EU_KEY}"
          ]
        },
        "forget": {
          "type": "boolean",
          "description": "Let go of it: the binding is dropped, the object stays in the account. Default: false.",
          "examples": [
            true
          ]
        }
      },
      "required": [
        "product",
        "limit"
      ],
      "additionalProperties": false,
      "examples": [
        {
          "product": "CL",
          "limit": 10,
          "note": "shared hosting"
        }
      ]
    },
    "ip_license": {
      "title": "IP licences",
      "description": "A set of IP licences: every product for every address. The block's name is only a label; each licence is known by its address and product.",
      "type": "object",
      "properties": {
        "products": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "anyOf": [
              {
                "type": "string",
                "enum": [
                  "cloudlinux",
                  "cloudlinux-pro",
                  "cloudlinux-solo",
                  "cloudlinux-admin",
                  "kernelcare",
                  "kernelcare-plus",
                  "imunifyav-plus",
                  "imunify360-1",
                  "imunify360-5",
                  "imunify360-30",
                  "imunify360-250",
                  "imunify360-unlimited",
                  "els-centos6",
                  "els-centos6-sla",
                  "els-centos7",
                  "els-centos7-complete",
                  "els-centos8",
                  "els-centos8-sla",
                  "els-centos8-stream",
                  "els-centos8-stream-sla",
                  "els-oracle6",
                  "els-oracle6-sla",
                  "els-ubuntu16",
                  "els-ubuntu16-sla",
                  "els-ubuntu18",
                  "els-ubuntu18-sla",
                  "extended-security-updates"
                ]
              },
              {
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647
              }
            ]
          },
          "description": "Products by name, or by the API's type number. At most one Imunify tier.",
          "examples": [
            [
              "cloudlinux",
              "kernelcare"
            ]
          ]
        },
        "ips": {
          "description": "IPv4 addresses, CIDR networks (every address in it) and ranges `first-last`; or a text file with one of these a line and `#` comments, whose path starts at the manifest's folder. One entry stands for at most 65,536 addresses.",
          "anyOf": [
            {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 64
              }
            },
            {
              "type": "object",
              "properties": {
                "file": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 1024,
                  "description": "Path of the list, from the manifest's folder; it must stay inside it.",
                  "examples": [
                    "fleet.txt"
                  ]
                }
              },
              "required": [
                "file"
              ],
              "additionalProperties": false
            }
          ],
          "examples": [
            [
              "203.0.113.10",
              "203.0.113.32/28",
              "203.0.113.60-203.0.113.70"
            ],
            {
              "file": "fleet.txt"
            }
          ]
        },
        "els_allowed": {
          "type": "boolean",
          "description": "Whether the licences also cover extended lifecycle support. Cannot be read back: compared with what was last written. Default: not managed.",
          "examples": [
            true
          ]
        },
        "suspended": {
          "type": "boolean",
          "description": "Declared, but deliberately not registered: licences of this block that exist are removed. Default: false.",
          "examples": [
            true
          ]
        },
        "protect": {
          "type": "boolean",
          "description": "Refuse to remove or replace it. Remembered in the state, so that it outlives the block. Default: false.",
          "examples": [
            true
          ]
        },
        "ignore": {
          "type": "array",
          "items": {
            "type": "string",
            "enum": [
              "product",
              "els_allowed"
            ]
          },
          "uniqueItems": true,
          "description": "Fields left as they are in the account. Default: none.",
          "examples": [
            [
              "els_allowed"
            ]
          ]
        },
        "forget": {
          "type": "boolean",
          "description": "Let go of it: the binding is dropped, the object stays in the account. Default: false.",
          "examples": [
            true
          ]
        }
      },
      "required": [
        "products",
        "ips"
      ],
      "additionalProperties": false,
      "examples": [
        {
          "products": [
            "cloudlinux",
            "kernelcare"
          ],
          "ips": [
            "203.0.113.10",
            "203.0.113.32/28"
          ]
        },
        {
          "products": [
            "imunify360-30"
          ],
          "ips": {
            "file": "fleet.txt"
          },
          "els_allowed": true
        }
      ]
    },
    "server_group": {
      "title": "Server group",
      "description": "A group of servers, known by its name. The API cannot delete or describe anew an existing one.",
      "type": "object",
      "properties": {
        "description": {
          "type": "string",
          "maxLength": 255,
          "description": "Free text, set when the group is created; the API has no call that changes it. Default: not managed.",
          "examples": [
            "Production"
          ]
        },
        "servers": {
          "type": "array",
          "items": {
            "type": "string",
            "pattern": "^[A-Za-z0-9_.:-]{1,128}$"
          },
          "uniqueItems": true,
          "description": "Ids of the servers in the group; others are taken out. Default: membership is not managed.",
          "examples": [
            [
              "SERVER-1",
              "SERVER-2"
            ]
          ]
        },
        "protect": {
          "type": "boolean",
          "description": "Refuse to remove or replace it. Remembered in the state, so that it outlives the block. Default: false.",
          "examples": [
            true
          ]
        },
        "ignore": {
          "type": "array",
          "items": {
            "type": "string",
            "enum": [
              "description",
              "servers"
            ]
          },
          "uniqueItems": true,
          "description": "Fields left as they are in the account. Default: none.",
          "examples": [
            [
              "servers"
            ]
          ]
        },
        "forget": {
          "type": "boolean",
          "description": "Let go of it: the binding is dropped, the object stays in the account. Default: false.",
          "examples": [
            true
          ]
        }
      },
      "additionalProperties": false,
      "examples": [
        {
          "description": "Production",
          "servers": [
            "SERVER-1",
            "SERVER-2"
          ]
        }
      ]
    },
    "feature": {
      "title": "Feature",
      "description": 'An account-wide feature switch, by name or by quoted id (`"4600"`). The account overrides its keys, a key overrides its servers.',
      "anyOf": [
        {
          "type": "string",
          "enum": [
            "enabled",
            "disabled",
            "unset"
          ],
          "description": "Short for `{ state: \u2026 }`."
        },
        {
          "type": "object",
          "properties": {
            "state": {
              "type": "string",
              "enum": [
                "enabled",
                "disabled",
                "unset"
              ],
              "description": "`unset` leaves the decision to the key or the server.",
              "examples": [
                "enabled"
              ]
            },
            "protect": {
              "type": "boolean",
              "description": "Refuse to remove or replace it. Remembered in the state, so that it outlives the block. Default: false.",
              "examples": [
                true
              ]
            },
            "ignore": {
              "type": "array",
              "items": {
                "type": "string",
                "enum": [
                  "state"
                ]
              },
              "uniqueItems": true,
              "description": "Fields left as they are in the account. Default: none.",
              "examples": [
                [
                  "state"
                ]
              ]
            },
            "forget": {
              "type": "boolean",
              "description": "Let go of it: the binding is dropped, the object stays in the account. Default: false.",
              "examples": [
                true
              ]
            }
          },
          "required": [
            "state"
          ],
          "additionalProperties": false
        }
      ],
      "examples": [
        "enabled",
        {
          "state": "disabled",
          "protect": true
        }
      ]
    },
    "backup": {
      "title": "Backup",
      "description": "Backup storage of an Imunify360 server; the block's name is the server's id.",
      "type": "object",
      "properties": {
        "size_gb": {
          "type": "integer",
          "minimum": 10,
          "maximum": 1e6,
          "multipleOf": 10,
          "description": "Size in GB, a multiple of ten.",
          "examples": [
            100
          ]
        },
        "datacenter": {
          "type": "string",
          "pattern": "^[A-Za-z0-9_-]{1,32}$",
          "description": "Alias of the datacenter that stores it. A change loses the stored data.",
          "examples": [
            "EU2"
          ]
        },
        "protect": {
          "type": "boolean",
          "description": "Refuse to remove or replace it. Remembered in the state, so that it outlives the block. Default: false.",
          "examples": [
            true
          ]
        },
        "ignore": {
          "type": "array",
          "items": {
            "type": "string",
            "enum": [
              "size_gb",
              "datacenter"
            ]
          },
          "uniqueItems": true,
          "description": "Fields left as they are in the account. Default: none.",
          "examples": [
            [
              "datacenter"
            ]
          ]
        },
        "forget": {
          "type": "boolean",
          "description": "Let go of it: the binding is dropped, the object stays in the account. Default: false.",
          "examples": [
            true
          ]
        }
      },
      "required": [
        "size_gb",
        "datacenter"
      ],
      "additionalProperties": false,
      "examples": [
        {
          "size_gb": 100,
          "datacenter": "EU2"
        }
      ]
    }
  }
};

// ../../work/main/src/manifest/schemas.ts
var ROOT = MANIFEST_SCHEMA;
var SECTIONS = new Map(
  Object.entries(ROOT.properties ?? {}).flatMap(
    ([name, schema]) => schema["x-type"] === void 0 ? [] : [[name, schema["x-type"]]]
  )
);
var TOP = {
  ...ROOT,
  required: [],
  properties: Object.fromEntries(
    Object.entries(ROOT.properties ?? {}).map(([name, schema]) => [
      name,
      schema["x-type"] === void 0 ? schema : { ...schema, additionalProperties: true }
    ])
  )
};
var ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, logger: false });
ajv.addVocabulary(["x-type"]);
var compiled = /* @__PURE__ */ new Map();
function validate(schema, value) {
  let check = compiled.get(schema);
  if (check === void 0) {
    check = ajv.compile(schema);
    compiled.set(schema, check);
  }
  return check(value) ? [] : check.errors ?? [];
}
function blockSchema(type) {
  const schema = ROOT.$defs?.[type];
  if (schema === void 0) throw new Error(`there is no schema for the kind ${type}`);
  return schema;
}

// ../../work/main/src/manifest/jsonSchema.ts
function branches(schema, root) {
  if (schema.$ref !== void 0) {
    const target = root.$defs?.[schema.$ref.slice("#/$defs/".length)];
    return target === void 0 ? [] : branches(target, root);
  }
  return schema.anyOf === void 0 ? [schema] : schema.anyOf.flatMap((branch) => branches(branch, root));
}

// ../../work/main/src/manifest/plainScalar.ts
var NULL = /^(?:~|null|Null|NULL)?$/u;
var TRUE = /^(?:true|True|TRUE)$/u;
var FALSE = /^(?:false|False|FALSE)$/u;
var INTEGER = /^-?(?:0|[1-9][0-9]*)$/u;
var DECIMAL = /^-?(?:0|[1-9][0-9]*)\.[0-9]+$/u;
var SURPRISES = [
  {
    form: /^[-+]?0[0-9_]+$/u,
    why: (text) => /[89]/u.test(text) ? "has a leading zero" : "is octal in YAML 1.1 and decimal in YAML 1.2",
    write: (text) => safeNumber(text.replaceAll("_", ""))
  },
  { form: /^[-+]?0[xX][0-9a-fA-F_]+$/u, why: () => "is a hexadecimal number", write: radix },
  { form: /^[-+]?0o[0-7_]+$/u, why: () => "is an octal number in YAML 1.2 and text in YAML 1.1", write: radix },
  { form: /^[-+]?0b[01_]+$/u, why: () => "is a binary number in YAML 1.1 and text in YAML 1.2", write: radix },
  {
    form: /^[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?$/u,
    why: (text) => `is the number ${text.replaceAll("_", "")} in YAML 1.1 and text in YAML 1.2`,
    write: (text) => safeNumber(text.replaceAll("_", ""))
  },
  {
    form: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/u,
    why: () => "is a number in exponent notation",
    write: (text) => safeNumber(text)
  },
  { form: /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/u, why: () => "is infinity or not a number" },
  {
    form: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/u,
    why: () => "is a number to base sixty in YAML 1.1 and text in YAML 1.2"
  },
  {
    form: /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?$/u,
    why: () => "is a date in YAML 1.1 and text in YAML 1.2"
  },
  { form: /^\+(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/u, why: () => "has a plus sign", write: (text) => text.slice(1) },
  {
    form: /^[-+]?(?:\.[0-9]+|[0-9]+\.|0[0-9]+\.[0-9]+)$/u,
    why: () => "is a number that lacks a digit before or after the point, or has one too many",
    write: (text) => safeNumber(text)
  }
];
function readPlainScalar(text) {
  if (NULL.test(text)) return { value: null };
  if (TRUE.test(text)) return { value: true };
  if (FALSE.test(text)) return { value: false };
  if (INTEGER.test(text) || DECIMAL.test(text)) return exactNumber(text);
  if (!/^[-+.0-9]/u.test(text) || text.length > 400) return { value: text };
  for (const { form, why, write } of SURPRISES) {
    if (!form.test(text)) continue;
    const number = write?.(text);
    const quoted = `For text, quote it: "${text}"`;
    return {
      code: "ambiguous-scalar",
      why: why(text),
      write: number === void 0 ? `${quoted}.` : `${quoted}; for a number, write ${number}.`
    };
  }
  return { value: text };
}
function exactNumber(text) {
  const value = Number(text);
  const digits = text.replace(/^-/u, "").replace(".", "").replace(/^0+/u, "").length;
  if (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER && digits <= 16) {
    return { value: value === 0 ? 0 : value };
  }
  return {
    code: "number-too-large",
    why: "has more digits than a number can hold exactly",
    write: "For text (an id), put it in quotes; no number in a manifest is that large."
  };
}
function safeNumber(text) {
  const value = Number(text);
  return Number.isSafeInteger(value) || Number.isFinite(value) && Math.abs(value) < 1e15 ? plainDigits(value) : void 0;
}
function plainDigits(value) {
  const text = String(value === 0 ? 0 : value);
  return text.includes("e") ? void 0 : text;
}
function radix(text) {
  const negative = text.startsWith("-");
  const number = safeNumber(text.replace(/^[-+]/u, "").replaceAll("_", "").toLowerCase());
  return number === void 0 ? void 0 : negative ? `-${number}` : number;
}

// ../../work/main/src/manifest/toValue.ts
function toValue(tree, schema) {
  const ways = branches(schema, ROOT);
  switch (tree.kind) {
    case "scalar":
      return scalarValue(tree, ways);
    case "list": {
      const items = pick(ways, (way) => way.items);
      return tree.items.map((item) => toValue(item, items));
    }
    case "table": {
      const value = {};
      for (const [name, entry] of tree.entries) {
        const field = pick(ways, (way) => {
          const rest = typeof way.additionalProperties === "object" ? way.additionalProperties : void 0;
          return way.properties?.[name] ?? rest;
        });
        value[name] = toValue(entry.value, field);
      }
      return value;
    }
    default:
      return tree;
  }
}
function scalarValue(tree, ways) {
  const types = new Set(ways.map((way) => way.type));
  const value = tree.typed ? reread(String(tree.value), types) : tree.value;
  const written = tree.typed ? String(tree.value) : tree.shown;
  if (typeof value === "number" && written.includes(".") && !types.has("number")) return written;
  return value;
}
function reread(text, types) {
  const read = readPlainScalar(text);
  if (!("value" in read)) return text;
  if (typeof read.value === "boolean" && types.has("boolean")) return read.value;
  if (typeof read.value === "number" && (types.has("number") || types.has("integer"))) return read.value;
  return text;
}
function pick(ways, step) {
  const found = ways.map(step).filter((schema) => schema !== void 0);
  return found.length === 1 ? found[0] ?? {} : { anyOf: found };
}

// ../../work/main/src/manifest/checkShape.ts
function checkShape(subject, problems) {
  const value = toValue(subject.tree, subject.schema);
  for (const found of relevantErrors(validate(subject.schema, value))) {
    const told = explainError(subject, found);
    if (told !== void 0) problems.at(told.at, told.code, told.summary, told.help, told.extras);
  }
  return value;
}

// ../../work/main/src/manifest/duplicates.ts
var MAX_PAIRS = 10;
var Duplicates = class {
  #declared = /* @__PURE__ */ new Map();
  #clashes = /* @__PURE__ */ new Map();
  /** False when the address has been declared before. */
  add(address, at) {
    const first = this.#declared.get(address);
    if (first === void 0) {
      this.#declared.set(address, at);
      return true;
    }
    const others = this.#clashes.get(first.block) ?? /* @__PURE__ */ new Map();
    this.#clashes.set(first.block, others);
    const clashes = others.get(at.block) ?? /* @__PURE__ */ new Map();
    others.set(at.block, clashes);
    const places = `${place(first.source)} ${place(at.source)}`;
    const key = clashes.has(places) || clashes.size < MAX_PAIRS ? places : "more";
    const clash = clashes.get(key) ?? { address, first, second: at, count: 0 };
    clash.count += 1;
    clashes.set(key, clash);
    return false;
  }
  /** `spot` finds the place of a `SourceRef` in its file. */
  report(problems, spot) {
    for (const others of this.#clashes.values()) {
      for (const clashes of others.values()) {
        for (const clash of clashes.values()) reportClash(clash, problems, spot);
      }
    }
  }
};
function reportClash({ address, first, second, count }, problems, spot) {
  const same = place(first.source) === place(second.source);
  const at = same ? second.block.key : spot(second.source);
  const related = same ? first.block.key : spot(first.source);
  const more = count === 1 ? "is" : count === 2 ? "and one more resource are" : `and ${count - 1} more resources are`;
  problems.at(at, "duplicate-address", `\`${address}\` ${more} declared twice.`, "Keep one of the two declarations.", {
    address,
    related: [{ at: related, note: `the first one, in \`${first.block.label}\`` }]
  });
}
function place(source) {
  return `${source.file}:${source.line}:${source.column}`;
}

// ../../work/main/src/manifest/checkLifecycle.ts
function checkLifecycle(block, lifecycle, absent, problems) {
  const { protect, forget, adopt } = lifecycle;
  const conflict = (field, summary, help) => {
    problems.at(child(block.tree, field) ?? block.key, "conflicting-fields", `\`${block.label}\` ${summary}`, help);
  };
  if (forget === true && protect === true) {
    conflict("forget", "is to be protected and forgotten at once.", "Keep one of `protect` and `forget`.");
  }
  if (forget === true && adopt !== void 0) {
    conflict("forget", "is to be adopted and forgotten at once.", "Keep one of `adopt` and `forget`.");
  }
  if (absent && protect === true) {
    conflict("protect", "is declared to be absent, and protected from removal.", "Remove `protect`.");
  }
  if (absent && forget === true) {
    conflict("forget", "is declared to be absent, and to be left in the account.", "Remove `forget`, or the block.");
  }
}

// ../../work/main/src/manifest/ipv4.ts
import ipaddr from "ipaddr.js";
function parseIpv4(text) {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return void 0;
  return ipaddr.IPv4.parse(text).octets.reduce((number, octet) => number * 256 + octet, 0);
}
function formatIpv4(address) {
  return `${address >>> 24 & 255}.${address >>> 16 & 255}.${address >>> 8 & 255}.${address & 255}`;
}
function networkSize(prefix) {
  return 2 ** (32 - prefix);
}
function networkBase(address, prefix) {
  return address - address % networkSize(prefix);
}
function isIpv6(text) {
  const [address = "", ...rest] = text.split(/[/-]/u);
  return rest.length <= 1 && address.includes(":") && ipaddr.IPv6.isValid(address);
}
function addressUse(address) {
  const range = new ipaddr.IPv4([address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255]).range();
  switch (range) {
    case "unspecified":
    case "loopback":
    case "multicast":
    case "broadcast":
      return range;
    case "private":
    case "carrierGradeNat":
    case "linkLocal":
      return "private";
    default:
      return address >= 4026531840 ? "reserved" : "usable";
  }
}

// ../../work/main/src/manifest/ipEntry.ts
var MAX_ENTRY = 65536;
function parseIpEntry(text) {
  const span = parseSpan(text);
  if ("code" in span) return span;
  const [first, last] = span;
  const size = last - first + 1;
  if (size > MAX_ENTRY) {
    return refuse(
      "entry-too-large",
      `\`${text}\` stands for ${size} addresses.`,
      `One entry may stand for at most ${MAX_ENTRY}: a /16. Split it if that is what you mean.`
    );
  }
  for (const end of [first, last]) {
    const use = addressUse(end);
    if (use === "usable" || use === "private") continue;
    const what = `${formatIpv4(end)} is ${SPECIAL[use]}: no server has it`;
    return refuse("unusable-address", `${what}.`, "Give the public address of the server.");
  }
  return { first, last, isPrivate: addressUse(first) === "private" || addressUse(last) === "private" };
}
function parseNetwork(text) {
  if (text.includes("-"))
    return refuse("bad-address", `\`${text}\` is no network.`, "Write it as CIDR: 203.0.113.0/24.");
  const span = parseSpan(text);
  if ("code" in span) return span;
  return { network: text.includes("/") ? text : `${text}/32` };
}
var SPECIAL = {
  unspecified: "in the network that stands for no address",
  loopback: "a loopback address",
  multicast: "a multicast address",
  broadcast: "the broadcast address",
  reserved: "in a reserved network"
};
function parseSpan(text) {
  if (isIpv6(text)) {
    return refuse(
      "ipv6-address",
      `\`${text}\` is an IPv6 address.`,
      "CLN licences IPv4 addresses: give the IPv4 address."
    );
  }
  if (text.includes("/")) return parseCidr(text);
  if (text.includes("-")) return parseRange(text);
  const address = parseAddress2(text);
  return typeof address === "number" ? [address, address] : address;
}
function parseCidr(text) {
  const [base = "", length = "", ...rest] = text.split("/");
  if (rest.length > 0 || !/^(?:[0-9]|[12][0-9]|3[0-2])$/u.test(length)) {
    return refuse("bad-address", `\`${text}\` is no network: after the slash stands a number from 0 to 32.`, EXAMPLES);
  }
  const address = parseAddress2(base);
  if (typeof address !== "number") return address;
  const prefix = Number(length);
  const first = networkBase(address, prefix);
  if (first !== address) {
    const network = `${formatIpv4(first)}/${length}`;
    return refuse(
      "not-a-network",
      `\`${text}\` is no network: its first address is ${formatIpv4(first)}.`,
      `Write ${network} for the whole network, or ${base} for the one address.`
    );
  }
  return [first, first + networkSize(prefix) - 1];
}
function parseRange(text) {
  const [from = "", to = "", ...rest] = text.split("-").map((part) => part.trim());
  if (rest.length > 0) return refuse("bad-address", `\`${text}\` is no range.`, EXAMPLES);
  const first = parseAddress2(from);
  if (typeof first !== "number") return first;
  if (/^[0-9]{1,3}$/u.test(to)) {
    const end = `${from.slice(0, from.lastIndexOf(".") + 1)}${to}`;
    return refuse("bad-address", `\`${text}\` is a shortened range.`, `Write both addresses in full: ${from}-${end}.`);
  }
  const last = parseAddress2(to);
  if (typeof last !== "number") return last;
  if (last < first) {
    return refuse(
      "reversed-range",
      `\`${text}\` ends before it starts.`,
      `Write the lower address first: ${to}-${from}.`
    );
  }
  return [first, last];
}
function parseAddress2(text) {
  const address = parseIpv4(text);
  if (address !== void 0) return address;
  if (/^[0-9]+(?:\.[0-9]+){3}$/u.test(text) && text.split(".").some((part) => /^0[0-9]/u.test(part))) {
    const plainText = text.split(".").map(Number).join(".");
    return refuse(
      "octal-address",
      `\`${text}\` has leading zeros, which some programs read as octal.`,
      `Write ${plainText}, if that is what you mean.`
    );
  }
  return refuse("bad-address", `\`${text}\` is no IPv4 address.`, EXAMPLES);
}
var EXAMPLES = "Write an address (203.0.113.10), a network (203.0.113.32/28) or a range (203.0.113.60-203.0.113.70).";
function refuse(code, summary, help) {
  return { code, summary, help };
}

// ../../work/main/src/manifest/ipList.ts
var MAX_ADDRESSES = 1e6;
function expandIpList(entries, budget, problems) {
  const parsed = parseEntries(entries, problems);
  const kept = withoutOverlaps(parsed, problems);
  const found = [];
  for (const entry of parsed) {
    if (!kept.has(entry)) continue;
    const size = entry.last - entry.first + 1;
    if (size > budget.left) {
      if (budget.left >= 0) {
        const summary = `The manifest stands for more than ${MAX_ADDRESSES} addresses.`;
        problems.at(
          entry.at,
          "too-many-addresses",
          summary,
          "Check the networks, or split the account into manifests."
        );
      }
      budget.left = -1;
      return [];
    }
    budget.left -= size;
    const source = entry.at.text.ref(entry.at.start);
    for (let address = entry.first; address <= entry.last; address += 1)
      found.push({ ip: formatIpv4(address), source });
  }
  return found;
}
function parseEntries(entries, problems) {
  const parsed = [];
  for (const raw of entries) {
    const span = parseIpEntry(raw.value);
    const shown = raw.shown ?? raw.value;
    if ("code" in span) {
      problems.at(raw, span.code, span.summary.replaceAll(raw.value, shown), span.help.replaceAll(raw.value, shown));
      continue;
    }
    if (span.isPrivate) {
      const summary = `\`${shown}\` is in a private network.`;
      const help = "CLN knows a server by its public address: give that, unless the server really shows this one.";
      problems.at(raw, "private-address", summary, help, { severity: "warning" });
    }
    parsed.push({ ...span, at: raw, shown });
  }
  return parsed;
}
function withoutOverlaps(entries, problems) {
  const order = new Map(entries.map((entry, index) => [entry, index]));
  const sorted = entries.toSorted((a, b) => a.first - b.first || (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const kept = /* @__PURE__ */ new Set();
  let widest;
  for (const entry of sorted) {
    if (widest === void 0 || entry.first > widest.last) {
      kept.add(entry);
      widest = entry;
      continue;
    }
    const shared = Math.min(widest.last, entry.last) - entry.first + 1;
    const [earlier, later] = (order.get(widest) ?? 0) < (order.get(entry) ?? 0) ? [widest, entry] : [entry, widest];
    const what = shared === 1 ? `${formatIpv4(entry.first)} is` : `${shared} addresses from ${formatIpv4(entry.first)} on are`;
    problems.at(later.at, "duplicate-address", `${what} declared twice in this list.`, "Keep one of the two entries.", {
      related: [{ at: earlier.at, note: `\`${earlier.shown}\`` }]
    });
    if (entry.last > widest.last) {
      kept.delete(widest);
      kept.add(entry);
      widest = entry;
    }
  }
  return kept;
}

// ../../work/main/src/manifest/expandBlock.ts
function expandBlock(block, value, kind, context) {
  const tools = new BlockTools(block, value, kind, context);
  kind.section.expand(block.name, value, tools);
  checkLifecycle(block, tools.blockLifecycle, tools.declaresAbsent, context.problems);
}
var BlockTools = class {
  markers;
  blockLifecycle;
  declaresAbsent = false;
  #block;
  #kind;
  #context;
  #source;
  constructor(block, value, kind, context) {
    this.markers = context.markers;
    this.blockLifecycle = lifecycleOf(value);
    this.#block = block;
    this.#kind = kind;
    this.#context = context;
    this.#source = block.key.text.ref(block.key.start);
  }
  declare(declaration) {
    const { spec, name, absent } = declaration;
    const type = declaration.type ?? this.#kind.type;
    const address = makeAddress(type, name);
    const source = declaration.source ?? (declaration.at === void 0 ? this.#source : refOf(this.#at(declaration.at)));
    if (absent === true) this.declaresAbsent = true;
    if (!this.#context.duplicates.add(address, { block: this.#block, source })) return;
    this.#warnUnlimited(type, spec, absent);
    const lifecycle = declaration.lifecycle ?? this.blockLifecycle;
    this.#context.desired.push({
      address,
      type,
      name,
      spec,
      ...absent === true ? { absent } : {},
      lifecycle,
      source
    });
  }
  addresses(path) {
    const tree = this.#at(path);
    const entries = tree.kind === "list" ? tree.items.map(rawEntry) : this.#context.ipFiles.entries(tree);
    return expandIpList(entries, this.#context.budget, this.#context.problems);
  }
  networks(path) {
    const tree = this.#at(path);
    const found = /* @__PURE__ */ new Map();
    for (const entry of tree.kind === "list" ? tree.items.map(rawEntry) : []) {
      const parsed = parseNetwork(entry.value);
      if ("code" in parsed) {
        this.#context.problems.at(entry, parsed.code, parsed.summary, parsed.help);
        continue;
      }
      const first = found.get(parsed.network);
      if (first === void 0) {
        found.set(parsed.network, entry);
        continue;
      }
      const summary = `The network ${parsed.network} stands in this list twice.`;
      this.#context.problems.at(entry, "duplicate-entry", summary, "Remove one of them.", {
        related: [{ at: first, note: "the first one" }]
      });
    }
    return [...found.keys()];
  }
  report({ severity, code, summary, help, at }) {
    const spot = at.length === 0 ? this.#block.key : this.#at(at);
    this.#context.problems.custom(spot, code, summary, help, { severity });
  }
  #at(path) {
    return treeAt(this.#block.tree, path);
  }
  /** An unlimited key is legal, and the service's default: it is said, not refused. */
  #warnUnlimited(type, spec, absent) {
    const seats = this.#context.kinds.get(type)?.seats;
    if (seats === void 0 || absent === true || spec[seats.field] !== 0) return;
    const at = child(this.#block.tree, seats.field) ?? this.#block.key;
    const summary = `\`${this.#block.label}\` has no limit: any number of servers may register with it, and each is billed.`;
    this.#context.problems.at(at, "unlimited-key", summary, "Give the number of servers that you mean to pay for.", {
      severity: "warning"
    });
  }
};
function refOf(tree) {
  return tree.text.ref(tree.start);
}
function rawEntry(item) {
  const { text, start, end } = item;
  const value = item.kind === "scalar" ? String(item.value) : "";
  const secret = item.kind === "scalar" && item.shown.includes("${");
  return { text, start, end, value, ...secret ? { shown: item.shown } : {} };
}
function lifecycleOf(value) {
  if (typeof value !== "object" || value === null) return {};
  const { protect, ignore, adopt, forget } = value;
  return {
    ...protect === void 0 ? {} : { protect },
    ...ignore === void 0 ? {} : { ignore },
    ...adopt === void 0 ? {} : { adopt },
    ...forget === void 0 ? {} : { forget }
  };
}

// ../../work/main/src/manifest/sourceText.ts
var WIDTH = 120;
var SourceText = class {
  file;
  text;
  #lineStarts;
  constructor(file, text) {
    this.file = file;
    this.text = text.startsWith("\uFEFF") ? text.slice(1) : text;
    const starts = [0];
    for (let at = this.text.indexOf("\n"); at !== -1; at = this.text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
  }
  /** Line and column count from 1; columns in UTF-16 units, as editors count them. */
  ref(offset) {
    const index = this.#lineIndex(offset);
    return { file: this.file, line: index + 1, column: offset - (this.#lineStarts[index] ?? 0) + 1 };
  }
  /** The offset that `ref` made this place from. */
  offset(ref) {
    return (this.#lineStarts[ref.line - 1] ?? 0) + ref.column - 1;
  }
  /**
   * The line at `start`, and below it carets under `start` to `end`. A long line is cut around them. Safe to print: no
   * control characters, and a key that stands after `adopt:` is masked.
   */
  excerpt(start, end) {
    const index = this.#lineIndex(start);
    const lineStart = this.#lineStarts[index] ?? 0;
    const next = this.#lineStarts[index + 1];
    const line = maskAdopted(this.text.slice(lineStart, next ?? this.text.length).replace(/\r?\n$/u, ""));
    const column = Math.min(start - lineStart, line.length);
    const stop = Math.max(column + 1, Math.min(end - lineStart, line.length));
    const from = line.length <= WIDTH ? 0 : Math.max(0, Math.min(column - 40, line.length - WIDTH));
    const to = Math.min(line.length, from + WIDTH);
    const head = (from > 0 ? "\u2026" : "") + plain(line.slice(from, column));
    const marked = plain(line.slice(column, Math.min(stop, to)));
    const tail = plain(line.slice(Math.min(stop, to), to)) + (to < line.length ? "\u2026" : "");
    return [head + marked + tail, " ".repeat(head.length) + "^".repeat(Math.max(1, marked.length))];
  }
  #lineIndex(offset) {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
};
function maskAdopted(line) {
  return line.replace(
    /(\badopt["']?\s*:\s*["']?)([^\s"',}]+)/gu,
    (_all, before, value) => value.startsWith("${env:") ? before + value : before + "*".repeat(Math.max(0, value.length - 4)) + value.slice(-4)
  );
}

// ../../work/main/src/manifest/findSources.ts
var MAX_FILE_BYTES = 32 * 1024 * 1024;
async function findSources(path, files, problems) {
  const kind = await files.kindOf(path);
  if (kind === "missing") {
    const help = "Run `clnform init` to make one, or give the path of a manifest file or folder.";
    problems.file(path, "manifest-missing", `There is no manifest at ${path}.`, help);
    return [];
  }
  if (kind === "file") return readAll([path], files, problems);
  const names = (await files.list(path)).filter((name) => /^[^.].*\.ya?ml$/u.test(name)).toSorted();
  if (names.length === 0) {
    const help = "Put a file that ends in .yaml into it.";
    problems.file(path, "manifest-empty", `The folder ${path} holds no manifest.`, help);
  }
  return readAll(
    names.map((name) => files.join(path, name)),
    files,
    problems
  );
}
async function readAll(paths, files, problems) {
  const texts = [];
  for (const path of paths) {
    const content = await files.read(path, MAX_FILE_BYTES);
    if ("text" in content) {
      texts.push(new SourceText(path, content.text));
      continue;
    }
    const { code, summary, help } = describeFailure(path, content.failure);
    problems.file(path, code, summary, help);
  }
  return texts;
}
function describeFailure(path, failure) {
  switch (failure) {
    case "missing":
      return {
        code: "file-missing",
        summary: `There is no file ${path}.`,
        help: "Correct the path, or make the file."
      };
    case "not-a-file":
      return { code: "file-unreadable", summary: `${path} is no plain file.`, help: "Give the path of a text file." };
    case "denied":
      return {
        code: "file-unreadable",
        summary: `${path} cannot be opened.`,
        help: "Allow yourself to read the file."
      };
    case "too-large":
      return {
        code: "file-too-large",
        summary: `${path} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB.`,
        help: "Check that it is the file you mean, or split it."
      };
    case "not-utf8":
      return { code: "not-utf8", summary: `${path} is not UTF-8 text.`, help: "Save the file as UTF-8." };
    default:
      return failure;
  }
}

// ../../work/main/src/manifest/unsafeText.ts
var UNSAFE2 = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e0fff}]/gu;
function findUnsafe(text, options) {
  const found = [];
  UNSAFE2.lastIndex = 0;
  for (let match = UNSAFE2.exec(text); match !== null && found.length < options.limit; match = UNSAFE2.exec(text)) {
    if (options.lines && isLayout(text, match.index)) continue;
    found.push(match.index);
  }
  return found;
}
function nameCharacter(text, at) {
  return `U+${(text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
function isLayout(text, at) {
  const c = text[at];
  return c === "\n" || c === "	" || c === "\r" && text[at + 1] === "\n";
}

// ../../work/main/src/manifest/ipFile.ts
function readIpFile(text, problems) {
  const entries = [];
  const source = text.text;
  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf("\n", start);
    const end = newline === -1 ? source.length : newline;
    const entry = readLine(text, start, end, problems);
    if (entry !== void 0) entries.push(entry);
    start = end + 1;
  }
  return entries;
}
function readLine(text, start, end, problems) {
  const line = text.text.slice(start, end);
  const hash = line.indexOf("#");
  const body = hash === -1 ? line : line.slice(0, hash);
  const value = body.trim();
  if (value === "") return void 0;
  const at = start + body.indexOf(value);
  const spot = { text, start: at, end: at + value.length };
  const [unsafe] = findUnsafe(value, { lines: false, limit: 1 });
  if (unsafe !== void 0) {
    const where = { ...spot, start: at + unsafe, end: at + unsafe + 1 };
    const summary = `The line holds the character ${nameCharacter(value, unsafe)}.`;
    problems.at(where, "control-character", summary, "Write one address, network or range a line.");
    return void 0;
  }
  if (/[\s,;]/u.test(value.replace(/\s*-\s*/u, "-"))) {
    const summary = "A line holds more than one entry.";
    problems.at(spot, "bad-address", summary, "Write one address, network or range a line; `#` starts a comment.");
    return void 0;
  }
  return { ...spot, value };
}

// ../../work/main/src/manifest/ipFiles.ts
var IpFiles = class {
  #files;
  #problems;
  #texts = [];
  #byPath = /* @__PURE__ */ new Map();
  #byReference = /* @__PURE__ */ new Map();
  constructor(files, problems) {
    this.#files = files;
    this.#problems = problems;
  }
  /** Reads every file that the block names. */
  async load(block) {
    if (block.tree.kind !== "table") return;
    for (const { value } of block.tree.entries.values()) {
      const path = value.kind === "table" ? value.entries.get("file")?.value : void 0;
      if (path?.kind === "scalar") this.#byReference.set(value, await this.#read(path));
    }
  }
  /** The entries of the file that `{ file: … }` names; none when it could not be read, which has been reported. */
  entries(reference) {
    return this.#byReference.get(reference) ?? [];
  }
  /** Every file that was read. */
  texts() {
    return this.#texts;
  }
  async #read(path) {
    const real = await this.#locate(path);
    if (real === void 0) return [];
    const known = this.#byPath.get(real.path);
    if (known !== void 0) return known;
    const content = await this.#files.read(real.path, MAX_FILE_BYTES);
    if ("failure" in content) {
      const { code, summary, help } = describeFailure(`\`${path.shown}\``, content.failure);
      this.#problems.at(path, code, summary, help);
      return [];
    }
    const before = this.#problems.errors;
    const text = new SourceText(real.shown, content.text);
    this.#texts.push(text);
    const entries = readIpFile(text, this.#problems);
    if (entries.length === 0 && this.#problems.errors === before) {
      const help = "Write one address, network or range a line, or remove the block.";
      this.#problems.at(path, "empty-list", `The file \`${path.shown}\` holds no address.`, help);
    }
    this.#byPath.set(real.path, entries);
    return entries;
  }
  /** The real path, once it is certain that it lies inside the folder of the manifest that names it. */
  async #locate(path) {
    const relative = String(path.value);
    const folder = this.#files.folderOf(path.text.file);
    const shown = this.#files.join(folder, relative);
    const absolute = /^(?:[/\\]|[A-Za-z]:)/u.test(relative);
    if (absolute || !this.#files.isInside(folder, shown)) {
      this.#reportOutside(path);
      return void 0;
    }
    const [realFolder, real] = await Promise.all([this.#files.realpath(folder), this.#files.realpath(shown)]);
    if (realFolder === void 0 || real === void 0) {
      const { code, summary } = describeFailure(`\`${path.shown}\``, "missing");
      this.#problems.at(path, code, summary, "Paths start at the folder of the manifest file that names them.");
      return void 0;
    }
    if (this.#files.isInside(realFolder, real)) return { path: real, shown };
    this.#reportOutside(path);
    return void 0;
  }
  #reportOutside(path) {
    const summary = `\`${path.shown}\` lies outside the folder of the manifest.`;
    const help = "Put the file beside the manifest, or below it, and give the path from there.";
    this.#problems.at(path, "file-outside", summary, help);
  }
};

// ../../work/main/src/manifest/mergeFiles.ts
function mergeFiles(roots, complete, problems) {
  const settings = /* @__PURE__ */ new Map();
  const lists = /* @__PURE__ */ new Map();
  const blocks = /* @__PURE__ */ new Map();
  for (const root of roots) {
    const head = { text: root.text, start: 0, end: 0 };
    const value = checkShape({ tree: root, schema: TOP, label: void 0, head }, problems);
    for (const [name, entry] of root.entries) {
      const setting = { value: value[name], tree: entry.value };
      if (SECTIONS.has(name)) addBlocks(name, entry.value, blocks, problems);
      else if (ROOT.properties?.[name]?.type === "array") lists.set(name, [...lists.get(name) ?? [], setting]);
      else addSetting(name, setting, settings, problems);
    }
  }
  const [first] = roots;
  if (complete && first !== void 0) checkRequired(first, settings, problems);
  return { settings, lists, blocks: [...blocks.values()] };
}
function addBlocks(section9, tree, blocks, problems) {
  if (tree.kind !== "table") return;
  for (const [name, { key, value }] of tree.entries) {
    const label = `${section9}.${name}`;
    const first = blocks.get(label);
    if (first === void 0) {
      blocks.set(label, { section: section9, name, label, key, tree: value });
      continue;
    }
    problems.at(key, "duplicate-block", `\`${label}\` is declared twice.`, "Keep one of the two, or rename one.", {
      related: [{ at: first.key, note: "the first one" }]
    });
  }
}
function addSetting(name, setting, settings, problems) {
  const first = settings.get(name);
  if (first === void 0) {
    settings.set(name, setting);
    return;
  }
  if (canonical(first.value) === canonical(setting.value)) return;
  const summary = `\`${name}\` has another value here than in another file.`;
  problems.at(setting.tree, "conflicting-value", summary, "Say it once, or the same in every file.", {
    related: [{ at: first.tree, note: "the first one" }]
  });
}
function checkRequired(first, settings, problems) {
  for (const name of ROOT.required ?? []) {
    if (settings.has(name)) continue;
    const at = { text: first.text, start: 0, end: 0 };
    problems.at(at, "missing-field", `A manifest needs \`${name}\`.`, describeSchema(ROOT.properties?.[name] ?? {}));
  }
}
function canonical(value) {
  return JSON.stringify(
    value,
    (_key, part) => typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a < b ? -1 : 1)) : part
  );
}

// ../../work/main/src/manifest/problems.ts
var MAX_PROBLEMS = 1e3;
var Problems = class {
  #found = [];
  #errors = 0;
  #left = 0;
  #lastLeft;
  /** Errors reported so far, printed or not. */
  get errors() {
    return this.#errors;
  }
  /** A problem with a place in a file. An error, unless `extras` says otherwise. */
  at(spot, code, summary, help, extras = {}) {
    this.custom(spot, code, summary, help, extras);
  }
  /** As `at`, with a code of a kind's own. */
  custom(spot, code, summary, help, extras = {}) {
    const related = extras.related?.map(({ at, note }) => ({ source: at.text.ref(at.start), note }));
    this.add({
      severity: extras.severity ?? "error",
      code,
      summary,
      help,
      source: spot.text.ref(spot.start),
      excerpt: spot.text.excerpt(spot.start, spot.end),
      ...related === void 0 ? {} : { related },
      ...extras.address === void 0 ? {} : { address: extras.address }
    });
  }
  /** A problem of a whole file or folder: it points at its first character. */
  file(file, code, summary, help) {
    this.add({ severity: "error", code, summary, help, source: { file, line: 1, column: 1 } });
  }
  add(diagnostic) {
    if (diagnostic.severity === "error") this.#errors += 1;
    if (this.#found.length < MAX_PROBLEMS) {
      this.#found.push(diagnostic);
      return;
    }
    this.#left += 1;
    if (this.#lastLeft === void 0 || diagnostic.severity === "error") this.#lastLeft = diagnostic;
  }
  /** Everything found, in the order of the files and of the places in them. */
  sorted(files) {
    const rank = new Map(files.map((file, index) => [file, index]));
    const fileRank = (d) => rank.get(d.source?.file ?? "") ?? files.length;
    const sorted = this.#found.toSorted(
      (a, b) => fileRank(a) - fileRank(b) || compare(a.source?.file ?? "", b.source?.file ?? "") || (a.source?.line ?? 0) - (b.source?.line ?? 0) || (a.source?.column ?? 0) - (b.source?.column ?? 0) || compare(a.summary, b.summary)
    );
    if (this.#lastLeft === void 0) return sorted;
    return [
      ...sorted,
      {
        severity: this.#lastLeft.severity,
        code: "too-many-problems",
        summary: `There are ${this.#left} more problems, which are not shown.`,
        help: "Fix the ones above first: most of the rest usually follows from them.",
        ...this.#lastLeft.source === void 0 ? {} : { source: this.#lastLeft.source }
      }
    ];
  }
};
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// ../../work/main/src/manifest/readMoved.ts
function readMoved(lists, kinds, problems) {
  const moved = [];
  for (const { value, tree } of lists) {
    if (!Array.isArray(value)) continue;
    for (const [index, item] of value.entries()) {
      const at = treeAt(tree, [index]);
      const { from, to } = typeof item === "object" && item !== null ? item : {};
      if (typeof from !== "string" || typeof to !== "string") continue;
      const sides = { fromAt: treeAt(at, ["from"]), toAt: treeAt(at, ["to"]) };
      const fromAddress = readSide(from, sides.fromAt, kinds, problems);
      const toAddress = readSide(to, sides.toAt, kinds, problems);
      if (fromAddress === void 0 || toAddress === void 0) continue;
      const entry = { from: fromAddress, to: toAddress, source: at.text.ref(at.start), ...sides };
      if (checkPair(entry, kinds, problems)) moved.push(entry);
    }
  }
  return moved;
}
function readSide(text, at, kinds, problems) {
  const parts = parseAddress(text);
  if (parts === void 0) return void 0;
  if (kinds.has(parts.type)) return makeAddress(parts.type, parts.name);
  const types = [...kinds.values()].filter((kind) => kind.section !== void 0).map((kind) => kind.type);
  problems.at(at, "unknown-value", `There is no kind \`${parts.type}\`.`, didYouMean(parts.type, types, "Kinds"));
  return void 0;
}
function checkPair({ from, to, fromAt, toAt }, kinds, problems) {
  const fromType = parseAddress(from)?.type ?? "";
  const toType = parseAddress(to)?.type ?? "";
  if (from === to) {
    problems.at(toAt, "moved-to-itself", `\`${from}\` is moved to itself.`, "Remove the entry.");
    return false;
  }
  if (fromType !== toType) {
    const summary = `A ${fromType} cannot become a ${toType}.`;
    problems.at(toAt, "moved-between-kinds", summary, "Move within a kind; declare the other as a new resource.");
    return false;
  }
  const kind = kinds.get(fromType);
  if (kind?.identity === "natural") {
    const summary = `A resource of the kind ${kind.type} is known by what it is, and has no name that could change.`;
    problems.at(fromAt, "moved-natural", summary, "Remove the entry: declaring the resource is enough.");
    return false;
  }
  return true;
}

// ../../work/main/src/manifest/readSettings.ts
function readSettings(merged, kinds) {
  const value = (name) => merged.settings.get(name)?.value;
  const exclusive = (merged.lists.get("exclusive") ?? []).flatMap((setting) => setting.value);
  const prices = value("prices");
  return {
    account: String(value("account")),
    exclusive: new Set(
      [...kinds.values()].filter((kind) => exclusive.includes(kind.section?.name)).map((kind) => kind.type)
    ),
    guards: readGuards(value("guards")),
    ...prices === void 0 ? {} : { prices },
    markers: value("markers") !== "off",
    singleWriter: value("single_writer") === true
  };
}
function readGuards(value) {
  const guards = value ?? {};
  return {
    ...guards.max_creates === void 0 ? {} : { maxCreates: guards.max_creates },
    ...guards.max_removes === void 0 ? {} : { maxRemoves: guards.max_removes },
    ...guards.max_change_percent === void 0 ? {} : { maxChangePercent: guards.max_change_percent },
    ...guards.max_monthly_increase === void 0 ? {} : { maxMonthlyIncrease: guards.max_monthly_increase }
  };
}

// ../../work/main/src/manifest/parseYaml.ts
import { Composer, Lexer, Parser } from "yaml";
var MAX_DEPTH = 64;
var MAX_SYNTAX_ERRORS = 10;
function parseYaml(text, problems) {
  const tokens = tokenize(text, problems);
  if (tokens === void 0 || !checkDirectives(tokens, text, problems)) return void 0;
  const composer = new Composer({ schema: "failsafe", version: "1.2", uniqueKeys: false, logLevel: "silent" });
  const documents = [];
  for (const document of composer.compose(tokens, true, text.text.length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  const [first, second] = documents;
  const errors = documents.flatMap((document) => document.errors);
  for (const error of errors.slice(0, MAX_SYNTAX_ERRORS)) reportSyntax(error, text, problems);
  if (second !== void 0) {
    const start = second.range[0];
    problems.at(
      { text, start, end: start + 3 },
      "multiple-documents",
      "The file holds more than one YAML document.",
      "Remove the `---` line, or put the second document in a file of its own in the same folder."
    );
    return void 0;
  }
  return errors.length === 0 ? first : void 0;
}
function tokenize(text, problems) {
  const tokens = [];
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text.text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length <= MAX_DEPTH + 1) continue;
    const start = Math.max(0, parser.offset - lexeme.length);
    problems.at(
      { text, start, end: parser.offset },
      "too-deep",
      `Values are nested more than ${MAX_DEPTH} levels deep.`,
      "A manifest needs four levels; look for an unclosed bracket or a run of `-`."
    );
    return void 0;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}
function checkDirectives(tokens, text, problems) {
  const directives = tokens.filter((token) => token.type === "directive" && !/^%YAML\s+1\.2\b/u.test(token.source));
  for (const directive of directives.slice(0, MAX_SYNTAX_ERRORS)) {
    const end = directive.offset + ("source" in directive ? directive.source.length : 1);
    problems.at(
      { text, start: directive.offset, end },
      "yaml-directive",
      "YAML directives are not allowed here: a manifest is read as YAML 1.2.",
      "Remove the line."
    );
  }
  return directives.length === 0;
}
function reportSyntax(error, text, problems) {
  const [start, end] = error.pos;
  const { code, summary, help } = explain(error, text.text, start);
  problems.at({ text, start, end }, code, summary, help);
}
function explain(error, text, at) {
  switch (error.code) {
    case "TAB_AS_INDENT":
      return {
        code: "tab-indent",
        summary: "A tab is used as indentation.",
        help: "Indent with spaces, two for each level."
      };
    case "TAG_RESOLVE_FAILED":
    case "MULTIPLE_TAGS":
    case "BAD_COLLECTION_TYPE":
      return { code: "yaml-tag", summary: "Tags (`!name`) are not allowed.", help: "Write the plain value." };
    case "BAD_ALIAS":
    case "ALIAS_PROPS":
    case "MULTIPLE_ANCHORS":
      return { code: "bad-alias", summary: sentence(error.message), help: "Write the value out instead." };
    default:
      return {
        code: "yaml-syntax",
        summary: `This is not YAML: ${lower(sentence(error.message))}`,
        help: syntaxHelp(text, at)
      };
  }
}
function syntaxHelp(text, at) {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1).split("\n", 1)[0] ?? "";
  if (line.includes("${")) return 'Inside { } or [ ], put a substitution in quotes: "${env:NAME}".';
  if (line.includes("	")) return "Indent with spaces, and look for a tab in this line.";
  return "Check the indentation, the colons and the quotes of this line and of the one above it.";
}
function sentence(message) {
  const line = message.split("\n", 1)[0]?.trim() ?? "";
  return /[.!?]$/u.test(line) ? line : `${line}.`;
}
function lower(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

// ../../work/main/src/manifest/readTree.ts
import { isAlias, isMap, isScalar, isSeq } from "yaml";

// ../../work/main/src/manifest/substitute.ts
var FORM = /\$\$\{|\$\{(?:env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\})?/gu;
function substitute(text, at, env, problems) {
  if (!text.includes("${")) return { text, changed: false, whole: false, broken: false };
  let changed = false;
  let whole = false;
  let broken = false;
  const result = text.replace(FORM, (match, name, fallback) => {
    if (match === "$${") return "${";
    if (name === void 0) {
      broken = true;
      problems.at(
        at,
        "bad-substitution",
        "`${` starts a substitution, and this is not one that clnform knows.",
        "Write ${env:NAME} or ${env:NAME:-default}; for the characters themselves, write $${."
      );
      return "";
    }
    const value = env(name);
    if (value !== void 0 && value !== "") {
      changed = true;
      whole = match === text;
      return value;
    }
    if (fallback !== void 0) {
      changed = true;
      whole = match === text;
      return fallback;
    }
    broken = true;
    problems.at(
      at,
      "env-missing",
      `The environment variable ${name} is ${value === void 0 ? "not set" : "empty"}.`,
      `Set it, or give a default: \${env:${name}:-default}.`
    );
    return "";
  });
  return { text: result, changed, whole, broken };
}

// ../../work/main/src/manifest/readTree.ts
var MAX_ALIASED = 1e5;
var RESERVED = /* @__PURE__ */ new Set(["__proto__", "constructor", "prototype"]);
function readTree(root, text, env, problems) {
  return new TreeReader(text, env, problems).node(root, { text, start: 0, end: 0 });
}
var TreeReader = class {
  #text;
  #env;
  #problems;
  #anchors = /* @__PURE__ */ new Map();
  #aliased = 0;
  constructor(text, env, problems) {
    this.#text = text;
    this.#env = env;
    this.#problems = problems;
  }
  node(node, where) {
    if (isAlias(node)) return this.#alias(node);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return empty(where, false);
    const at = this.#spot(node, where);
    if (node.tag !== void 0) {
      const start = this.#text.text.lastIndexOf("!", at.start);
      const tagSpot = start === -1 ? at : { ...at, start, end: at.start };
      this.#problems.at(tagSpot, "yaml-tag", "Tags (`!name`) are not allowed.", "Write the plain value.");
      return empty(at, true);
    }
    if (node.anchor !== void 0) this.#anchors.set(node.anchor, "open");
    const tree = isMap(node) ? this.#table(node, at) : isSeq(node) ? this.#list(node, at) : this.#scalar(node, at);
    if (node.anchor !== void 0) this.#anchors.set(node.anchor, tree);
    return tree;
  }
  #spot(node, otherwise) {
    const range = node.range;
    return range ? { text: this.#text, start: range[0], end: range[1] } : otherwise;
  }
  #alias(alias) {
    const at = this.#spot(alias, { text: this.#text, start: 0, end: 0 });
    const target = this.#anchors.get(alias.source);
    if (target === void 0 || target === "open") {
      const summary = target === "open" ? "stands inside the value that it names" : "names no anchor above it";
      this.#problems.at(at, "bad-alias", `The alias \`*${alias.source}\` ${summary}.`, "Write the value out instead.");
      return empty(at, true);
    }
    const before = this.#aliased;
    this.#aliased += target.size;
    if (this.#aliased <= MAX_ALIASED) return target;
    if (before <= MAX_ALIASED) {
      const summary = `Aliases in this file stand for more than ${MAX_ALIASED} values.`;
      this.#problems.at(at, "too-many-aliases", summary, "Write the values out, or use fewer aliases inside anchors.");
    }
    return empty(at, true);
  }
  #list(node, at) {
    const items = node.items.map((item) => this.node(item, at));
    return this.#checkDepth({ kind: "list", items, ...at, ...measure(items) });
  }
  #table(node, at) {
    const entries = /* @__PURE__ */ new Map();
    const values = [];
    for (const pair of node.items) {
      const key = this.#key(pair.key, at);
      const value = this.node(pair.value, key.spot);
      values.push(value);
      if (key.name === void 0) continue;
      const first = entries.get(key.name);
      if (first === void 0) {
        entries.set(key.name, { key: key.spot, value });
        continue;
      }
      this.#problems.at(
        key.spot,
        "duplicate-key",
        `The key \`${key.name}\` stands twice in the same mapping.`,
        "Keep one of the two.",
        { related: [{ at: first.key, note: "the first one" }] }
      );
    }
    const broken = values.length !== entries.size;
    const measured = measure(values);
    return this.#checkDepth({ kind: "table", entries, ...at, ...measured, broken: broken || measured.broken });
  }
  /** `name` is undefined when the key is refused. */
  #key(key, around) {
    if (!isScalar(key)) {
      const spot2 = isMap(key) || isSeq(key) || isAlias(key) ? this.#spot(key, around) : around;
      this.#problems.at(spot2, "key-not-text", "A key must be plain text.", "Write the name itself as the key.");
      return { spot: spot2, name: void 0 };
    }
    const spot = this.#spot(key, around);
    const name = String(key.value);
    const refuse2 = (code, summary, help) => {
      this.#problems.at(spot, code, summary, help);
      return { spot, name: void 0 };
    };
    if (key.tag !== void 0) return refuse2("yaml-tag", "Tags (`!name`) are not allowed.", "Write the plain key.");
    if (name === "<<" && key.type === "PLAIN") {
      return refuse2("merge-key", "Merge keys (`<<`) are not part of YAML 1.2.", "Write the fields out in each block.");
    }
    if (RESERVED.has(name)) {
      return refuse2("reserved-key", `\`${name}\` cannot be used as a name.`, "Choose another name.");
    }
    if (key.type === "PLAIN") {
      const read = readPlainScalar(name);
      if ("code" in read) return refuse2(read.code, `The key \`${cut(name)}\` ${read.why}.`, read.write);
      if (typeof read.value !== "string") {
        const help = name === "" ? "Write a name before the colon." : `Quote it: "${cut(name)}".`;
        return refuse2("key-not-text", `The key \`${cut(name)}\` is not text.`, help);
      }
    }
    if (name.includes("${")) {
      return refuse2(
        "bad-substitution",
        "Keys are not substituted.",
        "Write the name itself; `${env:\u2026}` works in values."
      );
    }
    if (this.#unsafe(name, spot)) return { spot, name: void 0 };
    if (key.anchor !== void 0) this.#anchors.set(key.anchor, { ...empty(spot, true), value: null });
    return { spot, name };
  }
  #scalar(node, at) {
    const written = String(node.value);
    const base = { kind: "scalar", shown: cut(written), ...at, size: 1, depth: 1, broken: false };
    const quoted = node.type !== "PLAIN";
    const put = substitute(written, at, this.#env, this.#problems);
    if (put.broken || this.#unsafe(put.text, at)) return { ...base, value: null, quoted, broken: true };
    if (put.whole) return { ...base, value: put.text, quoted, typed: true };
    if (quoted || put.changed) return { ...base, value: put.text, quoted };
    const read = readPlainScalar(put.text);
    if ("value" in read) return { ...base, value: read.value, quoted };
    this.#problems.at(at, read.code, `\`${cut(written)}\` ${read.why}.`, read.write);
    return { ...base, value: null, quoted, broken: true };
  }
  /** Characters that stand in the file as such are reported for the whole file; these came from escapes or variables. */
  #unsafe(value, at) {
    const [found] = findUnsafe(value, { lines: false, limit: 1 });
    if (found === void 0) return false;
    const raw = this.#text.text.slice(at.start, at.end);
    if (findUnsafe(raw, { lines: true, limit: 1 }).length > 0) return true;
    const name = nameCharacter(value, found);
    const help = name === "U+000A" ? "Keep the text on one line." : name === "U+0009" ? "Use spaces instead of the tab." : "Remove it: it would be invisible, or change how the text is shown.";
    this.#problems.at(at, "control-character", `The text holds the character ${name}.`, help);
    return true;
  }
  #checkDepth(tree) {
    if (tree.depth <= MAX_DEPTH) return tree;
    const help = "Use fewer aliases inside anchors.";
    this.#problems.at(tree, "too-deep", `Values are nested more than ${MAX_DEPTH} levels deep.`, help);
    return empty(tree, true);
  }
};
function measure(items) {
  let size = 1;
  let depth = 0;
  let broken = false;
  for (const item of items) {
    size += item.size;
    depth = Math.max(depth, item.depth);
    broken ||= item.broken;
  }
  return { size, depth: depth + 1, broken };
}
function empty(at, broken) {
  const { text, start, end } = at;
  return { kind: "scalar", text, start, end, value: null, shown: "", quoted: false, size: 1, depth: 1, broken };
}
function cut(text) {
  const line = text.replace(/[\u0000-\u001f]/gu, " ");
  return line.length > 60 ? `${line.slice(0, 60)}\u2026` : line;
}

// ../../work/main/src/manifest/readSource.ts
var MAX_UNSAFE = 10;
function readSource(text, env, problems) {
  const unsafe = findUnsafe(text.text, { lines: true, limit: MAX_UNSAFE });
  for (const start of unsafe) {
    const summary = `The file holds the character ${nameCharacter(text.text, start)}.`;
    const help = "Remove it: it is invisible, or changes how the text is shown. Save the file as plain UTF-8.";
    problems.at({ text, start, end: start + 1 }, "control-character", summary, help);
  }
  if (unsafe.some((at) => text.text.charCodeAt(at) === 0)) return void 0;
  const document = parseYaml(text, problems);
  if (document === void 0) return void 0;
  const tree = readTree(document.contents, text, env, problems);
  if (tree.kind === "table") return tree;
  if (tree.kind === "scalar" && tree.broken) return void 0;
  if (tree.kind === "scalar" && tree.value === null) {
    const help = "Start with `version: 1` and `account:`, or remove the file.";
    problems.at({ text, start: 0, end: 0 }, "manifest-empty", "The file declares nothing.", help);
    return void 0;
  }
  problems.at(tree, "not-a-mapping", "A manifest is a mapping of fields.", "Start with `version: 1` and `account:`.");
  return void 0;
}

// ../../work/main/src/manifest/loadManifest.ts
async function loadManifest(path, kinds, options) {
  const problems = new Problems();
  const texts = await findSources(path, options.files, problems);
  const roots = texts.flatMap((text) => readSource(text, options.env, problems) ?? []);
  const complete = problems.errors === 0 || roots.length === texts.length;
  const merged = mergeFiles(roots, complete, problems);
  const settings = readSettings(merged, kinds);
  const moved = readMoved(merged.lists.get("moved") ?? [], kinds, problems);
  const valid = checkBlocks(merged, kinds, problems);
  const ipFiles = new IpFiles(options.files, problems);
  for (const { block } of valid) await ipFiles.load(block);
  const duplicates = new Duplicates();
  const budget = { left: MAX_ADDRESSES };
  const desired = [];
  const context = { kinds, markers: settings.markers, ipFiles, budget, duplicates, problems, desired };
  for (const { block, kind, value } of valid) expandBlock(block, value, kind, context);
  const spot = spotFinder([...texts, ...ipFiles.texts()]);
  duplicates.report(problems, spot);
  checkAdoptions(desired, spot, problems);
  checkMoved(moved, problems.errors === 0 ? new Set(desired.map(({ address }) => address)) : void 0, problems);
  const files = texts.map((text) => text.file);
  const diagnostics = problems.sorted(files);
  if (problems.errors > 0) return { diagnostics, files };
  const moves = moved.map(({ from, to, source }) => ({ from, to, source }));
  return { manifest: { ...settings, desired, moved: moves }, diagnostics, files };
}
function checkBlocks(merged, kinds, problems) {
  const bySection = /* @__PURE__ */ new Map();
  for (const kind of kinds.values()) if (kind.section !== void 0) bySection.set(kind.section.name, kind);
  return merged.blocks.flatMap((block) => {
    const kind = bySection.get(block.section);
    if (kind === void 0) throw new Error(`no kind has the section ${block.section}`);
    const before = problems.errors;
    const subject = { tree: block.tree, schema: blockSchema(kind.type), label: block.label, head: block.key };
    const value = checkShape(subject, problems);
    return problems.errors === before && !block.tree.broken ? [{ block, kind, value }] : [];
  });
}
function spotFinder(texts) {
  const byFile = new Map(texts.map((text) => [text.file, text]));
  return (source) => {
    const text = byFile.get(source.file);
    if (text === void 0) throw new Error(`nothing was read from ${source.file}`);
    const start = text.offset(source);
    const length = /^[^\s,:\]}#]*/u.exec(text.text.slice(start, start + 80))?.[0].length ?? 0;
    return { text, start, end: start + Math.max(1, length) };
  };
}

// ../../work/main/test/manifest/memoryFiles.ts
import { posix } from "node:path";
function memoryFiles(contents, links = {}) {
  const texts = new Map(Object.entries(contents).map(([path, content]) => [posix.normalize(path), content]));
  const follow = (path) => {
    const short = posix.relative("/work", posix.resolve("/work", path));
    return links[short] ?? (short === "" ? "." : short);
  };
  const isFolder = (path) => path === "." || [...texts.keys()].some((file) => file.startsWith(`${path}/`));
  return {
    async kindOf(path) {
      const real = follow(path);
      return texts.has(real) ? "file" : isFolder(real) ? "folder" : "missing";
    },
    async list(folder) {
      const paths = [...texts.keys(), ...Object.keys(links)];
      return paths.filter((path) => posix.dirname(path) === posix.normalize(folder)).map((path) => posix.basename(path));
    },
    async read(path) {
      const content = texts.get(follow(path));
      if (content === void 0) return { failure: isFolder(follow(path)) ? "not-a-file" : "missing" };
      return typeof content === "string" ? { text: content } : content;
    },
    async realpath(path) {
      const real = follow(path);
      return texts.has(real) || isFolder(real) ? posix.resolve("/work", real) : void 0;
    },
    folderOf: (path) => posix.dirname(path),
    join: (folder, relative) => posix.join(folder, relative),
    isInside(folder, path) {
      const relative = posix.relative(folder, path);
      return relative !== "" && relative !== ".." && !relative.startsWith("../") && !posix.isAbsolute(relative);
    }
  };
}

// p.ts
var keys = "version: 1\naccount: a\nkernelcare_keys:\n";
for (let i = 0; i < 1e4; i++) keys += `  key-${i}:
    limit: ${i + 1}
    note: number ${i}
`;
var ips = "";
for (let i = 0; i < 1e5; i++) ips += `11.${i >> 16 & 255}.${i >> 8 & 255}.${i & 255}
`;
var run = async (name, files) => {
  const c = process.cpuUsage();
  const t = performance.now();
  const r = await loadManifest("c.yaml", KINDS, { files: memoryFiles(files), env: () => void 0 });
  console.log(name, Math.round(performance.now() - t), "cpu", process.cpuUsage(c).user / 1e3 | 0, r.manifest?.desired.length, r.diagnostics.length);
};
await run("small", { "c.yaml": "version: 1\naccount: a\nkernelcare_keys: {a: {limit: 1}}" });
await run("keys", { "c.yaml": keys });
await run("ips", { "c.yaml": "version: 1\naccount: a\nip_licenses: {a: {products: [kernelcare], ips: {file: f}}}", f: ips });
