// ../../wt/journal/src/model/outcome.ts
function done(value) {
  return { status: "done", value };
}
function mapOutcome(outcome, map) {
  return outcome.status === "done" ? done(map(outcome.value)) : outcome;
}

// ../../wt/journal/src/emulator/defaultContents.ts
var OPENED = Date.UTC(2022, 0, 15, 9, 30);
var DEFAULT_CONTENTS = {
  imunifyKeys: [{ key: "IMADEFAULT0EMULATOR", code: "AVP", limit: 0, note: "", isDefault: true }],
  kernelcareKeys: [
    { key: "Default0Emulator", limit: 0, note: "", enabled: true, created: OPENED, cidrs: [], isDefault: true }
  ],
  cloudlinuxKeys: [{ key: "default0emulator0key", productType: "CL", limit: 0, note: "", isDefault: true }]
};

// ../../wt/journal/src/cln/decode.ts
import { isIP } from "node:net";

// ../../wt/journal/src/cln/timestamp.ts
function timestamp(text) {
  const match2 = DATE.exec(text);
  if (match2 === null) return void 0;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match2.slice(1, 7).map(whole);
  const millis = Number((match2[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millis);
  const back2 = new Date(local);
  const real = back2.getUTCMonth() === month - 1 && back2.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real ? local - offset(match2[8] ?? "Z") : void 0;
}
var DATE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/;
function offset(zone) {
  if (zone === "Z") return 0;
  const minutes2 = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes2 : minutes2) * 6e4;
}
function whole(part) {
  return Number(part ?? 0);
}

// ../../wt/journal/src/cln/decode.ts
var Malformed = class extends Error {
  constructor(path, what) {
    super(`${path} ${what}`);
    this.name = "Malformed";
  }
};
var count = (value, path) => {
  const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return number + 0;
  throw wrong(value, path, "is not a whole number");
};
var id = (value, path) => {
  if (typeof value === "string" && value !== "") return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return String(value);
  throw wrong(value, path, "is not an id");
};
var word = (value, path) => {
  if (typeof value === "string" && value !== "") return value;
  throw wrong(value, path, "is not a text");
};
var ipAddress = (value, path) => {
  const text = word(value, path);
  if (isIP(text) !== 0 && !text.includes("%")) return text;
  throw wrong(value, path, "is not one IP address");
};
var note = (value, path) => optional(freeText)(value, path) ?? "";
var freeText = (value, path) => {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
  throw wrong(value, path, "is not a text");
};
var flag = (value, path) => {
  if (typeof value === "boolean") return value;
  throw wrong(value, path, "is not true or false");
};
var date = (value, path) => {
  const ms = typeof value === "string" ? timestamp(value) : void 0;
  if (ms !== void 0) return ms;
  throw wrong(value, path, "is not a date");
};
function optional(decode2) {
  return (value, path) => value === void 0 || value === null ? void 0 : decode2(value, path);
}
function list(decode2) {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrong(value, path, "is not a list");
    return value.map((item, index) => decode2(item, `${path}[${String(index)}]`));
  };
}
function dictionary(decode2) {
  return (value, path) => {
    const entries = Object.entries(members(value, path));
    return Object.fromEntries(entries.map(([name, item]) => [name, decode2(item, `${path}.${name}`)]));
  };
}
function object(shape) {
  return (value, path) => {
    const from = members(value, path);
    const entries = Object.entries(shape).flatMap(([name, field]) => {
      const { from: source, decode: decode2 } = typeof field === "function" ? named(name, field) : field;
      const decoded2 = decode2(Object.hasOwn(from, source) ? from[source] : void 0, `${path}.${source}`);
      return decoded2 === void 0 ? [] : [[name, decoded2]];
    });
    return Object.fromEntries(entries);
  };
}
function named(from, decode2) {
  return { from, decode: decode2 };
}
function about(decode2, field, asked) {
  return (value, path) => {
    const decoded2 = decode2(value, path);
    if (decoded2[field] !== asked) throw new Malformed(`${path}.${field}`, "is not the one asked for");
    return decoded2;
  };
}
function allAbout(decode2, field, asked) {
  return list(about(decode2, field, asked));
}
function members(value, path) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw wrong(value, path, "is not an object");
}
function wrong(value, path, what) {
  return new Malformed(path, value === void 0 ? "is missing" : what);
}

// ../../wt/journal/src/cln/withinBounds.ts
var DEEPEST = 64;
var MOST_VALUES = 5e6;
var QUOTE = 34;
var BACKSLASH = 92;
var COMMA = 44;
function withinBounds(text) {
  let depth2 = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === COMMA) {
      if ((values += 1) > MOST_VALUES) return false;
    } else if (code === 91 || code === 123) {
      if ((values += 1) > MOST_VALUES || (depth2 += 1) > DEEPEST) return false;
    } else if (code === 93 || code === 125) {
      depth2 -= 1;
    }
  }
  return true;
}
function endOfString(text, start) {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

// ../../wt/journal/src/cln/envelope.ts
var v1 = {
  suffix: ".json",
  read: (answer) => readJson(answer, (body) => enveloped(body) ?? unreadable('the answer has no "success"'))
};
var v2 = {
  suffix: "",
  read: (answer) => readJson(answer, (body) => {
    const reading = enveloped(body);
    if (reading?.kind === "refusal") return reading;
    if (reading !== void 0 && isObject(body) && Object.hasOwn(body, "data")) return reading;
    return { kind: "success", data: body, message: "", root: "body" };
  })
};
function readJson(answer, read) {
  if (!withinBounds(answer.body)) {
    return { ...unreadable(`HTTP ${String(answer.status)} with too many values, or too deep`), final: true };
  }
  let body;
  try {
    body = JSON.parse(answer.body);
  } catch {
    return unreadable(unparsable(answer));
  }
  const reading = read(body);
  const ok = answer.status >= 200 && answer.status < 300;
  return reading.kind === "success" && !ok ? unreadable(`HTTP ${String(answer.status)}`) : reading;
}
function enveloped(body) {
  if (!isObject(body) || typeof body.success !== "boolean") return void 0;
  const message = typeof body.message === "string" ? body.message : "";
  return body.success ? { kind: "success", data: body.data, message, root: "data" } : { kind: "refusal", message };
}
function unparsable(answer) {
  const what = /^\s*</.test(answer.body) ? "a page of HTML" : answer.body.trim() === "" ? "an empty body" : "no JSON";
  return `HTTP ${String(answer.status)} with ${what}`;
}
function unreadable(reason2) {
  return { kind: "unreadable", reason: reason2 };
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// ../../wt/journal/src/cln/endpoint.ts
function v1Call(endpoint, query = {}, method = "GET") {
  return { endpoint, method, format: v1, credential: "query", query };
}
function v2Call(method, endpoint, query = {}) {
  return { endpoint, method, format: v2, credential: "query", query };
}

// ../../wt/journal/src/cln/backups.ts
var backup = object({ serverId: id, size: count, backupId: id, datacenter: word });
function backups({ read, write }) {
  return {
    read: {
      list: () => read(v1Call("ab/list"), list(backup))
    },
    write: {
      create: ({ serverId, size, datacenter }) => write(v1Call("ab/im/create", { server_id: serverId, size, datacenter }), about(backup, "serverId", serverId)),
      resize: ({ backupId, delta }) => write(v1Call("ab/resize", { backup_id: backupId, delta }), about(backup, "backupId", backupId)),
      remove: (backupId) => write(v1Call("ab/remove", { backup_id: backupId }), about(backup, "backupId", backupId))
    }
  };
}

// ../../wt/journal/src/cln/cloudlinux.ts
var productCode = (value, path) => word(value, path).toUpperCase();
var key = object({
  key: word,
  productType: named("product_type", productCode),
  limit: named("usage_limit", count),
  description: note
});
var removedKey = object({ key: word });
var server = object({ id, key: word, ip: optional(freeText), hostname: optional(freeText) });
var subAccountServer = object({
  login: named("sub_account_login", id),
  email: named("sub_account_email", optional(freeText)),
  serverId: named("server_id", id),
  serverKey: named("server_key", word),
  version: optional(count),
  ip: optional(freeText)
});
var awpUsage = object({
  product: word,
  primaryDomain: named("primary_domain", word),
  username: optional(freeText),
  cdnLimitType: named("cdn_limit_type", optional(freeText))
});
function cloudlinux({ read, write }) {
  return {
    read: {
      keys: (productType) => read(v2Call("GET", "v2/cl/keys", { productType }), list(key)),
      servers: (productType) => read(v2Call("GET", "v2/cl/servers", { productType }), list(server)),
      subAccountServers: () => read(v2Call("GET", "v2/cl/sub-account/servers"), list(subAccountServer)),
      awp: (products, yearMonth) => read(v2Call("GET", "cl/awp", { products: products.join(","), yearMonth }), list(awpUsage))
    },
    write: {
      createKey: ({ productType, limit, note: text }) => write(v2Call("POST", "v2/cl/keys", { productType, limit, note: text }), key),
      updateKey: ({ key: ofKey, limit, note: text }) => write(v2Call("PATCH", "v2/cl/keys", { key: ofKey, limit, note: text }), about(key, "key", ofKey)),
      removeKey: async (ofKey) => {
        const removed2 = await write(v2Call("DELETE", "v2/cl/keys", { key: ofKey }), about(removedKey, "key", ofKey));
        return mapOutcome(removed2, () => void 0);
      },
      removeServer: (serverId) => write(v2Call("DELETE", "v2/cl/servers", { id: serverId }), about(server, "id", serverId))
    }
  };
}

// ../../wt/journal/src/cln/els.ts
var key2 = object({
  key: word,
  productType: named("productCode", word),
  limit: named("usageLimit", count),
  description: note
});
var server2 = object({
  id,
  key: word,
  ip: optional(freeText),
  hostname: optional(freeText),
  lastCheckin: optional(date)
});
function els({ read, write }) {
  return {
    read: {
      keys: (productType) => read(v1Call("els/key/list", { productType }), list(key2)),
      servers: (productType, ofKey) => read(
        v1Call("els/srv/list", { productType, key: ofKey }),
        ofKey === void 0 ? list(server2) : allAbout(server2, "key", ofKey)
      )
    },
    write: {
      createKey: ({ productType, limit, note: text }) => write(v1Call("els/key/create", { productType, limit, note: text }, "POST"), key2),
      updateKey: ({ key: ofKey, limit, note: text }) => write(v1Call("els/key/update", { key: ofKey, limit, note: text }, "PUT"), about(key2, "key", ofKey)),
      removeKey: async (ofKey) => {
        const removed2 = await write(v1Call("els/key/remove", { key: ofKey }, "DELETE"), list(object({})));
        return mapOutcome(removed2, () => void 0);
      },
      // The text prints `key/remove.json?id=` below this heading: with a server's id that would be a call on keys.
      removeServer: (serverId) => write(v1Call("els/srv/remove", { id: serverId }, "DELETE"), about(server2, "id", serverId))
    }
  };
}

// ../../wt/journal/src/cln/features.ts
var permission = (value, path) => {
  if (value === "ENABLED" || value === "DISABLED" || value === "UNSET") return value;
  throw new Malformed(path, "is not ENABLED, DISABLED or UNSET");
};
var supported = object({
  featureId: named("feature_id", id),
  productIds: named("applicable_product_ids", list(count))
});
function features({ read, write }) {
  return {
    read: {
      supported: () => read(v2Call("GET", "v2/features"), list(supported)),
      account: () => read(v2Call("GET", "v2/features/account"), dictionary(permission))
    },
    write: {
      patch: (permissions2) => write({ ...v2Call("PATCH", "v2/features/account"), body: permissions2 }, dictionary(permission))
    }
  };
}

// ../../wt/journal/src/cln/groups.ts
var group = object({ name: id, description: note });
var server3 = object({ id, hostName: optional(freeText), ip: optional(freeText), type: optional(freeText) });
function groups({ read, write }) {
  return {
    read: {
      list: () => read(v1Call("group/list"), list(group)),
      servers: (name) => read(v1Call("group/servers/list", { name }), list(server3))
    },
    write: {
      create: ({ name, description }) => write(v1Call("group/create", { name, description }, "POST"), about(group, "name", name)),
      putServers: ({ name, serverIds }) => write(v1Call("group/servers/put", { name, server_ids: serverIds.join(",") }, "PUT"), list(server3)),
      removeServers: ({ name, serverIds }) => write(v1Call("group/servers/remove", { name, server_ids: serverIds.join(",") }, "DELETE"), list(server3))
    }
  };
}

// ../../wt/journal/src/cln/imunify.ts
var noteIfSent = (value, path) => value === void 0 ? void 0 : note(value, path);
var key3 = object({ key: word, code: id, limit: count, servers: optional(count), note: noteIfSent });
var server4 = object({
  id,
  key: word,
  ip: optional(freeText),
  lastCheckin: named("last_checkin", optional(date))
});
function imunify({ read, write }) {
  return {
    read: {
      keys: () => read(v1Call("im/key/list"), list(key3)),
      servers: (ofKey) => read(v1Call("im/srv/list", { key: ofKey }), allAbout(server4, "key", ofKey))
    },
    write: {
      createKey: ({ code, limit, note: text }) => write(v1Call("im/key/create", { code, limit, note: text }), key3),
      updateKey: ({ key: ofKey, limit, note: text }) => write(v1Call("im/key/update", { key: ofKey, limit, note: text }), about(key3, "key", ofKey)),
      removeKey: (ofKey) => write(v1Call("im/key/remove", { key: ofKey }), allAbout(server4, "key", ofKey)),
      removeServer: async (serverId) => mapOutcome(
        await write(v1Call("im/srv/remove", { id: serverId }), about(server4, "id", serverId)),
        () => void 0
      ),
      convertServer: ({ id: serverId, key: toKey }) => write(
        v1Call("im/srv/convert", { id: serverId, key: toKey }),
        about(about(server4, "id", serverId), "key", toKey)
      )
    }
  };
}

// ../../wt/journal/src/cln/gate.ts
function createGate(width) {
  let free = width;
  const waiting = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === void 0) free += 1;
      else next();
    }
  };
}

// ../../wt/journal/src/cln/sameIp.ts
import { isIPv6, SocketAddress } from "node:net";
function sameIp(a, b) {
  return a === b || isIPv6(a) && isIPv6(b) && canonical(a) === canonical(b);
}
function canonical(ip) {
  return new SocketAddress({ address: ip, family: "ipv6" }).address;
}

// ../../wt/journal/src/cln/ipLicenses.ts
var IPS_PER_CALL = 100;
var CALLS_AT_A_TIME = 5;
var fields = { ip: ipAddress, type: count, registered: optional(flag), created: optional(date) };
var license = object(fields);
var server5 = object({
  ...fields,
  serverInfo: named("server_info", optional(freeText)),
  lastCheckin: named("last_checkin", optional(date))
});
function ipLicenses({ read, write }) {
  return {
    read: {
      list: () => read(v1Call("ipl/list"), list(license)),
      servers: async (ips) => {
        const gate = createGate(CALLS_AT_A_TIME);
        const pages = chunks(ips, IPS_PER_CALL).map(
          (chunk) => gate(() => read(v1Call("ipl/server", { ip: chunk.join(",") }), list(onOneOf(chunk))))
        );
        return (await Promise.all(pages)).flat();
      },
      availability: (ip) => read(v1Call("ipl/availability", { ip }), object({ available: list(count), owned: list(count) })),
      check: (ip) => read(v1Call("ipl/check", { ip }), list(count))
    },
    write: {
      register: ({ ip, type, elsAllowed }) => write(v1Call("ipl/register", { ip, type, els_allowed: elsAllowed }), registered(ip, type)),
      convert: ({ ip, type, typeTo }) => write(v1Call("ipl/convert", { ip, type, type_to: typeTo }), flag),
      remove: ({ ip, type }) => write(v1Call("ipl/remove", { ip, type: withType(type) }), flag),
      update: ({ ip, type, elsAllowed }) => write(v1Call("ipl/update", { ip, type: withType(type), els_allowed: elsAllowed }), flag)
    }
  };
}
function registered(ip, type) {
  return (value, path) => {
    const row = license(value, path);
    if (!sameIp(row.ip, ip)) throw new Malformed(`${path}.ip`, "is not the one asked for");
    if (row.type !== type) throw new Malformed(`${path}.type`, "is not the one asked for");
    return row;
  };
}
function onOneOf(ips) {
  return (value, path) => {
    const row = server5(value, path);
    if (!ips.some((ip) => sameIp(row.ip, ip))) throw new Malformed(`${path}.ip`, "is none of those asked for");
    return row;
  };
}
function withType(type) {
  if (!Number.isSafeInteger(type)) throw new TypeError("an IP licence is never removed or updated without its type");
  return type;
}
function chunks(items, size) {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((start) => items.slice(start, start + size));
}

// ../../wt/journal/src/cln/refusalTexts.ts
var AUTHORIZATION_FAILED = "Authorization failed";
var SERVER_NOT_FOUND = "Server not found";
var UNEXPECTED_SERVER_ERROR = "Unexpected server error";

// ../../wt/journal/src/cln/kernelcare.ts
var key4 = object({ key: word, enabled: optional(flag), created: optional(date), limit: count, note });
var server6 = object({
  serverId: named("server_id", id),
  ip: optional(freeText),
  created: optional(date),
  lastCheckin: named("last_checkin", optional(date))
});
var removed = (value, path) => {
  object({ server_id: freeText })(value, path);
  return true;
};
function kernelcare({
  read,
  write
}) {
  return {
    read: {
      keys: () => read(v1Call("kcare/key/list"), list(key4)),
      servers: (ofKey) => read(v1Call("kcare/key/servers", { key: ofKey }), list(server6))
    },
    write: {
      createKey: ({ limit, note: text }) => write(v1Call("kcare/key/create", { limit, note: text }), word),
      deleteKey: (ofKey) => write(v1Call("kcare/key/delete", { key: ofKey }), flag),
      setCidr: async ({ key: ofKey, cidrs }) => {
        const call = v1Call("kcare/key/set_cidr", { key: ofKey, cidr: cidrs.join(",") });
        const answered2 = await write(call, object({ code: count }));
        return answered2.status === "done" ? cidrOutcome(call.endpoint, answered2.value.code) : answered2;
      },
      removeServer: (serverId) => {
        const call = v1Call("kcare/srv/remove", { server_id: serverId });
        return write(call, removed, (reading) => isNotFound(reading) ? { status: "done", value: false } : void 0);
      }
    }
  };
}
function isNotFound(reading) {
  if (reading.kind === "unreadable" || reading.message.trim() !== SERVER_NOT_FOUND) return false;
  return reading.kind === "refusal" || reading.data === null;
}
function cidrOutcome(endpoint, code) {
  switch (code) {
    case 0:
      return done(void 0);
    case 1:
      return { status: "refused", endpoint, reason: `${endpoint}: irregular IP address in one of the CIDRs (code 1)` };
    case 2:
      return { status: "refused", endpoint, reason: `${endpoint}: irregular prefix in one of the CIDRs (code 2)` };
    default:
      return { status: "unknown", endpoint, reason: `${endpoint}: the service answered code ${String(code)}` };
  }
}

// ../../wt/journal/src/model/text.ts
function plain(text) {
  return text.replace(UNSAFE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}
var UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e0fff}]/gu;
function maskKey(key5) {
  return key5.length <= 4 ? "****" : `****${key5.slice(-4)}`;
}

// ../../wt/journal/src/cln/maskKeys.ts
var SHORTEST_KEY = 5;
function maskKeys(text, keys) {
  return keys.filter((key5) => key5.length >= SHORTEST_KEY).reduce((masked, key5) => masked.replaceAll(key5, () => maskKey(key5)), text);
}

// ../../wt/journal/src/cln/plainAnswer.ts
var plainAnswer = {
  suffix: "",
  read: (answer) => {
    const status2 = String(answer.status);
    if (answer.body.length > LONGEST)
      return { kind: "unreadable", reason: `HTTP ${status2} with more than a short text` };
    const first = FIRST.exec(answer.body);
    if (first === null) return { kind: "unreadable", reason: `HTTP ${status2} without a "success" line` };
    const [whole2, success] = first;
    const fields2 = new Map(lines(answer.body.slice(whole2.length)));
    const message = fields2.get("message") ?? "";
    fields2.delete("message");
    if (success !== "true") return { kind: "refusal", message };
    if (answer.status < 200 || answer.status > 299) return { kind: "unreadable", reason: `HTTP ${status2}` };
    return { kind: "success", data: Object.fromEntries(fields2), message, root: "body" };
  }
};
var LONGEST = 64 * 1024;
var FIRST = /^\s*success[ \t]*:[ \t]*(true|false)\b[ \t]*,?/;
var NAME = /^[A-Za-z_][\w.-]*$/;
function lines(text) {
  return text.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim();
    if (!NAME.test(name)) return [];
    const value = line.slice(colon + 1).trim();
    return [[name, name === "message" ? value : withoutTail(value)]];
  });
}
function withoutTail(value) {
  let comment = value.indexOf("//");
  while (comment > 0 && !/[\s,]/.test(value.charAt(comment - 1))) comment = value.indexOf("//", comment + 1);
  const bare = (comment > 0 ? value.slice(0, comment) : value).trimEnd();
  return bare.endsWith(",") ? bare.slice(0, -1).trimEnd() : bare;
}

// ../../wt/journal/src/cln/nagios.ts
function nagios({ read, write }, credentials) {
  const answer = (key5 = "") => (value, path) => {
    const text = maskKeys(credentials.conceal(freeText(value, path)), [key5]);
    return { ok: /^KernelCare OK\b/.test(text), text };
  };
  const check = { method: "GET", format: nagiosText };
  return {
    read: {
      nagiosKey: (key5) => read({ ...check, endpoint: "kcare/nagios", credential: "none", segments: [key5] }, answer(key5)),
      nagiosReseller: () => read({ ...check, endpoint: "kcare/nagios-res", credential: "path" }, answer())
    },
    write: {
      registerMonitoringKey: async (key5) => {
        const endpoint = "kcare/nagios/register_key.plain";
        const call = { endpoint, method: "GET", format: plainAnswer, credential: "none", query: { key: key5 } };
        const answered2 = await write(call, object({ code: count }));
        if (answered2.status !== "done") return answered2;
        const { code } = answered2.value;
        if (code === 0) return done(void 0);
        const meaning = CODES[code];
        if (meaning === void 0) {
          return { status: "unknown", endpoint, reason: `${endpoint}: the service answered code ${String(code)}` };
        }
        return { status: "refused", endpoint, reason: `${endpoint}: ${meaning} (code ${String(code)})` };
      }
    }
  };
}
var CODES = {
  1: "wrong size or format of the key",
  2: "no KernelCare IP licence is available for this address"
};
var nagiosText = {
  suffix: "",
  read: (answer) => {
    const text = answer.body.trim();
    const refused2 = [v1.read(answer), plainAnswer.read(answer)].find((reading) => reading.kind === "refusal");
    if (refused2 !== void 0) return refused2;
    const ok = answer.status >= 200 && answer.status < 300;
    const page = /^[<{[]/.test(text) || (answer.headers["content-type"] ?? "").startsWith("text/html");
    if (text.startsWith("KernelCare") || ok && text !== "" && !page) {
      return { kind: "success", data: text, message: "", root: "body" };
    }
    return { kind: "unreadable", reason: `HTTP ${String(answer.status)} with no line of a check` };
  }
};

// ../../wt/journal/src/model/apiError.ts
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

// ../../wt/journal/src/cln/budget.ts
function createBudget(system, totalMs) {
  let seen = system.now();
  let spent = 0;
  return () => {
    const now = system.now();
    spent += Math.max(0, now - seen);
    seen = now;
    return totalMs - spent;
  };
}

// ../../wt/journal/src/cln/httpDate.ts
function httpDate(text) {
  const at = HTTP_DATE.test(text ?? "") ? Date.parse(text ?? "") : Number.NaN;
  return Number.isNaN(at) ? void 0 : at;
}
var HTTP_DATE = /^[A-Za-z]{3,9},? .*GMT$/;

// ../../wt/journal/src/cln/clockSkew.ts
var TOLERATED_MS = 6e4;
function clockSkew(dateHeader, nowMs) {
  const theirs = httpDate(dateHeader);
  if (theirs === void 0) return void 0;
  const skew = nowMs - theirs;
  if (Math.abs(skew) <= TOLERATED_MS) return void 0;
  return `this machine's clock is ${duration(Math.abs(skew))} ${skew > 0 ? "ahead of" : "behind"} the service's`;
}
function duration(ms) {
  const seconds = Math.round(ms / 1e3);
  if (seconds < 120) return `${String(seconds)} seconds`;
  return seconds < 7200 ? `${String(Math.round(seconds / 60))} minutes` : `${String(Math.round(seconds / 3600))} hours`;
}

// ../../wt/journal/src/cln/repeatedCredentials.ts
var REPEATED_CREDENTIALS = "the answer repeats the request's credentials";

// ../../wt/journal/src/cln/readFailure.ts
var HELP = {
  network: "Check the network, the proxy settings and CLN_API_URL, then run the command again.",
  later: "The service has trouble. Nothing was changed; run the command again in a while.",
  slower: "Nothing was changed; wait a while, then run the command again with a lower --parallelism.",
  url: "Check CLN_API_URL: something other than the CLN API seems to answer there.",
  shape: "Nothing was changed. If this persists, report the endpoint and the field to the authors of clnform.",
  size: "Nothing was changed. Answers above the cap are not read; report this to the authors of clnform.",
  refused: "Nothing was changed. Check that the account may do this and that the object still exists.",
  credentials: "Check CLN_LOGIN and CLN_SECRET_KEY, and that the clock of this machine is right."
};
function unanswered(result) {
  switch (result.kind) {
    case "notSent":
    case "lost":
      return { code: "unreachable", what: result.reason, help: HELP.network };
    case "timedOut":
      return { code: "timed-out", what: result.reason, help: HELP.network };
    case "tooLarge":
      return { code: "answer-too-large", what: result.reason, help: HELP.size };
    case "undecodable":
      return { code: "malformed-answer", what: result.reason, help: HELP.url };
    default:
      return result;
  }
}
function refusal(message, answer, nowMs) {
  if (message.trim() !== AUTHORIZATION_FAILED) {
    const what2 = message.trim() === "" ? "the service refused without a reason" : `the service refused: ${message}`;
    return { code: "refused", what: what2, help: HELP.refused };
  }
  const skew = clockSkew(answer.headers.date, nowMs);
  const what = skew === void 0 ? AUTHORIZATION_FAILED : `${AUTHORIZATION_FAILED}; ${skew}`;
  return { code: "authorization-failed", what, help: HELP.credentials };
}
function unusable(answer, reason2) {
  const status2 = `HTTP ${String(answer.status)}`;
  if (answer.status === 429) return { code: "rate-limited", what: `too many requests (${status2})`, help: HELP.slower };
  if (answer.status >= 500) return { code: "service-error", what: `the service failed: ${reason2}`, help: HELP.later };
  if (answer.status >= 400) return { code: "http-status", what: `unexpected answer: ${reason2}`, help: HELP.url };
  if (answer.status >= 300) {
    return { code: "redirected", what: `answered with a redirect (${status2}), which is not followed`, help: HELP.url };
  }
  return { code: "malformed-answer", what: `unexpected answer: ${reason2}`, help: HELP.url };
}
var REPEATING = { code: "malformed-answer", what: REPEATED_CREDENTIALS, help: HELP.url };
function misshapen(reason2) {
  return { code: "malformed-answer", what: reason2, help: HELP.shape };
}

// ../../wt/journal/src/cln/retryAfter.ts
function retryAfter(headers, nowMs) {
  const text = headers["retry-after"]?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1e3;
  const at = httpDate(text);
  return at === void 0 ? void 0 : Math.max(0, at - (httpDate(headers.date) ?? nowMs));
}

// ../../wt/journal/src/cln/call.ts
function keysIn(call) {
  const { key: key5 } = call.query ?? {};
  return [...typeof key5 === "string" ? [key5] : [], ...call.segments ?? []];
}

// ../../wt/journal/src/cln/serviceText.ts
var LONGEST2 = 300;
var LOOKED_AT = 1e4;
function serviceText(text, call, credentials) {
  const safe = maskKeys(credentials.conceal(text), keysIn(call)).slice(0, LOOKED_AT);
  return cut(credentials.conceal(plain(safe)).trim());
}
function cut(text) {
  if (text.length <= LONGEST2) return text;
  return `${text.slice(0, LONGEST2 - 1).replace(/[\ud800-\udbff]$/, "")}\u2026`;
}

// ../../wt/journal/src/cln/reader.ts
var READ_LIMITS = {
  tries: 5,
  tryMs: 3e4,
  totalMs: 6e4,
  firstPauseMs: 500,
  longestPauseMs: 1e4,
  parallel: 16
};
function createReader(send2, credentials, system, limits, signal) {
  const gate = createGate(limits.parallel);
  async function readNow(call, decode2) {
    const fail2 = ({ what, code, help }) => {
      const summary = sentence(`${call.endpoint}: ${serviceText(what, call, credentials)}`);
      return new ApiError(call.endpoint, { severity: "error", code, summary, help });
    };
    const left2 = createBudget(system, limits.totalMs);
    for (let attempt2 = 1; ; attempt2 += 1) {
      if (interrupted()) throw fail2(INTERRUPTED);
      const timeoutMs = Math.max(1, Math.min(limits.tryMs, left2()));
      const result = await send2(call, { kind: "read", attempt: attempt2, timeoutMs, ...signal && { signal } });
      const outcome = judge(call, decode2, result, system.now());
      if ("value" in outcome) return outcome.value;
      if (interrupted()) throw fail2(INTERRUPTED);
      const wait = pause2(attempt2, outcome.waitMs);
      if (outcome.final || attempt2 >= limits.tries || wait >= left2()) throw fail2(outcome.failure);
      await system.sleep(wait, signal).catch((cause) => {
        throw interrupted() ? fail2(INTERRUPTED) : cause;
      });
    }
  }
  function interrupted() {
    return signal?.aborted ?? false;
  }
  function pause2(attempt2, asked) {
    const ceiling = Math.min(limits.longestPauseMs, limits.firstPauseMs * 2 ** (attempt2 - 1));
    return (asked ?? 0) + system.random() * ceiling;
  }
  return (call, decode2) => gate(() => readNow(call, decode2));
}
var INTERRUPTED = {
  code: "interrupted",
  what: "interrupted",
  help: "Nothing was changed by this read; run the command again."
};
function judge(call, decode2, result, nowMs) {
  if (result.kind !== "answered") {
    return { failure: unanswered(result), final: result.kind === "tooLarge" || result.kind === "undecodable" };
  }
  const waitMs = retryAfter(result.headers, nowMs);
  if (result.status === 429 || isRedirect(result)) {
    return { failure: unusable(result, ""), final: isRedirect(result), ...waitMs !== void 0 && { waitMs } };
  }
  const reading = call.format.read(result);
  switch (reading.kind) {
    case "refusal":
      return {
        failure: refusal(reading.message, result, nowMs),
        final: reading.message.trim() !== UNEXPECTED_SERVER_ERROR,
        ...waitMs !== void 0 && { waitMs }
      };
    case "unreadable":
      return {
        failure: unusable(result, reading.reason),
        final: reading.final === true || !mayPass(result.status),
        ...waitMs !== void 0 && { waitMs }
      };
    case "success":
      if (result.repeatsCredentials) return { failure: REPEATING, final: true };
      try {
        return { value: decode2(reading.data, reading.root) };
      } catch (error) {
        if (error instanceof Malformed) return { failure: misshapen(error.message), final: true };
        throw error;
      }
    default:
      return reading;
  }
}
function isRedirect({ status: status2 }) {
  return status2 >= 300 && status2 < 400;
}
function mayPass(status2) {
  return status2 < 300 || status2 === 408 || status2 === 425 || status2 >= 500;
}
function sentence(text) {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

// ../../wt/journal/src/cln/documentedFields.ts
var DOCUMENTED_FIELDS = {
  "im/key/list": ["key", "code", "limit", "servers", "type", "note"],
  "im/srv/list": ["id", "ip", "key", "last_checkin"],
  "kcare/key/list": ["key", "enabled", "created", "limit", "note"],
  "kcare/key/servers": ["server_id", "ip", "created", "last_checkin"],
  "els/key/list": ["key", "productCode", "usageLimit", "description"],
  "els/srv/list": ["id", "key", "ip", "hostname", "lastCheckin"],
  "v2/cl/keys": ["key", "product_type", "usage_limit", "description"],
  "v2/cl/servers": ["id", "key", "ip", "hostname"],
  "v2/cl/sub-account/servers": ["sub_account_login", "sub_account_email", "server_id", "server_key", "version", "ip"],
  "cl/awp": ["product", "primary_domain", "username", "cdn_limit_type"],
  "ipl/list": ["ip", "type", "registered", "created"],
  "ipl/server": ["server_info", "ip", "type", "registered", "created", "last_checkin"],
  "ipl/availability": ["available", "owned"],
  "group/list": ["name", "description"],
  "group/servers/list": ["id", "hostName", "ip", "type"],
  "v2/features": ["feature_id", "applicable_product_ids"],
  "ab/list": ["serverId", "size", "backupId", "datacenter"],
  status: [
    "db_clweb_connected",
    "db_clweb_online",
    "db_rhn_connected",
    "db_rhn_online",
    "rhn_overloaded",
    "rhn_queue_full",
    "xmlrpc",
    "ip_server_reg"
  ]
};

// ../../wt/journal/src/cln/shapeOf.ts
function shapeOf({ endpoint, documentedBare, status: status2, date: date2, body, sentAt, receivedAt }) {
  const theirs = Date.parse(date2 ?? "");
  const clock = Number.isNaN(theirs) ? {} : {
    aheadMs: Math.round((sentAt + receivedAt) / 2 - (theirs + 500)),
    uncertainMs: Math.round((receivedAt - sentAt) / 2 + 500)
  };
  const common = { endpoint, documentedBare, status: status2, ...clock };
  const json2 = parse(body);
  if (json2 === void 0) return { ...common, form: "text", fields: {}, undocumented: [], withheld: 0 };
  const { form, success, data: data2 } = opened(json2.value);
  return {
    ...common,
    form,
    ...success !== void 0 && { success },
    ...Array.isArray(data2) && { rows: data2.length },
    ...fieldsOf(endpoint, data2)
  };
}
function opened(body) {
  if (!isObject2(body) || typeof body.success !== "boolean") return { form: "bare", data: body };
  return { form: "wrapped", success: body.success, data: body.data };
}
function fieldsOf(endpoint, data2) {
  const documented = DOCUMENTED_FIELDS[endpoint];
  const rows = Array.isArray(data2) ? data2 : isObject2(data2) ? [data2] : [];
  const counts = /* @__PURE__ */ new Map();
  const count2 = (name, shape) => {
    const known = counts.get(name) ?? /* @__PURE__ */ new Map();
    counts.set(name, known.set(shape, (known.get(shape) ?? 0) + 1));
  };
  const undocumented = /* @__PURE__ */ new Set();
  const withheld = /* @__PURE__ */ new Set();
  for (const row of rows) {
    if (!isObject2(row)) {
      count2("", valueShape(row));
      continue;
    }
    if (documented === void 0) continue;
    for (const name of documented) count2(name, Object.hasOwn(row, name) ? valueShape(row[name]) : "absent");
    for (const [name, value] of Object.entries(row)) {
      if (documented.includes(name)) continue;
      if (!isWords(name)) withheld.add(name);
      else {
        undocumented.add(name);
        count2(name, valueShape(value));
      }
    }
  }
  const fields2 = [...counts].map(([name, shapes]) => [name, Object.fromEntries(shapes)]);
  return { fields: Object.fromEntries(fields2), undocumented: [...undocumented].sort(), withheld: withheld.size };
}
function isWords(name) {
  if (name.length > 40 || !/^[a-z]+(?:_[a-z]+|[A-Z][a-z]+)*$/.test(name)) return false;
  return name.split(/_|(?=[A-Z])/).every((word2) => word2.length <= 14);
}
function valueShape(value) {
  if (value === null || value === void 0) return "null";
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "string":
      return textShape(value);
    default:
      return "object";
  }
}
function textShape(text) {
  if (text === "") return "empty-text";
  if (/^\d{1,16}$/.test(text)) return "decimal-string";
  const date2 = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (date2 === null) return "text";
  return date2[1] === void 0 ? "date-without-zone" : `date${date2[1]}`;
}
function parse(body) {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return void 0;
  }
}
function isObject2(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// ../../wt/journal/src/cln/sender.ts
function createSender(transport, credentials, system, onCall, onShape) {
  return async (call, { attempt: attempt2, ...limits }) => {
    const startedAt = system.now();
    const token2 = credentials.tokenAt(startedAt);
    const request = { ...requestOf(call, credentials, token2), ...limits };
    const result = await transport.send(request);
    onCall?.({
      endpoint: call.endpoint,
      method: call.method,
      kind: limits.kind,
      attempt: attempt2,
      // The clock may be set meanwhile.
      durationMs: Math.max(0, system.now() - startedAt),
      outcome: result.kind,
      ...result.kind === "answered" && { status: result.status }
    });
    if (result.kind !== "answered") return result;
    const repeatsCredentials = credentials.isRepeatedIn(result.body, token2);
    if (onShape !== void 0 && !repeatsCredentials)
      onShape(shapeOf(rawAnswer(call, result, startedAt, system.now())));
    return { ...result, repeatsCredentials };
  };
}
function rawAnswer({ endpoint, format }, answer, sentAt, receivedAt) {
  const { status: status2, headers, body } = answer;
  return { endpoint, documentedBare: format === v2, status: status2, date: headers.date, body, sentAt, receivedAt };
}
function requestOf(call, credentials, token2) {
  const credential = call.credential === "path" ? [credentials.login, token2] : [];
  const segments = [...call.segments ?? [], ...credential].map((segment) => `/${encodeURIComponent(segment)}`);
  const query = Object.entries(call.query ?? {}).flatMap(
    ([name, value]) => value === void 0 ? [] : [[name, String(value)]]
  );
  return {
    method: call.method,
    path: `${call.endpoint}${call.format.suffix}${segments.join("")}`,
    query: call.credential === "query" ? [["token", token2], ...query] : query,
    ...call.body !== void 0 && { body: JSON.stringify(call.body) }
  };
}

// ../../wt/journal/src/cln/status.ts
var FLAGS = /* @__PURE__ */ new Set([
  "db_clweb_connected",
  "db_clweb_online",
  "db_rhn_connected",
  "db_rhn_online",
  "rhn_overloaded",
  "rhn_queue_full",
  "xmlrpc",
  "ip_server_reg"
]);
var textFlag = (value) => value === "true" ? true : value === "false" ? false : value;
function status({ read }) {
  return {
    status: () => read({ ...v1Call("status"), credential: "none" }, flags(asIs)),
    statusPlain: () => read({ endpoint: "status.plain", method: "GET", format: plainAnswer, credential: "none" }, flags(textFlag))
  };
}
var asIs = (value) => value;
function flags(decode2) {
  return (value, path) => {
    const found = Object.entries(dictionary(decode2)(value, path)).flatMap(([name, item]) => {
      if (!FLAGS.has(name) && typeof item !== "boolean") return [];
      return [[name, flag(item, `${path}.${name}`)]];
    });
    if (found.length === 0) throw new Malformed(path, "has no status flags");
    return Object.fromEntries(found);
  };
}

// ../../wt/journal/src/cln/writeVerdict.ts
var UNNAMED_WAIT_MS = 1e3;
var REFUSING = /* @__PURE__ */ new Set([400, 401, 403, 404, 409, 422]);
function writeVerdict(call, answer, decode2, nowMs, known) {
  const { status: status2 } = answer;
  if (status2 === 429) {
    const retryAfterMs = retryAfter(answer.headers, nowMs) ?? UNNAMED_WAIT_MS;
    return { status: "refused", what: "too many requests (HTTP 429)", retryAfterMs };
  }
  if (status2 >= 300 && status2 < 400) {
    return unknown(`answered with a redirect (HTTP ${status2}), which is not followed`);
  }
  if (status2 === 408 || status2 === 421) return unknown(`answered HTTP ${status2}`);
  const reading = call.format.read(answer);
  if (reading.kind === "success" && answer.repeatsCredentials) return unknown(REPEATED_CREDENTIALS);
  const special = status2 < 300 || REFUSING.has(status2) ? known?.(reading) : void 0;
  if (special !== void 0) return special;
  switch (reading.kind) {
    case "refusal":
      return refusal2(reading.message.trim(), answer, nowMs);
    case "unreadable":
      return unknown(`unexpected answer: ${reading.reason}`);
    case "success":
      return decoded(reading, decode2);
    default:
      return reading;
  }
}
function refusal2(message, answer, nowMs) {
  if (message === AUTHORIZATION_FAILED) {
    const skew = clockSkew(answer.headers.date, nowMs);
    return { status: "refused", what: skew === void 0 ? message : `${message}; ${skew}` };
  }
  const text = message === "" ? "the service refused without a reason" : message;
  const stated = message === UNEXPECTED_SERVER_ERROR || answer.status >= 500 ? {} : { stated: text };
  if (REFUSING.has(answer.status)) return { status: "refused", what: text, ...stated };
  const what = "the service answered success:false with a text whose meaning is not documented";
  if (stated.stated === void 0) return { status: "unknown", what: `the service answered success:false: ${text}` };
  return { status: "unknown", what, ...stated };
}
function decoded(reading, decode2) {
  try {
    return { status: "done", value: decode2(reading.data, reading.root) };
  } catch (error) {
    if (error instanceof Malformed) return unknown(error.message);
    throw error;
  }
}
function unknown(what) {
  return { status: "unknown", what };
}

// ../../wt/journal/src/cln/writer.ts
function createWriter(send2, credentials, system) {
  return async (call, decode2, known) => {
    const clean = (text) => serviceText(text, call, credentials);
    const because = (what2) => ({
      endpoint: call.endpoint,
      reason: `${call.endpoint}: ${clean(what2)}`
    });
    const result = await send2(call, { kind: "write", attempt: 1 });
    if (result.kind === "notSent") return { status: "notSent", ...because(result.reason) };
    if (result.kind !== "answered") return { status: "unknown", ...because(result.reason) };
    const verdict = writeVerdict(call, result, decode2, system.now(), known);
    if (verdict.status === "done") return done(verdict.value);
    const { what, ...rest } = verdict;
    return {
      ...rest,
      ...because(what),
      ..."stated" in rest && { stated: clean(rest.stated) }
    };
  };
}

// ../../wt/journal/src/cln/client.ts
function createClient(options) {
  const { transport, credentials, system, onCall, onShape, readLimits, signal } = options;
  const send2 = createSender(transport, credentials, system, onCall, onShape);
  const calls = {
    read: createReader(send2, credentials, system, { ...READ_LIMITS, ...readLimits }, signal),
    write: createWriter(send2, credentials, system)
  };
  const families = {
    imunify: imunify(calls),
    kernelcare: kernelcare(calls),
    els: els(calls),
    cloudlinux: cloudlinux(calls),
    ipLicenses: ipLicenses(calls),
    groups: groups(calls),
    features: features(calls),
    backups: backups(calls)
  };
  const monitoring = nagios(calls, credentials);
  return {
    read: {
      ...status(calls),
      imunify: families.imunify.read,
      kernelcare: { ...families.kernelcare.read, ...monitoring.read },
      els: families.els.read,
      cloudlinux: families.cloudlinux.read,
      ipLicenses: families.ipLicenses.read,
      groups: families.groups.read,
      features: families.features.read,
      backups: families.backups.read
    },
    write: {
      imunify: families.imunify.write,
      kernelcare: { ...families.kernelcare.write, ...monitoring.write },
      els: families.els.write,
      cloudlinux: families.cloudlinux.write,
      ipLicenses: families.ipLicenses.write,
      groups: families.groups.write,
      features: families.features.write,
      backups: families.backups.write
    }
  };
}

// ../../wt/journal/src/cln/credentials.ts
import { inspect } from "node:util";

// ../../wt/journal/src/cln/token.ts
import { createHash } from "node:crypto";
function token(login, secret, unixSeconds) {
  const hash = createHash("sha1").update(`${secret}${String(unixSeconds)}`, "utf8").digest("hex");
  return `${login}|${String(unixSeconds)}|${hash}`;
}

// ../../wt/journal/src/cln/credentials.ts
var HIDDEN = "***";
var SHORTEST_SECRET = 8;
var Credentials = class {
  login;
  #secret;
  constructor(login, secret) {
    this.login = login;
    this.#secret = secret;
  }
  /** A fresh token for a moment in milliseconds since 1970 UTC. */
  tokenAt(nowMs) {
    return token(this.login, this.#secret, Math.floor(nowMs / 1e3));
  }
  /**
   * Text from elsewhere with the secret, and every token or token hash, struck out: a server or a proxy may echo the
   * request, and an echo would carry the credential into a log.
   */
  conceal(text) {
    let safe = text.replace(TOKEN, HIDDEN);
    for (const form of spellings(this.#secret)) safe = safe.replaceAll(form, HIDDEN);
    return safe;
  }
  /**
   * Whether an answer holds the secret, the hash of the token that it was asked with, or any token, in one of the
   * spellings that `conceal` knows or with JSON's escapes. A long hexadecimal word alone may be someone's id.
   */
  isRepeatedIn(text, sent) {
    const hash = sent.slice(sent.lastIndexOf("|") + 1);
    const telling = new RegExp(`${WHOLE_TOKEN}|${hash}`, "i");
    const secrets = this.#secret.length < SHORTEST_SECRET ? [] : spellings(this.#secret);
    const holds = (form) => telling.test(form) || secrets.some((secret) => form.includes(secret));
    return holds(text) || ESCAPED.test(text) && holds(unescaped(text));
  }
  toString() {
    return `Credentials(${this.login}, ${HIDDEN})`;
  }
  toJSON() {
    return { login: this.login, secret: HIDDEN };
  }
  [inspect.custom]() {
    return this.toString();
  }
};
var BAR = /\||%(?:25)*7c|&#(?:124|x7c);|&(?:verbar|vert|VerticalLine);/.source;
var WHOLE_TOKEN = `(?:${BAR})\\d{1,20}(?:${BAR})[0-9a-f]{40}`;
var TOKEN = new RegExp(`${WHOLE_TOKEN}|[0-9a-f]{40,}`, "gi");
var ESCAPED = /\\(?:u00([2-9a-f][0-9a-f])|\/)/i;
function unescaped(text) {
  return text.replace(
    new RegExp(ESCAPED, "gi"),
    (_, code) => code === void 0 ? "/" : String.fromCharCode(Number.parseInt(code, 16))
  );
}
function spellings(secret) {
  if (secret === "") return [];
  const encoded = encodeURIComponent(Buffer.from(secret, "utf8").toString("utf8"));
  const json2 = JSON.stringify(secret).slice(1, -1);
  const forms = /* @__PURE__ */ new Set([secret, encoded, encoded.toLowerCase(), encoded.replaceAll("%20", "+"), json2]);
  return [...forms].sort((a, b) => b.length - a.length);
}

// ../../wt/journal/src/emulator/table.ts
var Table = class _Table {
  kind;
  #idOf;
  #watch;
  #rows;
  constructor(kind, idOf, rows = [], watch) {
    this.kind = kind;
    this.#idOf = idOf;
    this.#watch = watch;
    this.#rows = /* @__PURE__ */ new Map();
    for (const row of rows) this.#rows.set(idOf(row), row);
  }
  get size() {
    return this.#rows.size;
  }
  get(id2) {
    return this.#rows.get(id2);
  }
  has(id2) {
    return this.#rows.has(id2);
  }
  rows() {
    return [...this.#rows.values()];
  }
  filter(test) {
    const found = [];
    for (const row of this.#rows.values()) if (test(row)) found.push(row);
    return found;
  }
  /** Adds the row, or replaces the one with its id; answers the row. */
  put(row) {
    const id2 = this.#idOf(row);
    const before = this.#rows.get(id2);
    this.#rows.set(id2, row);
    this.#watch?.(this.kind, id2, before, row);
    return row;
  }
  /** Answers the row that was removed, or undefined when there was none. */
  remove(id2) {
    const before = this.#rows.get(id2);
    if (before === void 0) return void 0;
    this.#rows.delete(id2);
    this.#watch?.(this.kind, id2, before, void 0);
    return before;
  }
  /** The same rows, watched by nobody. */
  copy() {
    return new _Table(this.kind, this.#idOf, this.#rows.values());
  }
};

// ../../wt/journal/src/emulator/account.ts
function licenseId(license2) {
  return `${license2.ip}/${license2.type}`;
}
function createAccount(contents, watch) {
  return {
    imunifyKeys: new Table("imunify_key", (row) => row.key, contents.imunifyKeys, watch),
    imunifyServers: new Table("imunify_server", (row) => row.id, contents.imunifyServers, watch),
    kernelcareKeys: new Table("kernelcare_key", (row) => row.key, contents.kernelcareKeys, watch),
    kernelcareServers: new Table("kernelcare_server", (row) => row.id, contents.kernelcareServers, watch),
    elsKeys: new Table("els_key", (row) => row.key, contents.elsKeys, watch),
    elsServers: new Table("els_server", (row) => row.id, contents.elsServers, watch),
    cloudlinuxKeys: new Table("cloudlinux_key", (row) => row.key, contents.cloudlinuxKeys, watch),
    cloudlinuxServers: new Table("cloudlinux_server", (row) => row.id, contents.cloudlinuxServers, watch),
    subAccountServers: new Table("sub_account_server", (row) => row.serverId, contents.subAccountServers, watch),
    ipLicenses: new Table("ip_license", licenseId, contents.ipLicenses, watch),
    foreignLicenses: new Table("foreign_license", licenseId, contents.foreignLicenses, watch),
    groups: new Table("server_group", (row) => row.name, contents.groups, watch),
    features: new Table("feature", (row) => row.id, contents.features, watch),
    backups: new Table("backup", (row) => row.id, contents.backups, watch),
    awpUsage: new Table("awp_usage", awpId, contents.awpUsage, watch),
    monitoringKeys: new Table("monitoring_key", (row) => row.ip, contents.monitoringKeys, watch)
  };
}
function copyAccount(account) {
  return Object.fromEntries(Object.entries(account).map(([name, table]) => [name, table.copy()]));
}
function dumpAccount(account) {
  return Object.fromEntries(Object.entries(account).map(([name, table]) => [name, table.rows()]));
}
function awpId(row) {
  return [row.yearMonth, row.product, row.primaryDomain, row.username ?? ""].join("/");
}

// ../../wt/journal/src/emulator/faultInjector.ts
var FaultInjector = class {
  #random;
  #armed = [];
  constructor(random, rules) {
    this.#random = random;
    for (const rule of rules) this.add(rule);
  }
  get rules() {
    return this.#armed.map(({ rule }) => rule);
  }
  add(rule) {
    this.#armed.push({ rule, endpoint: globPattern(rule.endpoint), matched: 0, struck: 0 });
  }
  clear() {
    this.#armed = [];
  }
  /** The first rule that strikes this call, or undefined. */
  strike(endpoint, method, effect) {
    let striking;
    for (const armed of this.#armed) {
      if (!matches(armed, endpoint, method, effect)) continue;
      armed.matched += 1;
      if (striking === void 0 && this.#isDue(armed)) striking = armed;
    }
    if (striking === void 0) return void 0;
    striking.struck += 1;
    return striking.rule;
  }
  #isDue({ rule, matched, struck }) {
    const count2 = rule.count ?? (rule.nth === void 0 ? Infinity : 1);
    if (matched < (rule.nth ?? 1) || struck >= count2) return false;
    return rule.probability === void 0 || this.#random() < rule.probability;
  }
};
function matches({ rule, endpoint: pattern }, endpoint, method, effect) {
  if (rule.do === "stale" && effect !== "list") return false;
  if (rule.method !== void 0 && rule.method !== method) return false;
  if (rule.calls !== void 0 && rule.calls === "writes" !== (effect === "write")) return false;
  return pattern.test(endpoint);
}
function globPattern(glob) {
  const parts = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

// ../../wt/journal/src/emulator/history.ts
var History = class {
  #lag;
  #past = [];
  #beforeLastWrite;
  constructor(lag) {
    this.#lag = lag;
  }
  /** Whether lists lag at all; if not, only a `stale` fault has a use for the past. */
  get lags() {
    return this.#lag.ms > 0 || this.#lag.calls > 0;
  }
  /** Call before a write; the answer records it once the write is known to have changed something. */
  prepare(account, seq, time) {
    const before = copyAccount(account);
    return () => {
      this.#beforeLastWrite = before;
      if (this.lags) this.#past.push({ seq, time, account: before });
    };
  }
  /** What a list shows at this call: the state before the first write that it does not see yet. */
  visible(account, seq, time) {
    this.#past = this.#past.filter((past) => this.#hides(past, seq, time));
    return this.#past[0]?.account ?? account;
  }
  /** The state before the last write that was recorded. */
  stale(account) {
    return this.#beforeLastWrite ?? account;
  }
  #hides(past, seq, time) {
    return time - past.time < this.#lag.ms || seq - past.seq <= this.#lag.calls;
  }
};

// ../../wt/journal/src/emulator/ids.ts
var UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
var LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
var MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
var IMUNIFY_TAGS = {
  AVP: "A",
  "360_1": "1",
  "360_5": "5",
  "360_30": "30",
  "360_250": "250",
  "360_UN": "UN"
};
var Ids = class {
  #random;
  #used = /* @__PURE__ */ new Set();
  #lastBackup = 0;
  constructor(random, account) {
    this.#random = random;
    for (const { key: key5 } of account.imunifyKeys.rows()) this.#used.add(key5);
    for (const { key: key5 } of account.kernelcareKeys.rows()) this.#used.add(key5);
    for (const { key: key5 } of account.elsKeys.rows()) this.#used.add(key5);
    for (const { key: key5 } of account.cloudlinuxKeys.rows()) this.#used.add(key5);
    for (const { id: id2 } of account.backups.rows()) this.#lastBackup = Math.max(this.#lastBackup, Number(id2));
  }
  imunifyKey(code) {
    return this.#fresh(() => `IM${IMUNIFY_TAGS[code] ?? ""}${this.#letters(UPPER, 16)}`);
  }
  kernelcareKey() {
    return this.#fresh(() => this.#letters(MIXED, 16));
  }
  elsKey(productType) {
    return this.#fresh(() => `${productType}-${this.#letters(MIXED, 24)}`);
  }
  cloudlinuxKey() {
    return this.#fresh(() => this.#letters(LOWER, 20));
  }
  backup() {
    this.#lastBackup += 1;
    return String(this.#lastBackup);
  }
  /** A constant source of chance would never give a second id, so a counter breaks the tie. */
  #fresh(make) {
    let id2 = make();
    while (this.#used.has(id2)) id2 = `${make().slice(0, -4)}${String(this.#used.size).padStart(4, "0")}`;
    this.#used.add(id2);
    return id2;
  }
  #letters(alphabet, length) {
    let text = "";
    for (let i = 0; i < length; i += 1) text += alphabet.charAt(Math.floor(this.#random() * alphabet.length));
    return text;
  }
};

// ../../wt/journal/src/emulator/ledger.ts
var Ledger = class {
  calls = [];
  events = [];
  #objects = [];
  #current = /* @__PURE__ */ new Map();
  #sink;
  #lastSeq = 0;
  #open;
  /** `sink` gets the records as they come: a call, then what it changed. */
  constructor(sink = () => void 0) {
    this.#sink = sink;
  }
  /** Every object that was made, changed or removed, in the order in which each was first touched. */
  get objects() {
    return this.#objects;
  }
  /** Opens a call: what changes until `close` is its doing. */
  open() {
    this.#lastSeq += 1;
    this.#open = { seq: this.#lastSeq, firstEvent: this.events.length };
    return this.#lastSeq;
  }
  close(record) {
    const events = this.events.slice(this.#open?.firstEvent);
    this.#open = void 0;
    this.calls.push(record);
    this.#sink([record, ...events]);
  }
  watch = (kind, id2, before, after) => {
    const call = this.#open?.seq ?? null;
    const attributes = after ?? before ?? {};
    const event = after === void 0 ? "removed" : before === void 0 ? "made" : "changed";
    const record = { record: "object", event, kind, id: id2, attributes, call };
    this.events.push(record);
    this.#follow(record);
    if (this.#open === void 0) this.#sink([record]);
  };
  #follow({ event, kind, id: id2, attributes, call }) {
    const name = `${kind} ${id2}`;
    const place = this.#current.get(name);
    const known = place === void 0 ? void 0 : this.#objects[place];
    if (place === void 0 || known === void 0 || event === "made") {
      this.#current.set(name, this.#objects.length);
      const made = { kind, id: id2, attributes, madeBy: event === "made" ? call : "start" };
      this.#objects.push(event === "removed" ? { ...made, removedBy: call } : made);
    } else {
      this.#objects[place] = event === "removed" ? { ...known, removedBy: call } : { ...known, attributes };
    }
  }
};

// ../../wt/journal/src/emulator/random.ts
function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = state + 1831565813 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
  };
}

// ../../wt/journal/src/emulator/rateLimit.ts
var SECOND_MS = 1e3;
var RateLimit = class {
  #perSecond;
  #answered = [];
  constructor(perSecond) {
    this.#perSecond = perSecond;
  }
  /** What strikes a call at this time (milliseconds), or undefined. */
  strike(now) {
    this.#answered = this.#answered.filter((time) => time > now - SECOND_MS);
    if (this.#answered.length >= this.#perSecond) return { endpoint: "*", do: "429", when: "before" };
    this.#answered.push(now);
    return void 0;
  }
};

// ../../wt/journal/src/emulator/render.ts
var Render = class {
  shape;
  #random;
  constructor(shape, random) {
    this.shape = shape;
    this.#random = random;
  }
  /** A number that some versions of the service print as a decimal string. */
  number(value) {
    return this.shape.numbers === "string" ? String(value) : value;
  }
  /** A note under its field name: `{ description: … }`, or nothing when the shape leaves empty notes out. */
  note(field, text) {
    if (text === "") return this.shape.descriptions === "absent" ? {} : { [field]: null };
    if (this.shape.descriptions === "number" && /^(0|[1-9]\d{0,14})$/.test(text)) return { [field]: Number(text) };
    return { [field]: text };
  }
  /** The rows in the order of the shape: the service guarantees none. */
  list(rows, write) {
    const written = rows.map(write);
    if (this.shape.order === "stable") return written;
    for (let last = written.length - 1; last > 0; last -= 1) {
      const other = Math.floor(this.#random() * (last + 1));
      const moved = written[last] ?? null;
      written[last] = written[other] ?? null;
      written[other] = moved;
    }
    return written;
  }
};

// ../../wt/journal/src/emulator/answers.ts
var JSON_TYPE = "application/json;charset=UTF-8";
var TEXT_TYPE = "text/plain;charset=UTF-8";
var HTML_TYPE = "text/html;charset=UTF-8";
function writeAnswer(route2, shape, answer) {
  if ("text" in answer) return reply(200, TEXT_TYPE, answer.text);
  if (route2.style === "v2" && shape.v2 === "bare") return reply(200, JSON_TYPE, JSON.stringify(answer.data));
  return json(200, { success: true, message: answer.message ?? null, type: null, data: answer.data });
}
function writeRefusal(route2, shape, message) {
  if (route2.style === "text") return reply(200, TEXT_TYPE, `success:false
message:${message}`);
  if (route2.style === "nagios") return reply(200, TEXT_TYPE, `KernelCare UNKNOWN - ${message}`);
  return json(shape.refusals, { success: false, message, type: null, data: null });
}
function writeHtml(status2, title) {
  const html = `<!DOCTYPE html>
<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>
`;
  return reply(status2, HTML_TYPE, html);
}
function writeFault(rule, route2, shape, intact) {
  switch (rule.do) {
    case "refuse":
      return writeRefusal(route2, shape, rule.message ?? "Operation is not allowed");
    case "500":
      return json(500, { success: false, message: "Unexpected server error", type: null, data: null });
    case "502":
      return withRetryAfter(writeHtml(502, "502 Bad Gateway"), rule);
    case "429":
      return withRetryAfter(writeHtml(429, "429 Too Many Requests"), rule);
    case "html":
      return writeHtml(200, "Scheduled maintenance");
    case "reset":
    case "hang":
      return { status: 0, headers: {}, body: "", transport: rule.do };
    case "truncate":
      return { ...intact ?? writeHtml(502, "502 Bad Gateway"), transport: "truncate" };
    case "delay":
      return { ...intact ?? writeHtml(502, "502 Bad Gateway"), delayMs: rule.delayMs ?? 1e3 };
    case "stale":
      return intact ?? writeHtml(502, "502 Bad Gateway");
    default:
      return rule.do;
  }
}
function withRetryAfter(answer, { retryAfter: retryAfter2 }) {
  if (retryAfter2 === void 0) return answer;
  return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfter2) } };
}
function json(status2, body) {
  return reply(status2, JSON_TYPE, JSON.stringify(body));
}
function reply(status2, type, body) {
  return { status: status2, headers: { "content-type": type }, body };
}

// ../../wt/journal/src/emulator/callArguments.ts
import { isIPv4 } from "node:net";

// ../../wt/journal/src/emulator/refusal.ts
var Refusal = class extends Error {
  constructor(message) {
    super(message);
    this.name = "Refusal";
  }
};

// ../../wt/journal/src/emulator/callArguments.ts
var MAX_INT = 2147483647;
var CallArguments = class {
  #values;
  /** The first of several values of the same name counts. */
  constructor(pairs) {
    const values = /* @__PURE__ */ new Map();
    for (const [name, value] of pairs) if (!values.has(name)) values.set(name, value);
    this.#values = values;
  }
  /** Undefined when it was not sent; an empty text when it was sent empty. */
  optional(name) {
    return this.#values.get(name);
  }
  text(name) {
    const value = this.#values.get(name);
    if (value === void 0 || value === "") throw new Refusal(`Required parameter is missing: ${name}`);
    return value;
  }
  integer(name) {
    const text = this.text(name);
    const value = Number(text);
    if (!/^-?\d{1,10}$/.test(text) || Math.abs(value) > MAX_INT)
      throw new Refusal(`Parameter is not a number: ${name}`);
    return value;
  }
  /** A whole number from 0: a limit of servers, where 0 is unlimited. */
  count(name) {
    const value = this.integer(name);
    if (value < 0) throw new Refusal(`Parameter is negative: ${name}`);
    return value;
  }
  ip(name) {
    const text = this.text(name);
    if (!isIPv4(text)) throw new Refusal("Invalid IP address");
    return text;
  }
  flag(name) {
    const text = this.text(name).toLowerCase();
    if (text === "true" || text === "1") return true;
    if (text === "false" || text === "0") return false;
    throw new Refusal(`Parameter is not true or false: ${name}`);
  }
  /** One of a fixed set; `what` is the service's word for it. */
  oneOf(name, known, what) {
    const value = this.text(name);
    if (!known.has(value)) throw new Refusal(`Unknown ${what}`);
    return value;
  }
  /** Comma-separated, at least one. */
  list(name) {
    const items = this.text(name).split(",").map((item) => item.trim()).filter((item) => item !== "");
    if (items.length === 0) throw new Refusal(`Required parameter is missing: ${name}`);
    return items;
  }
};

// ../../wt/journal/src/emulator/products.ts
var IMUNIFY_CODES = /* @__PURE__ */ new Map([
  ["AVP", 40],
  ["360_1", 41],
  ["360_5", 44],
  ["360_30", 42],
  ["360_250", 43],
  ["360_UN", 49]
]);
var IMUNIFY_AV_PLUS = 40;
var IMUNIFY_FAMILY = new Set(IMUNIFY_CODES.values());
var KERNELCARE_TYPES = [16, 17];
var IP_LICENSE_TYPES = /* @__PURE__ */ new Set([
  1,
  1002,
  4,
  5,
  3,
  16,
  17,
  40,
  41,
  44,
  42,
  43,
  49,
  5017,
  5018,
  5005,
  5003,
  5004,
  5019,
  5020,
  5034,
  5011,
  5012,
  5013,
  5014,
  7215,
  5035
]);
var ELS_PRODUCTS = /* @__PURE__ */ new Set([
  "CELS",
  "OELS",
  "UELS",
  "UELS16",
  "CELS_8",
  "UELS18",
  "PHP_ELS",
  "PYTHON_ELS",
  "UELS18_SLA",
  "ELS_FOR_CENTOS7",
  "ELS_FOR_CENTOS7_PLUS_SLA",
  "ELS_FOR_CENTOS8STREAM"
]);
var CLOUDLINUX_PRODUCTS = /* @__PURE__ */ new Set(["CL", "CLP", "CLS", "CLADMIN"]);
var AWP_PRODUCTS = /* @__PURE__ */ new Set(["AWP_PREMIUM", "AWP_CDN"]);
var FEATURES = /* @__PURE__ */ new Map([
  ["1101", [40]],
  ["1102", [41, 44, 42]],
  ["4600", [41, 44, 42, 43, 49]]
]);
var PERMISSIONS = /* @__PURE__ */ new Set(["ENABLED", "DISABLED", "UNSET"]);

// ../../wt/journal/src/emulator/route.ts
function data(value, message) {
  return message === void 0 ? { data: value } : { data: value, message };
}
function route(shorthand) {
  return { style: "v1", auth: "token", ...shorthand };
}

// ../../wt/journal/src/emulator/awp.ts
var awpRoutes = [
  route({
    methods: ["GET"],
    path: "cl/awp",
    effect: "list",
    style: "v2",
    run({ account, args, render }) {
      const products = args.list("products");
      if (!products.every((product3) => AWP_PRODUCTS.has(product3))) throw new Refusal("Unknown product");
      const yearMonth = args.text("yearMonth");
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(yearMonth)) throw new Refusal("Invalid yearMonth");
      const billable = account.awpUsage.filter((row) => row.yearMonth === yearMonth && products.includes(row.product));
      return data(
        render.list(billable, ({ product: product3, primaryDomain, username, cdnLimitType }) => ({
          product: product3,
          primary_domain: primaryDomain,
          username: username ?? null,
          ...cdnLimitType === void 0 ? {} : { cdn_limit_type: cdnLimitType }
        }))
      );
    }
  })
];

// ../../wt/journal/src/emulator/backups.ts
var SIZE_STEP = 10;
var backupRoutes = [
  route({
    methods: ["GET"],
    path: "ab/list.json",
    effect: "list",
    run(call) {
      return data(call.render.list(call.account.backups.rows(), backupObject));
    }
  }),
  route({
    methods: ["GET"],
    path: "ab/im/create.json",
    effect: "write",
    run({ account, args, ids, backupsForAnyServer }) {
      const serverId = args.text("server_id");
      const size = tens(args, "size");
      const datacenter = args.text("datacenter");
      if (size < SIZE_STEP) throw new Refusal("Backup is too small");
      if (!/^[A-Z]{2}\d{0,2}$/.test(datacenter)) throw new Refusal("Unknown datacenter");
      if (!backupsForAnyServer && !account.imunifyServers.has(serverId)) throw new Refusal("Server not found");
      if (account.backups.filter((row) => row.serverId === serverId).length > 0) {
        throw new Refusal("Backup already exists");
      }
      return data(backupObject(account.backups.put({ id: ids.backup(), serverId, size, datacenter })));
    }
  }),
  route({
    methods: ["GET"],
    path: "ab/resize.json",
    effect: "write",
    run(call) {
      const found = ownBackup(call);
      const delta = tens(call.args, "delta");
      if (delta === 0) throw new Refusal("Delta is zero");
      const size = found.size + delta;
      if (size < SIZE_STEP) throw new Refusal("Backup is too small");
      return data(backupObject(call.account.backups.put({ ...found, size })));
    }
  }),
  route({
    methods: ["GET"],
    path: "ab/remove.json",
    effect: "write",
    run(call) {
      const found = ownBackup(call);
      call.account.backups.remove(found.id);
      return data(backupObject(found));
    }
  })
];
function backupObject({ id: id2, serverId, size, datacenter }) {
  return { serverId, size, backupId: Number(id2), datacenter };
}
function tens(args, name) {
  const value = args.integer(name);
  if (value % SIZE_STEP !== 0) throw new Refusal("Size is not a multiple of ten");
  return value;
}
function ownBackup({ account, args }) {
  const found = account.backups.get(args.text("backup_id"));
  if (found === void 0) throw new Refusal("Backup not found");
  return found;
}

// ../../wt/journal/src/emulator/cloudlinux.ts
var cloudlinuxRoutes = [
  route({
    methods: ["POST"],
    path: "v2/cl/keys",
    effect: "write",
    style: "v2",
    run(call) {
      const productType = product(call);
      const limit = call.args.count("limit");
      const note2 = call.args.optional("note") ?? "";
      const row = call.account.cloudlinuxKeys.put({ key: call.ids.cloudlinuxKey(), productType, limit, note: note2 });
      return data(keyObject(call, row));
    }
  }),
  route({
    methods: ["PATCH"],
    path: "v2/cl/keys",
    effect: "write",
    style: "v2",
    run(call) {
      const found = ownKey(call);
      const limit = call.args.count("limit");
      const note2 = call.args.optional("note") ?? found.note;
      return data(keyObject(call, call.account.cloudlinuxKeys.put({ ...found, limit, note: note2 })));
    }
  }),
  route({
    methods: ["DELETE"],
    path: "v2/cl/keys",
    effect: "write",
    style: "v2",
    run(call) {
      const { key: key5, isDefault } = ownKey(call);
      if (isDefault === true) throw new Refusal("Default key can not be removed");
      for (const { id: id2 } of call.account.cloudlinuxServers.filter((server7) => server7.key === key5)) {
        call.account.cloudlinuxServers.remove(id2);
      }
      call.account.cloudlinuxKeys.remove(key5);
      return data({ key: key5 });
    }
  }),
  route({
    methods: ["GET"],
    path: "v2/cl/keys",
    effect: "list",
    style: "v2",
    run(call) {
      const productType = product(call);
      const keys = call.account.cloudlinuxKeys.filter((row) => row.productType === productType);
      return data(call.render.list(keys, (row) => keyObject(call, row)));
    }
  }),
  route({
    methods: ["GET"],
    path: "v2/cl/servers",
    effect: "list",
    style: "v2",
    run(call) {
      const productType = product(call);
      const { cloudlinuxKeys, cloudlinuxServers } = call.account;
      const servers2 = cloudlinuxServers.filter(({ key: key5 }) => cloudlinuxKeys.get(key5)?.productType === productType);
      return data(call.render.list(servers2, (row) => serverObject(call, row)));
    }
  }),
  route({
    methods: ["DELETE"],
    path: "v2/cl/servers",
    effect: "write",
    style: "v2",
    run(call) {
      const removed2 = call.account.cloudlinuxServers.remove(call.args.text("id"));
      if (removed2 === void 0) throw new Refusal("Server not found");
      return data(serverObject(call, removed2));
    }
  }),
  route({
    methods: ["GET"],
    path: "v2/cl/sub-account/servers",
    effect: "list",
    style: "v2",
    run({ account, render }) {
      return data(
        render.list(account.subAccountServers.rows(), ({ login, email, serverId, serverKey, version, ip }) => ({
          sub_account_login: login,
          sub_account_email: email,
          server_id: render.number(Number(serverId)),
          server_key: serverKey,
          version,
          ip
        }))
      );
    }
  })
];
function product({ args }) {
  return args.oneOf("productType", CLOUDLINUX_PRODUCTS, "product type");
}
function keyObject({ render }, { key: key5, productType, limit, note: note2 }) {
  return {
    key: key5,
    product_type: productType.toLowerCase(),
    usage_limit: render.number(limit),
    ...render.note("description", note2)
  };
}
function serverObject({ render }, { id: id2, key: key5, ip, hostname }) {
  return { id: render.number(Number(id2)), key: key5, ip, hostname };
}
function ownKey({ account, args }) {
  const found = account.cloudlinuxKeys.get(args.text("key"));
  if (found === void 0) throw new Refusal("Key not found");
  return found;
}

// ../../wt/journal/src/emulator/dates.ts
var ZONE = "-0400";
var ZONE_MS = -4 * 36e5;
function isoMinute(ms) {
  return `${new Date(ms + ZONE_MS).toISOString().slice(0, 16)}${ZONE}`;
}
function elsTimestamp(ms) {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000`;
}

// ../../wt/journal/src/emulator/els.ts
var elsRoutes = [
  route({
    methods: ["POST", "GET"],
    path: "els/key/create.json",
    effect: "write",
    run(call) {
      const productType = product2(call.args);
      const limit = call.args.count("limit");
      const note2 = call.args.optional("note") ?? "";
      const row = call.account.elsKeys.put({ key: call.ids.elsKey(productType), productType, limit, note: note2 });
      return data(keyObject2(call, row));
    }
  }),
  route({
    methods: ["PUT", "GET"],
    path: "els/key/update.json",
    effect: "write",
    run(call) {
      const found = ownKey2(call);
      const limit = call.args.count("limit");
      const note2 = call.args.optional("note") ?? found.note;
      return data(keyObject2(call, call.account.elsKeys.put({ ...found, limit, note: note2 })));
    }
  }),
  route({
    methods: ["DELETE", "GET"],
    path: "els/key/remove.json",
    effect: "write",
    run(call) {
      if (call.args.optional("key") === void 0 && call.args.optional("id") !== void 0) {
        call.flag("misprint");
        return removeServer(call);
      }
      const { key: key5 } = ownKey2(call);
      const servers2 = call.account.elsServers.filter((server7) => server7.key === key5);
      for (const { id: id2 } of servers2) call.account.elsServers.remove(id2);
      call.account.elsKeys.remove(key5);
      return data(servers2.map(() => ({ key: key5 })));
    }
  }),
  route({
    methods: ["GET"],
    path: "els/key/list.json",
    effect: "list",
    run(call) {
      const productType = product2(call.args);
      const keys = call.account.elsKeys.filter((row) => row.productType === productType);
      return data(call.render.list(keys, (row) => keyObject2(call, row)));
    }
  }),
  route({
    methods: ["GET"],
    path: "els/srv/list.json",
    effect: "list",
    run(call) {
      const productType = product2(call.args);
      const only = call.args.optional("key") === void 0 ? void 0 : ownKey2(call).key;
      const servers2 = call.account.elsServers.filter(
        ({ key: key5 }) => (only === void 0 || key5 === only) && call.account.elsKeys.get(key5)?.productType === productType
      );
      servers2.sort((a, b) => b.lastCheckin - a.lastCheckin);
      return data(servers2.map((row) => serverObject2(call, row)));
    }
  }),
  route({ methods: ["DELETE", "GET"], path: "els/srv/remove.json", effect: "write", run: removeServer })
];
function removeServer(call) {
  const removed2 = call.account.elsServers.remove(call.args.text("id"));
  if (removed2 === void 0) throw new Refusal("Server not found");
  return data(serverObject2(call, removed2));
}
function product2(args) {
  return args.oneOf(args.optional("code") === void 0 ? "productType" : "code", ELS_PRODUCTS, "product type");
}
function keyObject2({ render }, { key: key5, productType, limit, note: note2 }) {
  return { key: key5, productCode: productType, usageLimit: render.number(limit), ...render.note("description", note2) };
}
function serverObject2({ render }, { id: id2, key: key5, ip, hostname, lastCheckin }) {
  return { id: render.number(Number(id2)), key: key5, ip, hostname, lastCheckin: elsTimestamp(lastCheckin) };
}
function ownKey2({ account, args }) {
  const found = account.elsKeys.get(args.text("key"));
  if (found === void 0) throw new Refusal("Key not found");
  return found;
}

// ../../wt/journal/src/emulator/features.ts
var featureRoutes = [
  route({
    methods: ["GET"],
    path: "v2/features",
    effect: "list",
    style: "v2",
    run({ render }) {
      return data(
        render.list([...FEATURES], ([id2, products]) => ({ feature_id: Number(id2), applicable_product_ids: products }))
      );
    }
  }),
  route({
    methods: ["GET"],
    path: "v2/features/account",
    effect: "list",
    style: "v2",
    run({ account }) {
      return data(permissions(account));
    }
  }),
  route({
    methods: ["PATCH"],
    path: "v2/features/account",
    effect: "write",
    style: "v2",
    run({ account, body }) {
      const changes = readChanges(body);
      for (const [id2, permission2] of changes) {
        if (account.features.get(id2)?.permission !== permission2) account.features.put({ id: id2, permission: permission2 });
      }
      return data(permissions(account));
    }
  })
];
function permissions(account) {
  return Object.fromEntries([...FEATURES.keys()].map((id2) => [id2, account.features.get(id2)?.permission ?? "UNSET"]));
}
function readChanges(body) {
  return Object.entries(readObject(body)).map(([id2, permission2]) => {
    if (!FEATURES.has(id2)) throw new Refusal("Unknown feature");
    if (typeof permission2 !== "string" || !PERMISSIONS.has(permission2)) throw new Refusal("Unknown permission");
    return [id2, permission2];
  });
}
function readObject(body) {
  try {
    const value = JSON.parse(body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal("Malformed request body");
}

// ../../wt/journal/src/emulator/groups.ts
var groupRoutes = [
  route({
    methods: ["POST"],
    path: "group/create.json",
    effect: "write",
    run(call) {
      const name = call.args.text("name");
      if (call.account.groups.has(name)) throw new Refusal("Group already exists");
      const description = call.args.optional("description") ?? "";
      return data(groupObject(call, call.account.groups.put({ name, description, servers: [] })));
    }
  }),
  route({
    methods: ["GET"],
    path: "group/list.json",
    effect: "list",
    run(call) {
      return data(call.render.list(call.account.groups.rows(), (group2) => groupObject(call, group2)));
    }
  }),
  route({
    methods: ["GET"],
    path: "group/servers/list.json",
    effect: "list",
    run(call) {
      return data(call.render.list(ownGroup(call).servers, (id2) => serverObject3(call.account, id2) ?? { id: id2 }));
    }
  }),
  route({
    methods: ["PUT"],
    path: "group/servers/put.json",
    effect: "write",
    run(call) {
      const group2 = ownGroup(call);
      const ids = call.args.list("server_ids");
      const added = ids.map((id2) => {
        const found = serverObject3(call.account, id2);
        if (found === void 0) throw new Refusal("Server not found");
        return found;
      });
      call.account.groups.put({ ...group2, servers: [.../* @__PURE__ */ new Set([...group2.servers, ...ids])] });
      return data(added);
    }
  }),
  route({
    methods: ["DELETE"],
    path: "group/servers/remove.json",
    effect: "write",
    run(call) {
      const group2 = ownGroup(call);
      const ids = new Set(call.args.list("server_ids"));
      const removed2 = group2.servers.filter((id2) => ids.has(id2));
      call.account.groups.put({ ...group2, servers: group2.servers.filter((id2) => !ids.has(id2)) });
      return data(removed2.map((id2) => serverObject3(call.account, id2) ?? { id: id2 }));
    }
  })
];
function leaveGroups(account, serverId) {
  for (const group2 of account.groups.filter(({ servers: servers2 }) => servers2.includes(serverId))) {
    account.groups.put({ ...group2, servers: group2.servers.filter((id2) => id2 !== serverId) });
  }
}
function groupObject({ render }, { name, description }) {
  return { name, ...render.note("description", description) };
}
function serverObject3(account, id2) {
  const imunify2 = account.imunifyServers.get(id2);
  if (imunify2 !== void 0) return { id: id2, hostName: imunify2.ip, ip: imunify2.ip, type: "IMUNIFY" };
  const kernelcare2 = account.kernelcareServers.get(id2);
  if (kernelcare2 !== void 0) return { id: id2, hostName: kernelcare2.ip, ip: kernelcare2.ip, type: "KERNELCARE" };
  return void 0;
}
function ownGroup({ account, args }) {
  const found = account.groups.get(args.text("name"));
  if (found === void 0) throw new Refusal("Group not found");
  return found;
}

// ../../wt/journal/src/emulator/imunify.ts
var imunifyRoutes = [
  route({
    methods: ["GET"],
    path: "im/key/create.json",
    effect: "write",
    run(call) {
      const code = call.args.oneOf("code", IMUNIFY_CODES, "product code");
      const limit = call.args.count("limit");
      const note2 = call.args.optional("note") ?? "";
      return data(keyObject3(call, call.account.imunifyKeys.put({ key: call.ids.imunifyKey(code), code, limit, note: note2 })));
    }
  }),
  route({
    methods: ["GET"],
    path: "im/key/update.json",
    effect: "write",
    run(call) {
      const found = ownKey3(call);
      const limit = call.args.count("limit");
      const note2 = call.args.optional("note") ?? found.note;
      const updated = call.account.imunifyKeys.put({ ...found, limit, note: note2 });
      return data({ ...keyObject3(call, updated), servers: call.render.number(serversOf(call, found.key).length) });
    }
  }),
  route({
    methods: ["GET"],
    path: "im/key/remove.json",
    effect: "write",
    run(call) {
      const found = ownKey3(call);
      if (found.isDefault === true) throw new Refusal("Default key can not be removed");
      const servers2 = serversOf(call, found.key);
      for (const server7 of servers2) removeServer2(call, server7.id);
      call.account.imunifyKeys.remove(found.key);
      return data(servers2.map(({ id: id2, key: key5 }) => ({ id: id2, key: key5 })));
    }
  }),
  route({
    methods: ["GET"],
    path: "im/key/list.json",
    effect: "list",
    run(call) {
      const occupied = /* @__PURE__ */ new Map();
      for (const { key: key5 } of call.account.imunifyServers.rows()) occupied.set(key5, (occupied.get(key5) ?? 0) + 1);
      return data(
        call.render.list(call.account.imunifyKeys.rows(), (row) => ({
          ...keyObject3(call, row),
          servers: call.render.number(occupied.get(row.key) ?? 0)
        }))
      );
    }
  }),
  route({
    methods: ["GET"],
    path: "im/srv/list.json",
    effect: "list",
    run(call) {
      return data(call.render.list(serversOf(call, ownKey3(call).key), listedServer));
    }
  }),
  route({
    methods: ["GET"],
    path: "im/srv/remove.json",
    effect: "write",
    run(call) {
      const { id: id2, key: key5 } = ownServer(call);
      removeServer2(call, id2);
      return data({ id: id2, key: key5 });
    }
  }),
  route({
    methods: ["GET"],
    path: "im/srv/convert.json",
    effect: "write",
    run(call) {
      const server7 = ownServer(call);
      const target = ownKey3(call);
      const full = target.limit > 0 && serversOf(call, target.key).length >= target.limit;
      if (server7.key !== target.key && full) throw new Refusal("Key limit exceeded");
      call.account.imunifyServers.put({ ...server7, key: target.key });
      return data({ id: server7.id, key: target.key });
    }
  })
];
function keyObject3({ render }, { key: key5, limit, code, note: note2 }) {
  const shown3 = { key: key5, limit: render.number(limit), code };
  if (render.shape.notes === "off") return shown3;
  return { ...shown3, type: IMUNIFY_CODES.get(code) ?? 0, note: note2 === "" ? null : note2 };
}
function listedServer({ id: id2, ip, key: key5, lastCheckin }) {
  return { id: id2, ip, key: key5, last_checkin: isoMinute(lastCheckin) };
}
function ownKey3({ account, args }) {
  const found = account.imunifyKeys.get(args.text("key"));
  if (found === void 0) throw new Refusal("Key not found");
  return found;
}
function ownServer({ account, args }) {
  const found = account.imunifyServers.get(args.text("id"));
  if (found === void 0) throw new Refusal("Server not found");
  return found;
}
function serversOf({ account }, key5) {
  return account.imunifyServers.filter((server7) => server7.key === key5);
}
function removeServer2({ account }, id2) {
  account.imunifyServers.remove(id2);
  leaveGroups(account, id2);
}

// ../../wt/journal/src/emulator/ipLicenses.ts
import { isIPv4 as isIPv42 } from "node:net";
var SERVERS_PER_CALL = 100;
var ipLicenseRoutes = [
  route({
    methods: ["GET"],
    path: "ipl/availability.json",
    effect: "look",
    run({ account, args }) {
      const ip = args.ip("ip");
      const types = [...IP_LICENSE_TYPES];
      const owned = types.filter((type) => account.ipLicenses.has(licenseId({ ip, type })));
      const taken = new Set(types.filter((type) => account.foreignLicenses.has(licenseId({ ip, type }))));
      return data({ available: types.filter((type) => !taken.has(type) && !owned.includes(type)), owned });
    }
  }),
  route({
    methods: ["GET"],
    path: "ipl/check.json",
    effect: "look",
    run({ account, args }) {
      const ip = args.ip("ip");
      const known = (type) => account.ipLicenses.has(licenseId({ ip, type })) || account.foreignLicenses.has(licenseId({ ip, type }));
      return data([...IP_LICENSE_TYPES].filter(known));
    }
  }),
  route({
    methods: ["GET"],
    path: "ipl/register.json",
    effect: "write",
    run({ account, args, now }) {
      const wanted = { ip: args.ip("ip"), type: licenseType(args, "type") };
      const elsAllowed = args.optional("els_allowed") === void 0 ? false : args.flag("els_allowed");
      const owned = account.ipLicenses.get(licenseId(wanted));
      if (owned !== void 0) return data(licenseObject(owned));
      if (account.foreignLicenses.has(licenseId(wanted)))
        throw new Refusal("License is registered by another customer");
      return data(licenseObject(account.ipLicenses.put({ ...wanted, registered: false, created: now, elsAllowed })));
    }
  }),
  route({
    methods: ["GET"],
    path: "ipl/convert.json",
    effect: "write",
    run({ account, args }) {
      const ip = args.ip("ip");
      const type = licenseType(args, "type");
      const typeTo = licenseType(args, "type_to");
      const owned = account.ipLicenses.get(licenseId({ ip, type }));
      const target = licenseId({ ip, type: typeTo });
      const family = IMUNIFY_FAMILY.has(type) && IMUNIFY_FAMILY.has(typeTo) && typeTo !== IMUNIFY_AV_PLUS;
      const free = !account.ipLicenses.has(target) && !account.foreignLicenses.has(target);
      if (owned === void 0 || !family || !free) return data(false);
      account.ipLicenses.remove(licenseId(owned));
      account.ipLicenses.put({ ...owned, type: typeTo });
      return data(true);
    }
  }),
  route({
    methods: ["GET"],
    path: "ipl/remove.json",
    effect: "write",
    run(call) {
      const matching = selected(call);
      if (!hasType(call.args)) call.flag("untyped-removal");
      for (const license2 of matching) call.account.ipLicenses.remove(licenseId(license2));
      return data(matching.length > 0);
    }
  }),
  route({
    methods: ["GET"],
    path: "ipl/update.json",
    effect: "write",
    run(call) {
      const matching = selected(call);
      const elsAllowed = call.args.flag("els_allowed");
      for (const license2 of matching) call.account.ipLicenses.put({ ...license2, elsAllowed });
      return data(matching.length > 0);
    }
  }),
  route({
    methods: ["GET"],
    path: "ipl/list.json",
    effect: "list",
    run({ account, render }) {
      return data(render.list(account.ipLicenses.rows(), licenseObject));
    }
  }),
  route({
    methods: ["GET"],
    path: "ipl/server.json",
    effect: "list",
    run({ account, args, render }) {
      const ips = args.list("ip");
      if (ips.length > SERVERS_PER_CALL) throw new Refusal("Too many IP addresses");
      if (!ips.every((ip) => isIPv42(ip))) throw new Refusal("Invalid IP address");
      const asked = new Set(ips);
      const servers2 = account.ipLicenses.filter((license2) => asked.has(license2.ip));
      return data(
        render.list(servers2, (row) => ({
          server_info: row.serverInfo ?? null,
          ...licenseObject(row),
          last_checkin: row.lastCheckin === void 0 ? null : isoMinute(row.lastCheckin)
        }))
      );
    }
  })
];
function licenseObject({ ip, type, registered: registered2, created }) {
  return { ip, type, registered: registered2, created: isoMinute(created) };
}
function licenseType(args, name) {
  const type = args.integer(name);
  if (!IP_LICENSE_TYPES.has(type)) throw new Refusal("Unknown license type");
  return type;
}
function hasType(args) {
  return (args.optional("type") ?? "") !== "";
}
function selected({ account, args }) {
  const ip = args.ip("ip");
  if (!hasType(args)) return account.ipLicenses.filter((license2) => license2.ip === ip);
  const found = account.ipLicenses.get(licenseId({ ip, type: licenseType(args, "type") }));
  return found === void 0 ? [] : [found];
}

// ../../wt/journal/src/emulator/kernelcare.ts
import { isIP as isIP2 } from "node:net";
var NOTE_MAX = 100;
var kernelcareRoutes = [
  route({
    methods: ["GET"],
    path: "kcare/key/create.json",
    effect: "write",
    run({ account, args, ids, now }) {
      const limit = args.count("limit");
      const note2 = args.optional("note") ?? "";
      if (note2.length > NOTE_MAX) throw new Refusal("Note is too long");
      const key5 = ids.kernelcareKey();
      account.kernelcareKeys.put({ key: key5, limit, note: note2, enabled: true, created: now, cidrs: [] });
      return data(key5);
    }
  }),
  route({
    methods: ["GET"],
    path: "kcare/key/delete.json",
    effect: "write",
    run({ account, args }) {
      const found = account.kernelcareKeys.get(args.text("key"));
      if (found === void 0) return data(false);
      if (found.isDefault === true) throw new Refusal("Default key can not be removed");
      for (const { id: id2 } of account.kernelcareServers.filter((server7) => server7.key === found.key)) {
        removeServer3(account, id2);
      }
      account.kernelcareKeys.remove(found.key);
      return data(true);
    }
  }),
  route({
    methods: ["GET"],
    path: "kcare/key/list.json",
    effect: "list",
    run({ account, render }) {
      return data(
        render.list(account.kernelcareKeys.rows(), ({ key: key5, enabled, created, limit, note: note2 }) => ({
          key: key5,
          enabled,
          created: isoMinute(created),
          limit: render.number(limit),
          ...render.note("note", note2)
        }))
      );
    }
  }),
  route({
    methods: ["GET"],
    path: "kcare/key/servers.json",
    effect: "list",
    run(call) {
      const { key: key5 } = ownKey4(call);
      const servers2 = call.account.kernelcareServers.filter((server7) => server7.key === key5);
      return data(
        call.render.list(servers2, ({ id: id2, ip, created, lastCheckin }) => ({
          server_id: id2,
          ip,
          created: isoMinute(created),
          last_checkin: isoMinute(lastCheckin)
        }))
      );
    }
  }),
  route({
    methods: ["GET"],
    path: "kcare/key/set_cidr.json",
    effect: "write",
    run(call) {
      const found = ownKey4(call);
      const text = call.args.optional("cidr");
      if (text === void 0) throw new Refusal("Required parameter is missing: cidr");
      const cidrs = text.split(/[\s,;]+/).filter((cidr) => cidr !== "");
      const code = cidrs.map(cidrFault).find((fault) => fault !== 0) ?? 0;
      if (code === 0) call.account.kernelcareKeys.put({ ...found, cidrs });
      return data({ code });
    }
  }),
  route({
    methods: ["GET"],
    path: "kcare/srv/remove.json",
    effect: "write",
    run({ account, args }) {
      const server7 = account.kernelcareServers.get(args.text("server_id"));
      if (server7 === void 0) return data(null, "Server not found");
      removeServer3(account, server7.id);
      return data({ server_id: server7.id, key: server7.key });
    }
  })
];
function cidrFault(cidr) {
  const slash = cidr.indexOf("/");
  const version = isIP2(slash < 0 ? cidr : cidr.slice(0, slash));
  if (version === 0) return 1;
  const prefix = slash < 0 ? "" : cidr.slice(slash + 1);
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128) ? 0 : 2;
}
function ownKey4({ account, args }) {
  const found = account.kernelcareKeys.get(args.text("key"));
  if (found === void 0) throw new Refusal("Key not found");
  return found;
}
function removeServer3(account, id2) {
  account.kernelcareServers.remove(id2);
  leaveGroups(account, id2);
}

// ../../wt/journal/src/emulator/nagios.ts
var nagiosRoutes = [
  route({
    methods: ["GET"],
    path: "kcare/nagios/register_key.plain",
    effect: "write",
    auth: "none",
    style: "text",
    run({ account, args, clientIp }) {
      const key5 = args.optional("key") ?? "";
      if (!/^[A-Za-z0-9]{16,32}$/.test(key5)) return coded(1);
      const licensed = KERNELCARE_TYPES.some((type) => account.ipLicenses.has(licenseId({ ip: clientIp, type })));
      if (!licensed) return coded(2);
      account.monitoringKeys.put({ ip: clientIp, key: key5 });
      return coded(0);
    }
  }),
  route({
    methods: ["GET"],
    path: "kcare/nagios/:key",
    effect: "look",
    auth: "none",
    style: "nagios",
    run({ account, args }) {
      const key5 = args.text("key");
      if (account.kernelcareKeys.has(key5)) return health(account.kernelcareServers.filter((row) => row.key === key5));
      if (isMonitoringKey(account, key5)) return health([]);
      throw new Refusal("key not found");
    }
  }),
  route({
    methods: ["GET"],
    // The whole token stands in the path, after the login that it begins with.
    path: "kcare/nagios-res/:login/:token",
    effect: "look",
    style: "nagios",
    run({ account, args }) {
      if (!args.text("token").startsWith(`${args.text("login")}|`)) throw new Refusal("Authorization failed");
      return health(account.kernelcareServers.rows());
    }
  })
];
function coded(code) {
  return { text: `success:true
code:${code}` };
}
function isMonitoringKey(account, key5) {
  return account.monitoringKeys.filter((row) => row.key === key5).length > 0;
}
function health(servers2) {
  const counts = /* @__PURE__ */ new Map();
  for (const server7 of servers2) counts.set(server7.health, (counts.get(server7.health) ?? 0) + 1);
  counts.delete("up-to-date");
  if (counts.size === 0) return { text: "KernelCare OK - all servers are up to date!" };
  const parts = [...counts].map(([state, count2]) => `${count2} ${state}`);
  return { text: `KernelCare CRITICAL - ${parts.join(", ")}` };
}

// ../../wt/journal/src/emulator/status.ts
var HEALTHY = {
  db_clweb_connected: true,
  db_clweb_online: true,
  db_rhn_connected: true,
  db_rhn_online: true,
  rhn_overloaded: false,
  rhn_queue_full: false,
  xmlrpc: true,
  ip_server_reg: true
};
var statusRoutes = [
  route({ methods: ["GET"], path: "status.json", effect: "look", auth: "none", run: () => data(HEALTHY) }),
  route({
    methods: ["GET"],
    path: "status.plain",
    effect: "look",
    auth: "none",
    style: "text",
    run: () => ({ text: ["success:true", ...Object.entries(HEALTHY).map(([k, v]) => `${k}:${v}`)].join("\n") })
  })
];

// ../../wt/journal/src/emulator/router.ts
var API_ROOT = "/api/";
var ROUTES = [
  ...imunifyRoutes,
  ...kernelcareRoutes,
  ...nagiosRoutes,
  ...elsRoutes,
  ...cloudlinuxRoutes,
  ...ipLicenseRoutes,
  ...groupRoutes,
  ...featureRoutes,
  ...backupRoutes,
  ...awpRoutes,
  ...statusRoutes
];
var EXACT = /* @__PURE__ */ new Map();
var PATTERNS = [];
for (const route2 of ROUTES) {
  if (route2.path.includes(":")) PATTERNS.push({ segments: route2.path.split("/"), route: route2 });
  else EXACT.set(route2.path, [...EXACT.get(route2.path) ?? [], route2]);
}
function findRoute(method, path) {
  if (!path.startsWith(API_ROOT)) return { status: "nowhere" };
  const below = path.slice(API_ROOT.length);
  const exact = EXACT.get(below);
  if (exact !== void 0) return byMethod(exact, method, []);
  const given = below.split("/");
  for (const { segments, route: route2 } of PATTERNS) {
    const parameters = matchSegments(segments, given);
    if (parameters !== void 0) return byMethod([route2], method, parameters);
  }
  return { status: "nowhere" };
}
function endpointOf(route2) {
  return route2.path.replace(/\.json$/, "").replace(/\/:.*$/, "");
}
function byMethod(routes, method, parameters) {
  const route2 = routes.find((candidate) => candidate.methods.includes(method));
  return route2 === void 0 ? { status: "wrong-method" } : { status: "found", route: route2, parameters };
}
function matchSegments(segments, given) {
  if (segments.length !== given.length) return void 0;
  const parameters = [];
  for (const [i, segment] of segments.entries()) {
    const text = given[i] ?? "";
    if (!segment.startsWith(":")) {
      if (segment !== text) return void 0;
    } else {
      const decoded2 = decode(text);
      if (decoded2 === void 0 || decoded2 === "") return void 0;
      parameters.push([segment.slice(1), decoded2]);
    }
  }
  return parameters;
}
function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return void 0;
  }
}

// ../../wt/journal/src/emulator/token.ts
import { createHash as createHash2 } from "node:crypto";
function makeToken(login, secret, now) {
  const seconds = String(Math.floor(now / 1e3));
  return [login, seconds, sha1(secret + seconds)].join("|");
}
function isValidToken(token2, check, now) {
  const [login, seconds, digest, ...rest] = (token2 ?? "").split("|");
  if (login !== check.login || seconds === void 0 || digest === void 0 || rest.length > 0) return false;
  if (!/^\d{1,12}$/.test(seconds)) return false;
  if (Math.abs(Math.floor(now / 1e3) - Number(seconds)) > check.allowedSkew) return false;
  return digest === sha1(check.secret + seconds);
}
function sha1(text) {
  return createHash2("sha1").update(text).digest("hex");
}

// ../../wt/journal/src/emulator/service.ts
var Service = class {
  #parts;
  constructor(parts) {
    this.#parts = parts;
  }
  serve(request, by) {
    const { faults, ledger, rate, render } = this.#parts;
    const { method, body = "" } = request;
    const seq = ledger.open();
    const time = this.#parts.now();
    const found = findRoute(method, request.path);
    if (found.status !== "found") {
      const answer2 = found.status === "nowhere" ? writeHtml(404, "404 Not Found") : writeHtml(405, "405 Not Allowed");
      const query = withoutToken(request.query ?? []);
      const endpoint2 = withoutTokenSegment(request.path);
      const nothing = { mutating: false, applied: false, outcome: "not-found", status: answer2.status };
      ledger.close({ record: "call", seq, time, by, method, endpoint: endpoint2, query, ...nothing });
      return dated(answer2, time);
    }
    const { route: route2 } = found;
    const endpoint = endpointOf(route2);
    const fault = by === "api" ? faults.strike(endpoint, method, route2.effect) ?? rate?.strike(time) : void 0;
    const pairs = [...found.parameters, ...request.query ?? []];
    const call = { by, seq, time, route: route2, pairs, body, fault };
    const carried = fault?.when === "before" ? void 0 : this.#carryOut(call);
    const answer = fault === void 0 ? carried?.answer : writeFault(fault, route2, render.shape, carried?.answer);
    if (answer === void 0) throw new Error(`no answer for ${endpoint}`);
    ledger.close({
      ...{ record: "call", seq, time, by, method, endpoint, query: withoutToken(pairs) },
      ...body === "" ? {} : { body },
      mutating: route2.effect === "write",
      ...carried?.result ?? { applied: false, outcome: "not-reached" },
      ...fault === void 0 ? {} : { fault: { do: fault.do, when: fault.when } },
      status: answer.status
    });
    return dated(answer, time);
  }
  #carryOut(call) {
    const { render, tokens } = this.#parts;
    const { route: route2 } = call;
    const args = new CallArguments(call.pairs);
    const needsToken = route2.auth === "token" && call.by === "api";
    if (needsToken && !isValidToken(args.optional("token"), tokens, call.time)) {
      const answer = writeRefusal(route2, render.shape, "Authorization failed");
      return { answer, result: { applied: false, outcome: "unauthorised", refusal: "Authorization failed" } };
    }
    const flags2 = /* @__PURE__ */ new Set();
    const marks = () => ({
      ...flags2.has("misprint") ? { misprint: true } : {},
      ...flags2.has("untyped-removal") ? { untypedRemoval: true } : {}
    });
    try {
      const answer = this.#run(call, args, flags2);
      const result = { applied: true, outcome: "done", ...marks() };
      return { answer: writeAnswer(route2, render.shape, answer), result };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = writeRefusal(route2, render.shape, error.message);
      return { answer, result: { applied: false, outcome: "refused", refusal: error.message, ...marks() } };
    }
  }
  #run({ route: route2, seq, time, body, fault }, args, flags2) {
    const { account, history, ids, ledger, render, clientIp, backupsForAnyServer } = this.#parts;
    const context = { args, render, ids, now: time, body, clientIp, backupsForAnyServer };
    const flag2 = (name) => void flags2.add(name);
    if (route2.effect !== "write") {
      const lagging = route2.effect === "list" ? history.visible(account, seq, time) : account;
      return route2.run({ ...context, flag: flag2, account: fault?.do === "stale" ? history.stale(account) : lagging });
    }
    const remember = this.#keepsPast() ? history.prepare(account, seq, time) : void 0;
    const eventsBefore = ledger.events.length;
    const answer = route2.run({ ...context, flag: flag2, account });
    if (ledger.events.length > eventsBefore) remember?.();
    return answer;
  }
  /** Copies of a large account are not free, so they are made only when some list may ask for them. */
  #keepsPast() {
    return this.#parts.history.lags || this.#parts.faults.rules.some((rule) => rule.do === "stale");
  }
};
function dated(answer, time) {
  return { ...answer, headers: { ...answer.headers, date: new Date(time).toUTCString() } };
}
function withoutToken(pairs) {
  return Object.fromEntries([...pairs].filter(([name]) => name !== "token"));
}
function withoutTokenSegment(path) {
  const segments = path.split("/");
  return segments.map((segment) => /\||%7c/i.test(segment) ? "(token)" : segment).join("/");
}

// ../../wt/journal/src/emulator/shapes.ts
var DEFAULT_SHAPE = {
  numbers: "int",
  v2: "bare",
  notes: "on",
  refusals: 200,
  order: "stable",
  descriptions: "null",
  lag: { ms: 0, calls: 0 }
};

// ../../wt/journal/src/emulator/emulator.ts
function createEmulator(options = {}) {
  const { login = "acme", secret = "emulator-secret", seed = 1, now = Date.now } = options;
  const stream = (index) => options.random ?? seededRandom(seed * 3 + index);
  const ledger = new Ledger(options.onRecords);
  const account = createAccount(options.contents ?? DEFAULT_CONTENTS, ledger.watch);
  const shape = { ...DEFAULT_SHAPE, ...options.shape };
  const faults = new FaultInjector(stream(0), options.faults ?? []);
  const service = new Service({
    account,
    ledger,
    faults,
    rate: options.rate === void 0 ? void 0 : new RateLimit(options.rate),
    history: new History(shape.lag),
    ids: new Ids(stream(1), account),
    render: new Render(shape, stream(2)),
    tokens: { login, secret, allowedSkew: options.allowedSkew ?? 300 },
    clientIp: options.clientIp ?? "127.0.0.1",
    backupsForAnyServer: options.backupsForAnyServer ?? false,
    now
  });
  return {
    login,
    secret,
    account,
    ledger,
    faults,
    handle: (request) => service.serve(request, "api"),
    console: (request) => service.serve(request, "console"),
    token: () => makeToken(login, secret, now()),
    dump: () => dumpAccount(account)
  };
}

// ../../wt/journal/test/support/inProcess.ts
var TEST_NOW = Date.UTC(2024, 4, 1, 12);

// ../../wt/journal/test/simulation/support/chance.ts
var Chance = class {
  /** Uniform in [0, 1). */
  real;
  constructor(seed, stream) {
    this.real = seededRandom(Math.imul(seed, 2654435761) ^ Math.imul(stream + 1, 2246822507));
  }
  /** A whole number from `low` to `high`, both included. */
  between(low, high) {
    return low + Math.floor(this.real() * (high - low + 1));
  }
  flip(probability) {
    return this.real() < probability;
  }
  pick(items) {
    return items[this.between(0, items.length - 1)] ?? items[0];
  }
  /** Each item with this probability, in the given order. */
  some(items, probability) {
    return items.filter(() => this.flip(probability));
  }
};

// ../../wt/journal/test/simulation/support/strike.ts
var POSSIBLE = (() => {
  const answers = ["refuse", "500", "502", "reset", "hang", "html"];
  const both3 = answers.flatMap((fault) => [[fault, "before"], [fault, "after"]]);
  const write = [...both3, ["not-sent", "before"], ["429", "before"], ["cut", "after"], ["late", "after"]];
  const read = [...answers.map((fault) => [fault, "before"]), ["429", "before"], ["cut", "after"]];
  return {
    create: [...write, ["replay", "after"]],
    change: [...write, ["replay", "after"]],
    remove: [...write, ["replay", "after"]],
    list: [...read, ["not-sent", "before"], ["stale", "after"]],
    commit: [
      ["fail", "before"],
      ["fail", "after"]
    ]
  };
})();

// ../../wt/journal/test/simulation/support/drawStory.ts
var MINUTE = 6e4;
function drawStory(seed, focus = {}) {
  const chance = new Chance(seed, 0);
  const singleWriter = chance.flip(0.15);
  const versions = drawVersions(chance, focus);
  const settled2 = focus.lists !== "freeze" && chance.flip(0.5);
  return {
    seed,
    contents: CONTENTS,
    shape: {
      notes: chance.pick(["on", "off"]),
      order: chance.pick(["stable", "shuffled"]),
      numbers: chance.pick(["int", "string"]),
      v2: chance.pick(["bare", "wrapped"]),
      refusals: chance.pick([200, 400]),
      lag: { ms: focus.lists === "lag" || chance.flip(0.3) ? chance.between(300, 4e3) : 0, calls: 0 }
    },
    versions,
    markers: !chance.flip(0.1),
    singleWriter,
    settled: settled2,
    actors: drawActors(chance, versions.length, singleWriter ? 1 : chance.pick([1, 1, 2]), focus),
    strikes: drawStrikes(chance, focus),
    visits: drawVisits(chance, singleWriter, focus),
    freezes: drawFreezes(chance, focus)
  };
}
var CONTENTS = {
  ...DEFAULT_CONTENTS,
  imunifyKeys: [
    ...DEFAULT_CONTENTS.imunifyKeys ?? [],
    { key: "IM1OLDPOOL00000001", code: "360_1", limit: 0, note: "old pool" },
    // Made by hand long ago, and just like those that are declared: not ours to take.
    { key: "IM30BYHAND00000001", code: "360_30", limit: 5, note: "web" }
  ],
  kernelcareKeys: [
    ...DEFAULT_CONTENTS.kernelcareKeys ?? [],
    { key: "KcByHand00000001", limit: 10, note: "fleet", enabled: true, created: 0, cidrs: [] }
  ],
  imunifyServers: ["S1", "S2"].map((id2, index) => {
    return { id: id2, key: "IM1OLDPOOL00000001", ip: `198.51.100.${index + 1}`, lastCheckin: TEST_NOW };
  }),
  // By hand, and not declared: nobody may touch it, though the manifest declares other licences of that IP.
  ipLicenses: [{ ip: "203.0.113.1", type: 5017, registered: true, created: 0, elsAllowed: false }]
};
function drawVersions(chance, focus) {
  const first = drawBlocks(chance, focus);
  return chance.flip(0.6) ? [first, changed(chance, first)] : [first];
}
function drawBlocks(chance, { sections = [] }) {
  const has = (section9) => sections.includes(section9 ?? "") || chance.flip(0.35);
  const blocks = {};
  if (has("imunify_keys")) {
    const web = { product: "360_30", limit: 5, note: "web", ...has() ? { servers: ["S1", "S2"] } : {} };
    const mail = { product: chance.pick(["360_30", "AVP"]), limit: 5, note: chance.pick(["web", "mail"]) };
    blocks.imunify_keys = has() ? { web, mail } : { web };
  }
  if (has("kernelcare_keys")) {
    const fleet = { limit: 10, note: "fleet", ...has() ? { cidrs: ["203.0.113.0/24"] } : {} };
    blocks.kernelcare_keys = has() ? { fleet, edge: { limit: 10, note: "fleet" } } : { fleet };
  }
  if (has("els_keys")) blocks.els_keys = { c7: { product: "ELS_FOR_CENTOS7", limit: 20, note: "c7" } };
  if (has("cloudlinux_keys")) blocks.cloudlinux_keys = { shared: { product: "CL", limit: 10, note: "shared" } };
  if (has("ip_licenses")) {
    blocks.ip_licenses = {
      plain: { products: ["cloudlinux", "kernelcare"], ips: ["203.0.113.1", "203.0.113.2"] },
      ...has() ? { tier: { products: ["imunify360-1"], ips: ["203.0.113.3"], els_allowed: true } } : {}
    };
  }
  if (has("backups")) blocks.backups = { S1: { size_gb: 10, datacenter: "EU1" } };
  return Object.keys(blocks).length === 0 ? { kernelcare_keys: { fleet: { limit: 10, note: "fleet" } } } : blocks;
}
var CHANGES = {
  imunify_keys: [
    (block) => ({ ...block, product: "360_250" }),
    (block) => ({ ...block, limit: 7 }),
    (block) => block.servers === void 0 ? void 0 : block
  ],
  kernelcare_keys: [(block) => ({ ...block, limit: 20 }), (block) => ({ ...block, cidrs: [] }), () => void 0],
  els_keys: [(block) => ({ ...block, limit: 30 }), (block) => ({ ...block, product: "CELS" }), () => void 0],
  cloudlinux_keys: [(block) => ({ ...block, limit: 12 }), (block) => ({ ...block, product: "CLP" }), () => void 0],
  ip_licenses: [
    (block) => ({ ...block, ips: ["203.0.113.2", "203.0.113.4"] }),
    (block) => block.els_allowed === void 0 ? void 0 : { ...block, products: ["imunify360-30"] }
  ],
  backups: [(block) => ({ ...block, size_gb: 30 }), (block) => ({ ...block, size_gb: 50 })]
};
function changed(chance, blocks) {
  const next = {};
  for (const [section9, named2] of Object.entries(blocks)) {
    const kept = {};
    for (const [name, block] of Object.entries(named2)) {
      const changes = CHANGES[section9];
      const turned = changes === void 0 || chance.flip(0.35) ? block : chance.pick(changes)(block, chance);
      if (turned !== void 0) kept[name] = turned;
    }
    if (Object.keys(kept).length > 0) next[section9] = kept;
  }
  return { cloudlinux_keys: { late: { product: "CL", limit: 4, note: "late" } }, ...next };
}
var DELAYS = [10, 500, 3e3, 3e4, 4 * MINUTE, 11 * MINUTE];
function drawActors(chance, versions, count2, { lists }) {
  return Array.from({ length: count2 }, (_, index) => {
    const lives = chance.pick([1, 1, 2, 3]);
    return Array.from({ length: lives }, (__, life) => {
      const fate = chance.flip(life === lives - 1 ? 0.3 : 0.8) ? drawFate(chance) : void 0;
      return {
        afterMs: life === 0 && index === 0 ? 0 : chance.pick(lists === "freeze" ? [11 * MINUTE] : DELAYS),
        version: life === 0 && chance.flip(0.3) ? 0 : versions - 1,
        ...fate === void 0 ? {} : { fate },
        ...count2 > 1 && chance.flip(0.3) ? { steals: true } : {}
      };
    });
  });
}
function drawFate(chance) {
  const what = chance.pick(["crash", "crash", "power", "pause", "interrupt"]);
  const moment = chance.between(1, chance.pick([40, 80, 160]));
  return { what, moment, ...what === "pause" ? { ms: chance.between(1e3, 8 * MINUTE) } : {} };
}
function drawStrikes(chance, focus) {
  const classes = [
    "create",
    "create",
    "create",
    "change",
    "remove",
    "list",
    "commit"
  ];
  return Array.from({ length: chance.pick([focus.on === void 0 ? 0 : 1, 1, 1, 2, 3, 6]) }, () => {
    const on = focus.on ?? chance.pick(classes);
    const possible = POSSIBLE[on].filter(([fault2]) => focus.fault === void 0 || fault2 === focus.fault);
    const [fault, when] = possible[chance.between(0, possible.length - 1)] ?? ["reset", "after"];
    const nth = chance.between(1, on === "list" ? 25 : on === "commit" ? 8 : 4);
    return { fault, when, on, nth, ...fault === "late" ? { ms: chance.between(1e3, 9 * MINUTE) } : {} };
  });
}
function drawVisits(chance, singleWriter, { visit }) {
  if (visit !== void 0) return [{ atMs: chance.between(0, 300), does: visit }];
  if (singleWriter || chance.flip(0.7)) return [];
  return Array.from({ length: chance.pick([1, 1, 2]) }, () => ({
    atMs: chance.pick([chance.between(0, 1e3), chance.between(0, 1e4), chance.between(0, 10 * MINUTE)]),
    does: chance.pick(["alike", "add", "remove", "limit", "license", "resize"])
  }));
}
function drawFreezes(chance, { lists }) {
  if (lists === "freeze") return [{ atMs: chance.between(0, 200), forMs: chance.between(12, 25) * MINUTE }];
  return chance.flip(0.9) ? [] : [{ atMs: chance.between(0, 2e3), forMs: chance.between(1, 25) * MINUTE }];
}

// ../../wt/journal/test/simulation/support/mutants.ts
function withKind(kinds, type, change) {
  return new Map([...kinds].map(([name, kind]) => [name, name === type ? { ...kind, ...change(kind) } : kind]));
}
function withCreates(kinds, change) {
  return new Map(
    [...kinds].map(([name, kind]) => [
      name,
      kind.create === void 0 ? kind : { ...kind, create: change(kind.create) }
    ])
  );
}
function frozen(story) {
  const edge = { limit: 10, note: "edge" };
  return {
    ...story,
    shape: {},
    versions: [{ kernelcare_keys: { fleet: { limit: 5, note: "fleet" }, edge } }, { kernelcare_keys: { edge } }],
    ...{ markers: true, singleWriter: false, settled: false, visits: [] },
    actors: [
      [
        { afterMs: 10, version: 0 },
        { afterMs: 11 * 6e4, version: 1 }
      ]
    ],
    strikes: [{ fault: "reset", when: "after", on: "create", nth: 2 }],
    freezes: [{ atMs: 0, forMs: 20 * 6e4 }]
  };
}
function unwatched(kinds) {
  return withKind(kinds, "imunify_server", () => ({ list: () => Promise.resolve([]) }));
}
function replaced(story) {
  const web = (product3) => ({ imunify_keys: { web: { product: product3, limit: 5, servers: ["S1", "S2"] } } });
  const { strikes } = drawStory(story.seed, { on: "change", fault: "reset" });
  return {
    ...story,
    versions: [web("360_30"), web("360_250")],
    ...{ singleWriter: false, settled: true, visits: [], freezes: [], strikes },
    actors: [[{ afterMs: 0, version: 1 }]]
  };
}
var MUTANTS = [
  {
    name: "no intent is written before a create",
    records: (records) => records.filter(({ op }) => op !== "intend")
  },
  {
    name: "an intent is forgotten before its outcome is known",
    records: (records) => records.flatMap(
      (record) => record.op === "intend" ? [record, { op: "settle", seq: record.intent.seq }] : [record]
    )
  },
  { name: "the state is written without comparing its serial", disk: { noCompare: true } },
  { name: "a write is acknowledged before it is durable", disk: { noSync: true } },
  { name: "the state is written over in place", disk: { inPlace: true } },
  {
    name: "what is looked for is given no time to settle",
    settleMs: 0,
    focus: { sections: ["imunify_keys"], on: "create", fault: "replay", lists: "lag" }
  },
  {
    name: "what a proxy carried out twice is not looked for",
    silent: ["bought-twice"],
    focus: { sections: ["imunify_keys"], on: "create", fault: "replay" }
  },
  {
    name: "the list need not show the object that was made last",
    sharpen: frozen,
    records: (records) => records.map((record) => {
      if (record.op !== "bind") return record;
      const { type, id: id2, applied, made, replacedBy } = record.binding;
      const rest = { ...made && { made }, ...replacedBy && { replacedBy } };
      return { ...record, binding: { type, id: id2, applied, ...rest } };
    })
  },
  {
    name: "a write is sent again on a 5xx or a lost connection",
    transport: (transport) => ({
      async send(request) {
        const first = await transport.send(request);
        const again = first.kind === "lost" || first.kind === "answered" && first.status >= 500;
        return again && request.kind === "write" ? transport.send(request) : first;
      }
    })
  },
  {
    name: "a lost answer to a create counts as a refusal",
    kinds: (kinds) => withCreates(kinds, (create) => async (api, spec, marker) => {
      const outcome = await create(api, spec, marker);
      if (outcome.status !== "unknown") return outcome;
      return { status: "refused", endpoint: outcome.endpoint, reason: outcome.reason };
    })
  },
  {
    name: "a lost answer to a create counts as not sent",
    kinds: (kinds) => withCreates(kinds, (create) => async (api, spec, marker) => {
      const outcome = await create(api, spec, marker);
      if (outcome.status !== "unknown") return outcome;
      return { status: "notSent", endpoint: outcome.endpoint, reason: outcome.reason };
    })
  },
  {
    name: "a binding is not written with the intent that it settles",
    records: (records) => records.some(({ op }) => op === "settle") ? records.filter(({ op }) => op !== "bind") : records
  },
  {
    name: "any licence that ipl/check shows is taken for ours",
    kinds: (kinds) => withKind(kinds, "ip_license", (kind) => ({
      async create(api, spec, marker) {
        const types = await api.read.ipLicenses.check(spec.ip);
        const [type] = types;
        if (type !== void 0) return done({ type: "ip_license", id: `${spec.ip}/${type}`, spec });
        const made = await kind.create?.(api, spec, marker);
        if (made === void 0) throw new Error("A licence cannot be made.");
        return made;
      }
    }))
  },
  {
    name: "an IP licence is removed without its type",
    transport: (transport) => ({
      send: (request) => transport.send(
        request.path === "ipl/remove.json" ? { ...request, query: request.query.filter(([name]) => name !== "type") } : request
      )
    })
  },
  {
    name: "an old key is removed before its servers have moved, and without a look under it",
    applyKinds: unwatched,
    sharpen: replaced,
    plan: (plan) => {
      const removes = plan.steps.filter(({ op, type }) => op === "remove" && type === "imunify_key");
      const rest = plan.steps.filter((step) => !removes.includes(step));
      const puts = new Set(rest.filter(({ type }) => type === "imunify_key").map(({ id: id2 }) => id2));
      return {
        ...plan,
        steps: [...rest, ...removes.map((step) => ({ ...step, after: step.after.filter((id2) => puts.has(id2)) }))]
      };
    }
  },
  {
    name: "a backup is resized without reading its size again",
    focus: { sections: ["backups"], visit: "resize" },
    kinds: (kinds) => withKind(kinds, "backup", () => ({
      async update(api, live9, next) {
        const delta = next.size_gb - (live9.spec.size_gb ?? 0);
        const outcome = await api.write.backups.resize({ backupId: live9.id, delta });
        if (outcome.status !== "done") return outcome;
        return done({ ...live9, spec: next });
      }
    }))
  },
  {
    name: "a server counts as moved when the call could not tell, and nobody looks under the old key",
    sharpen: replaced,
    applyKinds: (kinds) => withKind(unwatched(kinds), "imunify_server", (kind) => ({
      async update(api, live9, next, fields2) {
        const outcome = await kind.update?.(api, live9, next, fields2);
        return outcome?.status === "done" ? outcome : done({ ...live9, spec: next });
      }
    }))
  },
  {
    name: "a list that could not be read counts as empty",
    focus: { sections: ["imunify_keys"], on: "list", fault: "refuse" },
    kinds: (kinds) => new Map(
      [...kinds].map(([name, kind]) => [
        name,
        {
          ...kind,
          list: async (...args) => {
            try {
              return await kind.list(...args);
            } catch {
              return [];
            }
          }
        }
      ])
    )
  },
  {
    name: "the ids that were there before are not remembered",
    focus: { sections: ["imunify_keys"], on: "create", fault: "reset" },
    records: (records) => records.map(
      (record) => record.op === "intend" ? { ...record, intent: { ...record.intent, idsBefore: [] } } : record
    )
  },
  {
    name: "a replaced key is forgotten before it is removed",
    records: (records) => records.filter((record) => record.op !== "bind" || record.binding.replacedBy === void 0)
  },
  {
    name: "a message quotes a licence key",
    focus: { sections: ["kernelcare_keys"], on: "remove", fault: "reset" },
    kinds: (kinds) => withKind(kinds, "kernelcare_key", (kind) => ({
      async remove(api, live9) {
        const outcome = await kind.remove?.(api, live9);
        if (outcome === void 0 || outcome.status === "done") return outcome ?? done(void 0);
        return { ...outcome, reason: `${outcome.reason} (${live9.id})` };
      }
    }))
  }
];

// ../../wt/journal/src/kinds/support/doneIfGone.ts
async function doneIfGone(outcome, isThere2) {
  if (outcome.status === "done") return done(void 0);
  if (!turnedDown(outcome)) return outcome;
  try {
    return await isThere2() ? outcome : done(void 0);
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

// ../../wt/journal/src/kinds/support/readBeforeSending.ts
async function readBeforeSending(read) {
  try {
    return done(await read());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: "notSent", endpoint: error.endpoint, reason: error.message };
  }
}

// ../../wt/journal/src/kinds/support/refused.ts
function refused(endpoint, what) {
  return { status: "refused", endpoint, reason: `${endpoint}: ${what}` };
}

// ../../wt/journal/src/kinds/support/uniqueById.ts
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

// ../../wt/journal/src/kinds/support/unproven.ts
function unproven(endpoint, what) {
  return { status: "unknown", endpoint, reason: `${endpoint}: ${what}` };
}

// ../../wt/journal/src/kinds/backup.ts
var TYPE = "backup";
var section = {
  name: "backups",
  expand(name, { size_gb, datacenter }, tools) {
    tools.declare({ name, spec: { server_id: name, size_gb, datacenter } });
  }
};
var backup2 = {
  type: TYPE,
  title: "backup",
  identity: "natural",
  fields: { server_id: {}, size_gb: { delta: true }, datacenter: { immutable: true } },
  replacement: "delete-first",
  section,
  async list(read) {
    return uniqueById("ab/list", (await read.backups.list()).map(live));
  },
  async create({ write }, { server_id, size_gb, datacenter }) {
    return mapOutcome(await write.backups.create({ serverId: server_id, size: size_gb, datacenter }), live);
  },
  async update({ read, write }, { id: id2, spec: { size_gb: planned } }, { size_gb: wanted }) {
    const look3 = await readBeforeSending(() => read.backups.list());
    if (look3.status !== "done") return look3;
    const now = look3.value.find(({ backupId }) => backupId === id2);
    if (now === void 0) return refused("ab/resize", "nothing was sent: the backup is gone from the account");
    if (now.size === wanted) return done(live(now));
    if (now.size !== planned) {
      return refused(
        "ab/resize",
        `nothing was sent: the backup has ${now.size} GB now, no longer the ${planned ?? "unknown number of"} GB that the plan saw`
      );
    }
    const answer = await write.backups.resize({ backupId: id2, delta: wanted - now.size });
    if (answer.status !== "done" || answer.value.size === wanted) return mapOutcome(answer, live);
    return unproven("ab/resize", `the answer shows ${answer.value.size} GB where ${wanted} GB were asked for`);
  },
  async remove({ read, write }, { id: id2 }) {
    return doneIfGone(
      await write.backups.remove(id2),
      async () => (await read.backups.list()).some(({ backupId }) => backupId === id2)
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

// ../../wt/journal/src/model/marker.ts
var MARKER = /(?:^| )\[clnform:([^\]#\s]{0,24})#([a-z0-9]{4,16})\]$/u;
var NAME_MAX = 24;
function markerLength(name) {
  return " [clnform:".length + Math.min(name.length, NAME_MAX) + "#".length + 8 + "]".length;
}
function makeTag(random) {
  let tag = "";
  while (tag.length < 8) tag += Math.floor(random() * 36).toString(36);
  return tag;
}
function makeMarker(name, tag) {
  return `[clnform:${name.slice(0, NAME_MAX)}#${tag}]`;
}
function joinNote(note2, marker) {
  if (marker === void 0) return note2;
  return note2 === "" ? marker : `${note2} ${marker}`;
}
function splitNote(text) {
  const found = MARKER.exec(text);
  if (found?.[2] === void 0) return { note: text };
  return { note: text.slice(0, found.index), tag: found[2], marker: found[0].trimStart() };
}

// ../../wt/journal/src/model/product.ts
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
var IMUNIFY_FAMILY2 = /* @__PURE__ */ new Set([40, 41, 42, 43, 44, 49]);
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

// ../../wt/journal/src/kinds/support/checkReserved.ts
function checkReserved(tools, note2) {
  if (note2 === void 0 || splitNote(note2).marker === void 0) return;
  tools.report({
    severity: "error",
    code: "reserved-note",
    summary: "The text at the note's end is clnform's own marker.",
    help: "Take the part in square brackets out: clnform adds and hides its markers by itself.",
    at: ["note"]
  });
}

// ../../wt/journal/src/kinds/support/checkNote.ts
function checkNote(tools, name, note2, maxLength) {
  checkReserved(tools, note2);
  if (note2 === void 0) return;
  const room = maxLength - (tools.markers ? markerLength(name) : 0);
  if (note2.length <= room) return;
  tools.report({
    severity: "error",
    code: "note-too-long",
    summary: `The note has ${note2.length} characters; ${room} fit${tools.markers ? " beside the marker that clnform adds" : ""}.`,
    help: tools.markers ? `Shorten it to ${room} characters, or give up markers with "markers: off".` : `Shorten it to ${room} characters.`,
    at: ["note"]
  });
}

// ../../wt/journal/src/kinds/support/keyBilling.ts
function keyBilling(product3, limit) {
  return { product: product3, units: limit === 0 ? null : limit };
}

// ../../wt/journal/src/kinds/support/keyFields.ts
function keyFields({ limit, note: note2, remove_stale_servers_after: stale }) {
  return {
    limit,
    ...note2 === void 0 ? {} : { note: note2 },
    ...stale === void 0 ? {} : { remove_stale_servers_after: Number(stale.slice(0, -1)) }
  };
}

// ../../wt/journal/src/kinds/support/noteFields.ts
function noteFields(text) {
  const { note: note2, marker, tag } = splitNote(text);
  return {
    note: note2,
    ...marker === void 0 ? {} : { marker },
    ...tag === void 0 ? {} : { tag }
  };
}

// ../../wt/journal/src/kinds/support/noteToSend.ts
function noteToSend(note2, marker) {
  if (note2 === void 0 && marker === void 0) return {};
  return { note: joinNote(note2 ?? "", marker) };
}

// ../../wt/journal/src/kinds/support/parallelMap.ts
async function parallelMap(items, limit, run) {
  const results = [];
  const queue = items.entries();
  let failed = false;
  const worker = async () => {
    for (const [index, item] of queue) {
      try {
        results[index] = await run(item);
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

// ../../wt/journal/src/kinds/support/productsInScope.ts
function productsInScope(scope, known) {
  const named2 = scope.specs.flatMap(({ product: product3 }) => product3 === void 0 ? [] : [product3]);
  return [...new Set(scope.all ? [...known, ...named2] : named2)].sort();
}

// ../../wt/journal/src/kinds/support/readConcurrency.ts
var READ_CONCURRENCY = 8;

// ../../wt/journal/src/kinds/support/replacesKey.ts
function replacesKey({ action }) {
  if (action !== "replace") return [];
  return [
    {
      name: "replaces-key",
      detail: "A new key takes the place of this one: every host registered with the old key must be registered again with the new one."
    }
  ];
}

// ../../wt/journal/src/kinds/cloudlinuxKey.ts
var TYPE2 = "cloudlinux_key";
var NOTE_MAX2 = 255;
var section2 = {
  name: "cloudlinux_keys",
  expand(name, block, tools) {
    checkNote(tools, name, block.note, NOTE_MAX2);
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
  marker: { field: "note", maxLength: NOTE_MAX2 },
  seats: { field: "limit" },
  section: section2,
  async list(read, scope) {
    const rows = await keysOf(read, productsInScope(scope, CLOUDLINUX_CODES));
    return uniqueById("v2/cl/keys", rows.map(live2));
  },
  async create({ write }, { product: product3, limit, note: note2 }, marker) {
    const answer = await write.cloudlinux.createKey({ productType: product3, limit, ...noteToSend(note2, marker) });
    return mapOutcome(answer, live2);
  },
  async update({ write }, { id: id2, marker }, { limit, note: note2 }) {
    return mapOutcome(await write.cloudlinux.updateKey({ key: id2, limit, note: joinNote(note2 ?? "", marker) }), live2);
  },
  async remove({ read, write }, { id: id2, spec }) {
    const products = spec.product === void 0 ? CLOUDLINUX_CODES : [spec.product];
    return doneIfGone(
      await write.cloudlinux.removeKey(id2),
      async () => (await keysOf(read, products)).some(({ key: key5 }) => key5 === id2)
    );
  },
  hazards: replacesKey,
  billing: ({ product: product3, limit }) => keyBilling(product3, limit)
};
async function keysOf(read, products) {
  return (await parallelMap(products, READ_CONCURRENCY, (product3) => read.cloudlinux.keys(product3))).flat();
}
function live2({ key: key5, productType, limit, description }) {
  const { note: note2, ...marks } = noteFields(description);
  return { type: TYPE2, id: key5, spec: { product: productType, limit, note: note2 }, ...marks };
}

// ../../wt/journal/src/kinds/support/liveServer.ts
function liveServer(type, id2, spec, lastCheckin) {
  return { type, id: id2, name: id2, spec, ...lastCheckin === void 0 ? {} : { lastCheckin } };
}

// ../../wt/journal/src/kinds/support/productsOfParents.ts
function productsOfParents(under) {
  return [...new Set(under.flatMap(({ spec }) => spec.product === void 0 ? [] : [spec.product]))].sort();
}

// ../../wt/journal/src/kinds/support/removesServer.ts
function removesServer({ action }) {
  if (action !== "remove") return [];
  return [
    { name: "removes-servers", detail: "This server loses its licence and has to be registered again to get one." }
  ];
}

// ../../wt/journal/src/kinds/cloudlinuxServer.ts
var TYPE3 = "cloudlinux_server";
var cloudlinuxServer = {
  type: TYPE3,
  title: "CloudLinux server",
  identity: "natural",
  fields: { key: { sensitive: true }, product: {} },
  parent: { type: "cloudlinux_key", field: "key" },
  async list(read, { under }) {
    const keys = new Set(under.map(({ id: id2 }) => id2));
    const rows = await parallelMap(
      productsOfParents(under),
      READ_CONCURRENCY,
      async (product3) => (await read.cloudlinux.servers(product3)).filter(({ key: key5 }) => keys.has(key5)).map(({ id: id2, key: key5 }) => liveServer(TYPE3, id2, { key: key5, product: product3 }))
    );
    return uniqueById("v2/cl/servers", rows.flat());
  },
  async remove({ read, write }, { id: id2, spec: { product: product3 } }) {
    return doneIfGone(
      await write.cloudlinux.removeServer(id2),
      async () => product3 === void 0 || (await read.cloudlinux.servers(product3)).some((server7) => server7.id === id2)
    );
  },
  hazards: removesServer
};

// ../../wt/journal/src/kinds/elsKey.ts
var TYPE4 = "els_key";
var NOTE_MAX3 = 255;
var section3 = {
  name: "els_keys",
  expand(name, block, tools) {
    checkNote(tools, name, block.note, NOTE_MAX3);
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
  marker: { field: "note", maxLength: NOTE_MAX3 },
  seats: { field: "limit" },
  staleAfterDays: (spec) => spec.remove_stale_servers_after,
  section: section3,
  async list(read, scope) {
    const rows = await keysOf2(read, productsInScope(scope, ELS_CODES));
    return uniqueById("els/key/list", rows.map(live3));
  },
  async create({ write }, { product: product3, limit, note: note2 }, marker) {
    return mapOutcome(await write.els.createKey({ productType: product3, limit, ...noteToSend(note2, marker) }), live3);
  },
  async update({ write }, { id: id2, marker }, { limit, note: note2 }) {
    return mapOutcome(await write.els.updateKey({ key: id2, limit, note: joinNote(note2 ?? "", marker) }), live3);
  },
  async remove({ read, write }, { id: id2, spec }) {
    const products = spec.product === void 0 ? ELS_CODES : [spec.product];
    return doneIfGone(
      await write.els.removeKey(id2),
      async () => (await keysOf2(read, products)).some(({ key: key5 }) => key5 === id2)
    );
  },
  hazards: replacesKey,
  billing: ({ product: product3, limit }) => keyBilling(product3, limit)
};
async function keysOf2(read, products) {
  return (await parallelMap(products, READ_CONCURRENCY, (product3) => read.els.keys(product3))).flat();
}
function live3({ key: key5, productType, limit, description }) {
  const { note: note2, ...marks } = noteFields(description);
  return { type: TYPE4, id: key5, spec: { product: productType, limit, note: note2 }, ...marks };
}

// ../../wt/journal/src/kinds/elsServer.ts
var TYPE5 = "els_server";
var elsServer = {
  type: TYPE5,
  title: "ELS server",
  identity: "natural",
  fields: { key: { sensitive: true }, product: {} },
  parent: { type: "els_key", field: "key" },
  async list(read, { under }) {
    const keys = new Set(under.map(({ id: id2 }) => id2));
    const rows = await parallelMap(
      productsOfParents(under),
      READ_CONCURRENCY,
      async (product3) => (await read.els.servers(product3)).filter(({ key: key5 }) => keys.has(key5)).map(({ id: id2, key: key5, lastCheckin }) => liveServer(TYPE5, id2, { key: key5, product: product3 }, lastCheckin))
    );
    return uniqueById("els/srv/list", rows.flat());
  },
  async remove({ read, write }, { id: id2, spec: { product: product3 } }) {
    return doneIfGone(
      await write.els.removeServer(id2),
      async () => product3 === void 0 || (await read.els.servers(product3)).some((server7) => server7.id === id2)
    );
  },
  // The printed address of this call names `key/remove`, which might remove a key with all its servers (FACTS.md).
  removalNeeds: "enable-els-server-removal",
  hazards: removesServer
};

// ../../wt/journal/src/kinds/feature.ts
var TYPE6 = "feature";
var NAMES = /* @__PURE__ */ new Map([["4600", "imunify-email"]]);
var IDS = new Map([...NAMES].map(([id2, name]) => [name, id2]));
var PERMISSIONS2 = { enabled: "ENABLED", disabled: "DISABLED", unset: "UNSET" };
var STATES = { ENABLED: "enabled", DISABLED: "disabled", UNSET: "unset" };
var section4 = {
  name: "features",
  expand(name, block, tools) {
    const id2 = IDS.get(name) ?? name;
    if (!/^[0-9]+$/.test(id2)) {
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
      name: displayName(id2),
      spec: state === "unset" ? { id: id2 } : { id: id2, state },
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
    return Object.entries(await read.features.account()).map(([id2, permission2]) => live4(id2, STATES[permission2]));
  },
  async putMany(api, puts) {
    const wanted = puts.map(wantedOf);
    return mapOutcome(await patch(api, wanted), () => wanted);
  },
  async remove(api, { id: id2 }) {
    return patch(api, [live4(id2, "unset")]);
  },
  async preflight(read, subjects) {
    const [supported2, account] = await Promise.all([read.features.supported(), read.features.account()]);
    const known = /* @__PURE__ */ new Set([...supported2.map(({ featureId }) => featureId), ...Object.keys(account)]);
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
  const asked = wanted.map(({ id: id2, spec }) => [id2, PERMISSIONS2[spec.state ?? "unset"]]);
  const answer = await write.features.patch(Object.fromEntries(asked));
  if (answer.status !== "done") return answer;
  const missed = asked.filter(([id2, permission2]) => answer.value[id2] !== permission2).map(([id2]) => displayName(id2));
  if (missed.length === 0) return done(void 0);
  return unproven("v2/features/account", `the answer does not show the change of ${missed.join(", ")}`);
}
function live4(id2, state) {
  return {
    type: TYPE6,
    id: id2,
    name: displayName(id2),
    spec: { id: id2, state },
    ...state === "unset" ? { inert: true } : {}
  };
}
function displayName(id2) {
  return NAMES.get(id2) ?? id2;
}

// ../../wt/journal/src/model/address.ts
function makeAddress(type, name) {
  return `${type}.${name}`;
}
function parseAddress(text) {
  const dot = text.indexOf(".");
  if (dot <= 0 || dot === text.length - 1) return void 0;
  return { type: text.slice(0, dot), name: text.slice(dot + 1) };
}

// ../../wt/journal/src/kinds/imunifyKey.ts
var TYPE7 = "imunify_key";
var section5 = {
  name: "imunify_keys",
  expand(name, block, tools) {
    checkReserved(tools, block.note);
    const spec = { product: block.product, ...keyFields(block) };
    tools.declare({ name, spec });
    block.servers?.forEach((server7, index) => {
      tools.declare({
        type: "imunify_server",
        name: server7,
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
  async create({ write }, { product: product3, limit, note: note2 }) {
    return mapOutcome(await write.imunify.createKey({ code: product3, limit, ...noteToSend(note2, void 0) }), live5);
  },
  async update({ write }, { id: id2 }, { limit, note: note2 }, fields2) {
    const noteArgument = fields2.includes("note") && note2 !== void 0 ? { note: note2 } : {};
    return mapOutcome(await write.imunify.updateKey({ key: id2, limit, ...noteArgument }), live5);
  },
  async remove({ read, write }, { id: id2 }) {
    return doneIfGone(
      await write.imunify.removeKey(id2),
      async () => (await read.imunify.keys()).some(({ key: key5 }) => key5 === id2)
    );
  },
  billing: ({ product: product3, limit }) => keyBilling(product3, limit)
};
function live5({ key: key5, code, limit, note: note2, servers: servers2 }) {
  return {
    type: TYPE7,
    id: key5,
    spec: { product: code, limit, ...note2 === void 0 ? {} : { note: note2 } },
    ...servers2 === void 0 ? {} : { occupants: servers2 }
  };
}

// ../../wt/journal/src/kinds/support/isOnSomeKey.ts
async function isOnSomeKey(keys, ownKey5, isOn) {
  for (const key5 of keys) if (key5 === ownKey5 && await isOn(key5)) return true;
  const others = keys.filter((key5) => key5 !== ownKey5);
  return (await parallelMap(others, READ_CONCURRENCY, isOn)).includes(true);
}

// ../../wt/journal/src/kinds/imunifyServer.ts
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
      async ({ id: key5 }) => (await read.imunify.servers(key5)).map(({ id: id2, lastCheckin }) => liveServer(TYPE8, id2, { key: key5 }, lastCheckin))
    );
    return uniqueById("im/srv/list", rows.flat());
  },
  async update({ write }, live9, { key: key5 }) {
    return mapOutcome(await write.imunify.convertServer({ id: live9.id, key: key5 }), () => ({
      ...live9,
      spec: { key: key5 }
    }));
  },
  async remove({ read, write }, { id: id2, spec }) {
    return doneIfGone(await write.imunify.removeServer(id2), async () => {
      const keys = (await read.imunify.keys()).map(({ key: key5 }) => key5);
      return isOnSomeKey(keys, spec.key, async (key5) => (await read.imunify.servers(key5)).some((on) => on.id === id2));
    });
  },
  hazards: removesServer
};

// ../../wt/journal/src/kinds/support/ipLicenseProduct.ts
var NAMES2 = new Map(IP_PRODUCTS.map(({ type, name }) => [type, name]));
var TYPES = new Map(IP_PRODUCTS.map(({ type, name }) => [name, type]));
var UNNAMED = /^type-([1-9][0-9]{0,8})$/;
function productOfType(type) {
  const known = NAMES2.get(type);
  const name = known ?? `type-${type}`;
  return { type, name, slot: IMUNIFY_FAMILY2.has(type) ? "imunify" : name, known: known !== void 0 };
}
function productOfName(name) {
  const type = TYPES.get(name) ?? UNNAMED.exec(name)?.[1];
  return type === void 0 ? void 0 : productOfType(Number(type));
}

// ../../wt/journal/src/kinds/support/ipLicensePreflight.ts
var CONCURRENCY = 10;
async function ipLicensePreflight(read, subjects) {
  const ips = [...new Set(subjects.map(({ spec }) => spec.ip))];
  const rows = await parallelMap(ips, CONCURRENCY, (ip) => read.ipLicenses.availability(ip));
  const possible = new Map(ips.map((ip, index) => [ip, typesOf(rows[index])]));
  return subjects.flatMap(({ address, spec: { ip, product: product3 } }) => {
    const type = productOfName(product3)?.type;
    if (type !== void 0 && possible.get(ip)?.has(type) === true) return [];
    return [
      {
        severity: "error",
        code: "ip-taken",
        summary: `${product3} cannot be registered on ${ip}: it is neither free there nor owned by this account.`,
        help: "Another account probably holds it. Have it released there, or take the address out of the manifest.",
        address
      }
    ];
  });
}
function typesOf(row) {
  return /* @__PURE__ */ new Set([...row?.available ?? [], ...row?.owned ?? []]);
}

// ../../wt/journal/src/kinds/support/ipLicenseProducts.ts
function ipLicenseProducts(declared, tools) {
  const bySlot = /* @__PURE__ */ new Map();
  declared.forEach((entry, index) => {
    const at = ["products", index];
    const product3 = typeof entry === "number" ? productOfType(entry) : productOfName(entry);
    if (product3 === void 0) {
      tools.report({
        severity: "error",
        code: "unknown-product",
        summary: `"${entry}" is no IP licence product.`,
        help: `Known products: ${IP_PRODUCTS.map(({ name }) => name).join(", ")}; any other by the API's type number, without quotes.`,
        at
      });
      return;
    }
    const earlier = bySlot.get(product3.slot);
    if (earlier !== void 0) {
      const twice = earlier.type === product3.type;
      tools.report({
        severity: "error",
        code: twice ? "duplicate-product" : "two-imunify-tiers",
        summary: twice ? `${product3.name} is listed twice.` : `An IP has one Imunify licence, and this block asks for two: ${earlier.name} and ${product3.name}.`,
        help: twice ? "Take one of the two out." : "Keep one of the two, or move the addresses apart into two blocks.",
        at
      });
      return;
    }
    if (!product3.known) {
      tools.report({
        severity: "warning",
        code: "unknown-product-type",
        summary: `Licence type ${product3.type} is not one that this version knows.`,
        help: "Check the number with CloudLinux; it is sent as it stands, and a wrong one is refused or buys something else.",
        at
      });
    }
    bySlot.set(product3.slot, product3);
  });
  return [...bySlot.values()];
}

// ../../wt/journal/src/kinds/support/saidToBeNone.ts
function saidToBeNone(endpoint, answer) {
  if (answer.status !== "done" || answer.value) return mapOutcome(answer, () => void 0);
  return refused(endpoint, "the service answered that there was no such object, and removed nothing");
}

// ../../wt/journal/src/kinds/ipLicense.ts
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
    return from !== to && !(IMUNIFY_FAMILY2.has(from) && IMUNIFY_FAMILY2.has(to) && to !== AV_PLUS);
  },
  async create({ write }, { ip, product: product3, els_allowed: elsAllowed }) {
    const answer = await write.ipLicenses.register({
      ip,
      type: typeNamed(product3),
      ...elsAllowed === void 0 ? {} : { elsAllowed }
    });
    return mapOutcome(answer, live6);
  },
  async update(api, there, next, fields2) {
    const converted = fields2.includes("product") ? await convert(api, there, next.product) : done(there);
    if (converted.status !== "done" || !fields2.includes("els_allowed") || next.els_allowed === void 0) {
      return converted;
    }
    const license2 = converted.value;
    const type = typeOf(license2.id);
    const answer = await api.write.ipLicenses.update({ ip: ipOf(license2.id), type, elsAllowed: next.els_allowed });
    if (answer.status !== "done" || answer.value) return mapOutcome(answer, () => license2);
    return refused("ipl/update", "the service found no such licence in this account");
  },
  async remove({ read, write }, { id: id2 }) {
    const license2 = { ip: ipOf(id2), type: typeOf(id2) };
    return doneIfGone(
      saidToBeNone("ipl/remove", await write.ipLicenses.remove(license2)),
      async () => (await read.ipLicenses.list()).some(({ ip, type }) => ip === license2.ip && type === license2.type)
    );
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
  billing: ({ product: product3 }) => ({ product: product3, units: 1 })
};
async function convert({ write }, { id: id2 }, product3) {
  const ip = ipOf(id2);
  const typeTo = typeNamed(product3);
  const answer = await write.ipLicenses.convert({ ip, type: typeOf(id2), typeTo });
  if (answer.status !== "done" || answer.value) return mapOutcome(answer, () => live6({ ip, type: typeTo }));
  return refused("ipl/convert", "the licence is gone, not owned by this account, or cannot be converted");
}
function live6({ ip, type }) {
  const { name, slot } = productOfType(type);
  return { type: TYPE9, id: `${ip}/${type}`, name: `${ip}/${slot}`, spec: { ip, product: name } };
}
function ipOf(id2) {
  return id2.slice(0, id2.indexOf("/"));
}
function typeOf(id2) {
  return Number(id2.slice(id2.indexOf("/") + 1));
}
function typeNamed(product3) {
  const found = productOfName(product3);
  if (found === void 0) throw new Error(`No IP licence product is called ${product3}.`);
  return found.type;
}

// ../../wt/journal/src/kinds/kernelcareKey.ts
var TYPE10 = "kernelcare_key";
var NOTE_MAX4 = 100;
var section7 = {
  name: "kernelcare_keys",
  expand(name, block, tools) {
    checkNote(tools, name, block.note, NOTE_MAX4);
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
  marker: { field: "note", maxLength: NOTE_MAX4 },
  seats: { field: "limit" },
  staleAfterDays: (spec) => spec.remove_stale_servers_after,
  section: section7,
  async list(read) {
    return uniqueById("kcare/key/list", (await read.kernelcare.keys()).map(live7));
  },
  async create({ write }, { limit, note: note2 }, marker) {
    const text = noteToSend(note2, marker);
    return mapOutcome(
      await write.kernelcare.createKey({ limit, ...text }),
      (key5) => live7({ key: key5, limit, note: text.note ?? "" })
    );
  },
  async update({ write }, key5, { cidrs }, fields2) {
    if (!fields2.includes("cidrs") || cidrs === void 0) return done(key5);
    return mapOutcome(await write.kernelcare.setCidr({ key: key5.id, cidrs }), () => key5);
  },
  async remove({ read, write }, { id: id2 }) {
    return doneIfGone(
      saidToBeNone("kcare/key/delete", await write.kernelcare.deleteKey(id2)),
      async () => (await read.kernelcare.keys()).some(({ key: key5 }) => key5 === id2)
    );
  },
  hazards: replacesKey,
  billing: ({ limit }) => keyBilling("kernelcare", limit)
};
function live7({ key: key5, limit, note: text }) {
  const { note: note2, ...marks } = noteFields(text);
  return { type: TYPE10, id: key5, spec: { limit, note: note2 }, ...marks };
}

// ../../wt/journal/src/kinds/kernelcareServer.ts
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
      async ({ id: key5 }) => (await read.kernelcare.servers(key5)).map(
        ({ serverId, lastCheckin }) => liveServer(TYPE11, serverId, { key: key5 }, lastCheckin)
      )
    );
    return uniqueById("kcare/key/servers", rows.flat());
  },
  async remove({ read, write }, { id: id2, spec }) {
    const answer = saidToBeNone("kcare/srv/remove", await write.kernelcare.removeServer(id2));
    return doneIfGone(answer, async () => {
      const keys = (await read.kernelcare.keys()).map(({ key: key5 }) => key5);
      return isOnSomeKey(
        keys,
        spec.key,
        async (key5) => (await read.kernelcare.servers(key5)).some(({ serverId }) => serverId === id2)
      );
    });
  },
  hazards: removesServer
};

// ../../wt/journal/src/kinds/serverGroup.ts
var TYPE12 = "server_group";
var IDS_PER_CALL = 100;
var section8 = {
  name: "server_groups",
  expand(name, { description, servers: servers2 }, tools) {
    const spec = {
      name,
      ...description === void 0 ? {} : { description },
      ...servers2 === void 0 ? {} : { servers: servers2 }
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
  residue: "the API cannot delete a group: the members that were managed are taken out and the group stays",
  async list(read, { all, names, specs }) {
    const managed = new Set(specs.flatMap(({ name, servers: servers2 }) => servers2 === void 0 ? [] : [name]));
    const isAsked = (name) => managed.has(name) || all && !names.has(name);
    const rows = await parallelMap(await read.groups.list(), READ_CONCURRENCY, async ({ name, description }) => {
      if (!isAsked(name)) return live8({ name, description });
      const servers2 = (await read.groups.servers(name)).map(({ id: id2 }) => id2).sort();
      return live8({ name, description, servers: servers2 });
    });
    return uniqueById("group/list", rows);
  },
  async create({ write }, { name, description }) {
    const answer = await write.groups.create({ name, ...description === void 0 ? {} : { description } });
    return mapOutcome(answer, (row) => live8({ name: row.name, description: row.description, servers: [] }));
  },
  async update({ write }, group2, { servers: wanted }, fields2) {
    if (!fields2.includes("servers") || wanted === void 0) return done(group2);
    const name = group2.id;
    const there = group2.spec.servers ?? [];
    const gone = await inChunks(without(there, wanted), (serverIds) => write.groups.removeServers({ name, serverIds }));
    if (gone.status !== "done") return gone;
    const added = await inChunks(
      without(wanted, there),
      async (serverIds) => checkAdded(await write.groups.putServers({ name, serverIds }), serverIds)
    );
    return mapOutcome(added, () => live8({ ...group2.spec, name, servers: wanted }));
  },
  async remove({ read, write }, { id: name, spec }, applied) {
    if (applied !== void 0 && applied.servers === void 0) return done(void 0);
    const members2 = await readBeforeSending(
      async () => spec.servers ?? (await read.groups.servers(name)).map(({ id: id2 }) => id2)
    );
    if (members2.status !== "done") return members2;
    const gone = applied === void 0 ? members2.value : both(members2.value, writtenServers(applied));
    return inChunks(gone, (serverIds) => write.groups.removeServers({ name, serverIds }));
  }
};
function checkAdded(answer, asked) {
  if (answer.status !== "done") return answer;
  const missed = without(
    asked,
    answer.value.map(({ id: id2 }) => id2)
  );
  if (missed.length === 0) return done(void 0);
  return unproven("group/servers/put", `the answer does not show ${missed.join(", ")} among the servers added`);
}
async function inChunks(ids, send2) {
  for (let start = 0; start < ids.length; start += IDS_PER_CALL) {
    const outcome = await send2(ids.slice(start, start + IDS_PER_CALL));
    if (outcome.status !== "done") return outcome;
  }
  return done(void 0);
}
function without(ids, others) {
  const taken = new Set(others);
  return ids.filter((id2) => !taken.has(id2));
}
function both(ids, others) {
  return without(ids, without(ids, others));
}
function writtenServers({ servers: servers2 }) {
  return Array.isArray(servers2) ? servers2.filter((id2) => typeof id2 === "string") : [];
}
function live8(spec) {
  return { type: TYPE12, id: spec.name, name: spec.name, spec, ...spec.servers?.length === 0 ? { inert: true } : {} };
}

// ../../wt/journal/src/kinds/index.ts
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
  backup2
];
var KINDS = new Map(ALL.map((kind) => [kind.type, kind]));

// ../../wt/journal/test/kinds/support/expandWith.ts
function expandWith(kind, name, block, markers = true) {
  const declarations = [];
  const problems = [];
  const at = (path) => {
    const value = path.reduce((inner, step) => inner[step], block);
    return value;
  };
  const tools = {
    markers,
    declare: (declaration) => void declarations.push(declaration),
    report: (problem) => void problems.push(problem),
    addresses: (path) => at(path).map((ip, index) => ({ ip, source: { file: "clnform.yaml", line: 10 + index, column: 7 } })),
    networks: at
  };
  if (kind.section === void 0) throw new Error(`${kind.type} has no section`);
  kind.section.expand(name, block, tools);
  return { declarations, problems };
}

// ../../wt/journal/test/support/manifestOf.ts
function manifestOf(blocks, extras2 = {}) {
  const desired = [];
  for (const kind of KINDS.values()) {
    const section9 = kind.section?.name;
    for (const [name, block] of Object.entries((section9 === void 0 ? void 0 : blocks[section9]) ?? {})) {
      const { declarations, problems } = expandWith(kind, name, block);
      const [problem] = problems.filter((p) => p.severity === "error");
      if (problem !== void 0) throw new Error(`${kind.type}.${name}: ${problem.summary}`);
      for (const declaration of declarations) {
        const type = declaration.type ?? kind.type;
        desired.push({
          address: makeAddress(type, declaration.name),
          type,
          name: declaration.name,
          spec: declaration.spec,
          ...declaration.absent === true ? { absent: true } : {},
          lifecycle: declaration.lifecycle ?? lifecycleOf(block),
          source: { file: "clnform.yaml", line: 1, column: 3 }
        });
      }
    }
  }
  return {
    account: "acme",
    desired,
    exclusive: /* @__PURE__ */ new Set(),
    guards: {},
    moved: [],
    markers: true,
    singleWriter: false,
    ...extras2
  };
}
function lifecycleOf(block) {
  if (typeof block !== "object" || block === null) return {};
  const { protect, ignore, adopt, forget } = block;
  return {
    ...protect === void 0 ? {} : { protect },
    ...ignore === void 0 ? {} : { ignore },
    ...adopt === void 0 ? {} : { adopt },
    ...forget === void 0 ? {} : { forget }
  };
}

// ../../wt/journal/src/model/state.ts
function emptyState(account, lineage) {
  return { version: 1, lineage, serial: 0, account, seq: 0, bindings: {}, intents: [], unremovable: [] };
}
function openIntents({ intents }) {
  return intents.filter((intent) => intent.phase === "sent");
}

// ../../wt/journal/src/model/stateStore.ts
var StateError = class extends Error {
  diagnostic;
  constructor(diagnostic) {
    super(diagnostic.summary);
    this.name = "StateError";
    this.diagnostic = diagnostic;
  }
};

// ../../wt/journal/src/engine/shownId.ts
function shownId(kinds, type, id2) {
  const kind = kinds.get(type);
  return kind === void 0 || kind.secretId === true ? maskKey(id2) : id2;
}

// ../../wt/journal/src/engine/auditDiagnostics.ts
function boughtTwice(kinds, kind, extra, proved) {
  const ids = extra.map(({ id: id2 }) => shownId(kinds, kind.type, id2)).join(", ");
  return {
    severity: "error",
    code: "bought-twice",
    summary: proved ? `The account holds objects with a marker of clnform beside those that it wanted (${kind.title}: ${ids}): a create was carried out more than once.` : `The account holds new objects just like those that were created (${kind.title}: ${ids}): a create may have been carried out more than once, or someone else made them.`,
    help: "What was answered is bound and stays. Look for these in the web console and remove them there: each is billed, and clnform removes nothing that it was not told to. A proxy on the way that repeats calls is the usual reason: nginx needs `proxy_next_upstream off`."
  };
}
function putOtherwise(address, { field, to }, there) {
  return {
    severity: "error",
    code: "put-otherwise",
    summary: `${address}: ${field} was put to ${to}, but the account shows ${JSON.stringify(there)}: the call was carried out more than once, or someone else changed it.`,
    help: "Look in the web console, then apply again: the plan shows what is left to do.",
    address
  };
}
function notAudited(kind, why) {
  return {
    severity: "warning",
    code: "not-audited",
    summary: `Whether a call of this run was carried out twice (${kind.title}) could not be checked: ${why}.`,
    help: "The next apply looks again. Until then compare what the web console shows with: clnform state list"
  };
}

// ../../wt/journal/src/planner/equality.ts
import equal from "fast-deep-equal";

// ../../wt/journal/src/planner/order.ts
function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function sortedBy(items, key5) {
  return [...items].sort((a, b) => byText(key5(a), key5(b)));
}

// ../../wt/journal/src/planner/equality.ts
function canonical2(value, policy) {
  if (policy.unordered !== true || !Array.isArray(value)) return value;
  const items = value;
  const unique = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...unique.entries()].sort(([a], [b]) => byText(a, b)).map(([, item]) => item);
}
function same(a, b) {
  return equal(a, b);
}

// ../../wt/journal/src/engine/fits.ts
function fits(kind, spec, live9) {
  const shown3 = live9.spec;
  return Object.entries(spec).every(([field, sent]) => {
    const policy = kind.fields[field] ?? {};
    const seen = shown3[field];
    if (policy.local === true || policy.writeOnly === true) return true;
    if (seen === void 0) return policy.writeOnly === "sometimes";
    return same(canonical2(sent, policy), canonical2(seen, policy));
  });
}

// ../../wt/journal/src/engine/pause.ts
var NAP_MS = 500;
async function pause(system, stopping, ms) {
  for (let left2 = ms; left2 > 0 && !stopping(); left2 -= NAP_MS) await system.sleep(Math.min(left2, NAP_MS));
}

// ../../wt/journal/src/engine/recovery.ts
var DEFAULT_RECOVERY = { settleMs: 6e4, adopt: true, singleWriter: false };
var LATEST_ARRIVAL_MS = 6e5;

// ../../wt/journal/src/model/ref.ts
function isRef(value) {
  return typeof value === "object" && value !== null && typeof value.ref === "string";
}

// ../../wt/journal/src/engine/run.ts
function report(run, diagnostic) {
  if (!run.diagnostics.includes(diagnostic)) run.diagnostics.push(diagnostic);
}
function kindOf(run, type) {
  const kind = run.deps.kinds.get(type);
  if (kind === void 0) throw new Error(`No kind ${type} is registered.`);
  return kind;
}
function changeOf(run, address) {
  const change = run.changes.get(address);
  if (change === void 0) throw new Error(`No change of ${address} is planned.`);
  return change;
}
function resolveSpec(run, change) {
  const entries = Object.entries(change.target ?? {}).map(([field, value]) => {
    if (!isRef(value)) return [field, value];
    const binding = run.session.current.bindings[value.ref];
    if (binding === void 0) throw new Error(`${value.ref} is not bound, but ${change.address} comes after it.`);
    return [field, binding.id];
  });
  return Object.fromEntries(entries);
}
function bindingOf(run, change, id2, applied, made) {
  const before = run.session.current.bindings[change.movedFrom ?? change.address] ?? run.session.current.bindings[change.address];
  const kept = before?.id === id2 ? before : void 0;
  const seq = made === void 0 ? kept?.seq : made.seq;
  const doubted = (made?.doubted ?? kept?.doubted ?? []).filter((field) => !Object.hasOwn(applied, field));
  return {
    type: change.type,
    id: id2,
    applied,
    ...change.protect === true ? { protect: true } : {},
    ...made !== void 0 || kept?.made === true ? { made: true } : {},
    ...seq === void 0 ? {} : { seq },
    ...doubted.length === 0 ? {} : { doubted }
  };
}

// ../../wt/journal/src/engine/auditCalls.ts
var MOST_LOOKS = 3;
async function auditCalls(run, settleMs) {
  const deltas = run.session.current.intents.filter(({ phase, delta }) => phase === "made" && delta !== void 0);
  const types = /* @__PURE__ */ new Set([...run.sent.keys(), ...deltas.map(({ type }) => type)]);
  const counts = await Promise.all(
    [...types].map((type) => {
      const sent = run.sent.get(type) ?? { made: /* @__PURE__ */ new Set(), specs: [], tags: /* @__PURE__ */ new Set() };
      return auditKind(
        run,
        kindOf(run, type),
        { sent, deltas: deltas.filter((intent) => intent.type === type) },
        settleMs
      );
    })
  );
  return counts.reduce((sum, count2) => sum + count2, 0);
}
async function auditKind(run, kind, due, settleMs) {
  const { list: list2, current } = await latestList(run, kind, due, settleMs);
  if (list2 === void 0) return 0;
  const bound2 = /* @__PURE__ */ new Set();
  for (const { type, id: id2 } of Object.values(run.session.current.bindings)) if (type === kind.type) bound2.add(id2);
  const marked = sameTag(run, list2, due.sent, bound2);
  const alike = newAndAlike(run, kind, list2, due.sent, bound2);
  const { kinds } = run.deps;
  if (marked.length > 0) report(run, boughtTwice(kinds, kind, marked, true));
  if (alike.length > 0) report(run, boughtTwice(kinds, kind, alike, false));
  const byId = indexed(list2);
  for (const { address, delta } of due.deltas) {
    const there = delta === void 0 ? void 0 : valueOf(byId, delta);
    if (delta !== void 0 && there !== void 0 && there !== delta.from && there !== delta.to) {
      report(run, putOtherwise(address, delta, there));
    }
  }
  await settle(run, kind, current);
  return marked.length + alike.length;
}
function settle(run, { type }, current) {
  const old = run.deps.system.now() - LATEST_ARRIVAL_MS;
  const over = run.session.current.intents.filter(
    (intent) => intent.type === type && intent.phase === "made" && (current || intent.since < old)
  );
  return run.session.commit(over.map(({ seq }) => ({ op: "settle", seq })));
}
function sameTag(run, list2, sent, bound2) {
  const tags = new Set(sent.tags);
  for (const live9 of list2) if (live9.tag !== void 0 && bound2.has(live9.id)) tags.add(live9.tag);
  const open3 = openIntents(run.session.current).map(({ marker }) => marker);
  return list2.filter(
    ({ id: id2, tag, marker }) => tag !== void 0 && tags.has(tag) && !bound2.has(id2) && !open3.includes(marker)
  );
}
function newAndAlike(run, kind, list2, sent, bound2) {
  const { idsBefore } = sent;
  if (idsBefore === void 0) return [];
  const open3 = openIntents(run.session.current).filter(({ type, delta }) => type === kind.type && delta === void 0);
  return list2.filter(
    (live9) => live9.tag === void 0 && !idsBefore.has(live9.id) && !sent.made.has(live9.id) && !bound2.has(live9.id) && sent.specs.some((spec) => fits(kind, spec, live9)) && !open3.some((intent) => !intent.idsBefore.includes(live9.id) && fits(kind, intent.spec, live9))
  );
}
async function latestList(run, kind, due, settleMs) {
  const { api, system } = run.deps;
  const specs = [...due.sent.specs, ...due.deltas.map(({ spec }) => spec)];
  const scope = { all: due.sent.idsBefore !== void 0, specs, names: /* @__PURE__ */ new Set(), under: [] };
  try {
    for (let looks = 1; !run.stopping(); looks += 1) {
      const list2 = await kind.list(api.read, scope);
      if (showsAll(run, list2, due)) return { list: list2, current: true };
      if (looks === MOST_LOOKS) {
        report(run, notAudited(kind, "the list does not show all that was done"));
        return { list: list2, current: false };
      }
      await pause(system, run.stopping, settleMs);
    }
    report(run, notAudited(kind, "the run was cut short"));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    report(run, notAudited(kind, `${error.endpoint} could not be read`));
  }
  return { current: false };
}
function showsAll({ session }, list2, { sent, deltas }) {
  const byId = indexed(list2);
  const bound2 = new Set(Object.values(session.current.bindings).map(({ id: id2 }) => id2));
  const isSeen = ({ delta }) => delta === void 0 || valueOf(byId, delta) !== delta.from;
  return [...sent.made].every((id2) => byId.has(id2) || !bound2.has(id2)) && deltas.every(isSeen);
}
function valueOf(byId, { id: id2, field }) {
  return byId.get(id2)?.spec?.[field];
}
function indexed(list2) {
  return new Map(list2.map((live9) => [live9.id, live9]));
}

// ../../wt/journal/src/engine/boundRecords.ts
function boundRecords(run, change, live9, spec, made) {
  const state = run.session.current;
  const binding = bindingOf(run, change, live9.id, spec, made);
  const records = [{ op: "bind", address: change.address, binding }];
  const before = state.bindings[change.address];
  if (change.live === void 0 && before !== void 0 && before.id !== live9.id) {
    const missing = { ...before, replacedBy: change.address, missingSince: run.deps.system.now() };
    return [...records, { op: "bind", address: replacedAddress(state, change.address, before.id), binding: missing }];
  }
  if (change.replacement !== "create-first" || change.live === void 0) return records;
  const old = {
    type: change.type,
    id: change.live.id,
    applied: before?.applied ?? change.live.spec,
    ...before?.made === true ? { made: true } : {},
    ...before?.seq === void 0 ? {} : { seq: before.seq },
    replacedBy: change.address
  };
  return [...records, { op: "bind", address: replacedAddress(state, change.address, change.live.id), binding: old }];
}
function replacedAddress(state, address, id2) {
  for (let n = 1; ; n += 1) {
    const candidate = `${address}#replaced${n === 1 ? "" : `-${n}`}`;
    const holder = state.bindings[candidate];
    if (holder === void 0 || holder.id === id2) return candidate;
  }
}

// ../../wt/journal/src/engine/commitFirst.ts
async function commitFirst(run, address, records) {
  try {
    await run.session.commit(records);
    return void 0;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return { status: "notSent", endpoint: address, reason: `the state could not be written: ${error.message}` };
  }
}

// ../../wt/journal/src/engine/patiently.ts
var MOST_TRIES = 6;
var LONGEST_WAIT_MS = 6e4;
async function patiently(system, stopping, attempt2) {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt2();
    if (outcome.status !== "refused" || outcome.retryAfterMs === void 0 || tries === MOST_TRIES || stopping()) {
      return outcome;
    }
    const named2 = Math.min(outcome.retryAfterMs, LONGEST_WAIT_MS);
    await pause(system, stopping, named2 + system.random() * 250 * 2 ** tries);
    if (stopping()) return outcome;
  }
}

// ../../wt/journal/src/engine/hasAppeared.ts
async function hasAppeared(run, kind, intent, waitMs) {
  await pause(run.deps.system, run.stopping, Math.min(waitMs, LONGEST_WAIT_MS));
  const tag = intent.marker === void 0 ? void 0 : splitNote(intent.marker).tag;
  try {
    const listed = await look(run, kind, intent, tag === void 0);
    const known = run.knownIds.get(kind.type) ?? new Set(intent.idsBefore);
    return listed.some((live9) => tag === void 0 ? !known.has(live9.id) : live9.tag === tag);
  } catch (error) {
    if (error instanceof ApiError) return true;
    throw error;
  }
}
function look(run, kind, { spec }, all) {
  const name = `${kind.type} ${all ? "all" : "some"}`;
  const waiting = run.looks.get(name);
  if (waiting !== void 0) {
    waiting.specs.push(spec);
    return waiting.list;
  }
  const specs = [spec];
  const list2 = run.throttle.read(() => {
    run.looks.delete(name);
    return kind.list(run.deps.api.read, { all, specs, names: /* @__PURE__ */ new Set(), under: [] });
  });
  run.looks.set(name, { specs, list: list2 });
  return list2;
}

// ../../wt/journal/src/engine/sendFenced.ts
async function sendFenced(run, { what, sort }, send2) {
  const check = () => fence(run, what);
  const outcome = await patiently(run.deps.system, run.stopping, () => run.throttle.run({ sort, check, send: send2 }));
  run.answered();
  return outcome;
}
async function fence(run, what) {
  try {
    await run.session.fence();
    return void 0;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return { status: "notSent", endpoint: what, reason: error.message };
  }
}

// ../../wt/journal/src/engine/putLater.ts
async function putLater(run, kind, change, live9, spec) {
  const later = laterFields(kind, spec);
  if (later.length === 0) return done(void 0);
  const { update } = kind;
  if (update === void 0) throw new Error(`${kind.type} puts fields after the create, but has no update.`);
  const outcome = await sendFenced(
    run,
    { what: change.address, sort: `update ${kind.type}` },
    () => update(run.deps.api, live9, spec, later)
  );
  if (outcome.status !== "done") return outcome;
  const held = run.session.current.bindings[change.address];
  const put = Object.fromEntries(Object.entries(spec).filter(([field]) => later.includes(field)));
  const applied = { ...held?.id === live9.id ? held.applied : {}, ...put };
  await run.session.commit([
    { op: "bind", address: change.address, binding: bindingOf(run, change, live9.id, applied) }
  ]);
  return done(void 0);
}
function laterFields(kind, spec) {
  return Object.entries(kind.fields).filter(([field, policy]) => policy.afterCreate === true && spec[field] !== void 0).map(([field]) => field);
}

// ../../wt/journal/src/engine/sentCreates.ts
function sentBefore(state) {
  const sent = /* @__PURE__ */ new Map();
  for (const intent of state.intents) {
    if (intent.phase !== "made" || intent.id === void 0 || intent.delta !== void 0) continue;
    noteSent(sent, intent).made.add(intent.id);
  }
  return sent;
}
function noteSent(sent, { type, spec, marker, idsBefore }) {
  const own = sent.get(type) ?? { made: /* @__PURE__ */ new Set(), specs: [], tags: /* @__PURE__ */ new Set() };
  sent.set(type, own);
  own.specs.push(spec);
  const tag = marker === void 0 ? void 0 : splitNote(marker).tag;
  if (tag !== void 0) own.tags.add(tag);
  if (marker === void 0) own.idsBefore ??= new Set(idsBefore);
  return own;
}

// ../../wt/journal/src/engine/createObject.ts
async function createObject(run, kind, change, spec) {
  if (change.heir !== void 0) return takeOver(run, kind, change, change.heir, spec);
  const later = laterFields(kind, spec);
  const first = Object.fromEntries(Object.entries(spec).filter(([field]) => !later.includes(field)));
  const made = kind.identity === "assigned" ? await patiently(run.deps.system, run.stopping, () => createAssigned(run, kind, change, first, later)) : await createNatural(run, kind, change, first, later);
  if (made.status !== "done") return made;
  return putLater(run, kind, change, made.value, spec);
}
async function takeOver(run, kind, change, heir, spec) {
  const { update } = kind;
  const fields2 = change.heirFields ?? [];
  if (fields2.length > 0) {
    if (update === void 0) throw new Error(`${change.address} takes over an object that it cannot update.`);
    const outcome = await sendFenced(
      run,
      { what: change.address, sort: `update ${kind.type}` },
      () => update(run.deps.api, heir, spec, fields2)
    );
    if (outcome.status !== "done") return outcome;
  }
  await run.session.commit(boundRecords(run, change, heir, spec));
  return done(void 0);
}
async function createNatural(run, kind, change, spec, later) {
  const what = { what: change.address, sort: `create ${kind.type}` };
  const outcome = await sendFenced(run, what, () => send(run, kind, spec, void 0));
  if (outcome.status === "done") {
    await run.session.commit(boundRecords(run, change, outcome.value, spec, { doubted: later }));
  }
  return outcome;
}
async function createAssigned(run, kind, change, spec, later) {
  const marked = kind.marker !== void 0 && run.plan.markers;
  const idsBefore = marked ? [] : await idsNow(run, kind, spec);
  if (!Array.isArray(idsBefore)) return idsBefore;
  let written;
  const outcome = await run.throttle.run({
    sort: `create ${kind.type}`,
    check: async () => {
      const intended = await intend(run, kind, change, spec, marked ? void 0 : idsBefore);
      if ("status" in intended) return intended;
      written = intended;
      return void 0;
    },
    recheck: () => fence(run, change.address),
    send: () => send(run, kind, spec, written?.intent.marker)
  });
  if (written === void 0) return outcome;
  const { intent, freed, sent } = written;
  const settle4 = freed ? { op: "free", seq: intent.seq } : { op: "settle", seq: intent.seq };
  switch (outcome.status) {
    case "done":
      run.answered();
      run.knownIds.get(kind.type)?.add(outcome.value.id);
      sent.made.add(outcome.value.id);
      await run.session.commit([
        ...boundRecords(run, change, outcome.value, spec, { seq: intent.seq, doubted: later }),
        { op: "made", seq: intent.seq, id: outcome.value.id }
      ]);
      return outcome;
    case "refused":
      if (outcome.retryAfterMs !== void 0 && await hasAppeared(run, kind, intent, outcome.retryAfterMs)) {
        const reason2 = `${outcome.endpoint}: it said "too many requests", but something new is in the list, or the list failed`;
        return { status: "unknown", endpoint: outcome.endpoint, reason: reason2 };
      }
      await run.session.commit([settle4]);
      return outcome.retryAfterMs === void 0 ? outcome : { ...outcome, retryAfterMs: 0 };
    case "notSent":
      await run.session.commit([settle4]);
      return outcome;
    case "unknown":
      return outcome;
    default:
      return outcome;
  }
}
async function intend(run, kind, change, spec, idsBefore) {
  const { current } = run.session;
  const freed = idsBefore === void 0 ? current.intentsAt(change.address).find(({ phase }) => phase === "free") : void 0;
  const marker = idsBefore === void 0 ? freed?.marker ?? newMarker(run, change) : void 0;
  const intent = {
    seq: current.seq + 1,
    address: change.address,
    type: kind.type,
    spec,
    ...marker === void 0 ? {} : { marker },
    idsBefore: idsBefore ?? [],
    since: run.deps.system.now(),
    phase: "sent"
  };
  const replaced2 = freed === void 0 ? [] : [{ op: "settle", seq: freed.seq }];
  const unwritten = await commitFirst(run, change.address, [...replaced2, { op: "intend", intent }]);
  return unwritten ?? { intent, freed: freed !== void 0, sent: noteSent(run.sent, intent) };
}
function newMarker(run, change) {
  return makeMarker(
    change.name,
    makeTag(() => run.deps.system.random())
  );
}
function send(run, kind, spec, marker) {
  if (kind.create === void 0) throw new Error(`${kind.type} cannot be created, but a create was planned.`);
  return kind.create(run.deps.api, spec, marker);
}
async function idsNow(run, kind, spec) {
  const known = run.knownIds.get(kind.type);
  if (known !== void 0) return [...known];
  try {
    const scope = { all: true, specs: [spec], names: /* @__PURE__ */ new Set(), under: [] };
    const ids = new Set((await kind.list(run.deps.api.read, scope)).map((live9) => live9.id));
    run.knownIds.set(kind.type, ids);
    return [...ids];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      status: "notSent",
      endpoint: error.endpoint,
      reason: `${error.endpoint}: the list before the create failed: ${error.message}`
    };
  }
}

// ../../wt/journal/src/planner/diff.ts
function diff(kind, desired, live9, binding) {
  const fields2 = [];
  const unverified = [];
  const unreadable2 = [];
  const frozen2 = [];
  for (const [field, policy] of Object.entries(kind.fields)) {
    const declared = declaredValue(desired, field, policy);
    if (declared === void 0) continue;
    const blind = isBlind(policy, live9, field);
    const doubted = blind && binding?.doubted?.includes(field) === true;
    const before = blind ? binding?.applied[field] : live9.spec[field];
    if (blind) unverified.push(field);
    const known = before === void 0 ? void 0 : canonical2(before, policy);
    if (!doubted && same(known, declared)) continue;
    if (policy.frozen !== void 0) {
      frozen2.push({ field, reason: policy.frozen });
      continue;
    }
    if (blind && before === void 0 && !doubted) unreadable2.push(field);
    fields2.push({
      field,
      ...known === void 0 || doubted ? {} : { before: known },
      after: declared,
      ...policy.sensitive === true ? { sensitive: true } : {},
      ...blind ? { unverified: true } : {},
      ...policy.immutable === true ? { forcesReplacement: true } : {}
    });
  }
  return { fields: fields2, unverified, unreadable: unreadable2, frozen: frozen2 };
}
function declaredValue(desired, field, policy) {
  if (policy.local === true || desired.lifecycle.ignore?.includes(field) === true) return void 0;
  const value = desired.spec[field];
  return value === void 0 ? void 0 : canonical2(value, policy);
}
function isBlind(policy, live9, field) {
  if (policy.writeOnly === true) return true;
  return policy.writeOnly === "sometimes" && live9.spec[field] === void 0;
}

// ../../wt/journal/src/engine/updateObject.ts
async function updateObject(run, kind, change, spec) {
  const { live: live9, address } = change;
  const { update } = kind;
  if (live9 === void 0 || update === void 0) {
    throw new Error(`${address} cannot be updated, but that was planned.`);
  }
  const call = () => update(
    run.deps.api,
    live9,
    spec,
    change.fields.map(({ field }) => field)
  );
  const delta = deltaOf(kind, change, live9, spec);
  if (delta !== void 0) return putDelta(run, change, spec, delta, call);
  const before = run.session.current.bindings[address];
  const doubt = before?.id === live9.id ? doubting(kind, change, live9, before) : void 0;
  if (doubt !== void 0) {
    const unwritten = await commitFirst(run, address, [{ op: "bind", address, binding: doubt }]);
    if (unwritten !== void 0) return unwritten;
  }
  const outcome = await sendFenced(run, { what: address, sort: `update ${kind.type}` }, call);
  if (outcome.status === "done") {
    await run.session.commit(bound(run, change, outcome.value, spec));
    return done(void 0);
  }
  if (doubt !== void 0 && before !== void 0 && outcome.status !== "unknown") {
    await run.session.commit([{ op: "bind", address, binding: before }]);
  }
  return outcome;
}
async function putDelta(run, change, spec, delta, call) {
  const { address, type } = change;
  const intent = {
    ...{ seq: run.session.current.seq + 1, address, type, spec, idsBefore: [] },
    ...{ since: run.deps.system.now(), phase: "sent", delta }
  };
  const unwritten = await commitFirst(run, address, [{ op: "intend", intent }]);
  if (unwritten !== void 0) return unwritten;
  const throttled = () => run.throttle.run({ sort: `resize ${type}`, check: () => fence(run, address), send: call });
  const outcome = await patiently(run.deps.system, run.stopping, throttled);
  run.answered();
  switch (outcome.status) {
    case "done":
      await run.session.commit([
        ...bound(run, change, outcome.value, spec),
        { op: "made", seq: intent.seq, id: delta.id }
      ]);
      return done(void 0);
    case "refused":
    case "notSent":
      await run.session.commit([{ op: "settle", seq: intent.seq }]);
      return outcome;
    case "unknown":
      return outcome;
    default:
      return outcome;
  }
}
function deltaOf(kind, change, live9, spec) {
  const policies = kind.fields;
  const field = change.fields.find((one) => policies[one.field]?.delta === true)?.field;
  if (field === void 0) return void 0;
  const from = live9.spec[field];
  const to = spec[field];
  return typeof from === "number" && typeof to === "number" ? { field, id: live9.id, from, to } : void 0;
}
function doubting(kind, change, live9, before) {
  const policies = kind.fields;
  const blind = change.fields.map(({ field }) => field).filter((field) => isBlind(policies[field] ?? {}, live9, field));
  if (blind.length === 0) return void 0;
  const applied = Object.fromEntries(Object.entries(before.applied).filter(([field]) => !blind.includes(field)));
  return { ...before, applied, doubted: [.../* @__PURE__ */ new Set([...before.doubted ?? [], ...blind])] };
}
function bound(run, change, live9, spec) {
  if (!change.bind) return [];
  return [{ op: "bind", address: change.address, binding: bindingOf(run, change, live9.id, spec) }];
}

// ../../wt/journal/src/engine/putStep.ts
async function putStep(run, step) {
  const kind = kindOf(run, step.type);
  if (kind.putMany !== void 0) return putTogether(run, step, kind.putMany);
  const [address] = step.addresses;
  if (address === void 0) throw new Error(`Step ${step.id} puts nothing.`);
  const change = changeOf(run, address);
  const spec = resolveSpec(run, change);
  if (change.action !== "update") return createObject(run, kind, change, spec);
  return updateObject(run, kind, change, spec);
}
async function putTogether(run, step, putMany) {
  const changes = step.addresses.map((address) => changeOf(run, address));
  const puts = changes.map((change) => ({
    ...change.action === "remove" ? {} : { spec: resolveSpec(run, change) },
    ...change.live === void 0 ? {} : { live: change.live }
  }));
  const what = { what: step.id, sort: `put ${step.type}` };
  const outcome = await sendFenced(run, what, () => putMany(run.deps.api, puts));
  if (outcome.status !== "done") return outcome;
  await run.session.commit(changes.flatMap((change, index) => recordsOf(run, change, outcome.value[index])));
  return done(void 0);
}
function recordsOf(run, change, live9) {
  const { address } = change;
  if (change.action === "remove") {
    return run.session.current.bindings[address] === void 0 ? [] : [{ op: "unbind", address }];
  }
  if (live9 === void 0) throw new Error(`The answer to ${change.type} leaves out ${address}.`);
  return [{ op: "bind", address, binding: bindingOf(run, change, live9.id, resolveSpec(run, change)) }];
}

// ../../wt/journal/src/engine/removeStep.ts
async function removeStep(run, step) {
  const kind = kindOf(run, step.type);
  const [address] = step.addresses;
  if (address === void 0) throw new Error(`Step ${step.id} removes nothing.`);
  const change = changeOf(run, address);
  const { live: live9 } = change;
  const { remove: remove3 } = kind;
  if (live9 === void 0 || remove3 === void 0)
    throw new Error(`${address} cannot be removed, but that was planned.`);
  const surprise = await strangersUnder(run, kind, change, live9);
  if (surprise !== void 0) return surprise;
  const unbind = unbindRecords(run, change, live9);
  const applied = change.whole === true ? void 0 : run.session.current.bindingTo(live9.type, live9.id)?.applied;
  const what = { what: address, sort: `remove ${kind.type}` };
  const outcome = await sendFenced(run, what, () => remove3(run.deps.api, live9, applied));
  if (outcome.status === "done") {
    await run.session.commit(unbind);
    return outcome;
  }
  const reason2 = await refusedForGood(run, kind, live9, outcome);
  if (reason2 === void 0) return outcome;
  await run.session.commit([{ op: "unremovable", object: { type: kind.type, id: live9.id, reason: reason2 } }, ...unbind]);
  const diagnostic = {
    severity: "warning",
    code: "unremovable",
    summary: `${address} stays in the account: the service refuses to remove it (${reason2}).`,
    help: "The default keys of an account cannot be removed, so that is remembered. --retry-refused asks again.",
    address
  };
  run.kept.add(address);
  report(run, diagnostic);
  run.deps.emit({ type: "diagnostic", diagnostic });
  return done(void 0);
}
async function strangersUnder(run, kind, change, live9) {
  const expected = new Set(change.losing);
  for (const child of run.deps.kinds.values()) {
    if (child.parent?.type !== kind.type) continue;
    try {
      const scope = { all: true, specs: [], names: /* @__PURE__ */ new Set(), under: [live9] };
      const there = await child.list(run.deps.api.read, scope);
      const strangers = there.filter((server7) => !expected.has(server7.id)).map((server7) => server7.name ?? server7.id);
      if (strangers.length === 0) continue;
      const reason2 = `not sent: ${strangers.slice(0, 5).join(", ")} registered with it after the plan was made`;
      return { status: "refused", endpoint: kind.type, reason: reason2 };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (await isListed(run, kind, live9) === false) return void 0;
      return {
        status: "notSent",
        endpoint: error.endpoint,
        reason: `${error.message} It was needed before the removal`
      };
    }
  }
  return void 0;
}
async function refusedForGood(run, kind, live9, failure) {
  const stated = failure.status === "notSent" ? void 0 : failure.stated;
  if (kind.hasDefaults !== true || stated === void 0 || isMade(run, live9)) return void 0;
  return await isListed(run, kind, live9) === true ? stated : void 0;
}
async function isListed(run, kind, live9) {
  try {
    const scope = { all: false, specs: [live9.spec], names: /* @__PURE__ */ new Set(), under: [] };
    const listed = await kind.list(run.deps.api.read, scope);
    return listed.some((other) => other.id === live9.id);
  } catch (error) {
    if (error instanceof ApiError) return void 0;
    throw error;
  }
}
function isMade(run, live9) {
  return live9.tag !== void 0 || run.session.current.bindingTo(live9.type, live9.id)?.made === true;
}
function unbindRecords(run, change, live9) {
  const { bindings: bindings2 } = run.session.current;
  const at = change.replacement === "create-first" ? replacedAddress(run.session.current, change.address, live9.id) : change.address;
  return bindings2[at]?.id === live9.id ? [{ op: "unbind", address: at }] : [];
}

// ../../wt/journal/src/engine/carryOut.ts
async function carryOut(run, step) {
  try {
    switch (step.op) {
      case "put":
        return await putStep(run, step);
      case "remove":
        return await removeStep(run, step);
      case "bind":
      case "forget":
        await run.session.commit(step.addresses.flatMap((address) => noteRecords(run, step, address)));
        return done(void 0);
      default:
        return step.op;
    }
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return lostState(step, error);
  }
}
function lostState(step, error) {
  return {
    status: "unknown",
    endpoint: step.id,
    reason: `${step.id}: the state could not be written: ${error.message}`
  };
}
function noteRecords(run, { op }, address) {
  const change = changeOf(run, address);
  if (op === "forget") {
    const binding = run.session.current.bindings[address];
    if (binding === void 0) return [];
    if (change.missing !== true) return [{ op: "unbind", address }];
    return [{ op: "bind", address, binding: { ...binding, missingSince: run.deps.system.now() } }];
  }
  if (change.live === void 0) throw new Error(`${address} is to be bound, but nothing was found.`);
  return [{ op: "bind", address, binding: bindingOf(run, change, change.live.id, change.target ?? {}) }];
}

// ../../wt/journal/src/engine/resolveCommands.ts
function resolveCommands(address, { delta }) {
  const [there, not] = delta === void 0 ? ["it is there:", "it is not:  "] : [`it shows ${delta.to}:`, `it shows ${delta.from}:`.padEnd(`it shows ${delta.to}:`.length)];
  const id2 = delta?.id ?? "ID";
  return `
  ${there}  clnform state resolve ${address} --adopt ${id2}
  ${not}  clnform state resolve ${address} --none`;
}
function mayHave({ delta }) {
  if (delta === void 0) return "may have been created";
  return `may have been changed (${delta.field} from ${delta.from} to ${delta.to})`;
}
function doneAgain({ delta }) {
  return delta === void 0 ? "created again" : "changed";
}

// ../../wt/journal/src/engine/failureDiagnostic.ts
function failureDiagnostic(address, failure, intent) {
  const base = { severity: "error", address };
  switch (failure.status) {
    case "refused":
      return {
        ...base,
        code: "refused",
        summary: `${address} was refused: ${failure.reason}.`,
        help: "The service changed nothing. Correct the manifest, or the account, and apply again."
      };
    case "notSent":
      return {
        ...base,
        code: "not-sent",
        summary: `${address} could not be sent: ${failure.reason}.`,
        help: "No byte of it left this machine. Apply again."
      };
    case "unknown":
      if (intent === void 0) {
        return {
          ...base,
          code: "outcome-unknown",
          summary: `${address}: it is not known whether the call took effect: ${said(failure)}.`,
          help: "Run `clnform plan`: it looks at the account and shows what is left to do."
        };
      }
      return {
        ...base,
        code: "outcome-unknown",
        summary: `${address} ${mayHave(intent)}: ${said(failure)}.`,
        help: `It is not ${doneAgain(intent)} until that is settled, and the next \`clnform apply\` looks for it first. Or look in the web console, then:${resolveCommands(address, intent)}`
      };
    default:
      return failure;
  }
}
function said({ reason: reason2, stated }) {
  return stated === void 0 ? reason2 : `${reason2}: "${stated}"`;
}

// ../../wt/journal/src/engine/runSteps.ts
var MOST_STEPS = 2;
async function runSteps(steps, runner) {
  const here = new Set(steps.map((step) => step.id));
  const waiting = new Map(steps.map((step) => [step.id, new Set(step.after.filter((id2) => here.has(id2)))]));
  const followers = /* @__PURE__ */ new Map();
  for (const step of steps) {
    for (const before of waiting.get(step.id) ?? []) {
      const others = followers.get(before);
      if (others === void 0) followers.set(before, [step]);
      else others.push(step);
    }
  }
  const ready = new Ready((step) => runner.laneOf(step));
  for (const step of steps) if (waiting.get(step.id)?.size === 0) ready.push(step);
  const busy = /* @__PURE__ */ new Set();
  const closed = new Map(runner.closed);
  const underWay = /* @__PURE__ */ new Set();
  const calling = /* @__PURE__ */ new Set();
  let wake;
  const skipped = /* @__PURE__ */ new Set();
  const skipAll = (step, because) => {
    if (skipped.has(step.id)) return;
    skipped.add(step.id);
    runner.skip(step, because);
    for (const follower of followers.get(step.id) ?? []) skipAll(follower, step.id);
  };
  const finish = (step, result) => {
    const lane = runner.laneOf(step);
    if (lane !== void 0) busy.delete(lane);
    if (lane !== void 0 && result === "closed-lane") closed.set(lane, step.id);
    for (const follower of followers.get(step.id) ?? []) {
      if (result !== "ok") skipAll(follower, step.id);
      else if (open(waiting.get(follower.id), step.id) && !skipped.has(follower.id)) ready.push(follower);
    }
  };
  for (; ; ) {
    while (calling.size < runner.parallelism && underWay.size < MOST_STEPS * runner.parallelism) {
      const step = ready.take(busy);
      if (step === void 0) break;
      const lane = runner.laneOf(step);
      const because = runner.stopping() ?? (lane === void 0 ? void 0 : closed.get(lane));
      if (because !== void 0) {
        skipAll(step, because);
        continue;
      }
      if (lane !== void 0) busy.add(lane);
      calling.add(step);
      const answered2 = () => {
        if (calling.delete(step)) wake?.();
      };
      const work = runner.run(step, answered2).then((result) => {
        calling.delete(step);
        underWay.delete(work);
        finish(step, result);
      });
      underWay.add(work);
    }
    if (underWay.size === 0) return;
    const room = new Promise((resolve) => wake = resolve);
    await Promise.race([room, ...underWay]);
  }
}
var Ready = class {
  #laneOf;
  #queues = /* @__PURE__ */ new Map();
  #turn = 0;
  constructor(laneOf2) {
    this.#laneOf = laneOf2;
  }
  push(step) {
    const lane = this.#laneOf(step);
    const queue = this.#queues.get(lane) ?? { steps: [], taken: 0 };
    this.#queues.set(lane, queue);
    queue.steps.push({ step, turn: this.#turn += 1 });
  }
  /** The first that is in none of the busy lanes. */
  take(busy) {
    let first;
    for (const [lane, queue] of this.#queues) {
      const turn = queue.steps[queue.taken]?.turn;
      if (turn === void 0 || lane !== void 0 && busy.has(lane)) continue;
      if (first === void 0 || turn < (first.steps[first.taken]?.turn ?? Infinity)) first = queue;
    }
    if (first === void 0) return void 0;
    const { step } = first.steps[first.taken] ?? {};
    first.taken += 1;
    return step;
  }
};
function open(waits, done2) {
  waits?.delete(done2);
  return waits?.size === 0;
}

// ../../wt/journal/src/engine/intentDiagnostic.ts
function intentDiagnostic({ intent, verdict }, lost, kinds) {
  const { address, type } = intent;
  switch (verdict.status) {
    case "made":
      return {
        severity: "warning",
        code: "recovered",
        summary: `${address} ${happened(intent)}, though ${lost}; ${proof(verdict)}.`,
        help: verdict.proof !== "difference" ? "Nothing needs to be done." : `Nothing needs to be done, unless someone else made that ${titleOf(kinds, type)}: then let go of it: clnform state rm ${address}`,
        address
      };
    case "bound":
    case "free":
      return void 0;
    case "open": {
      const told = explain(verdict.why, namesOf(verdict, kinds, type), intent);
      return {
        severity: "error",
        code: "outcome-unknown",
        summary: `${address} ${mayHave(intent)}, for ${lost}: ${told.happened}.`,
        help: told.help,
        address
      };
    }
    default:
      return verdict;
  }
}
var LOOK = "It is not created again until that is settled. Look for it in the web console, then:";
function explain(why, candidates, intent) {
  const address = intent.address;
  const commands = resolveCommands(intent.address, intent);
  switch (why.name) {
    case "doubled":
      return {
        happened: `more than one object carries its marker, so it was carried out more than once: ${candidates}`,
        help: `Keep one of them, and remove the others in the web console, for each is billed:${commands}`
      };
    case "elsewhere":
      return {
        happened: `what carries its marker, ${candidates}, is bound to ${why.address}`,
        help: `If it is ${why.address}, say that the create made nothing else: clnform state resolve ${address} --none
If it is ${address}, let go of it there first: clnform state rm ${why.address}, then: clnform state resolve ${address} --adopt ID`
      };
    case "several":
      return {
        happened: `more than one new object fits, and which of them it is cannot be told: ${candidates}`,
        help: `${LOOK}${commands}`
      };
    case "not-adopted":
      return {
        happened: `one new object fits, ${candidates}, and --no-adopt leaves it to you`,
        help: `Apply without --no-adopt binds it, or:${commands}`
      };
    case "young":
      return {
        happened: "the account does not show it, but it may still arrive",
        help: `Apply again in ${minutes(why.leftMs)}: if it has not shown by then, it is ${intent.delta === void 0 ? "created anew" : "planned anew"}. Or look in the web console, then:${commands}`
      };
    case "nowhere":
      return {
        happened: "the account shows nothing that fits, but without a marker that does not prove that it never comes",
        help: `${LOOK}${commands}
  \`single_writer: true\` in the manifest settles such cases where nothing else makes objects in the account.`
      };
    case "unsettled":
      return {
        happened: "the list kept changing while it was looked for",
        help: `Apply again when no one else is at work in the account. Or look in the web console, then:${commands}`
      };
    case "behind":
      return {
        happened: "the list does not even show the object of its kind that was made last, so it proves nothing",
        help: `Apply again later. If that object was removed by someone, look in the web console, then:${commands}`
      };
    case "unseen":
      return {
        happened: `${why.endpoint} could not be read, so it could not be looked for`,
        help: `Apply again when it can be. Or look in the web console, then:${commands}`
      };
    case "interrupted":
      return {
        happened: "the run was interrupted before it could be looked for",
        help: `Apply again: it looks. Or look in the web console, then:${commands}`
      };
    case "unknown-kind":
      return {
        happened: "this version of clnform has no such kind, so it cannot be looked for",
        help: `Apply with the version that made it. Or look in the web console, then:${commands}`
      };
    default:
      return why;
  }
}
function proof(verdict) {
  switch (verdict.proof) {
    case "marker":
      return "its marker proves it, so it is bound";
    case "difference":
      return "it is the only new object that fits, in two lists that agree, so it is bound";
    case "value":
      return "the account shows it";
    default:
      return verdict.proof;
  }
}
function happened({ delta }) {
  return delta === void 0 ? "was created" : `was changed (${delta.field} from ${delta.from} to ${delta.to})`;
}
function namesOf({ candidates }, kinds, type) {
  return candidates.map(({ id: id2 }) => shownId(kinds, type, id2)).join(", ");
}
function titleOf(kinds, type) {
  return kinds.get(type)?.title ?? type;
}
function minutes(ms) {
  const count2 = Math.max(1, Math.ceil(ms / 6e4));
  return count2 === 1 ? "1 minute" : `${count2} minutes`;
}

// ../../wt/journal/src/engine/judgeIntent.ts
function judgeIntent(facts) {
  const { delta, marker } = facts.intent;
  if (delta !== void 0) return judgeDelta(facts, delta);
  return marker === void 0 ? judgeByDifference(facts) : judgeByMarker(facts, marker);
}
function judgeDelta(facts, { id: id2, field, to }) {
  const { looks } = facts;
  const live9 = lastLook(looks).find((object2) => object2.id === id2);
  if (live9 !== void 0 && live9.spec[field] === to) return { status: "made", live: live9, proof: "value" };
  if (looks.length < 2) return void 0;
  const leftMs = timeLeft(facts);
  return leftMs > 0 ? open2({ name: "young", leftMs }) : { status: "free" };
}
function judgeByMarker(facts, marker) {
  const { intent, state, looks } = facts;
  const { tag } = splitNote(marker);
  if (tag === void 0) return open2({ name: "nowhere" });
  const made = lastLook(looks).filter((live9) => live9.tag === tag);
  const [only] = made;
  if (made.length > 1) return open2({ name: "doubled" }, made);
  if (only !== void 0) {
    const holder = holderOf(state, intent.type, only.id);
    if (holder === void 0) return { status: "made", live: only, proof: "marker" };
    return holder === intent.address ? { status: "bound" } : open2({ name: "elsewhere", address: holder }, made);
  }
  if (intent.phase === "free") return { status: "free" };
  if (looks.length < 2) return void 0;
  const leftMs = timeLeft(facts);
  if (leftMs > 0) return open2({ name: "young", leftMs });
  return settled(facts) ?? { status: "free" };
}
function judgeByDifference(facts) {
  const { intent, kind, looks, state, options } = facts;
  if (looks.length < 2) return void 0;
  const unsettled = settled(facts);
  if (unsettled !== void 0) return unsettled;
  const before = new Set(intent.idsBefore);
  const candidates = lastLook(looks).filter(
    (live9) => !before.has(live9.id) && // What carries a marker was made by a create that had one.
    live9.tag === void 0 && holderOf(state, intent.type, live9.id) === void 0 && fits(kind, intent.spec, live9)
  );
  const [only] = candidates;
  if (candidates.length > 1) return open2({ name: "several" }, candidates);
  if (only !== void 0) {
    return options.adopt ? { status: "made", live: only, proof: "difference" } : open2({ name: "not-adopted" }, candidates);
  }
  if (!options.singleWriter) return open2({ name: "nowhere" });
  const leftMs = timeLeft(facts);
  return leftMs > 0 ? open2({ name: "young", leftMs }) : { status: "free" };
}
function settled({ intent, looks, state }) {
  const canary = canaryOf(state, intent.type)?.id;
  const pair = looks.slice(-2).map((look3) => new Set(look3.map((live9) => live9.id)));
  if (canary !== void 0 && pair.some((ids) => !ids.has(canary))) return open2({ name: "behind" });
  const [earlier, later] = pair;
  const equal2 = earlier?.size === later?.size && [...later ?? []].every((id2) => earlier?.has(id2));
  return equal2 ? void 0 : open2({ name: "unsettled" });
}
function canaryOf({ bindings: bindings2 }, type) {
  let canary;
  for (const { type: own, id: id2, applied, seq } of Object.values(bindings2)) {
    if (own === type && seq !== void 0 && seq > (canary?.seq ?? -1)) canary = { id: id2, applied, seq };
  }
  return canary;
}
function timeLeft({ intent, now }) {
  return Math.min(LATEST_ARRIVAL_MS, Math.max(0, intent.since + LATEST_ARRIVAL_MS - now));
}
function holderOf(state, type, id2) {
  return Object.entries(state.bindings).find(([, binding]) => binding.type === type && binding.id === id2)?.[0];
}
function lastLook(looks) {
  return looks.at(-1) ?? [];
}
function open2(why, candidates = []) {
  return { status: "open", why, candidates };
}

// ../../wt/journal/src/engine/lookForIntents.ts
var MOST_LOOKS2 = 4;
async function lookForIntents(deps, state, intents, options, stopping) {
  const verdicts = /* @__PURE__ */ new Map();
  const looks = /* @__PURE__ */ new Map();
  let waiting = [...intents];
  for (let round = 1; waiting.length > 0; round += 1) {
    if (round > 1) {
      deps.emit({ type: "settling", addresses: waiting.map(({ address }) => address), ms: options.settleMs });
      await pause(deps.system, stopping, options.settleMs);
    }
    if (stopping()) {
      for (const intent of waiting) verdicts.set(intent, left({ name: "interrupted" }));
      break;
    }
    await Promise.all(
      [...new Set(waiting.map(({ type }) => type))].map(async (type) => {
        const own = waiting.filter((intent) => intent.type === type);
        const unseen = await look2(deps, state, type, own, looks);
        for (const intent of own) {
          const verdict = unseen ?? judge2(deps, state, intent, looks.get(type) ?? [], options);
          if (verdict === void 0 || isRestless(verdict) && round < MOST_LOOKS2) continue;
          verdicts.set(intent, verdict);
        }
      })
    );
    waiting = waiting.filter((intent) => !verdicts.has(intent));
  }
  return leaveContested(
    intents.map((intent) => ({ intent, verdict: verdicts.get(intent) ?? left({ name: "unsettled" }) }))
  );
}
async function look2({ kinds, read }, state, type, intents, looks) {
  const kind = kinds.get(type);
  if (kind === void 0) return left({ name: "unknown-kind" });
  const canary = canaryOf(state, type);
  const specs = [...intents.map(({ spec }) => spec), ...canary === void 0 ? [] : [canary.applied]];
  const scope = {
    all: intents.some(({ marker, delta }) => marker === void 0 && delta === void 0),
    specs,
    names: /* @__PURE__ */ new Set(),
    under: []
  };
  try {
    looks.set(type, [...looks.get(type) ?? [], await kind.list(read, scope)]);
    return void 0;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return left({ name: "unseen", endpoint: error.endpoint });
  }
}
function judge2({ kinds, system }, state, intent, looks, options) {
  const kind = kinds.get(intent.type);
  if (kind === void 0) throw new Error(`No kind ${intent.type} is registered.`);
  return judgeIntent({ intent, kind, looks, state, now: system.now(), options });
}
function isRestless(verdict) {
  return verdict.status === "open" && (verdict.why.name === "unsettled" || verdict.why.name === "behind");
}
function leaveContested(judged) {
  const claims = /* @__PURE__ */ new Map();
  const keyOf = ({ intent, verdict }) => verdict.status === "made" ? `${intent.type}/${verdict.live.id}` : "";
  for (const one of judged) claims.set(keyOf(one), (claims.get(keyOf(one)) ?? 0) + 1);
  return judged.map((one) => {
    const { intent, verdict } = one;
    if (verdict.status !== "made" || claims.get(keyOf(one)) === 1) return one;
    return { intent, verdict: { status: "open", why: { name: "several" }, candidates: [verdict.live] } };
  });
}
function left(why) {
  return { status: "open", why, candidates: [] };
}

// ../../wt/journal/src/engine/recovered.ts
function recovered(kind, { spec }, live9, proof2) {
  const policies = Object.entries(kind.fields);
  const doubted = policies.filter(([field, { writeOnly, afterCreate }]) => {
    if (afterCreate === true) return true;
    if (proof2 === "marker" || writeOnly === void 0) return false;
    return writeOnly === true || live9.spec[field] === void 0;
  }).map(([field]) => field);
  const known = Object.entries(spec).filter(([field]) => !doubted.includes(field));
  return { applied: Object.fromEntries(known), doubted };
}

// ../../wt/journal/src/engine/recoveredRecords.ts
function recoveredRecords(state, kind, intent, { live: live9, proof: proof2 }) {
  const { address, type, seq, delta } = intent;
  const { id: id2 } = live9;
  const old = state.bindings[address];
  if (delta !== void 0 || proof2 === "value") {
    const seen = { op: "settle", seq };
    if (delta === void 0 || old?.id !== id2) return [seen];
    return [{ op: "bind", address, binding: { ...old, applied: { ...old.applied, [delta.field]: delta.to } } }, seen];
  }
  const kept = old === void 0 ? [] : [{ op: "bind", address: replacedAddress(state, address, old.id), binding: { ...old, replacedBy: address } }];
  const { applied, doubted } = recovered(kind, intent, live9, proof2);
  const doubt = doubted.length === 0 ? {} : { doubted };
  return [
    ...kept,
    { op: "bind", address, binding: { type, id: id2, applied, made: true, seq, ...doubt } },
    { op: "made", seq, id: id2 }
  ];
}

// ../../wt/journal/src/engine/settleRun.ts
async function settleRun(run, lost, options) {
  const { api, kinds, system, emit } = run.deps;
  const intents = openIntents(run.session.durable).filter(({ address }) => lost.has(address));
  const deps = { kinds, read: api.read, system, emit };
  const settled2 = /* @__PURE__ */ new Map();
  for (const judged of await lookForIntents(deps, run.session.durable, intents, options, run.stopping)) {
    const { address } = judged.intent;
    const failure = lost.get(address);
    if (failure === void 0) continue;
    const told = intentDiagnostic(judged, `no clear answer came (${said(failure)})`, kinds);
    report(run, told ?? failureDiagnostic(address, failure, judged.intent));
    if (judged.verdict.status !== "made") continue;
    const outcome = await bind(run, judged);
    settled2.set(address, outcome);
    if (outcome.status !== "done") report(run, failureDiagnostic(address, outcome, void 0));
  }
  return settled2;
}
async function bind(run, { intent, verdict }) {
  if (verdict.status !== "made") throw new Error(`${intent.address} was not made.`);
  const { type, address } = intent;
  const kind = kindOf(run, type);
  const change = changeOf(run, address);
  const { live: live9, proof: proof2 } = verdict;
  if (intent.delta !== void 0 || proof2 === "value") {
    await run.session.commit(recoveredRecords(run.session.current, kind, intent, verdict));
    return done(void 0);
  }
  const { applied, doubted } = recovered(kind, intent, live9, proof2);
  await run.session.commit([
    ...boundRecords(run, change, live9, applied, { seq: intent.seq, doubted }),
    { op: "made", seq: intent.seq, id: live9.id }
  ]);
  run.sent.get(type)?.made.add(live9.id);
  run.knownIds.delete(type);
  return putLater(run, kind, change, live9, resolveSpec(run, change));
}

// ../../wt/journal/src/engine/runPasses.ts
var AHEAD = 0.4;
async function runPasses(run, tally, stopping, { parallelism, recovery }) {
  const done2 = /* @__PURE__ */ new Set();
  let finished = 0;
  let steps = run.plan.steps;
  for (; ; ) {
    const pass = { done: done2, skipped: /* @__PURE__ */ new Map(), lost: /* @__PURE__ */ new Map(), lostBy: /* @__PURE__ */ new Map() };
    await runSteps(steps, {
      parallelism: Math.max(1, parallelism + Math.floor(AHEAD * parallelism)),
      stopping,
      closed: closedLanes(run.session.durable),
      laneOf: (step) => laneOf(run, step),
      skip: (step, because) => void pass.skipped.set(step, because),
      run: (step, answered2) => runStep({ ...run, answered: answered2 }, tally, pass, step, () => finished += 1)
    });
    const found = recovery === void 0 || run.stopping() ? void 0 : await settle2(run, pass, recovery);
    for (const [address, failure] of pass.lost) {
      if (found === void 0) report(run, failureDiagnostic(address, failure, openAt(run, [address])));
      const step = pass.lostBy.get(address);
      if (step === void 0 || found?.get(address)?.status !== "done") continue;
      tally.set(step.id, address, "done");
      done2.add(step.id);
    }
    const next = found === void 0 || run.stopping() ? [] : runnable(run, pass);
    const again = new Set(next);
    for (const [step, because] of pass.skipped) {
      if (again.has(step)) continue;
      finished += 1;
      for (const address of step.addresses) tally.set(step.id, address, "skipped");
      run.deps.emit({ type: "step_skipped", step: step.id, addresses: step.addresses, because, finished });
    }
    if (next.length === 0) return;
    steps = next;
  }
}
async function runStep(run, tally, pass, step, finish) {
  const { emit, system } = run.deps;
  const action = actionOf(run, step);
  const { id: id2, op, addresses } = step;
  const started = system.now();
  emit({ type: "step_started", step: id2, op, addresses, action });
  const outcome = await carryOut(run, step);
  const finished = finish();
  if (outcome.status === "done") {
    pass.done.add(id2);
    for (const address of addresses) tally.set(id2, address, run.kept.has(address) ? "kept" : "done");
    const kept = addresses.every((address) => run.kept.has(address));
    const ms = system.now() - started;
    emit({ type: "step_done", step: id2, addresses, action, ms, finished, ...kept ? { kept } : {} });
    return "ok";
  }
  const intent = openAt(run, addresses);
  for (const address of addresses) {
    tally.set(id2, address, "failed");
    const diagnostic = failureDiagnostic(address, outcome, intent);
    if (intent !== void 0 && outcome.status === "unknown") {
      pass.lost.set(address, outcome);
      pass.lostBy.set(address, step);
    } else {
      report(run, diagnostic);
    }
    emit({ type: "step_failed", step: id2, addresses, action, outcome: outcome.status, diagnostic, finished });
  }
  return intent === void 0 ? "failed" : "closed-lane";
}
function openAt({ session }, addresses) {
  const isOpen = addresses.some((address) => session.current.intentsAt(address).some(({ phase }) => phase === "sent"));
  if (!isOpen && !session.broken) return void 0;
  return openIntents(session.durable).find(({ address }) => addresses.includes(address));
}
async function settle2(run, { lost }, recovery) {
  if (lost.size === 0) return void 0;
  try {
    return await settleRun(run, lost, recovery);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
    return void 0;
  }
}
function runnable(run, { done: done2, skipped }) {
  const closed = closedLanes(run.session.durable);
  const next = /* @__PURE__ */ new Set();
  return run.plan.steps.filter((step) => {
    if (!skipped.has(step) || closed.has(laneOf(run, step) ?? "")) return false;
    if (!step.after.every((id2) => done2.has(id2) || next.has(id2))) return false;
    next.add(step.id);
    return true;
  });
}
function laneOf(run, step) {
  const kind = kindOf(run, step.type);
  if (step.op !== "put" || kind.identity !== "assigned") return void 0;
  const action = actionOf(run, step);
  if (action !== "create" && action !== "replace") return void 0;
  return kind.marker !== void 0 && run.plan.markers ? void 0 : createLane(kind.type);
}
function closedLanes(state) {
  return new Map(
    openIntents(state).filter(({ marker, delta }) => marker === void 0 && delta === void 0).map(({ type, address }) => [createLane(type), `the create of ${address}, whose outcome is unknown`])
  );
}
function createLane(type) {
  return `create ${type}`;
}
function actionOf(run, step) {
  const [first] = step.addresses;
  return first === void 0 ? "update" : changeOf(run, first).action;
}

// ../../wt/journal/src/model/stateDraft.ts
var StateDraft = class {
  #base;
  #bindings;
  /** `type`, a line feed, `id` → the addresses that are bound to the object; nearly always one. */
  #addresses = /* @__PURE__ */ new Map();
  /** Address → the addresses of what it replaced. */
  #replaced = /* @__PURE__ */ new Map();
  /** By number, in the order in which they were written. */
  #intents = /* @__PURE__ */ new Map();
  #intentsAt = /* @__PURE__ */ new Map();
  /** Type → how many of its intents are in the phase `made`. */
  #made = /* @__PURE__ */ new Map();
  #unremovable;
  #seq;
  /** The intents as a list, until the next one changes. */
  #listed;
  constructor(base) {
    this.#base = base;
    this.#bindings = { ...base.bindings };
    for (const [address, binding] of Object.entries(base.bindings))
      this.#index(address, binding);
    for (const intent of base.intents) this.#keep(intent);
    this.#unremovable = base.unremovable;
    this.#seq = base.seq;
  }
  /** Live: it changes with the next `apply`. */
  get bindings() {
    return this.#bindings;
  }
  get intents() {
    this.#listed ??= [...this.#intents.values()];
    return this.#listed;
  }
  /** Number of the last intent. */
  get seq() {
    return this.#seq;
  }
  intentsAt(address) {
    return [...this.#intentsAt.get(address) ?? []].flatMap((seq) => this.#intents.get(seq) ?? []);
  }
  /** The binding that speaks for an object, at whatever address. */
  bindingTo(type, id2) {
    const [address] = this.#addresses.get(objectKey(type, id2)) ?? [];
    return address === void 0 ? void 0 : this.#bindings[address];
  }
  apply(records) {
    for (const record of records) this.#apply(record);
    return this;
  }
  /** As a value of its own, with the serial that the draft began with. */
  toState() {
    const { intents } = this;
    return { ...this.#base, bindings: { ...this.#bindings }, intents, unremovable: this.#unremovable, seq: this.#seq };
  }
  #apply(record) {
    switch (record.op) {
      case "bind":
        this.#bind(record.address, record.binding);
        break;
      case "unbind":
        this.#unbind(record.address);
        break;
      case "rename":
        this.#rename(record.from, record.to);
        break;
      case "intend":
        this.#keep(record.intent);
        this.#seq = Math.max(this.#seq, record.intent.seq);
        break;
      case "settle":
        this.#drop(record.seq);
        break;
      case "free":
        this.#change(record.seq, (intent) => ({ ...intent, phase: "free" }));
        break;
      case "made":
        this.#change(record.seq, (intent) => {
          const first = (this.#made.get(intent.type) ?? 0) === 0;
          return { ...intent, phase: "made", id: record.id, idsBefore: first ? intent.idsBefore : [] };
        });
        break;
      case "unremovable": {
        const { object: object2 } = record;
        const others = this.#unremovable.filter(({ type, id: id2 }) => type !== object2.type || id2 !== object2.id);
        this.#unremovable = [...others, object2];
        break;
      }
      default:
        record;
    }
  }
  #bind(address, binding) {
    const before = this.#bindings[address];
    if (before !== void 0) this.#unindex(address, before);
    this.#bindings[address] = binding;
    this.#index(address, binding);
  }
  #unbind(address) {
    const before = this.#bindings[address];
    if (before === void 0) return;
    this.#unindex(address, before);
    delete this.#bindings[address];
  }
  #rename(from, to) {
    const binding = this.#bindings[from];
    if (binding === void 0) return;
    this.#unbind(from);
    this.#bind(to, binding);
    for (const address of [...this.#replaced.get(from) ?? []]) {
      const old = this.#bindings[address];
      if (old !== void 0) this.#bind(address, { ...old, replacedBy: to });
    }
  }
  #index(address, { type, id: id2, replacedBy }) {
    add(this.#addresses, objectKey(type, id2), address);
    if (replacedBy !== void 0) add(this.#replaced, replacedBy, address);
  }
  #unindex(address, { type, id: id2, replacedBy }) {
    remove(this.#addresses, objectKey(type, id2), address);
    if (replacedBy !== void 0) remove(this.#replaced, replacedBy, address);
  }
  #keep(intent) {
    this.#drop(intent.seq);
    this.#intents.set(intent.seq, intent);
    add(this.#intentsAt, intent.address, intent.seq);
    this.#count(intent, 1);
  }
  #drop(seq) {
    const intent = this.#intents.get(seq);
    this.#listed = void 0;
    if (intent === void 0) return;
    this.#intents.delete(seq);
    remove(this.#intentsAt, intent.address, seq);
    this.#count(intent, -1);
  }
  /** Leaves the intent where it stands among the others. */
  #change(seq, change) {
    const before = this.#intents.get(seq);
    if (before === void 0) return;
    const after = change(before);
    this.#intents.set(seq, after);
    this.#listed = void 0;
    this.#count(before, -1);
    this.#count(after, 1);
  }
  #count({ type, phase }, by) {
    if (phase === "made") this.#made.set(type, (this.#made.get(type) ?? 0) + by);
  }
};
function objectKey(type, id2) {
  return `${type}
${id2}`;
}
function add(index, key5, value) {
  const values = index.get(key5);
  if (values === void 0) index.set(key5, /* @__PURE__ */ new Set([value]));
  else values.add(value);
}
function remove(index, key5, value) {
  const values = index.get(key5);
  if (values?.delete(value) === true && values.size === 0) index.delete(key5);
}

// ../../wt/journal/src/engine/stateSession.ts
var StateSession = class {
  #store;
  #durable;
  #pending;
  #queue = [];
  #writing = false;
  #broken;
  constructor(store, state) {
    this.#store = store;
    this.#durable = state;
    this.#pending = new StateDraft(state);
  }
  /** Everything committed or on its way, as of now: it changes with the next commit. */
  get current() {
    return this.#pending;
  }
  /** What the store has acknowledged. */
  get durable() {
    return this.#durable;
  }
  get broken() {
    return this.#broken !== void 0;
  }
  /** Resolves when the records are durable; rejects with the store's `StateError`. */
  commit(records) {
    if (records.length === 0) return Promise.resolve();
    if (this.#broken !== void 0) return Promise.reject(this.#broken);
    this.#pending.apply(records);
    return new Promise((resolve, reject) => {
      this.#queue.push({ records, resolve, reject });
      if (!this.#writing) void this.#drain();
    });
  }
  /** Resolves when the store still is as this run left it; rejects as a write would. Waits for writes under way. */
  fence() {
    if (this.#broken !== void 0) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#queue.push({ records: [], resolve, reject });
      if (!this.#writing) void this.#drain();
    });
  }
  async #drain() {
    this.#writing = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      try {
        const records = batch.flatMap((waiting) => waiting.records);
        if (records.length === 0) await this.#store.verify(this.#durable);
        else this.#durable = await this.#store.commit(this.#durable, records);
        for (const waiting of batch) waiting.resolve();
      } catch (error) {
        this.#broken = error instanceof Error ? error : new Error(String(error));
        for (const waiting of [...batch, ...this.#queue]) waiting.reject(error);
        this.#queue = [];
      }
    }
    this.#writing = false;
  }
};

// ../../wt/journal/src/engine/tally.ts
var RANK = { done: 0, kept: 1, skipped: 2, failed: 3 };
var Tally = class {
  #results = /* @__PURE__ */ new Map();
  /** The last word on a step: a later one takes the place of an earlier one. */
  set(step, address, result) {
    this.#results.set(`${step}
${address}`, { address, result });
  }
  /** Changes whose steps never came up were skipped. */
  summary(changes, rest) {
    const worst = /* @__PURE__ */ new Map();
    for (const { address, result } of this.#results.values()) {
      const before = worst.get(address);
      if (before === void 0 || RANK[result] > RANK[before]) worst.set(address, result);
    }
    const done2 = { create: 0, update: 0, replace: 0, remove: 0, adopt: 0, forget: 0 };
    const count2 = { failed: 0, skipped: 0, kept: 0 };
    for (const { address, action } of changes) {
      const result = worst.get(address) ?? "skipped";
      if (result === "done") done2[action] += 1;
      else count2[result] += 1;
    }
    return { done: done2, ...count2, ...rest };
  }
};

// ../../wt/journal/src/engine/throttle.ts
var CREDIT = 2;
var WINDOW_MS = 1e3;
var HOLD_MS = 2e4;
var SHORT_HOLD_MS = 3e3;
var LONGEST_HOLD_MS = 32e4;
var MARGIN = 0.98;
var DEEPEST_CUT = 0.7;
var SLOWEST = 0.2;
var GROWTH = 0.01;
var SLOW_TIMES = 4;
var SLOW_MS = 500;
var LONGEST_PAUSE_MS = 6e4;
var STALE_MS = 250;
var Throttle = class {
  #system;
  #stopping;
  #most;
  #width;
  #busy = 0;
  #waiting = [];
  /** Ends when the last who waits for its turn has it. */
  #line = Promise.resolve();
  /** Calls a second; undefined: no refusal has come yet. */
  #rate;
  /** When the next call may start, by the rate, and when the rate was last worked out. */
  #nextAt = 0;
  #ratedAt = 0;
  #cutAt = -Infinity;
  #holdMs = HOLD_MS;
  #pausedUntil = 0;
  /** When the calls of the last second were accepted. */
  #accepted = [];
  #fastest = /* @__PURE__ */ new Map();
  constructor(system, stopping, width) {
    this.#system = system;
    this.#stopping = stopping;
    this.#most = Math.max(1, width);
    this.#width = this.#most;
  }
  /** Calls a second that are allowed now, or undefined: as many as there are. */
  get rate() {
    return this.#rate;
  }
  /** Calls that may run at a time now. */
  get width() {
    return Math.floor(this.#width);
  }
  /**
   * Waits for the call's turn, makes `check` (which answers why it must not be sent, or undefined), and sends it when
   * there is room; checks are made ahead while others are under way, and once more when room was long in coming. Nothing
   * is checked or sent when the run is cut short before.
   */
  async run(call) {
    const { sort, check, recheck = check, send: send2 } = call;
    const cutShort = {
      status: "notSent",
      endpoint: sort,
      reason: "not sent: the run was cut short while it waited"
    };
    if (!await this.#turn()) return cutShort;
    const why = await check();
    if (why !== void 0) return why;
    const checked = this.#system.now();
    return this.#inSlot(async () => {
      if (this.#cutAt >= checked && !await this.#turn()) return cutShort;
      const started = this.#system.now();
      const again = started - checked > STALE_MS ? await recheck() : void 0;
      if (again !== void 0) return again;
      const outcome = await send2();
      this.#learn(sort, started, outcome);
      return outcome;
    });
  }
  /** A list that a step needs takes its turn among the calls, for the service counts it too. */
  async read(list2) {
    await this.#turn();
    return this.#inSlot(list2);
  }
  async #inSlot(work) {
    if (this.#busy < this.width) this.#busy += 1;
    else await new Promise((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      while (this.#busy < this.width) {
        const next = this.#waiting.shift();
        if (next === void 0) break;
        this.#busy += 1;
        next();
      }
    }
  }
  /**
   * Waits for the call's turn; false when the run was cut short meanwhile. One after the other: only the first in line
   * looks at the clock, so that a cut of the pace holds for all who wait.
   */
  async #turn() {
    const before = this.#line;
    let leave;
    this.#line = new Promise((resolve) => leave = resolve);
    await before;
    try {
      for (; ; ) {
        const now = this.#system.now();
        const turn = this.#rate === void 0 ? now : Math.max(this.#nextAt, now - CREDIT * 1e3 / this.#rate);
        const wait = Math.max(turn, this.#pausedUntil) - now;
        if (wait <= 0) {
          if (this.#rate !== void 0) this.#nextAt = turn + 1e3 / this.#currentRate(now);
          return true;
        }
        if (this.#stopping()) return false;
        await pause(this.#system, this.#stopping, wait);
      }
    } finally {
      leave?.();
    }
  }
  #currentRate(now) {
    const rate = this.#rate ?? Infinity;
    if (now < this.#cutAt + this.#holdMs) {
      this.#ratedAt = now;
      return rate;
    }
    this.#rate = rate * (1 + GROWTH * Math.min(1, Math.max(0, (now - this.#ratedAt) / 1e3)));
    this.#ratedAt = now;
    return this.#rate;
  }
  #learn(sort, started, outcome) {
    const now = this.#system.now();
    if (outcome.status === "refused" && outcome.retryAfterMs !== void 0) {
      this.#slowDown(started, now, outcome.retryAfterMs);
      return;
    }
    this.#forget(now);
    this.#accepted.push(now);
    this.#adaptWidth(sort, now - started);
  }
  #forget(now) {
    let old = 0;
    while ((this.#accepted[old] ?? Infinity) <= now - WINDOW_MS) old += 1;
    if (old > 0) this.#accepted = this.#accepted.slice(old);
  }
  #slowDown(started, now, retryAfterMs) {
    const wait = Math.min(retryAfterMs, LONGEST_PAUSE_MS);
    if (started < this.#cutAt) return;
    this.#forget(now);
    const seen = Math.max(1, this.#accepted.length);
    const before = this.#rate;
    const isSoon = now - this.#cutAt < 2 * WINDOW_MS;
    this.#rate = before === void 0 ? seen * MARGIN : Math.min(before, Math.max(seen, before * DEEPEST_CUT)) * MARGIN;
    this.#rate = Math.max(this.#rate, SLOWEST);
    const isFound = before !== void 0 && this.#rate > before * 0.9;
    this.#holdMs = isFound ? Math.min(this.#holdMs * 2, LONGEST_HOLD_MS) : isSoon ? SHORT_HOLD_MS : HOLD_MS;
    if (before === void 0 || isSoon || wait > WINDOW_MS) this.#pausedUntil = Math.max(this.#pausedUntil, now + wait);
    this.#cutAt = now;
    this.#ratedAt = now;
    this.#nextAt = Math.max(this.#pausedUntil, now + 1e3 / this.#rate);
  }
  #adaptWidth(sort, ms) {
    const fastest = Math.min(this.#fastest.get(sort) ?? Infinity, ms);
    this.#fastest.set(sort, fastest);
    if (ms > Math.max(SLOW_MS, SLOW_TIMES * fastest)) this.#width = Math.max(1, this.#width - this.#width / 4);
    else this.#width = Math.min(this.#most, this.#width + 1 / this.#width);
  }
};

// ../../wt/journal/src/engine/applyPlan.ts
async function applyPlan(deps, plan, state, options) {
  const unfit = whyUnfit(plan, state);
  const tally = new Tally();
  if (unfit.length > 0) {
    const summary2 = tally.summary([], { unknown: openIntents(state).length, doubled: 0, interrupted: false });
    return { state, diagnostics: unfit, summary: summary2 };
  }
  const session = new StateSession(deps.store, state);
  const stopping = () => session.broken ? "the state could not be written" : options.interrupt?.aborted === true ? "interrupted" : void 0;
  const run = {
    deps,
    plan,
    session,
    changes: new Map(plan.changes.map((change) => [change.address, change])),
    diagnostics: [],
    kept: /* @__PURE__ */ new Set(),
    knownIds: /* @__PURE__ */ new Map(),
    sent: sentBefore(state),
    stopping: () => stopping() !== void 0,
    throttle: new Throttle(deps.system, () => stopping() !== void 0, options.parallelism),
    looks: /* @__PURE__ */ new Map(),
    answered: () => void 0
  };
  let doubled = 0;
  try {
    await session.commit(openingRecords(plan));
    deps.emit({ type: "apply_started", steps: plan.steps.length });
    await runPasses(run, tally, stopping, options);
    doubled = await auditCalls(run, options.recovery?.settleMs ?? 0);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    report(run, error.diagnostic);
  }
  const interrupted = options.interrupt?.aborted === true;
  const unknown2 = openIntents(session.durable).length;
  const summary = tally.summary(plan.changes, { unknown: unknown2, doubled, interrupted });
  deps.emit({ type: "apply_finished", summary });
  return { state: session.durable, diagnostics: run.diagnostics, summary };
}
function openingRecords(plan) {
  const renames = plan.changes.flatMap(
    (change) => change.movedFrom === void 0 ? [] : [{ op: "rename", from: change.movedFrom, to: change.address }]
  );
  const binds = plan.rebindings.map(({ address, type, live: live9, applied, protect }) => {
    return { op: "bind", address, binding: { type, id: live9.id, applied, ...protect === true ? { protect } : {} } };
  });
  const gone = plan.gone.map((address) => ({ op: "unbind", address }));
  return [...renames, ...binds, ...gone];
}
function whyUnfit(plan, state) {
  if (plan.lineage === state.lineage && plan.serial === state.serial && plan.account === state.account) return [];
  return [
    {
      severity: "error",
      code: "stale-plan",
      summary: "The state has changed since this plan was made, so nothing was applied.",
      help: "Plan again."
    }
  ];
}

// ../../wt/journal/src/model/diagnostic.ts
function hasErrors(diagnostics) {
  return diagnostics.some((d) => d.severity === "error");
}

// ../../wt/journal/src/model/article.ts
function withArticle(title) {
  return `${/^[aeiou]/i.test(title) ? "an" : "a"} ${title}`;
}

// ../../wt/journal/src/planner/letGo.ts
function letGo(world, draft, address, binding, live9, reason2, missing = {}) {
  const movedFrom = world.movedFrom.get(address);
  draft.add({
    ...missing,
    address,
    type: binding.type,
    name: address.slice(binding.type.length + 1),
    action: "forget",
    reason: reason2,
    ...live9 === void 0 ? {} : { live: live9 },
    fields: [],
    hazards: [],
    ...movedFrom === void 0 ? {} : { movedFrom },
    bind: false
  });
}
function remove2(world, draft, address, kind, live9, reason2, desired) {
  const binding = world.bindings.get(address);
  const source = desired === void 0 ? {} : { source: desired.source };
  if (binding?.protect === true || desired?.lifecycle.protect === true) {
    draft.error({
      code: "protected",
      summary: `${address} is protected, and this plan would remove it (${reason2}).`,
      help: `Put its block back with \`protect: false\` and apply that first, or let go of it: clnform state rm ${address}`,
      address,
      ...source
    });
    return;
  }
  if (isUnremovable(world, live9) || kind.remove === void 0 && kind.putMany === void 0) {
    if (binding !== void 0) {
      const why = !isUnremovable(world, live9) ? `the API cannot remove ${withArticle(kind.title)}` : "the service refuses to remove it";
      letGo(world, draft, address, binding, live9, `${reason2}; ${why}, so it stays in the account`);
    }
    return;
  }
  if (kind.removalNeeds !== void 0 && world.input.options.enabled?.has(kind.removalNeeds) !== true) {
    draft.error({
      code: "removal-not-enabled",
      summary: `${address} would be removed (${reason2}), by a call whose effect no one has proved yet.`,
      help: `Remove it in the web console, or pass --${kind.removalNeeds} if you accept the risk.`,
      address,
      ...source
    });
    return;
  }
  const facts = { action: "remove", live: live9, fields: [] };
  const movedFrom = world.movedFrom.get(address);
  const change = {
    address,
    type: kind.type,
    name: address.slice(kind.type.length + 1),
    action: "remove",
    reason: kind.residue === void 0 ? reason2 : `${reason2}; ${kind.residue}`,
    live: live9,
    fields: [],
    hazards: kind.hazards?.(facts) ?? [],
    ...world.input.options.destroy !== true && world.input.manifest.exclusive.has(kind.type) ? { whole: true } : {},
    ...source,
    ...movedFrom === void 0 ? {} : { movedFrom },
    bind: false
  };
  draft.add(change);
}
function isUnremovable(world, live9) {
  if (world.input.options.retryRefused === true) return false;
  return world.input.state.unremovable.some((o) => o.type === live9.type && o.id === live9.id);
}

// ../../wt/journal/src/planner/bindings.ts
function effectiveBindings(state, manifest) {
  const renamed = new StateDraft(state);
  const movedFrom = /* @__PURE__ */ new Map();
  const diagnostics = [];
  for (const { from, to, source } of manifest.moved) {
    if (renamed.bindings[from] === void 0) continue;
    if (renamed.bindings[to] !== void 0) {
      diagnostics.push({
        severity: "error",
        code: "moved-onto-bound",
        summary: `${from} cannot move to ${to}: both are bound to objects of the account.`,
        help: `Take the moved entry out, or let go of one of them first: clnform state rm ${to}`,
        source,
        address: to
      });
      continue;
    }
    renamed.apply([{ op: "rename", from, to }]);
    movedFrom.set(to, from);
  }
  const bindings2 = new Map(Object.entries(renamed.bindings));
  return { bindings: bindings2, movedFrom, diagnostics };
}

// ../../wt/journal/src/planner/liveIndex.ts
var LiveIndex = class {
  #byId = /* @__PURE__ */ new Map();
  #byName = /* @__PURE__ */ new Map();
  #byParent = /* @__PURE__ */ new Map();
  /** `parentField`: for a kind with a parent, the field that holds the parent's id. */
  constructor(observation, parentField) {
    for (const [type, { objects }] of observation) {
      const field = parentField(type);
      for (const live9 of objects) {
        this.#byId.set(`${type}/${live9.id}`, live9);
        if (live9.name !== void 0) append(this.#byName, `${type}/${live9.name}`, live9);
        if (field !== void 0) {
          append(this.#byParent, `${type}/${String(live9.spec[field])}`, live9);
        }
      }
    }
  }
  withId(type, id2) {
    return this.#byId.get(`${type}/${id2}`);
  }
  named(type, name) {
    return this.#byName.get(`${type}/${name}`) ?? [];
  }
  /** Objects of `childType` that sit under the parent with this id. */
  under(childType, parentId2) {
    return this.#byParent.get(`${childType}/${parentId2}`) ?? [];
  }
};
function append(map, key5, live9) {
  const there = map.get(key5);
  if (there === void 0) map.set(key5, [live9]);
  else there.push(live9);
}

// ../../wt/journal/src/planner/world.ts
function makeWorld(input) {
  const { manifest, state, observation, kinds: registry } = input;
  const kinds = sortedBy(registry.values(), (kind) => `${depth(registry, kind)}/${kind.type}`);
  const rank = new Map(kinds.map((kind, index) => [kind.type, index]));
  const moved = effectiveBindings(state, manifest);
  const diagnostics = [...moved.diagnostics];
  const desired = (input.options.destroy === true ? [] : [...manifest.desired]).sort(
    (a, b) => (rank.get(a.type) ?? 0) - (rank.get(b.type) ?? 0) || byText(a.address, b.address)
  );
  const boundTo = /* @__PURE__ */ new Map();
  for (const [address, binding] of sortedBy(moved.bindings, ([address2]) => address2)) {
    const object2 = `${binding.type}/${binding.id}`;
    const other = boundTo.get(object2);
    if (other !== void 0) diagnostics.push(boundTwice(address, other));
    else boundTo.set(object2, address);
  }
  const live9 = new LiveIndex(observation, (type) => registry.get(type)?.parent?.field);
  for (const [address, binding] of moved.bindings) {
    const name = live9.withId(binding.type, binding.id)?.name;
    if (name !== void 0 && plainAddress(address) !== makeAddress(binding.type, name)) {
      diagnostics.push(misbound(address, makeAddress(binding.type, name)));
    }
  }
  return {
    input,
    kinds,
    desired,
    declared: new Map(desired.map((d) => [d.address, d])),
    bindings: moved.bindings,
    movedFrom: moved.movedFrom,
    boundTo,
    live: live9,
    diagnostics
  };
}
function childKinds(world, type) {
  return world.kinds.filter((kind) => kind.parent?.type === type);
}
function boundLive(world, address) {
  const binding = world.bindings.get(address);
  return binding === void 0 ? void 0 : world.live.withId(binding.type, binding.id);
}
function depth(registry, kind) {
  const parent = kind.parent === void 0 ? void 0 : registry.get(kind.parent.type);
  return parent === void 0 ? 0 : 1 + depth(registry, parent);
}
function plainAddress(address) {
  return address.replace(/#replaced(-[0-9]+)?$/, "");
}
function misbound(address, actual) {
  return {
    severity: "error",
    code: "misbound",
    summary: `${address} is bound to an object that is ${actual}.`,
    help: `The state was edited: let go of that binding, and the next plan finds the right object: clnform state rm ${address}`,
    address
  };
}
function boundTwice(address, other) {
  return {
    severity: "error",
    code: "bound-twice",
    summary: `${address} and ${other} are bound to the same object of the account.`,
    help: `Decide which of the two it is and let go of the other: clnform state rm ${address}`,
    address
  };
}

// ../../wt/journal/src/planner/children.ts
var DAY = 864e5;
function wantChildren(world, draft) {
  for (const kind of world.kinds) {
    const { parent } = kind;
    if (parent === void 0) continue;
    const placed = world.desired.some((d) => d.type === kind.type) || [...world.bindings.values()].some((binding) => binding.type === kind.type);
    if (!placed) continue;
    for (const live9 of world.input.observation.get(parent.type)?.objects ?? []) {
      if (live9.occupants !== 0) draft.want(kind.type, live9);
    }
  }
}
function decideStale(world, draft) {
  for (const desired of world.desired) {
    const days = world.input.kinds.get(desired.type)?.staleAfterDays?.(desired.spec);
    const parent = draft.found.get(desired.address);
    if (days === void 0 || parent === void 0 || draft.changes.get(desired.address)?.action === "remove") continue;
    for (const kind of childKinds(world, desired.type)) {
      draft.want(kind.type, parent);
      for (const child of childrenOf(world, kind, parent)) {
        if (child.lastCheckin === void 0) continue;
        const idle = Math.floor((world.input.now - child.lastCheckin) / DAY);
        if (idle <= days) continue;
        decideStaleChild(world, draft, kind, child, idle, desired.address);
      }
    }
  }
}
function decideStaleChild(world, draft, kind, child, idle, parent) {
  const address = childAddress(kind, child);
  const declared = world.declared.get(address);
  if (declared === void 0) {
    remove2(world, draft, address, kind, child, `last checked in ${idle} days ago, and ${parent} frees such seats`);
    return;
  }
  draft.warn({
    code: "stale-but-declared",
    summary: `${address} last checked in ${idle} days ago, but the manifest declares it, so it keeps its seat.`,
    help: "Take it out of `servers` to free the seat.",
    address,
    source: declared.source
  });
}
function decideOccupants(world, draft) {
  for (const change of [...draft.changes.values()]) {
    const { live: live9 } = change;
    if (live9 === void 0 || change.action !== "replace" && change.action !== "remove") continue;
    const heir = change.action === "replace" ? change.address : heirOf(world, draft, change.address);
    for (const kind of childKinds(world, change.type)) {
      draft.want(kind.type, live9);
      const staying = childrenOf(world, kind, live9).filter((child) => !draft.changes.has(childAddress(kind, child)));
      const root = staying.map((child) => draft.held.get(childAddress(kind, child))).find((held) => held !== void 0);
      if (root !== void 0 && change.action === "remove") {
        draft.changes.delete(change.address);
        draft.held.set(change.address, root);
        break;
      }
      if (heir !== void 0 && kind.update !== void 0) {
        for (const child of staying) draft.add(moveChange(kind, child, change.address, heir, draft));
      } else if (staying.length > 0) {
        draft.addHazard(change.address, {
          name: "removes-servers",
          detail: `${servers(staying.length)} on it ${staying.length === 1 ? "loses its" : "lose their"} licence: ${sample(staying)}.`
        });
        draft.setLosing(
          change.address,
          staying.map((child) => child.id)
        );
      }
      const unseen = (live9.occupants ?? 0) - childrenOf(world, kind, live9).length;
      if (unseen > 0 && world.input.observation.get(kind.type)?.under.has(live9.id) === true) {
        draft.addHazard(change.address, {
          name: "removes-servers",
          detail: `the service counts ${servers(unseen)} on it that its own list does not show: they may lose their licence.`
        });
      }
    }
  }
}
function heirOf(world, draft, address) {
  const heir = world.bindings.get(address)?.replacedBy;
  return heir !== void 0 && draft.found.has(heir) ? heir : void 0;
}
function moveChange(kind, child, from, heir, draft) {
  const field = kind.parent?.field ?? "";
  const after = draft.changes.get(heir)?.action === "replace" ? { ref: heir } : draft.found.get(heir)?.id ?? "";
  const spec = child.spec;
  const sensitive = kind.fields[field]?.sensitive;
  return {
    address: childAddress(kind, child),
    type: kind.type,
    name: child.name ?? child.id,
    action: "update",
    reason: from === heir ? `moves with ${heir}, which is replaced` : `moves to ${heir}, which replaced its key`,
    live: child,
    target: { ...spec, [field]: after },
    fields: [
      {
        field,
        ...spec[field] === void 0 ? {} : { before: spec[field] },
        after,
        ...sensitive ? { sensitive } : {}
      }
    ],
    hazards: [],
    bind: false
  };
}
function childAddress(kind, child) {
  return makeAddress(kind.type, child.name ?? child.id);
}
function childrenOf(world, kind, parent) {
  return sortedBy(world.live.under(kind.type, parent.id), (child) => child.id);
}
function servers(count2) {
  return count2 === 1 ? "1 server" : `${count2} servers`;
}
function sample(children) {
  const named2 = children.slice(0, 5).map((child) => child.name ?? child.id);
  return children.length > 5 ? `${named2.join(", ")} and ${children.length - 5} more` : named2.join(", ");
}

// ../../wt/journal/src/planner/cost.ts
function costChange(world, draft, prices) {
  const unknown2 = /* @__PURE__ */ new Set();
  const price = (type, spec) => {
    const billing = spec === void 0 ? void 0 : world.input.kinds.get(type)?.billing?.(spec);
    if (billing === void 0) return 0;
    const monthly = Object.hasOwn(prices.monthly, billing.product) ? prices.monthly[billing.product] : void 0;
    if (monthly === void 0 || billing.units === null) {
      unknown2.add(billing.product);
      return 0;
    }
    return monthly * billing.units;
  };
  const byType = {};
  let before = 0;
  let after = 0;
  const managed = /* @__PURE__ */ new Set([...world.bindings.keys(), ...draft.found.keys(), ...draft.changes.keys()]);
  for (const address of managed) {
    const change = draft.changes.get(address);
    const live9 = change?.live ?? draft.found.get(address) ?? boundLive(world, address);
    const type = change?.type ?? live9?.type;
    if (type === void 0) continue;
    const was = live9?.inert === true ? 0 : price(type, live9?.spec);
    const will = change?.action === "remove" ? 0 : change?.target === void 0 ? was : price(type, change.target);
    before += was;
    after += will;
    if (will !== was) byType[type] = (byType[type] ?? 0) + will - was;
  }
  return {
    currency: prices.currency,
    before: cents(before),
    after: cents(after),
    byType: Object.fromEntries(
      Object.entries(byType).sort(([a], [b]) => byText(a, b)).map(([type, sum]) => [type, cents(sum)])
    ),
    unknown: [...unknown2].sort(byText)
  };
}
function cents(amount) {
  return Math.round(amount * 100) / 100;
}

// ../../wt/journal/src/planner/held.ts
function waitsFor(world, draft, kind, desired) {
  const own = openIntents(world.input.state).find(
    (intent) => movedTo(world, intent.address) === desired.address || intent.address === desired.address
  );
  if (own !== void 0) return own.address;
  const parent = kind.parent === void 0 ? void 0 : desired.spec[kind.parent.field];
  return isRef(parent) && !draft.found.has(parent.ref) ? draft.held.get(parent.ref) : void 0;
}
function mayBeOurs(world, live9) {
  return openIntents(world.input.state).some(
    (intent) => intent.type === live9.type && intent.delta === void 0 && mayHaveMade(intent, live9)
  );
}
function mayHaveMade({ marker, idsBefore }, live9) {
  return marker === void 0 ? !idsBefore.includes(live9.id) : live9.tag === splitNote(marker).tag;
}
function reportHeld(world, draft) {
  for (const root of sortedBy(new Set(draft.held.values()), (address) => address)) {
    const waiting = [...draft.held].filter(([address, on]) => on === root && address !== root).map(([address]) => address);
    const source = world.declared.get(root)?.source;
    const delta = openIntents(world.input.state).find(({ address }) => address === root)?.delta;
    const [happened2, again] = delta === void 0 ? ["created", "it is not created again"] : [`changed (${delta.field} from ${delta.from} to ${delta.to})`, "nothing is planned for it"];
    draft.warn({
      code: "intent-open",
      summary: `${root} may have been ${happened2} by an earlier run whose answer was lost, so ${again}${waitingText(waiting)}.`,
      help: `\`clnform apply\` looks for it first. Or look in the web console, then say what you found: clnform state resolve ${root} --adopt ${delta?.id ?? "ID"}, or: clnform state resolve ${root} --none`,
      address: root,
      ...source === void 0 ? {} : { source }
    });
  }
}
function waitingText(waiting) {
  const [first, ...rest] = waiting;
  if (first === void 0) return "";
  return rest.length === 0 ? `; ${first} waits for it` : `; ${first} and ${rest.length} more wait for it`;
}
function movedTo(world, address) {
  let to = address;
  for (const moved of world.input.manifest.moved) if (moved.from === to) to = moved.to;
  return to;
}

// ../../wt/journal/src/planner/match.ts
function match(world, draft, kind, desired) {
  const { address } = desired;
  const binding = world.bindings.get(address);
  const { adopt } = desired.lifecycle;
  if (binding?.type === kind.type) {
    if (adopt !== void 0 && adopt !== binding.id) {
      draft.error({
        code: "adopt-conflict",
        summary: `${address} is to adopt one object but is bound to another already.`,
        help: `Take \`adopt\` out, or let go of the present object first: clnform state rm ${address}`,
        address,
        source: desired.source
      });
      return void 0;
    }
    const bound2 = world.live.withId(kind.type, binding.id);
    if (bound2 !== void 0) return bound2;
  }
  if (kind.identity === "natural") return natural(world, kind, desired);
  return binding === void 0 && adopt !== void 0 ? adopted(world, draft, kind, desired, adopt) : void 0;
}
function natural(world, kind, desired) {
  const free = world.live.named(kind.type, desired.name).filter((live9) => {
    const holder = world.boundTo.get(`${kind.type}/${live9.id}`);
    return holder === void 0 || holder === desired.address;
  });
  const ranked = sortedBy(free, (live9) => {
    const fields2 = diff(kind, desired, live9, void 0).fields.filter((f) => f.unverified !== true);
    return `${live9.inert === true ? 1 : 0}/${String(fields2.length).padStart(3, "0")}/${live9.id}`;
  });
  return ranked[0];
}
function exactSibling(world, kind, desired, bound2) {
  if (kind.identity !== "natural" || kind.replacement !== "create-first") return void 0;
  return world.live.named(kind.type, desired.name).find((live9) => {
    if (live9.id === bound2.id || live9.inert === true || world.boundTo.has(`${kind.type}/${live9.id}`)) return false;
    return diff(kind, desired, live9, void 0).fields.every((field) => field.unverified === true);
  });
}
function adopted(world, draft, kind, desired, id2) {
  const { address, source } = desired;
  const holder = world.boundTo.get(`${kind.type}/${id2}`) ?? draft.matched.get(`${kind.type}/${id2}`);
  if (holder !== void 0) {
    draft.error({
      code: "adopt-taken",
      summary: `${address} is to adopt an object that is ${holder} already.`,
      help: `Declare it once: if ${holder} is its old name, a \`moved\` entry from ${holder} to ${address} renames it.`,
      address,
      source
    });
    return void 0;
  }
  const live9 = world.live.withId(kind.type, id2);
  if (live9 === void 0) {
    draft.error({
      code: "adopt-missing",
      summary: `${address} is to adopt ${withArticle(kind.title)} that the account does not have.`,
      help: "Check the id in the web console, and that the product is the right one. Nothing was created in its place.",
      address,
      source
    });
  }
  return live9;
}

// ../../wt/journal/src/planner/refs.ts
function resolveRefs(draft, kind, desired) {
  if (kind.parent === void 0) return desired;
  const value = desired.spec[kind.parent.field];
  if (!isRef(value)) return desired;
  const id2 = parentId(draft, value.ref);
  return id2 === void 0 ? desired : { ...desired, spec: { ...desired.spec, [kind.parent.field]: id2 } };
}
function parentId(draft, parent) {
  const action = draft.changes.get(parent)?.action;
  return action === "replace" || action === "create" ? void 0 : draft.found.get(parent)?.id;
}

// ../../wt/journal/src/planner/target.ts
function targetSpec(kind, desired, live9, applied) {
  const target = {};
  for (const [field, policy] of Object.entries(kind.fields)) {
    if (policy.local === true) continue;
    const value = declaredValue(desired, field, policy) ?? live9?.spec?.[field] ?? (policy.writeOnly === void 0 ? void 0 : applied?.[field]);
    const initial = live9 === void 0 ? desired.spec[field] : void 0;
    const chosen = value ?? initial;
    if (chosen !== void 0) target[field] = canonical2(chosen, policy);
  }
  return target;
}

// ../../wt/journal/src/planner/declared.ts
function decideDeclared(world, draft, declared) {
  const kind = world.input.kinds.get(declared.type);
  if (kind === void 0) throw new Error(`No kind ${declared.type} is registered.`);
  const desired = resolveRefs(draft, kind, declared);
  const binding = world.bindings.get(desired.address);
  const errors = draft.diagnostics.length;
  const live9 = match(world, draft, kind, desired);
  if (draft.diagnostics.length > errors) return;
  if (live9 !== void 0) {
    draft.matched.set(`${live9.type}/${live9.id}`, desired.address);
    draft.found.set(desired.address, live9);
  }
  const root = waitsFor(world, draft, kind, declared);
  if (root !== void 0) {
    draft.held.set(desired.address, root);
    return;
  }
  if (desired.lifecycle.forget === true) {
    if (binding !== void 0) letGo(world, draft, desired.address, binding, live9, "the manifest says `forget: true`");
    return;
  }
  if (desired.absent === true) {
    if (live9 !== void 0 && live9.inert !== true) {
      remove2(world, draft, desired.address, kind, live9, "declared to be absent", desired);
    } else if (binding !== void 0) {
      letGo(world, draft, desired.address, binding, live9, "declared to be absent, and it is");
    }
    return;
  }
  if (live9 === void 0) decideMissing(world, draft, kind, desired);
  else decideLive(world, draft, kind, desired, live9);
}
function decideMissing(world, draft, kind, desired) {
  const { address, source } = desired;
  const binding = world.bindings.get(address);
  if (kind.create === void 0 && kind.putMany === void 0) {
    draft.error({
      code: binding === void 0 ? "not-in-account" : "gone-from-account",
      summary: `${address} is not in the account, and the API cannot make it.`,
      help: `${withArticle(kind.title).replace("a", "A")} appears when its host registers. Register it, or take it out of the manifest.`,
      address,
      source
    });
    return;
  }
  const target = targetSpec(kind, desired, void 0, void 0);
  const fields2 = Object.entries(target).map(([field, after]) => shown(kind, { field, after }));
  const change = makeChange(world, kind, desired, { action: "create", target, fields: fields2 });
  if (binding === void 0) {
    draft.add(change);
    return;
  }
  const { recreate } = world.input.options;
  const wanted = recreate === "all" || recreate?.has(address) === true;
  const vanished = {
    name: "vanished",
    detail: `It was applied before and is gone from the account: making it again may bill it again (--recreate ${address}).`
  };
  draft.add({
    ...change,
    reason: "gone from the account since it was applied",
    hazards: wanted ? change.hazards : [vanished, ...change.hazards]
  });
}
function decideLive(world, draft, kind, desired, live9) {
  const { address, lifecycle, source } = desired;
  const binding = world.bindings.get(address);
  const own = binding?.id === live9.id ? binding : void 0;
  const applied = own?.applied;
  const found = diff(kind, desired, live9, own);
  for (const { field, reason: reason2 } of found.frozen) {
    draft.error({
      code: "cannot-change",
      summary: `${address}: ${field} cannot be changed: ${reason2}.`,
      help: `Declare what is there, or leave the field alone with \`ignore: [${field}]\`.`,
      address,
      source
    });
  }
  if (found.frozen.length > 0) return;
  if (found.unverified.length > 0) draft.unverified.push({ address, fields: found.unverified });
  const behind = found.fields.map(({ field }) => listIsBehind(world, desired, live9, field)).find(Boolean);
  if (behind !== void 0) {
    draft.unverified.push({ address, fields: [behind.field] });
    draft.warn({
      code: "list-behind",
      summary: `${address}: ${behind.field} was put to ${behind.to} a moment ago, and the list still shows ${behind.from}: nothing is planned for it until it shows what became of it.`,
      help: "Plan again in a few minutes.",
      address,
      source
    });
    return;
  }
  const target = targetSpec(kind, desired, live9, applied);
  const protect = lifecycle.protect === true;
  if (found.fields.length === 0) {
    decideEqual(world, draft, kind, desired, live9, target);
    return;
  }
  const sibling = exactSibling(world, kind, desired, live9);
  if (sibling !== void 0) draft.matched.set(`${sibling.type}/${sibling.id}`, address);
  const replaces = sibling !== void 0 || found.fields.some((f) => f.forcesReplacement === true) || kind.update === void 0 && kind.putMany === void 0 || kind.mustReplace?.(live9, target) === true;
  const unreadable2 = found.unreadable.map((field) => ({
    name: "unreadable",
    detail: `${field} cannot be read back: whatever the account holds there is overwritten.`
  }));
  for (const { field } of found.fields) {
    const doubt = deltaDoubt(kind, field, live9, applied);
    if (doubt !== void 0) unreadable2.push(doubt);
  }
  if (!replaces) {
    const change2 = makeChange(world, kind, desired, { action: "update", target, fields: found.fields, live: live9 });
    draft.add({ ...change2, hazards: [...change2.hazards, ...unreadable2] });
    return;
  }
  if (kind.replacement === void 0) {
    draft.error({
      code: "cannot-replace",
      summary: `${address}: ${found.fields.map((f) => f.field).join(", ")} can only change by replacement, which this kind has none of.`,
      help: "Declare what is there, or ignore the field.",
      address,
      source
    });
    return;
  }
  if (protect || binding?.protect === true) {
    draft.error({
      code: "protected",
      summary: `${address} is protected, and this change would replace it.`,
      help: "Set `protect: false` in its block and apply that first, or leave the field as it is.",
      address,
      source
    });
    return;
  }
  const change = makeChange(world, kind, desired, { action: "replace", target, fields: found.fields, live: live9 });
  draft.add({
    ...change,
    replacement: kind.replacement,
    ...sibling === void 0 ? {} : takeOver2(kind, desired, sibling)
  });
}
function listIsBehind({ input }, { address }, live9, field) {
  const there = live9.spec[field];
  return input.state.intents.find(
    ({ phase, delta, since, ...intent }) => phase === "made" && intent.address === address && delta?.field === field && delta.id === live9.id && delta.from === there && since > input.now - LIST_LAG_MS
  )?.delta;
}
var LIST_LAG_MS = 6e5;
function deltaDoubt(kind, field, live9, applied) {
  const policy = kind.fields[field];
  const written = applied?.[field];
  const there = live9.spec[field];
  if (policy?.delta !== true || written === void 0 || same(written, there)) return void 0;
  return {
    name: "unreadable",
    detail: `${field} was last written as ${JSON.stringify(written)}, but the account shows ${JSON.stringify(there)}: someone changed it, or the list is behind and the change would be made twice.`
  };
}
function takeOver2(kind, desired, heir) {
  const heirFields = diff(kind, desired, heir, void 0).fields.map((field) => field.field);
  return { hazards: [], heir, heirFields, reason: `the account holds ${heir.id} beside it already` };
}
function decideEqual(world, draft, kind, desired, live9, target) {
  const { address, lifecycle } = desired;
  const binding = world.bindings.get(address);
  const protect = lifecycle.protect === true ? { protect: true } : {};
  const movedFrom = world.movedFrom.get(address);
  draft.unchanged += 1;
  const reason2 = noteReason(kind, binding, movedFrom, lifecycle.protect === true);
  if (reason2 !== void 0) {
    draft.unchanged -= 1;
    draft.add({ ...makeChange(world, kind, desired, { action: "adopt", target, fields: [], live: live9 }), reason: reason2 });
  } else if (binding?.id !== live9.id || binding.missingSince !== void 0) {
    draft.rebindings.push({ address, type: kind.type, live: live9, applied: target, ...protect });
  }
}
function noteReason(kind, binding, movedFrom, protect) {
  if (movedFrom !== void 0) return `moved from ${movedFrom}`;
  if (binding === void 0) return kind.identity === "assigned" ? "adopts an existing object" : void 0;
  if (protect === (binding.protect === true)) return void 0;
  return protect ? "protection is recorded" : "protection is lifted";
}
function makeChange(world, kind, desired, what) {
  const facts = { ...what, fields: what.fields.map((f) => f.field) };
  const movedFrom = world.movedFrom.get(desired.address);
  return {
    address: desired.address,
    type: kind.type,
    name: desired.name,
    action: what.action,
    ...what.live === void 0 ? {} : { live: what.live },
    target: what.target,
    fields: what.fields,
    hazards: kind.hazards?.(facts) ?? [],
    source: desired.source,
    ...movedFrom === void 0 ? {} : { movedFrom },
    bind: true,
    ...desired.lifecycle.protect === true ? { protect: true } : {}
  };
}
function shown(kind, change) {
  const policy = kind.fields[change.field];
  return policy?.sensitive === true ? { ...change, sensitive: true } : change;
}

// ../../wt/journal/src/planner/draft.ts
var Draft = class {
  changes = /* @__PURE__ */ new Map();
  diagnostics = [];
  rebindings = [];
  unverified = [];
  /** `type/id` of the objects that a declared resource was matched with. */
  matched = /* @__PURE__ */ new Map();
  /** Live object of each declared resource that was found. */
  found = /* @__PURE__ */ new Map();
  /** What is not planned, and the address of the open create that it waits for. */
  held = /* @__PURE__ */ new Map();
  /** Bound, wanted by nothing, and away for long enough to be let go of. */
  gone = [];
  unchanged = 0;
  #wanted = /* @__PURE__ */ new Map();
  add(change) {
    this.changes.set(change.address, change);
  }
  addHazard(address, hazard) {
    this.#amend(address, ({ hazards }) => ({ hazards: [...hazards, hazard] }));
  }
  setLosing(address, losing) {
    this.#amend(address, () => ({ losing }));
  }
  error(diagnostic) {
    this.diagnostics.push({ severity: "error", ...diagnostic });
  }
  warn(diagnostic) {
    this.diagnostics.push({ severity: "warning", ...diagnostic });
  }
  #amend(address, amendment) {
    const change = this.changes.get(address);
    if (change !== void 0) this.changes.set(address, { ...change, ...amendment(change) });
  }
  want(childType, parent) {
    const parents = this.#wanted.get(childType) ?? /* @__PURE__ */ new Map();
    parents.set(parent.id, parent);
    this.#wanted.set(childType, parents);
  }
  /** What was wanted and not yet looked at. */
  missing(looked) {
    const missing = [];
    for (const [type, parents] of this.#wanted) {
      const unseen = [...parents.values()].filter((parent) => !looked(type, parent.id));
      if (unseen.length > 0) missing.push({ type, parents: unseen });
    }
    return missing;
  }
};

// ../../wt/journal/src/planner/undeclared.ts
function decideLeft(world, draft) {
  for (const [address, binding] of sortedBy(world.bindings, ([address2]) => address2)) {
    if (world.declared.has(address)) continue;
    const kind = world.input.kinds.get(binding.type);
    if (kind === void 0) {
      draft.error({
        code: "unknown-kind",
        summary: `${address} is bound, but this version of clnform knows no kind ${binding.type}.`,
        help: `Use the version that made the state, or let go of it: clnform state rm ${address}`,
        address
      });
      continue;
    }
    const live9 = world.live.withId(binding.type, binding.id);
    const taken = live9 === void 0 ? void 0 : draft.matched.get(`${live9.type}/${live9.id}`);
    if (live9 === void 0) decideGone(world, draft, address, binding);
    else if (taken !== void 0) letGo(world, draft, address, binding, live9, `now declared as ${taken}`);
    else if (live9.inert === true)
      letGo(world, draft, address, binding, live9, "left the manifest; nothing is left to remove");
    else remove2(world, draft, address, kind, live9, leavingReason(world, binding.replacedBy));
  }
}
function decideGone(world, draft, address, binding) {
  if (binding.missingSince === void 0) {
    const missing = { missing: true };
    letGo(world, draft, address, binding, void 0, "left the manifest and is gone from the account", missing);
  } else if (binding.missingSince <= world.input.now - STAYED_AWAY_MS) {
    draft.gone.push(address);
  }
}
var STAYED_AWAY_MS = 6e5;
function leavingReason(world, replacedBy) {
  if (replacedBy !== void 0) return `replaced by ${replacedBy}`;
  return world.input.options.destroy === true ? "destroy" : "left the manifest";
}
function decideExclusive(world, draft) {
  if (world.input.options.destroy === true) return;
  for (const kind of world.kinds) {
    if (!world.input.manifest.exclusive.has(kind.type)) continue;
    const observed = world.input.observation.get(kind.type);
    for (const live9 of sortedBy(observed?.objects ?? [], (o) => o.id)) {
      if (isManaged(world, draft, live9) || live9.inert === true || isUnremovable(world, live9)) continue;
      if (mayBeOurs(world, live9)) continue;
      const address = addressOf(draft, world, kind, live9);
      remove2(world, draft, address, kind, live9, `not declared, and ${kind.section?.name ?? kind.type} is exclusive`);
    }
  }
}
function isManaged(world, draft, live9) {
  const object2 = `${live9.type}/${live9.id}`;
  return draft.matched.has(object2) || world.boundTo.has(object2);
}
function addressOf(draft, world, kind, live9) {
  const natural2 = live9.name === void 0 ? void 0 : makeAddress(kind.type, live9.name);
  if (natural2 === void 0 || world.declared.has(natural2) || world.bindings.has(natural2) || draft.changes.has(natural2)) {
    return makeAddress(kind.type, live9.id);
  }
  return natural2;
}

// ../../wt/journal/src/planner/doubles.ts
function reportDoubles(world, draft) {
  for (const kind of world.kinds) {
    if (kind.marker === void 0) continue;
    const objects = world.input.observation.get(kind.type)?.objects ?? [];
    const bound2 = /* @__PURE__ */ new Map();
    for (const { marker, type, id: id2 } of objects) {
      const address = world.boundTo.get(`${type}/${id2}`);
      if (marker !== void 0 && address !== void 0) bound2.set(marker, address);
    }
    if (bound2.size === 0) continue;
    for (const live9 of objects) {
      const address = live9.marker === void 0 ? void 0 : bound2.get(live9.marker);
      if (address === void 0 || isManaged(world, draft, live9)) continue;
      draft.warn({
        code: "bought-twice",
        summary: `The account holds ${withArticle(kind.title)} (${kind.secretId === true ? maskKey(live9.id) : live9.id}) with the marker of ${address}: its create was carried out more than once.`,
        help: "Look in the web console and remove the one that nothing uses: each is billed, and clnform removes nothing that it was not told to.",
        address
      });
    }
  }
}

// ../../wt/journal/src/planner/guards.ts
function guardHazards(guards, changes, bound2) {
  let creates = 0;
  let removes = 0;
  let touched = 0;
  for (const { action } of changes) {
    if (action === "create" || action === "replace") creates += 1;
    if (action === "remove" || action === "replace") removes += 1;
    if (action === "update" || action === "replace" || action === "remove") touched += 1;
  }
  const hazards = [];
  const over = (what, count2, limit, guard) => {
    if (limit === void 0 || count2 <= limit) return;
    hazards.push({ name: "over-guard", detail: `${count2} ${what}, but ${guard} is ${limit}.` });
  };
  over("creates", creates, guards.maxCreates, "guards.max_creates");
  over("removals", removes, guards.maxRemoves, "guards.max_removes");
  const percent = bound2 === 0 ? 0 : Math.round(touched / bound2 * 1e3) / 10;
  over("% of what is managed would change", percent, guards.maxChangePercent, "guards.max_change_percent");
  return hazards;
}

// ../../wt/journal/src/planner/lookAlikes.ts
function findLookAlikes(world, draft) {
  const known = /* @__PURE__ */ new Map();
  const freeOf = (type) => {
    const free = known.get(type) ?? sortedBy(world.input.observation.get(type)?.objects ?? [], (live9) => live9.id).filter(
      (live9) => !isManaged(world, draft, live9)
    );
    known.set(type, free);
    return free;
  };
  for (const change of draft.changes.values()) {
    const kind = world.input.kinds.get(change.type);
    if (change.action !== "create" || kind?.identity !== "assigned") continue;
    const free = freeOf(change.type);
    const made = free.find((live9) => bearsName(live9, change.name));
    const source = change.source === void 0 ? {} : { source: change.source };
    if (made !== void 0) {
      draft.error({
        code: "made-before",
        summary: `The account holds ${withArticle(kind.title)} (${shown2(made, kind.secretId)}) that clnform made for ${change.address}, but no binding to it is known.`,
        help: `If the state was lost, bind it: clnform import ${change.address} ID. If it is another one, take clnform's marker out of its note in the web console.`,
        address: change.address,
        ...source
      });
      continue;
    }
    const left2 = [...draft.changes.values()].find(
      (other) => other.action === "remove" && other.type === change.type && other.live !== void 0 && world.bindings.has(other.address) && isAlike(kind.fields, other.live, change)
    );
    if (left2 !== void 0) {
      draft.warn({
        code: "looks-renamed",
        summary: `${left2.address} goes and ${change.address}, just like it, is created.`,
        help: `If it was only renamed, say so and nothing is bought: moved: [{ from: ${left2.address}, to: ${change.address} }].`,
        address: change.address,
        ...source
      });
      continue;
    }
    const alike = free.find((live9) => isAlike(kind.fields, live9, change));
    if (alike === void 0) continue;
    draft.warn({
      code: "looks-alike",
      summary: `The account holds ${withArticle(kind.title)} (${shown2(alike, kind.secretId)}) just like ${change.address}, which no binding speaks for; another one is created.`,
      help: `If it is the one that is meant, bind it instead: clnform import ${change.address} ID, or \`adopt\` in its block.`,
      address: change.address,
      ...source
    });
  }
}
function bearsName({ marker, tag }, name) {
  return marker !== void 0 && tag !== void 0 && marker === makeMarker(name, tag);
}
function isAlike(fields2, live9, { target = {} }) {
  const spec = live9.spec;
  let telling = false;
  for (const [field, policy] of Object.entries(fields2)) {
    const wanted = target[field];
    if (policy.local === true || wanted === void 0 || spec[field] === void 0) continue;
    if (!same(canonical2(spec[field], policy), canonical2(wanted, policy))) return false;
    telling ||= typeof wanted === "string" && wanted !== "";
  }
  return telling;
}
function shown2(live9, secret) {
  return secret === true ? maskKey(live9.id) : live9.id;
}

// ../../wt/journal/src/planner/seatHazards.ts
function addSeatHazards(world, draft) {
  const arriving = countArrivals(world, draft);
  for (const { address, type, target, live: live9, action, fields: fields2 } of sortedBy(draft.changes.values(), (c) => c.address)) {
    const field = world.input.kinds.get(type)?.seats?.field;
    const limit = field === void 0 ? void 0 : target?.[field];
    if (field === void 0 || typeof limit !== "number") continue;
    const limitChanges = action === "create" || action === "replace" || fields2.some((f) => f.field === field);
    if (limit === 0) {
      if (limitChanges && live9?.spec?.[field] !== 0) {
        draft.addHazard(address, {
          name: "unlimited",
          detail: "limit 0 lets any number of servers register and be billed."
        });
      }
      continue;
    }
    const sitting = action === "update" ? seated(world, type, live9?.id) ?? live9?.occupants ?? 0 : 0;
    const leaving = action === "update" && live9 !== void 0 ? countDepartures(world, draft, type, live9.id) : 0;
    const staying = sitting - leaving;
    if (limitChanges && staying > limit) {
      draft.addHazard(address, {
        name: "removes-servers",
        detail: `limit ${limit} is below the ${staying} servers registered with it.`
      });
    }
  }
  refuseOverfull(world, draft, arriving);
}
function refuseOverfull(world, draft, arriving) {
  for (const [address, count2] of sortedBy(arriving, ([a]) => a)) {
    const change = draft.changes.get(address);
    const live9 = draft.found.get(address);
    const source = world.declared.get(address)?.source;
    const type = change?.type ?? live9?.type;
    const field = type === void 0 ? void 0 : world.input.kinds.get(type)?.seats?.field;
    if (type === void 0 || field === void 0) continue;
    const limit = change?.target?.[field] ?? live9?.spec?.[field];
    if (typeof limit !== "number" || limit === 0) continue;
    const fresh = change?.action === "create" || change?.action === "replace";
    const sitting = fresh || live9 === void 0 ? 0 : seated(world, type, live9.id) ?? live9.occupants ?? 0;
    const leaving = fresh || live9 === void 0 ? 0 : countDepartures(world, draft, type, live9.id);
    const total = sitting - leaving + count2;
    if (total <= limit) continue;
    draft.error({
      code: "no-seat",
      summary: `${address} would hold ${total} servers, but its limit is ${limit}.`,
      help: `Raise the limit to at least ${total}, or place fewer servers there.`,
      address,
      ...source === void 0 ? {} : { source }
    });
  }
}
function countArrivals(world, draft) {
  const arriving = /* @__PURE__ */ new Map();
  for (const change of draft.changes.values()) {
    const field = world.input.kinds.get(change.type)?.parent?.field;
    if (field === void 0 || !change.fields.some((f) => f.field === field)) continue;
    const to = destination(world, draft, change.type, change.target?.[field]);
    if (to !== void 0) arriving.set(to, (arriving.get(to) ?? 0) + 1);
  }
  return arriving;
}
function destination(world, draft, childType, value) {
  if (isRef(value)) return value.ref;
  const parent = world.input.kinds.get(childType)?.parent;
  if (parent === void 0 || typeof value !== "string") return void 0;
  return draft.matched.get(`${parent.type}/${value}`) ?? world.boundTo.get(`${parent.type}/${value}`);
}
function seated(world, type, id2) {
  if (id2 === void 0) return void 0;
  const looked = childKinds(world, type).filter((kind) => world.input.observation.get(kind.type)?.under.has(id2));
  if (looked.length === 0) return void 0;
  return looked.reduce((sum, kind) => sum + world.live.under(kind.type, id2).length, 0);
}
function countDepartures(world, draft, type, id2) {
  let leaving = 0;
  for (const kind of childKinds(world, type)) {
    for (const child of world.live.under(kind.type, id2)) {
      const change = draft.changes.get(`${kind.type}.${child.name ?? child.id}`);
      if (change === void 0) continue;
      const field = kind.parent?.field;
      if (change.action === "remove" || change.fields.some((f) => f.field === field)) leaving += 1;
    }
  }
  return leaving;
}

// ../../wt/journal/src/planner/nameParents.ts
function nameParents(world, draft, change) {
  const field = world.input.kinds.get(change.type)?.parent?.field;
  if (field === void 0) return change;
  const named2 = (difference) => {
    if (difference.field !== field) return difference;
    const before = destination(world, draft, change.type, difference.before);
    const after = destination(world, draft, change.type, difference.after);
    return { ...difference, ...refs("beforeRef", before), ...refs("afterRef", after) };
  };
  return { ...change, fields: change.fields.map(named2) };
}
function refs(side, address) {
  return address === void 0 ? {} : { [side]: address };
}

// ../../wt/journal/src/planner/graph.ts
var Graph = class {
  #before = /* @__PURE__ */ new Map();
  #after = /* @__PURE__ */ new Map();
  vertex(id2) {
    if (!this.#before.has(id2)) {
      this.#before.set(id2, /* @__PURE__ */ new Set());
      this.#after.set(id2, /* @__PURE__ */ new Set());
    }
  }
  link(first, then) {
    if (first === void 0 || then === void 0 || first === then) return;
    this.vertex(first);
    this.vertex(then);
    this.#before.get(then)?.add(first);
    this.#after.get(first)?.add(then);
  }
  waitsFor(id2) {
    return [...this.#before.get(id2) ?? []].sort(byText);
  }
  /**
   * Every vertex after those it waits for; among the free ones the smallest name first, by waves, so that the order is
   * the same however the graph was built. `cycle` holds what could not be ordered.
   */
  order() {
    const open3 = new Map([...this.#before].map(([id2, before]) => [id2, before.size]));
    const sorted2 = [];
    let wave = [...open3].filter(([, count2]) => count2 === 0).map(([id2]) => id2);
    while (wave.length > 0) {
      wave.sort(byText);
      const next = [];
      for (const id2 of wave) {
        sorted2.push(id2);
        open3.delete(id2);
        for (const follower of this.#after.get(id2) ?? []) {
          const left2 = (open3.get(follower) ?? 0) - 1;
          open3.set(follower, left2);
          if (left2 === 0) next.push(follower);
        }
      }
      wave = next;
    }
    return { sorted: sorted2, cycle: [...open3.keys()].sort(byText) };
  }
};

// ../../wt/journal/src/planner/seatEdges.ts
function linkSeats(world, draft, vertices, moves, graph) {
  const coming = groupBy(moves, (move) => comes(move) ? move.to : void 0);
  const leaving = groupBy(moves, (move) => {
    if (move.fromId === void 0 || !(comes(move) || move.change.action === "remove")) return void 0;
    return draft.matched.get(`${move.fromType}/${move.fromId}`);
  });
  for (const address of /* @__PURE__ */ new Set([...coming.keys(), ...leaving.keys()])) {
    const type = draft.changes.get(address)?.type ?? draft.found.get(address)?.type;
    const field = type === void 0 ? void 0 : world.input.kinds.get(type)?.seats?.field;
    if (type === void 0 || field === void 0) continue;
    const change = draft.changes.get(address);
    const arrivals = coming.get(address) ?? [];
    const departures = leaving.get(address) ?? [];
    const put = vertices.get(address)?.put;
    if (change?.action === "update" && put !== void 0) {
      const lowered = seats(change.target?.[field]) < seats(change.live?.spec?.[field]);
      for (const { vertices: own } of arrivals) {
        if (lowered) graph.link(own.put, put);
        else graph.link(put, own.put);
      }
      if (lowered) for (const { vertices: own } of departures) graph.link(own.put ?? own.remove, put);
    }
    const free = freeSeats(world, draft, address, field, change);
    arrivals.slice(free).forEach(({ vertices: into }, index) => {
      const out = departures[index]?.vertices;
      graph.link(out?.put ?? out?.remove, into.put);
    });
  }
}
function freeSeats(world, draft, address, field, change) {
  const live9 = draft.found.get(address);
  if (live9 === void 0 || change?.action === "replace") return Number.POSITIVE_INFINITY;
  const here = seats(live9.spec[field]);
  const room = Math.max(here, change === void 0 ? here : seats(change.target?.[field]));
  let sitting = live9.occupants ?? 0;
  for (const kind of childKinds(world, live9.type)) {
    sitting = Math.max(sitting, world.live.under(kind.type, live9.id).length);
  }
  return Math.max(0, room - sitting);
}
function comes({ change }) {
  return change.action === "update" && change.fields.length > 0;
}
function seats(limit) {
  return typeof limit === "number" && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
function groupBy(moves, key5) {
  const groups2 = /* @__PURE__ */ new Map();
  for (const move of moves) {
    const at = key5(move);
    if (at === void 0) continue;
    const group2 = groups2.get(at);
    if (group2 === void 0) groups2.set(at, [move]);
    else group2.push(move);
  }
  return groups2;
}

// ../../wt/journal/src/planner/vertices.ts
function verticesOf(change, kind) {
  const together = kind.putMany === void 0 ? void 0 : `put ${change.type}`;
  const put = together ?? `put ${change.address}`;
  const remove3 = together ?? `remove ${change.address}`;
  switch (change.action) {
    case "create":
    case "update":
      return { put };
    case "replace":
      return { put, remove: remove3 };
    case "remove":
      return { remove: remove3 };
    case "adopt":
      return { note: `bind ${change.address}` };
    case "forget":
      return { note: `forget ${change.address}` };
    default:
      return change.action;
  }
}
function arrival(vertices) {
  return vertices.put ?? vertices.note;
}
function opOf(id2) {
  return id2.slice(0, id2.indexOf(" "));
}

// ../../wt/journal/src/planner/schedule.ts
function schedule(world, draft) {
  const graph = new Graph();
  const changes = sortedBy(draft.changes.values(), (change) => change.address);
  const vertices = /* @__PURE__ */ new Map();
  const members2 = /* @__PURE__ */ new Map();
  for (const change of changes) {
    const own = verticesOf(change, kindOf2(world, change));
    vertices.set(change.address, own);
    for (const id2 of new Set(Object.values(own))) {
      graph.vertex(id2);
      const addresses = members2.get(id2);
      if (addresses === void 0) members2.set(id2, [change.address]);
      else addresses.push(change.address);
    }
    if (change.replacement === "create-first") graph.link(own.put, own.remove);
    if (change.replacement === "delete-first") graph.link(own.remove, own.put);
  }
  const moves = changes.flatMap((change) => moveOf(world, draft, change, vertices.get(change.address) ?? {}));
  linkFamilies(draft, vertices, moves, graph);
  linkHeirs(world, vertices, graph);
  linkSeats(world, draft, vertices, moves, graph);
  const { sorted: sorted2, cycle } = graph.order();
  if (cycle.length > 0) reportCycle(draft, cycle);
  return sorted2.map((id2) => {
    const addresses = members2.get(id2) ?? [];
    const type = addresses[0] === void 0 ? "" : draft.changes.get(addresses[0])?.type ?? "";
    return { id: id2, op: opOf(id2), type, addresses, after: graph.waitsFor(id2) };
  });
}
function linkHeirs(world, vertices, graph) {
  for (const [address, { remove: remove3 }] of vertices) {
    const heir = world.bindings.get(address)?.replacedBy;
    if (heir !== void 0) graph.link(arrival(vertices.get(heir) ?? {}), remove3);
  }
}
function linkFamilies(draft, vertices, moves, graph) {
  const removals3 = /* @__PURE__ */ new Map();
  for (const change of draft.changes.values()) {
    const remove3 = vertices.get(change.address)?.remove;
    if (change.live !== void 0 && remove3 !== void 0) removals3.set(`${change.type}/${change.live.id}`, remove3);
  }
  for (const { vertices: own, fromType, fromId, to } of moves) {
    const parent = to === void 0 ? void 0 : draft.changes.get(to);
    if (parent !== void 0 && parent.action !== "update")
      graph.link(arrival(vertices.get(parent.address) ?? {}), own.put);
    if (fromId === void 0) continue;
    graph.link(own.put ?? own.remove, removals3.get(`${fromType}/${fromId}`));
  }
}
function moveOf(world, draft, change, vertices) {
  const parent = kindOf2(world, change).parent;
  if (parent === void 0) return [];
  const { type: fromType, field } = parent;
  const from = change.live?.spec?.[field];
  const to = destination(world, draft, change.type, change.target?.[field]);
  const fromId = typeof from === "string" ? { fromId: from } : {};
  return [{ change, vertices, fromType, ...fromId, ...to === void 0 ? {} : { to } }];
}
function kindOf2(world, change) {
  const kind = world.input.kinds.get(change.type);
  if (kind === void 0) throw new Error(`No kind ${change.type} is registered.`);
  return kind;
}
function reportCycle(draft, cycle) {
  draft.error({
    code: "no-free-seat",
    summary: `These steps wait for each other, since no key on the way has a free seat: ${cycle.slice(0, 6).join(", ")}.`,
    help: "Raise one of the limits by one, apply, and lower it again afterwards."
  });
}

// ../../wt/journal/src/planner/vanished.ts
var DOUBTFUL_SHARE = 0.05;
var DOUBTFUL_COUNT = 2;
function doubtLists(world, draft) {
  const { observation, options } = world.input;
  if (options.acceptEmpty === true) return;
  for (const kind of world.kinds) {
    const observed = observation.get(kind.type);
    if (observed === void 0 || kind.parent !== void 0) continue;
    let bound2 = 0;
    let gone = 0;
    let doubtful = 0;
    for (const [address, binding] of world.bindings) {
      if (binding.type !== kind.type || binding.missingSince !== void 0) continue;
      bound2 += 1;
      if (isThere(world, address, kind.type, binding.id)) continue;
      gone += 1;
      const declared = world.declared.get(address);
      const meant = declared === void 0 ? false : declared.absent === true || options.recreate === "all";
      if (!meant) doubtful += 1;
    }
    if (bound2 > 1 && gone === bound2 && observed.objects.length === 0) {
      draft.error({
        code: "list-empty",
        summary: `The account shows no ${kind.title} at all, but ${bound2} are bound: nothing is planned from such a list.`,
        help: "Look in the web console. If they really are gone, pass --accept-empty."
      });
    } else if (doubtful >= DOUBTFUL_COUNT && doubtful / bound2 > DOUBTFUL_SHARE) {
      draft.error({
        code: "many-vanished",
        summary: `${gone} of ${bound2} bound objects of kind ${kind.type} are gone from the account: nothing of that kind is planned.`,
        help: "Look in the web console. If they really are gone: --recreate-all makes those that are declared again (and may bill them again), --accept-empty plans each on its own."
      });
    }
  }
}
function isThere(world, address, type, id2) {
  return world.live.withId(type, id2) !== void 0 || world.live.named(type, address.slice(type.length + 1)).length > 0;
}

// ../../wt/journal/src/planner/makePlan.ts
function makePlan(input) {
  const world = makeWorld(input);
  const draft = new Draft();
  draft.diagnostics.push(...world.diagnostics);
  doubtLists(world, draft);
  wantChildren(world, draft);
  for (const desired of world.desired) decideDeclared(world, draft, desired);
  decideLeft(world, draft);
  decideExclusive(world, draft);
  decideStale(world, draft);
  decideOccupants(world, draft);
  findLookAlikes(world, draft);
  addSeatHazards(world, draft);
  reportHeld(world, draft);
  reportDoubles(world, draft);
  const steps = schedule(world, draft);
  const { manifest, state, observation } = input;
  const plan = {
    formatVersion: 1,
    account: manifest.account,
    lineage: state.lineage,
    serial: state.serial,
    changes: sortedBy(draft.changes.values(), (change) => change.address).map((c) => nameParents(world, draft, c)),
    hazards: guardHazards(manifest.guards, draft.changes.values(), world.bindings.size),
    markers: manifest.markers,
    steps,
    rebindings: sortedBy(draft.rebindings, (rebinding) => rebinding.address),
    gone: sortedBy(draft.gone, (address) => address),
    unverified: sortedBy(draft.unverified, (entry) => entry.address),
    unmanaged: countUnmanaged(world, draft),
    openIntents: [...openIntents(state)].sort((a, b) => a.seq - b.seq),
    unremovable: sortedBy(state.unremovable, (object2) => `${object2.type}/${object2.id}`),
    unchanged: draft.unchanged,
    ...manifest.prices === void 0 ? {} : { cost: costChange(world, draft, manifest.prices) }
  };
  return {
    plan,
    diagnostics: draft.diagnostics,
    lookUnder: draft.missing((type, id2) => observation.get(type)?.under.has(id2) === true)
  };
}
function countUnmanaged(world, draft) {
  const counts = [];
  for (const { type, parent } of world.kinds) {
    const observed = world.input.observation.get(type);
    if (observed === void 0 || parent !== void 0) continue;
    const removed2 = new Set([...draft.changes.values()].map((change) => `${change.type}/${change.live?.id ?? ""}`));
    const count2 = observed.objects.filter(
      (live9) => live9.inert !== true && !isManaged(world, draft, live9) && !removed2.has(`${type}/${live9.id}`)
    ).length;
    if (count2 > 0) counts.push({ type, count: count2, whole: observed.whole });
  }
  return sortedBy(counts, (entry) => entry.type);
}

// ../../wt/journal/src/engine/observe.ts
async function observe(deps, scopes) {
  deps.emit({ type: "listing", kinds: [...scopes.keys()] });
  const lists = /* @__PURE__ */ new Map();
  const diagnostics = [];
  await Promise.all(
    [...scopes].map(async ([type, scope]) => {
      const objects = await listKind(deps, type, scope, diagnostics);
      if (objects !== void 0) lists.set(type, { objects, whole: scope.all, under: /* @__PURE__ */ new Set() });
    })
  );
  return { lists, diagnostics };
}
async function observeUnder(deps, lists, wanted) {
  const next = new Map(lists);
  const diagnostics = [];
  await Promise.all(
    wanted.map(async ({ type, parents }) => {
      const scope = { all: true, specs: [], names: /* @__PURE__ */ new Set(), under: parents };
      const objects = await listKind(deps, type, scope, diagnostics);
      if (objects === void 0) return;
      const before = lists.get(type);
      const byId = new Map([...before?.objects ?? [], ...objects].map((live9) => [live9.id, live9]));
      next.set(type, {
        objects: [...byId.values()],
        whole: false,
        under: /* @__PURE__ */ new Set([...before?.under ?? [], ...parents.map((parent) => parent.id)])
      });
    })
  );
  return { lists: next, diagnostics };
}
async function listKind(deps, type, scope, diagnostics) {
  const kind = deps.kinds.get(type);
  if (kind === void 0) throw new Error(`No kind ${type} is registered.`);
  const started = deps.system.now();
  try {
    const objects = await kind.list(deps.read, scope);
    deps.emit({ type: "listed", kind: type, count: objects.length, ms: deps.system.now() - started });
    return objects;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    diagnostics.push(error.diagnostic);
    return void 0;
  }
}

// ../../wt/journal/src/engine/scopes.ts
function scopesInUse(kinds, manifest, state) {
  const scopes = /* @__PURE__ */ new Map();
  for (const kind of kinds.values()) {
    const scope = scopeOf(kind, manifest, state);
    if (isUsed(kind, kinds, manifest, state, scope)) scopes.set(kind.type, scope);
  }
  return scopes;
}
function scopeOf(kind, manifest, state) {
  const names = /* @__PURE__ */ new Set();
  const specs = [];
  for (const desired of manifest.desired) {
    if (desired.type !== kind.type) continue;
    specs.push(desired.spec);
    if (kind.identity === "natural") names.add(desired.name);
  }
  for (const [address, binding] of Object.entries(state.bindings)) {
    if (binding.type !== kind.type) continue;
    specs.push(binding.applied);
    if (kind.identity === "natural") names.add(address.slice(kind.type.length + 1));
  }
  for (const intent of state.intents) if (intent.type === kind.type) specs.push(intent.spec);
  return { all: manifest.exclusive.has(kind.type), specs, names, under: [] };
}
function isUsed(kind, kinds, manifest, state, scope) {
  if (kind.parent !== void 0) return false;
  if (scope.all || scope.specs.length > 0) return true;
  return [...kinds.values()].some(
    (child) => child.parent?.type === kind.type && scopeOf(child, manifest, state).specs.length > 0
  );
}

// ../../wt/journal/src/engine/preparePlan.ts
var MOST_ROUNDS = 5;
async function preparePlan(deps, manifest, state, options) {
  const seen = await observe(deps, scopesInUse(deps.kinds, manifest, state));
  if (seen.diagnostics.length > 0) return { diagnostics: seen.diagnostics };
  let lists = seen.lists;
  const now = deps.system.now();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = makePlan({ kinds: deps.kinds, manifest, state, observation: lists, now, options });
    if (result.lookUnder.length === 0) {
      const checks = await preflight(deps, result.plan);
      const diagnostics = [...result.diagnostics, ...checks];
      return hasErrors(diagnostics) ? { diagnostics } : { plan: result.plan, diagnostics };
    }
    const more = await observeUnder(deps, lists, result.lookUnder);
    if (more.diagnostics.length > 0) return { diagnostics: more.diagnostics };
    lists = more.lists;
  }
  throw new Error("The plan kept asking for more to look at.");
}
async function preflight(deps, plan) {
  const found = [];
  for (const kind of deps.kinds.values()) {
    const subjects = plan.changes.filter((change) => change.type === kind.type && change.action === "create").map(({ address, target }) => ({ address, spec: target ?? {} }));
    if (kind.preflight === void 0 || subjects.length === 0) continue;
    deps.emit({ type: "checking", kind: kind.type, count: subjects.length });
    try {
      const sources = new Map(plan.changes.map((change) => [change.address, change.source]));
      for (const diagnostic of await kind.preflight(deps.read, subjects)) {
        const source = diagnostic.address === void 0 ? void 0 : sources.get(diagnostic.address);
        found.push(source === void 0 ? diagnostic : { source, ...diagnostic });
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      found.push(error.diagnostic);
    }
  }
  return found;
}

// ../../wt/journal/src/engine/recoverIntents.ts
var LOOKED_FOR_MS = 864e5;
async function recoverIntents(deps, state, run = {}) {
  const lost = state.intents.filter(({ phase }) => phase !== "made");
  if (lost.length === 0) return { state, diagnostics: [] };
  const options = { ...DEFAULT_RECOVERY, ...run };
  const judged = await lookForIntents(deps, state, lost, options, () => run.interrupt?.aborted === true);
  const records = [];
  const next = new StateDraft(state);
  for (const one of judged) {
    const more = recordsOf2(deps, next, one, run.declared);
    next.apply(more);
    records.push(...more);
  }
  const how = "an earlier run got no clear answer";
  const told = judged.filter(
    ({ intent, verdict }) => intent.phase === "sent" || verdict.status !== "open" || verdict.candidates.length > 0
  );
  return {
    state: records.length === 0 ? state : await deps.store.commit(state, records),
    diagnostics: told.flatMap((one) => intentDiagnostic(one, how, deps.kinds) ?? [])
  };
}
function recordsOf2({ kinds, system }, state, { intent, verdict }, declared) {
  switch (verdict.status) {
    case "made": {
      const kind = kinds.get(intent.type);
      if (kind === void 0) throw new Error(`No kind ${intent.type} is registered.`);
      return recoveredRecords(state, kind, intent, verdict);
    }
    case "bound":
      return [{ op: "settle", seq: intent.seq }];
    case "free":
      if (intent.marker === void 0) return [{ op: "settle", seq: intent.seq }];
      if (declared?.has(intent.address) === false && intent.since < system.now() - LOOKED_FOR_MS) {
        return [{ op: "settle", seq: intent.seq }];
      }
      return intent.phase === "free" ? [] : [{ op: "free", seq: intent.seq }];
    case "open":
      return intent.phase === "free" && verdict.candidates.length > 0 ? [
        { op: "settle", seq: intent.seq },
        { op: "intend", intent: { ...intent, phase: "sent" } }
      ] : [];
    default:
      return verdict;
  }
}

// ../../wt/journal/src/model/hazard.ts
var HAZARDS = [
  "removes-servers",
  "vanished",
  "replaces-key",
  "data-loss",
  "bills-full-month",
  "unlimited",
  "over-guard",
  "unreadable"
];

// ../../wt/journal/src/model/plan.ts
function isEmptyPlan(plan) {
  return plan.changes.length === 0;
}

// ../../wt/journal/src/planner/refusedHazards.ts
function refusedHazards(plan, allowed) {
  const refused2 = [];
  const refuse = (hazard, where, subject) => {
    if (allowed.has(hazard.name)) return;
    refused2.push({
      severity: "error",
      code: `hazard-${hazard.name}`,
      summary: `${subject}${hazard.detail}`,
      help: `If that is what you want, pass ${flagFor(hazard.name)}.`,
      ...where
    });
  };
  for (const hazard of plan.hazards) refuse(hazard, {}, "The whole plan: ");
  for (const { address, hazards, source } of plan.changes) {
    for (const hazard of hazards) {
      refuse(hazard, { address, ...source === void 0 ? {} : { source } }, `${address}: `);
    }
  }
  return refused2;
}
function flagFor(hazard) {
  switch (hazard) {
    case "vanished":
      return "--recreate ADDRESS (or --recreate-all)";
    case "data-loss":
      return "--allow-data-loss (or --allow data-loss)";
    case "over-guard":
      return "--allow over-guard, or raise the guard";
    case "removes-servers":
    case "replaces-key":
    case "bills-full-month":
    case "unlimited":
    case "unreadable":
      return `--allow ${hazard}`;
    default:
      return hazard;
  }
}

// ../../wt/journal/test/simulation/support/simTransport.ts
var PATIENCE_MS = 6e4;
function simTransport(world, process) {
  return {
    send(request) {
      const endpoint = endpointOf2(request);
      return process.call(endpoint, (reply2) => {
        const address = request.kind === "write" ? intendedAddress(world, request) : void 0;
        const voyage = { world, process, request, endpoint, reply: reply2, address };
        const strike = world.strike(classOf(request, endpoint), endpoint);
        if (strike === void 0) undisturbed(voyage);
        else disturbed(voyage, strike);
      });
    }
  };
}
function undisturbed(voyage) {
  arrive(voyage, voyage.process.latency(), () => voyage.reply.ok(answered(handle(voyage, {})), back(voyage)));
}
function disturbed(voyage, { fault, when, ms = 0 }) {
  const { world, process, request, reply: reply2 } = voyage;
  const patience = Math.min(request.timeoutMs ?? PATIENCE_MS, PATIENCE_MS);
  const effect = (then) => {
    arrive(voyage, process.latency(), () => then(when === "after" ? handle(voyage, {}) : void 0));
  };
  const answer = (status2, type, body, headers = {}) => effect(
    () => reply2.ok({ kind: "answered", status: status2, headers: { "content-type": type, ...headers }, body }, back(voyage))
  );
  switch (fault) {
    case "not-sent":
      reply2.ok({ kind: "notSent", reason: "the connection was refused" }, process.latency());
      break;
    case "refuse":
      answer(200, "application/json", REFUSAL);
      break;
    case "500":
      answer(500, "application/json", UNEXPECTED);
      break;
    case "502":
      answer(502, "text/html", PAGE);
      break;
    case "429":
      answer(429, "text/html", PAGE, world.chance.flip(0.5) ? { "retry-after": "3" } : {});
      break;
    case "html":
      answer(200, "text/html", PAGE);
      break;
    case "reset":
      effect(() => reply2.ok(RESET, back(voyage)));
      break;
    case "hang":
      effect(() => void 0);
      reply2.ok(TIMED_OUT, patience);
      break;
    case "cut":
      effect((intact) => reply2.ok(cutOff(world, intact), back(voyage)));
      break;
    case "stale":
      arrive(voyage, process.latency(), () => reply2.ok(answered(staleAnswer(voyage)), back(voyage)));
      break;
    case "late":
      world.clock.after(ms, () => void handle(voyage, { late: true }));
      if (world.chance.flip(0.5)) reply2.ok(TIMED_OUT, patience);
      else reply2.ok(RESET, back(voyage));
      break;
    case "replay":
      arrive(voyage, process.latency(), () => {
        const first = handle(voyage, {});
        const answerWith = (last) => reply2.ok(answered(last), back(voyage));
        if (request.method !== "GET") answerWith(first);
        else world.clock.after(process.latency(), () => answerWith(handle(voyage, { replayed: true })));
      });
      break;
    case "fail":
      throw new Error("only a write to the state can fail");
    default:
      fault;
  }
}
function cutOff({ chance }, intact) {
  if (intact === void 0 || chance.flip(0.5)) return { kind: "lost", reason: "the answer was cut off" };
  return { ...answered(intact), body: intact.body.slice(0, chance.between(0, intact.body.length - 1)) };
}
function staleAnswer(voyage) {
  const { faults } = voyage.world.emulator;
  const rule = { endpoint: "*", do: "stale", when: "after" };
  faults.clear();
  faults.add(rule);
  const response = handle(voyage, {});
  faults.clear();
  faults.add({ ...rule, probability: 0 });
  return response;
}
function arrive({ world, process }, ms, then) {
  world.clock.after(ms, () => {
    if (process.alive || world.chance.flip(0.5)) then();
  });
}
function back({ process }) {
  return process.latency();
}
function handle({ world, process, request: { kind, method, path, query, body }, endpoint, address }, marks) {
  const kindMade = KIND_OF[path];
  const again = address !== void 0 && [...world.origins.values()].some((origin) => origin.address === address);
  const blind = kindMade !== void 0 && again && world.isBlind(kindMade) ? { blind: true } : {};
  const listing = kind === "read" && path !== "ipl/availability.json" && path !== "ipl/check.json";
  const response = (listing ? world.lists : world.emulator).handle({
    ...{ method, path: `/api/${path}`, query },
    ...body === void 0 ? {} : { body }
  });
  const call = world.emulator.ledger.calls.at(-1);
  if (kind === "write" && call !== void 0) {
    world.origins.set(call.seq, {
      process: process.name,
      ...address === void 0 ? {} : { address },
      ...blind,
      ...marks
    });
    const how = Object.keys(marks).join(" ");
    world.tell(
      process.name,
      `${endpoint} ${call.outcome}${call.refusal === void 0 ? "" : ` (${call.refusal})`} ${how}`
    );
  }
  return response;
}
function answered({ status: status2, headers, body }) {
  return { kind: "answered", status: status2, headers, body };
}
function endpointOf2({ method, path }) {
  const endpoint = path.replace(/\.(json|plain)$/, "");
  return endpoint.startsWith("v2/") ? `${method} ${endpoint}` : endpoint;
}
function classOf({ kind }, endpoint) {
  if (kind === "read") return "list";
  if (/create$|register$|^POST /.test(endpoint)) return "create";
  return /remove$|delete$|^DELETE /.test(endpoint) ? "remove" : "change";
}
var KIND_OF = {
  "im/key/create.json": "imunify_key",
  "kcare/key/create.json": "kernelcare_key",
  "els/key/create.json": "els_key",
  "v2/cl/keys": "cloudlinux_key"
};
function intendedAddress(world, { path, method, query }) {
  const type = KIND_OF[path];
  if (type === void 0 || type === "cloudlinux_key" && method !== "POST") return void 0;
  const note2 = query.find(([name]) => name === "note")?.[1] ?? "";
  const open3 = (world.disk.peek()?.intents ?? []).filter((intent) => intent.type === type);
  const marked = open3.find(({ marker }) => marker !== void 0 && note2.endsWith(marker));
  return (marked ?? open3.filter(({ marker }) => marker === void 0).at(-1))?.address;
}
var RESET = { kind: "lost", reason: "the connection was reset" };
var TIMED_OUT = { kind: "timedOut", reason: "no answer in time" };
var REFUSAL = '{"success":false,"message":"Operation is not allowed","type":null,"data":null}';
var UNEXPECTED = '{"success":false,"message":"Unexpected server error","type":null,"data":null}';
var PAGE = "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body></body></html>\n";

// ../../wt/journal/test/simulation/support/clientOf.ts
function clientOf(world, process, wrap = (transport) => transport) {
  const credentials = new Credentials(world.emulator.login, world.emulator.secret);
  return createClient({ transport: wrap(simTransport(world, process)), credentials, system: process.system });
}

// ../../wt/journal/src/model/stateRecord.ts
function applyRecords(state, records) {
  return new StateDraft(state).apply(records).toState();
}

// ../../wt/journal/src/state/stateFailure.ts
function stateFailure(path, trouble) {
  const { summary, help } = describe(plain(path), trouble);
  return new StateError({ severity: "error", code: trouble.code, summary, help });
}
function holderText({ operation, owner, host, pid, since }) {
  const time = since <= 864e13 ? new Date(since).toISOString() : `${since} ms`;
  return plain(`${operation} by ${owner} (process ${pid} on ${host}) since ${time}`);
}
function describe(path, trouble) {
  switch (trouble.code) {
    case "state-corrupt":
      return {
        summary: `The state file ${path} is damaged: ${plain(trouble.problem)}.`,
        help: "Restore it from a backup or from version control. Do not delete it: without its bindings clnform would plan to buy every key again."
      };
    case "state-journal":
      return {
        summary: `Beside the state file ${path} lies a journal of a later one: ${plain(trouble.journal)}.`,
        help: "Put back the state file that it goes with: the two are copied and restored together. If an older state was restored on purpose, move the journal away; what it records is then found in the account, or asked for."
      };
    case "state-newer":
      return {
        summary: `The state file ${path} has format ${trouble.version}, which this clnform does not know.`,
        help: "Use the clnform that wrote it, or a later one."
      };
    case "state-account":
      return {
        summary: `The state file ${path} is for account ${plain(trouble.found)}, not for ${plain(trouble.expected)}.`,
        help: "Check CLN_LOGIN and the working folder, or name the state of this account with --state FILE."
      };
    case "state-conflict":
      return conflict(path, trouble.base, trouble.stored);
    case "state-read-failed":
      return {
        summary: `The state file ${path} could not be read (${trouble.errno}).`,
        help: reason(trouble.errno)
      };
    case "state-write-failed":
      return {
        summary: `The state file ${path} could not be written (${trouble.errno}).`,
        help: reason(trouble.errno)
      };
    case "lock-held":
      return {
        summary: `The state is locked: ${holderText(trouble.holder)}.`,
        help: `Wait until it has finished. If it is certain that it no longer runs: clnform state unlock ${plain(trouble.holder.id)}`
      };
    case "lock-lost":
      return {
        summary: `The lock on the state was taken away${trouble.holder ? `, it is now held: ${holderText(trouble.holder)}` : ""}; nothing was written.`,
        help: "Find out who unlocked it and let that run finish; then run clnform plan, which shows any create whose outcome is not recorded."
      };
    case "lock-unreadable":
      return {
        summary: `There is a lock file that does not say who holds it: ${plain(trouble.lockPath)}.`,
        help: "Make sure that no clnform works on this account, then delete the file."
      };
    default:
      return trouble;
  }
}
function conflict(path, base, stored) {
  const help = "Another run has written it, or a file was restored. Run the command again: it starts from what is stored.";
  if (stored === void 0) return { summary: `The state file ${path} is gone since it was read.`, help };
  if (stored.lineage !== base.lineage) {
    return { summary: `The state file ${path} was replaced by another one (its lineage differs).`, help };
  }
  if (stored.serial === base.serial) {
    return { summary: `Others keep writing the state file ${path} at the same time.`, help };
  }
  return {
    summary: `The state file ${path} changed since it was read: serial ${stored.serial}, not ${base.serial}.`,
    help
  };
}
function reason(errno) {
  switch (errno) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return "Make room on the disk, then run the command again.";
    case "EACCES":
    case "EPERM":
      return "Give this user read and write permission on the file and its folder, then run the command again.";
    case "EROFS":
      return "The file system is read-only. Name a state file elsewhere with --state FILE, or mount it writable.";
    case "ENOENT":
    case "ENOTDIR":
      return "Its folder does not exist. Create it, or name another file with --state FILE.";
    case "EISDIR":
      return "It is a folder. Name a file with --state FILE.";
    default:
      return "Look into the file system, then run the command again.";
  }
}

// ../../wt/journal/src/state/decoding.ts
var DecodingProblem = class extends Error {
};
function decodeObject(value, at, shape) {
  const object2 = decodeMap(value, at);
  for (const [name, presence] of Object.entries(shape)) {
    if (presence === "required" && !Object.hasOwn(object2, name)) throw new DecodingProblem(`${at} has no "${name}"`);
  }
  for (const name of Object.keys(object2)) {
    if (!Object.hasOwn(shape, name)) throw new DecodingProblem(`${at} has an unknown ${JSON.stringify(name)}`);
  }
  return object2;
}
function decodeMap(value, at) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DecodingProblem(`${at} is not an object`);
  }
  if (Object.hasOwn(value, "__proto__")) throw new DecodingProblem(`${at} has an unknown "__proto__"`);
  return value;
}
function decodeArray(value, at) {
  if (!Array.isArray(value)) throw new DecodingProblem(`${at} is not an array`);
  return value;
}
function decodeText(value, at) {
  if (typeof value !== "string" || value === "") throw new DecodingProblem(`${at} is not a text`);
  return value;
}
function decodeCount(value, at) {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new DecodingProblem(`${at} is not a whole number from 0`);
  }
  return value;
}
function decodeFlag(value, at) {
  if (value !== void 0 && value !== true) throw new DecodingProblem(`${at} is neither true nor left out`);
  return value;
}
var MAX_DEPTH = 32;
function decodeJsonObject(value, at, depth2 = 0) {
  const entries = Object.entries(decodeMap(value, at));
  return Object.fromEntries(entries.map(([name, member]) => [name, decodeJson(member, `${at}.${name}`, depth2 + 1)]));
}
function decodeJson(value, at, depth2) {
  if (depth2 > MAX_DEPTH) throw new DecodingProblem(`${at} is nested too deep`);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new DecodingProblem(`${at} is too large a number`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item, i) => decodeJson(item, `${at}[${i}]`, depth2 + 1));
  return decodeJsonObject(value, at, depth2);
}
function parseJson(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DecodingProblem("it is not whole JSON");
  }
  if (countNames(text) !== countMembers(value)) throw new DecodingProblem("an object names the same member twice");
  return value;
}
function countNames(text) {
  let count2 = 0;
  for (const match2 of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (match2[1] !== void 0) count2++;
  return count2;
}
function countMembers(root) {
  let count2 = 0;
  const open3 = [root];
  for (let value = open3.pop(); value !== void 0; value = open3.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const members2 = Object.values(value);
    if (!Array.isArray(value)) count2 += members2.length;
    for (const member of members2) open3.push(member);
  }
  return count2;
}

// ../../wt/journal/src/state/decodeState.ts
var VERSION = 1;
function decodeState(text) {
  try {
    const root = decodeMap(parseJson(text), "the state");
    const version = decodeCount(root.version, "version");
    if (version > VERSION) return { status: "newer", version };
    if (version !== VERSION) throw new DecodingProblem(`version is ${version}, which has never existed`);
    return { status: "ok", state: decodeRoot(root) };
  } catch (error) {
    if (error instanceof DecodingProblem) return { status: "corrupt", problem: error.message };
    throw error;
  }
}
var ROOT = {
  version: "required",
  lineage: "required",
  serial: "required",
  account: "required",
  seq: "required",
  bindings: "required",
  intents: "required",
  unremovable: "required"
};
function decodeRoot(value) {
  const root = decodeObject(value, "the state", ROOT);
  const seq = decodeCount(root.seq, "seq");
  const bindings2 = {};
  for (const [name, binding] of Object.entries(decodeMap(root.bindings, "bindings"))) {
    bindings2[decodeAddress(name, "bindings")] = decodeBinding(binding, `bindings[${JSON.stringify(name)}]`);
  }
  return {
    version: VERSION,
    lineage: decodeText(root.lineage, "lineage"),
    serial: decodeCount(root.serial, "serial"),
    account: decodeText(root.account, "account"),
    seq,
    bindings: bindings2,
    intents: decodeIntents(root.intents, seq),
    unremovable: decodeArray(root.unremovable, "unremovable").map(
      (item, i) => decodeUnremovable(item, `unremovable[${i}]`)
    )
  };
}
var BINDING = {
  type: "required",
  id: "required",
  applied: "required",
  protect: "optional",
  made: "optional",
  seq: "optional",
  replacedBy: "optional",
  missingSince: "optional",
  doubted: "optional"
};
function decodeBinding(value, at) {
  const binding = decodeObject(value, at, BINDING);
  const protect = decodeFlag(binding.protect, `${at}.protect`);
  const made = decodeFlag(binding.made, `${at}.made`);
  return {
    type: decodeText(binding.type, `${at}.type`),
    id: decodeText(binding.id, `${at}.id`),
    applied: decodeJsonObject(binding.applied, `${at}.applied`),
    ...protect && { protect },
    ...made && { made },
    ...binding.seq !== void 0 && { seq: decodeCount(binding.seq, `${at}.seq`) },
    ...binding.replacedBy !== void 0 && {
      replacedBy: decodeAddress(binding.replacedBy, `${at}.replacedBy`)
    },
    ...binding.missingSince !== void 0 && {
      missingSince: decodeCount(binding.missingSince, `${at}.missingSince`)
    },
    ...binding.doubted !== void 0 && { doubted: decodeTexts(binding.doubted, `${at}.doubted`) }
  };
}
function decodeIntents(value, last) {
  const seen = /* @__PURE__ */ new Set();
  return decodeArray(value, "intents").map((item, i) => {
    const intent = decodeIntent(item, `intents[${i}]`);
    if (seen.has(intent.seq)) throw new DecodingProblem(`intents[${i}].seq is used twice`);
    if (intent.seq > last) throw new DecodingProblem(`intents[${i}].seq is past the state's counter`);
    seen.add(intent.seq);
    return intent;
  });
}
var INTENT = {
  seq: "required",
  address: "required",
  type: "required",
  spec: "required",
  marker: "optional",
  idsBefore: "required",
  since: "optional",
  phase: "required",
  id: "optional",
  delta: "optional"
};
function decodeIntent(value, at) {
  const intent = decodeObject(value, at, INTENT);
  const { phase } = intent;
  if (phase !== "sent" && phase !== "free" && phase !== "made") {
    throw new DecodingProblem(`${at}.phase is none of "sent", "free" and "made"`);
  }
  return {
    seq: decodeCount(intent.seq, `${at}.seq`),
    address: decodeAddress(intent.address, `${at}.address`),
    type: decodeText(intent.type, `${at}.type`),
    spec: decodeJsonObject(intent.spec, `${at}.spec`),
    ...intent.marker !== void 0 && { marker: decodeText(intent.marker, `${at}.marker`) },
    idsBefore: decodeTexts(intent.idsBefore, `${at}.idsBefore`),
    // Older versions wrote no time: such an intent counts as old.
    since: intent.since === void 0 ? 0 : decodeCount(intent.since, `${at}.since`),
    phase,
    ...intent.id !== void 0 && { id: decodeText(intent.id, `${at}.id`) },
    ...intent.delta !== void 0 && { delta: decodeDelta(intent.delta, `${at}.delta`) }
  };
}
var DELTA = { field: "required", id: "required", from: "required", to: "required" };
function decodeDelta(value, at) {
  const delta = decodeObject(value, at, DELTA);
  return {
    field: decodeText(delta.field, `${at}.field`),
    id: decodeText(delta.id, `${at}.id`),
    from: decodeCount(delta.from, `${at}.from`),
    to: decodeCount(delta.to, `${at}.to`)
  };
}
function decodeTexts(value, at) {
  return decodeArray(value, at).map((text, i) => decodeText(text, `${at}[${i}]`));
}
var UNREMOVABLE = { type: "required", id: "required", reason: "required" };
function decodeUnremovable(value, at) {
  const object2 = decodeObject(value, at, UNREMOVABLE);
  return {
    type: decodeText(object2.type, `${at}.type`),
    id: decodeText(object2.id, `${at}.id`),
    reason: decodeText(object2.reason, `${at}.reason`)
  };
}
function decodeAddress(value, at) {
  const text = decodeText(value, at);
  if (parseAddress(text) === void 0) throw new DecodingProblem(`${at} holds ${JSON.stringify(text)}, no address`);
  return text;
}

// ../../wt/journal/src/state/encodeState.ts
function encodeState(state) {
  const bindings2 = Object.entries(state.bindings).sort(([a], [b]) => compare(a, b));
  const root = {
    version: state.version,
    lineage: state.lineage,
    serial: state.serial,
    account: state.account,
    seq: state.seq,
    bindings: Object.fromEntries(bindings2.map(([address, binding]) => [address, encodeBinding(binding)])),
    intents: state.intents.map(encodeIntent),
    unremovable: state.unremovable.map(encodeUnremovable)
  };
  return `${JSON.stringify(root, null, 2)}
`;
}
function encodeBinding(binding) {
  const { type, id: id2, applied, protect, made, seq, replacedBy, missingSince, doubted } = binding;
  return { type, id: id2, applied: sorted(applied), protect, made, seq, replacedBy, missingSince, doubted };
}
function encodeIntent(intent) {
  const { seq, address, type, spec, marker, idsBefore, since, phase, id: id2, delta } = intent;
  return {
    seq,
    address,
    type,
    spec: sorted(spec),
    marker,
    idsBefore,
    since,
    phase,
    id: id2,
    delta: delta && encodeDelta(delta)
  };
}
function encodeDelta({ field, id: id2, from, to }) {
  return { field, id: id2, from, to };
}
function encodeUnremovable({ type, id: id2, reason: reason2 }) {
  return { type, id: id2, reason: reason2 };
}
function sorted(value) {
  if (Array.isArray(value)) return value.map((item) => sorted(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compare(a, b));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// ../../wt/journal/test/simulation/support/disk.ts
var Disk = class {
  flaws;
  lock;
  #visible;
  #durable;
  #known;
  #locks = 0;
  constructor(flaws) {
    this.flaws = flaws;
  }
  /** From the text, as a new process has it. Throws `StateError` when what is there cannot be read. */
  read() {
    if (this.#visible === void 0) return void 0;
    const decoded2 = decodeState(this.#visible);
    if (decoded2.status === "ok") return decoded2.state;
    const problem = decoded2.status === "corrupt" ? decoded2.problem : "a later version";
    throw stateFailure("state", { code: "state-corrupt", problem });
  }
  /** What is there, for those who watch: undefined when it cannot be read. */
  peek() {
    const text = this.#visible;
    if (text === void 0) return void 0;
    if (this.#known?.text !== text) {
      const decoded2 = decodeState(text);
      if (decoded2.status !== "ok") return void 0;
      this.#known = { text, state: decoded2.state };
    }
    return this.#known.state;
  }
  /** What a writer does before it replaces the file: half of the text is somewhere, and nobody sees it. */
  write(text) {
    if (this.flaws.inPlace === true) this.#visible = text.slice(0, text.length >> 1);
  }
  /** The compare-and-swap. Answers why not, or undefined when it is done. */
  replace(base, next, text, lockId) {
    const why = this.flaws.noCompare === true ? void 0 : this.#whyNot(base, lockId);
    if (why !== void 0) return why;
    this.#visible = text;
    this.#known = { text, state: next };
    if (this.flaws.noSync !== true) this.#durable = text;
    return void 0;
  }
  /** The kernel writes back, in its own time. */
  sync() {
    this.#durable = this.#visible;
  }
  powerCut() {
    this.#visible = this.#durable;
  }
  nextLockId() {
    this.#locks += 1;
    return `lock-${this.#locks}`;
  }
  /** Why a write would not be taken, or undefined. */
  check(base, lockId) {
    return this.flaws.noCompare === true ? void 0 : this.#whyNot(base, lockId);
  }
  #whyNot(base, lockId) {
    if (this.flaws.inPlace === true) return void 0;
    if (lockId !== void 0 && this.lock?.info.id !== lockId) {
      return stateFailure("state", { code: "lock-lost", holder: this.lock?.info });
    }
    const stored = this.peek();
    const same2 = stored === void 0 ? base.serial === 0 : stored.serial === base.serial && stored.lineage === base.lineage;
    return same2 ? void 0 : stateFailure("state", { code: "state-conflict", base, stored });
  }
};
function textOf(state) {
  return encodeState(state);
}

// ../../wt/journal/test/simulation/support/simStore.ts
var WRITE_BACK_MS = 3e4;
function simStore(world, process) {
  const { clock, disk } = world;
  let held;
  const travel = (label, work) => process.call(label, (reply2) => {
    clock.after(process.latency(), () => {
      if (process.alive || world.chance.flip(0.5)) attempt(reply2, work, process.latency());
    });
  });
  return {
    location: "state",
    read: () => travel("read", () => disk.read()),
    commit: (base, records) => process.call("commit", (reply2) => {
      const strike = world.strike("commit", "commit");
      if (strike?.when === "before") {
        reply2.fail(writeFailed(), process.latency());
        return;
      }
      const next = { ...applyRecords(base, records), serial: base.serial + 1 };
      const text = textOf(next);
      clock.after(process.latency(), () => {
        if (!process.alive && world.chance.flip(0.5)) return;
        disk.write(text);
        clock.after(process.latency(), () => {
          if (!process.alive && world.chance.flip(0.5)) return;
          const why = disk.replace(base, next, text, held);
          if (why === void 0) world.noteBound(next);
          if (disk.flaws.noSync === true) clock.after(WRITE_BACK_MS, () => disk.sync());
          world.tell(
            process.name,
            `${why === void 0 ? "wrote" : why.diagnostic.code} ${next.serial}: ${ops(records)}`
          );
          const error = why ?? (strike === void 0 ? void 0 : writeFailed());
          if (error === void 0) reply2.ok(next, process.latency());
          else reply2.fail(error, process.latency());
        });
      });
    }),
    verify: (base) => travel("verify", () => {
      const why = disk.check(base, held);
      if (why !== void 0) throw why;
    }),
    lock: (operation) => travel("lock", () => {
      const { lock } = disk;
      if (lock?.process.alive === true) throw stateFailure("state", { code: "lock-held", holder: lock.info });
      const id2 = disk.nextLockId();
      const info = {
        ...{ id: id2, account: world.emulator.login, owner: process.name, host: "runner", pid: 1 },
        ...{ since: clock.now, operation }
      };
      disk.lock = { info, process };
      held = id2;
      return {
        info,
        ...lock === void 0 ? {} : { notice: `Took over the lock of ${lock.info.owner}.` },
        release: () => travel("release", () => {
          if (disk.lock?.info.id === id2) disk.lock = void 0;
        })
      };
    }),
    holder: () => travel("holder", () => disk.lock?.info),
    unlock: (id2) => travel("unlock", () => {
      const found = disk.lock?.info.id === id2;
      if (found) disk.lock = void 0;
      return found;
    })
  };
}
function attempt(reply2, work, ms) {
  try {
    reply2.ok(work(), ms);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    reply2.fail(error, ms);
  }
}
function writeFailed() {
  return stateFailure("state", { code: "state-write-failed", errno: "EIO" });
}
function ops(records) {
  return records.map(({ op, ...rest }) => `${op} ${"address" in rest ? String(rest.address) : ""}`.trim()).join(", ");
}

// ../../wt/journal/test/simulation/support/applyOnce.ts
var SETTLE_MS = 5e3;
var ALLOWED = new Set(
  HAZARDS.filter((name) => name !== "vanished" && name !== "removes-servers" && name !== "over-guard")
);
async function applyOnce(world, process, log, intentions, mutant) {
  const { manifest } = intentions;
  const kinds = mutant?.kinds?.(KINDS) ?? KINDS;
  const store = recordingAs(simStore(world, process), mutant);
  const { system } = process;
  const api = clientOf(world, process, (transport) => mutant?.transport?.(transport, process) ?? transport);
  const emit = (event) => void log.events.push(event);
  const say = (diagnostics) => {
    const said2 = diagnostics.filter(({ code }) => mutant?.silent?.includes(code) !== true);
    for (const { code, summary } of said2) world.tell(process.name, `says ${code}: ${summary}`);
    log.diagnostics.push(...said2);
  };
  const deps = { kinds, api, read: api.read, store, system, emit };
  const recovery = {
    settleMs: mutant?.settleMs ?? intentions.settleMs ?? SETTLE_MS,
    adopt: true,
    singleWriter: manifest.singleWriter
  };
  const interrupt = process.interrupt.signal;
  try {
    if (intentions.steals === true) {
      const holder = await store.holder();
      if (holder !== void 0) await store.unlock(holder.id);
    }
    const lock = await store.lock("apply");
    try {
      const before = await store.read() ?? emptyState(manifest.account, `lineage-${process.name}`);
      const declared = new Set(manifest.desired.map(({ address }) => address));
      const recovered2 = await recoverIntents(deps, before, { ...recovery, declared, interrupt });
      say(recovered2.diagnostics);
      const { state } = recovered2;
      const prepared = await preparePlan(deps, manifest, state, planOptions(intentions));
      say(prepared.diagnostics);
      if (prepared.plan === void 0) return;
      const plan = mutant?.plan?.(prepared.plan) ?? prepared.plan;
      world.tell(process.name, `plans ${plan.changes.map(({ action, address }) => `${action} ${address}`).join(", ")}`);
      const refused2 = refusedHazards(plan, ALLOWED);
      say(refused2);
      if (refused2.length > 0) return;
      for (const id2 of removals(plan)) log.removable.add(id2);
      const applying = { ...deps, kinds: mutant?.applyKinds?.(kinds) ?? kinds };
      const result = await applyPlan(applying, plan, state, { parallelism: 4, interrupt, recovery });
      say(result.diagnostics);
      const { failed, skipped, unknown: unknown2, interrupted } = result.summary;
      log.inSync = isEmptyPlan(plan) && failed + skipped + unknown2 === 0 && !interrupted;
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    say([error.diagnostic]);
  } finally {
    log.ended = true;
  }
}
function planOptions({ recreate, acceptEmpty }) {
  return {
    ...recreate === void 0 ? {} : { recreate },
    ...acceptEmpty === void 0 ? {} : { acceptEmpty }
  };
}
function removals(plan) {
  return plan.changes.flatMap(
    ({ action, type, live: live9 }) => live9 !== void 0 && (action === "remove" || action === "replace") ? [`${type} ${live9.id}`] : []
  );
}
function recordingAs(store, mutant) {
  const { records } = mutant ?? {};
  if (records === void 0) return store;
  return { ...store, commit: (base, asked) => store.commit(base, records(asked)) };
}

// ../../wt/journal/test/simulation/support/consoleVisit.ts
function visitConsole(world, { does }) {
  const { emulator, chance } = world;
  const { account } = emulator;
  const request = (() => {
    switch (does) {
      case "alike":
        return get("im/key/create", { code: "360_30", limit: "5", note: "web" });
      case "add":
        return chance.flip(0.5) ? get("im/key/create", { code: "AVP", limit: "99" }) : get("kcare/key/create", { limit: "10", note: "fleet" });
      case "remove": {
        const keys = account.kernelcareKeys.filter(({ created }) => created > 0).filter((row) => row.isDefault !== true);
        const key5 = keys[chance.between(0, keys.length - 1)]?.key;
        return key5 === void 0 ? void 0 : get("kcare/key/delete", { key: key5 });
      }
      case "limit": {
        const keys = account.imunifyKeys.filter(({ key: key6, limit }) => limit > 0 && key6 !== "IM30BYHAND00000001");
        const key5 = keys[chance.between(0, keys.length - 1)]?.key;
        return key5 === void 0 ? void 0 : get("im/key/update", { key: key5, limit: "9" });
      }
      case "license":
        return get("ipl/register", { ip: "203.0.113.2", type: "16" });
      case "resize": {
        const [backup3] = account.backups.rows();
        return backup3 === void 0 ? void 0 : get("ab/resize", { backup_id: backup3.id, delta: "40" });
      }
      default:
        return does;
    }
  })();
  if (request === void 0) return;
  world.tell("console", `${does}: ${request.path}`);
  emulator.console(request);
}
function get(endpoint, query) {
  return { method: "GET", path: `/api/${endpoint}.json`, query: Object.entries(query) };
}

// ../../wt/journal/test/support/satisfies.ts
var TYPE_OF = new Map(IP_PRODUCTS.map(({ name, type }) => [name, type]));
var FEATURE_ID = { "imunify-email": "4600" };
function unmet(emulator, state, blocks, exclusive) {
  const { account } = emulator;
  const problems = [];
  const idOf = (address) => state.bindings[address]?.id ?? "none";
  const expect = (what, is, should) => {
    if (should === void 0 || JSON.stringify(is) === JSON.stringify(should)) return;
    problems.push(`${what} is ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
  };
  const wanted = {};
  const want = (type, id2) => void (wanted[type] ??= /* @__PURE__ */ new Set()).add(id2);
  const keys = (section9, type, row) => {
    for (const [name, value] of Object.entries(blocks[section9] ?? {})) {
      const block = value;
      const id2 = idOf(`${type}.${name}`);
      want(type, id2);
      const there = row(id2);
      expect(`${type}.${name}.product`, there?.product, block.product);
      expect(`${type}.${name}.limit`, there?.limit, block.limit);
      expect(`${type}.${name}.note`, splitNote(there?.note ?? "").note, block.note);
      expect(`${type}.${name}.cidrs`, [...there?.cidrs ?? []].sort(), block.cidrs && [...block.cidrs].sort());
      for (const server7 of block.servers ?? []) {
        expect(`key of ${server7}`, account.imunifyServers.get(server7)?.key, id2);
      }
    }
  };
  keys("imunify_keys", "imunify_key", (id2) => {
    const row = account.imunifyKeys.get(id2);
    return row === void 0 ? void 0 : { ...row, product: row.code };
  });
  keys("kernelcare_keys", "kernelcare_key", (id2) => account.kernelcareKeys.get(id2));
  keys("els_keys", "els_key", (id2) => {
    const row = account.elsKeys.get(id2);
    return row === void 0 ? void 0 : { ...row, product: row.productType };
  });
  keys("cloudlinux_keys", "cloudlinux_key", (id2) => {
    const row = account.cloudlinuxKeys.get(id2);
    return row === void 0 ? void 0 : { ...row, product: row.productType };
  });
  for (const value of Object.values(blocks.ip_licenses ?? {})) {
    const block = value;
    for (const product3 of block.products) {
      for (const ip of block.ips) {
        const id2 = `${ip}/${TYPE_OF.get(product3) ?? 0}`;
        const there = account.ipLicenses.get(id2);
        expect(`licence ${id2}`, there !== void 0, block.suspended !== true);
        if (block.suspended === true) continue;
        want("ip_license", id2);
        expect(`els_allowed of ${id2}`, there?.elsAllowed, block.els_allowed);
      }
    }
  }
  for (const [name, value] of Object.entries(blocks.server_groups ?? {})) {
    const { servers: servers2 } = value;
    want("server_group", name);
    expect(`group ${name}`, account.groups.has(name), true);
    expect(`members of ${name}`, [...account.groups.get(name)?.servers ?? []].sort(), servers2 && [...servers2].sort());
  }
  for (const [name, value] of Object.entries(blocks.features ?? {})) {
    const id2 = FEATURE_ID[name] ?? name;
    want("feature", id2);
    expect(`feature ${id2}`, account.features.get(id2)?.permission.toLowerCase(), value);
  }
  for (const [serverId, value] of Object.entries(blocks.backups ?? {})) {
    const block = value;
    const there = account.backups.rows().find((row) => row.serverId === serverId);
    if (there !== void 0) want("backup", there.id);
    expect(`backup of ${serverId}`, [there?.size, there?.datacenter], [block.size_gb, block.datacenter]);
  }
  const present = {
    imunify_key: account.imunifyKeys.filter((row) => row.isDefault !== true).map((row) => row.key),
    kernelcare_key: account.kernelcareKeys.filter((row) => row.isDefault !== true).map((row) => row.key),
    els_key: account.elsKeys.rows().map((row) => row.key),
    cloudlinux_key: account.cloudlinuxKeys.filter((row) => row.isDefault !== true).map((row) => row.key),
    ip_license: account.ipLicenses.rows().map((row) => `${row.ip}/${row.type}`),
    server_group: account.groups.filter((row) => row.servers.length > 0).map((row) => row.name),
    feature: account.features.filter((row) => row.permission !== "UNSET").map((row) => row.id),
    backup: account.backups.rows().map((row) => row.id)
  };
  for (const type of exclusive) {
    for (const id2 of present[type] ?? []) {
      if (wanted[type]?.has(id2) !== true) problems.push(`${type} ${id2} is not declared, and its kind is exclusive`);
    }
  }
  return problems;
}

// ../../wt/journal/test/simulation/support/judge.ts
var BOUGHT = /* @__PURE__ */ new Set(["imunify_key", "kernelcare_key", "els_key", "cloudlinux_key"]);
function judge3(world, story, logs) {
  const state = world.disk.peek() ?? emptyState(world.emulator.login, "none");
  return [
    ...extras(world, state, logs),
    ...bindings(world, state, story),
    ...removals2(world, logs),
    ...sizes(world, story, logs),
    ...leaks(world, logs)
  ];
}
function unfinished(world, story) {
  const state = world.disk.peek() ?? emptyState(world.emulator.login, "none");
  const wanted = story.versions.at(-1) ?? {};
  const open3 = state.intents.filter(({ phase }) => phase === "sent").map(({ address }) => `${address} is still open`);
  const replaced2 = Object.entries(state.bindings).filter(([address, { missingSince }]) => address.includes("#") && missingSince === void 0).map(([address]) => address);
  return [
    ...unmet(world.emulator, state, wanted, []),
    ...open3,
    ...replaced2.map((address) => `${address} is still there`)
  ];
}
function notConverged(what, rounds) {
  return `no convergence: after ${rounds} rounds of doing as told ${what}`;
}
function extras(world, state, logs) {
  const bound2 = new Set(Object.values(state.bindings).map(({ type, id: id2 }) => `${type} ${id2}`));
  const said2 = logs.flatMap(({ diagnostics }) => diagnostics);
  const words = said2.map(({ summary, help }) => `${summary}
${help}`).join("\n");
  return livingPurchases(world).flatMap(({ kind, id: id2, madeBy }) => {
    if (bound2.has(`${kind} ${id2}`)) return [];
    const origin = world.origins.get(madeBy) ?? {};
    const { process = "nobody", address = "nothing" } = origin;
    const cause = causeOf(origin) ?? twinCause(world, madeBy);
    if (cause === void 0) return [`duplicate: ${kind} ${id2}, bought for ${address}, is bound to nothing`];
    if (words.includes(maskKey(id2)) || touchedByHand(world, kind, id2)) return [];
    return [`silent: ${kind} ${id2}, bought for ${address} by ${process}, is not spoken of`];
  });
}
function touchedByHand({ emulator, origins }, kind, id2) {
  return emulator.ledger.events.some(
    (event) => event.event === "changed" && event.kind === kind && event.id === id2 && !origins.has(event.call ?? -1)
  );
}
function twinCause(world, madeBy) {
  const address = world.origins.get(madeBy)?.address;
  const twins = [...world.origins].filter(([seq, origin]) => seq !== madeBy && origin.address === address);
  return twins.map(([, origin]) => causeOf(origin)).find((cause) => cause !== void 0);
}
function causeOf({ replayed, late, blind }) {
  if (replayed === true) return "proxy";
  return late === true || blind === true ? "late" : void 0;
}
function livingPurchases(world) {
  return world.emulator.ledger.objects.flatMap(({ kind, id: id2, madeBy, removedBy }) => {
    const living = BOUGHT.has(kind) && typeof madeBy === "number" && removedBy === void 0;
    return living && world.origins.has(madeBy) ? [{ kind, id: id2, madeBy }] : [];
  });
}
function bindings(world, state, story) {
  const { ledger } = world.emulator;
  const holders = /* @__PURE__ */ new Map();
  return Object.entries(state.bindings).flatMap(([address, { type, id: id2 }]) => {
    const twice = holders.get(`${type} ${id2}`);
    holders.set(`${type} ${id2}`, address);
    if (twice !== void 0) return [`misattributed: ${id2} is bound to ${twice} and to ${address}`];
    if (!BOUGHT.has(type)) return [];
    const object2 = ledger.objects.find((one) => one.kind === type && one.id === id2);
    if (object2 === void 0 || typeof object2.madeBy !== "number") {
      return [`misattributed: ${address} is bound to ${id2}, which nobody bought`];
    }
    const origin = world.origins.get(object2.madeBy);
    const meant = origin?.address;
    if (origin !== void 0 && meant === void 0) return [];
    if (meant === void 0) {
      const excused = story.visits.some(({ does }) => does === "alike" || does === "add");
      return excused ? [] : [`misattributed: ${address} is bound to ${id2}, which was made by hand`];
    }
    return meant === address.replace(/#.*$/, "") ? [] : [`misattributed: ${address} is bound to ${id2}, bought for ${meant}`];
  });
}
function removals2(world, logs) {
  const { ledger } = world.emulator;
  const allowed = new Map(logs.map(({ process, removable }) => [process, removable]));
  return ledger.events.flatMap(({ event, kind, id: id2, call }) => {
    const origin = call === null ? void 0 : world.origins.get(call);
    if (event !== "removed" || origin === void 0) return [];
    const record = ledger.calls.find(({ seq }) => seq === call);
    if (record?.endpoint === "ipl/convert" || allowed.get(origin.process)?.has(`${kind} ${id2}`) === true) return [];
    return [`removed outside the plan: ${kind} ${id2} by ${record?.endpoint ?? "a call"} of ${origin.process}`];
  });
}
function sizes(world, story, logs) {
  const asked = new Set(story.versions.flatMap((blocks) => Object.values(blocks.backups ?? {}).map(sizeOf)));
  const { events, calls } = world.emulator.ledger;
  const isResize = (seq) => calls.find((call) => call.seq === seq)?.endpoint === "ab/resize";
  const resizes = [...world.origins].filter(([seq]) => isResize(seq)).map(([, origin]) => origin);
  if (resizes.some(({ replayed }) => replayed === true)) return [];
  const noticed = logs.some(
    ({ diagnostics }) => diagnostics.some(({ summary }) => summary.includes("the answer shows"))
  );
  if (noticed && story.visits.some(({ does }) => does === "resize")) return [];
  return events.flatMap(({ event, kind, id: id2, attributes, call }) => {
    const ours = kind === "backup" && event !== "removed" && call !== null && world.origins.has(call);
    const { size } = ours ? attributes : {};
    return size === void 0 || asked.has(size) ? [] : [`resized: backup ${id2} had ${size} GB, which nobody asked for`];
  });
}
function sizeOf(block) {
  return block.size_gb;
}
function leaks(world, logs) {
  const { ledger, account, secret } = world.emulator;
  const secrets = /* @__PURE__ */ new Set([secret]);
  for (const { kind, id: id2 } of ledger.objects) if (BOUGHT.has(kind)) secrets.add(id2);
  for (const { key: key5 } of [...account.imunifyKeys.rows(), ...account.kernelcareKeys.rows()]) secrets.add(key5);
  return logs.flatMap(({ process, diagnostics, events }) => {
    const said2 = JSON.stringify([diagnostics, events]);
    return [...secrets].filter((one) => said2.includes(one)).map((one) => `leak: ${process} says ${one}`);
  });
}

// ../../wt/journal/src/engine/importObject.ts
async function importObject(deps, manifest, state, address, id2) {
  const fail2 = (code, summary, help) => ({
    state,
    diagnostics: [{ severity: "error", code, summary, help, address }]
  });
  const desired = manifest.desired.find((d) => d.address === address);
  const kind = desired === void 0 ? void 0 : deps.kinds.get(desired.type);
  if (desired === void 0 || kind === void 0) {
    return fail2(
      "not-declared",
      `${address} is not in the manifest.`,
      "Declare it first: an import binds what is declared."
    );
  }
  if (openIntents(state).some((intent) => intent.address === address)) {
    return fail2(
      "intent-open",
      `${address} may have been created by an earlier run whose answer was lost.`,
      `Settle that instead: clnform state resolve ${address} --adopt ID, or --none.`
    );
  }
  const bound2 = state.bindings[address];
  if (bound2 !== void 0) {
    if (bound2.id === id2) return { state, diagnostics: [] };
    return fail2(
      "already-bound",
      `${address} is bound to another object.`,
      `Let go of it first: clnform state rm ${address}`
    );
  }
  const holder = Object.entries(state.bindings).find(([, b]) => b.type === desired.type && b.id === id2)?.[0];
  if (holder !== void 0) {
    return fail2(
      "adopt-taken",
      `That object is bound to ${holder} already.`,
      `clnform state mv ${holder} ${address} renames it.`
    );
  }
  if (kind.parent !== void 0) {
    return fail2(
      "not-importable",
      `${withArticle(kind.title).replace("a", "A")} is found by itself.`,
      "Declare it under its key; nothing needs to be imported."
    );
  }
  const scope = { all: true, specs: [desired.spec], names: /* @__PURE__ */ new Set([desired.name]), under: [] };
  const seen = await observe(deps, /* @__PURE__ */ new Map([[desired.type, scope]]));
  if (seen.diagnostics.length > 0) return { state, diagnostics: seen.diagnostics };
  const live9 = seen.lists.get(desired.type)?.objects.find((object2) => object2.id === id2);
  if (live9 === void 0) {
    return fail2("not-in-account", `The account has no ${kind.title} with that id.`, "Check the id in the web console.");
  }
  if (live9.name !== void 0 && live9.name !== desired.name) {
    return fail2("wrong-object", `That object is ${desired.type}.${live9.name}.`, "Its address follows from what it is.");
  }
  return {
    state: await deps.store.commit(state, [
      {
        op: "bind",
        address,
        binding: { type: desired.type, id: id2, applied: seenFields(live9.spec), ...protectOf(desired) }
      }
    ]),
    diagnostics: []
  };
}
function seenFields(spec) {
  return { ...spec };
}
function protectOf(desired) {
  return desired.lifecycle.protect === true ? { protect: true } : {};
}

// ../../wt/journal/src/engine/resolveIntent.ts
async function resolveIntent(deps, state, address, resolution) {
  const intent = state.intents.find((open3) => open3.address === address && open3.phase !== "made");
  if (intent === void 0)
    return fail(
      state,
      "no-open-intent",
      `${address} has no open intent.`,
      "clnform state list shows those that are open."
    );
  if ("none" in resolution) {
    return { state: await deps.store.commit(state, [{ op: "settle", seq: intent.seq }]), diagnostics: [] };
  }
  const { adopt: id2 } = resolution;
  const holder = intent.delta !== void 0 ? void 0 : Object.entries(state.bindings).find(([, b]) => b.type === intent.type && b.id === id2)?.[0];
  if (holder !== void 0) {
    return fail(state, "adopt-taken", `That object is bound to ${holder} already.`, "Check the id in the web console.");
  }
  if (intent.idsBefore.includes(id2)) {
    return fail(
      state,
      "adopt-older",
      `That object was in the account before ${address} was created, so it is not what that create made.`,
      `Check the id; to bind an older object, resolve with --none and use: clnform import ${address} ID`
    );
  }
  if (intent.delta !== void 0 && intent.delta.id !== id2) {
    return fail(
      state,
      "adopt-other",
      `${address} is not that object.`,
      `clnform state resolve ${address} --adopt ${intent.delta.id}, when it shows ${intent.delta.to}; otherwise --none.`
    );
  }
  return { state: await deps.store.commit(state, adoptedRecords(deps.kinds, state, intent, id2)), diagnostics: [] };
}
function adoptedRecords(kinds, state, intent, id2) {
  const { type, delta, seq } = intent;
  const live9 = { type, id: id2, spec: {} };
  const kind = kinds.get(type);
  const settle4 = { op: "settle", seq };
  if (kind === void 0) {
    const binding = { type, id: id2, applied: intent.spec, made: true, seq };
    return [{ op: "bind", address: intent.address, binding }, settle4];
  }
  return [
    ...recoveredRecords(state, kind, intent, { live: live9, proof: delta === void 0 ? "difference" : "value" }),
    settle4
  ];
}
function fail(state, code, summary, help) {
  return { state, diagnostics: [{ severity: "error", code, summary, help }] };
}

// ../../wt/journal/test/simulation/support/person.ts
async function follow(world, process, manifest, log) {
  const recreate = /* @__PURE__ */ new Set();
  let acceptEmpty = false;
  let followed = false;
  const settled2 = /* @__PURE__ */ new Set();
  for (const { summary, help } of log.diagnostics) {
    const said2 = `${summary}
${help}`;
    const resolve = /clnform state resolve (\S+) --(?:adopt|none)/.exec(said2)?.[1];
    if (resolve !== void 0 && !settled2.has(resolve)) {
      settled2.add(resolve);
      followed = await settle3(world, process, resolve) || followed;
    }
    const known = /clnform import (\S+) ID/.exec(said2)?.[1];
    if (known !== void 0) followed = await bind2(world, process, manifest, known) || followed;
    const gone = /--recreate (\S+?)[\s)]/.exec(said2)?.[1];
    if (gone !== void 0 && gone !== "ADDRESS" && isGone(world, gone)) recreate.add(gone);
    if (said2.includes("--accept-empty")) acceptEmpty = true;
    const unlock = /clnform state unlock (\S+)/.exec(said2)?.[1];
    if (unlock !== void 0) followed = await simStore(world, process).unlock(unlock) || followed;
  }
  if (recreate.size > 0 || acceptEmpty) followed = true;
  if (!followed) return void 0;
  return { ...recreate.size === 0 ? {} : { recreate }, ...acceptEmpty ? { acceptEmpty } : {} };
}
async function bind2(world, process, manifest, address) {
  const store = simStore(world, process);
  const state = await store.read() ?? emptyState(world.emulator.login, "none");
  const made = unboundPurchase(world, state, address);
  if (made === void 0) return false;
  const { read } = clientOf(world, process);
  const deps = { kinds: KINDS, read, system: process.system, emit: () => void 0, store };
  const { diagnostics } = await importObject(deps, manifest, state, address, made.id);
  world.tell("person", `imports ${address} ${made.id} ${diagnostics.map(({ code }) => code).join(" ")}`);
  return diagnostics.length === 0;
}
function unboundPurchase(world, state, address) {
  const bound2 = new Set(Object.values(state.bindings).map(({ type, id: id2 }) => `${type} ${id2}`));
  return world.emulator.ledger.objects.find(
    ({ kind, id: id2, madeBy, removedBy }) => removedBy === void 0 && !bound2.has(`${kind} ${id2}`) && typeof madeBy === "number" && world.origins.get(madeBy)?.address === address
  );
}
function isGone(world, address) {
  const binding = Object.entries(world.disk.peek()?.bindings ?? {}).find(([bound2]) => bound2 === address)?.[1];
  const objects = world.emulator.ledger.objects.filter(({ kind, id: id2 }) => kind === binding?.type && id2 === binding.id);
  return objects.length > 0 && objects.every(({ removedBy }) => removedBy !== void 0);
}
async function settle3(world, process, address) {
  const store = simStore(world, process);
  const state = await store.read() ?? emptyState(world.emulator.login, "none");
  const intent = openIntents(state).find((open3) => open3.address === address);
  if (intent === void 0) return false;
  const found = unboundPurchase(world, state, address);
  const made = found === void 0 || intent.idsBefore.includes(found.id) ? void 0 : found;
  world.tell("person", made === void 0 ? `settles ${address} --none` : `settles ${address} --adopt ${made.id}`);
  const { diagnostics } = await resolveIntent(
    { store, kinds: KINDS },
    state,
    address,
    made === void 0 ? { none: true } : { adopt: made.id }
  );
  for (const { code } of diagnostics) world.tell("person", `is told ${code}`);
  return diagnostics.length === 0;
}

// ../../wt/journal/test/simulation/support/simProcess.ts
var SimProcess = class {
  name;
  system;
  interrupt = new AbortController();
  /** Resolves when it dies before its time. */
  died;
  #parts;
  #die = () => void 0;
  #alive = true;
  #moments = 0;
  #pausedUntil = 0;
  constructor(parts) {
    this.#parts = parts;
    this.name = parts.name;
    this.died = new Promise((resolve) => this.#die = resolve);
    this.system = {
      now: () => parts.clock.now,
      random: () => parts.chance.real(),
      sleep: (ms) => this.call("sleep", (reply2) => reply2.ok(void 0, ms))
    };
  }
  get alive() {
    return this.#alive;
  }
  get moments() {
    return this.#moments;
  }
  /** A short while that chance chooses: mostly milliseconds, at times a second. */
  latency() {
    const { chance } = this.#parts;
    return chance.flip(0.05) ? chance.between(200, 2e3) : chance.between(1, 30);
  }
  /** A call of a port. A process that is dead makes none and gets no answers. */
  call(label, carry) {
    return new Promise((resolve, reject) => {
      if (!this.#live(label)) return;
      carry({
        ok: (value, ms) => this.#deliver(label, ms, () => resolve(value)),
        fail: (error, ms) => this.#deliver(label, ms, () => reject(error))
      });
    });
  }
  #deliver(label, ms, hand) {
    const { clock } = this.#parts;
    clock.after(ms, () => {
      if (!this.#alive) return;
      if (this.#pausedUntil > clock.now) this.#deliver(label, this.#pausedUntil - clock.now, hand);
      else if (this.#live(`after ${label}`)) hand();
      else this.#deliver(label, 0, hand);
    });
  }
  /** One more moment of life: false when nothing may go on now. */
  #live(label) {
    if (!this.#alive) return false;
    this.#moments += 1;
    const { fate, clock, onFate } = this.#parts;
    if (fate?.moment !== this.#moments) return true;
    onFate(fate, label);
    switch (fate.what) {
      case "crash":
      case "power":
        this.#alive = false;
        this.#die();
        return false;
      case "pause":
        this.#pausedUntil = clock.now + (fate.ms ?? 6e4);
        return !label.startsWith("after ");
      case "interrupt":
        this.interrupt.abort();
        return true;
      default:
        return fate.what;
    }
  }
};

// ../../wt/journal/test/simulation/support/clockwork.ts
var MOST_TURNS = 6e4;
var Clockwork = class {
  #now = TEST_NOW;
  #due = [];
  #order = 0;
  #turns = 0;
  /** Milliseconds since 1970. */
  get now() {
    return this.#now;
  }
  after(ms, run) {
    this.#order += 1;
    this.#due.push({ at: this.#now + Math.max(0, Math.ceil(ms)), order: this.#order, run });
  }
  async runUntil(done2) {
    for (; ; ) {
      await atRest();
      if (done2()) return "done";
      this.#turns += 1;
      if (this.#turns > MOST_TURNS) return "endless";
      const next = this.#take();
      if (next === void 0) return "stuck";
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
  }
  /** Lets time pass, and everything happen that is due in it. */
  async pass(ms) {
    let over = false;
    this.after(ms, () => over = true);
    return this.runUntil(() => over);
  }
  #take() {
    let first = 0;
    for (let index = 1; index < this.#due.length; index += 1) if (this.#isBefore(index, first)) first = index;
    return this.#due.splice(first, 1)[0];
  }
  #isBefore(a, b) {
    const [one, other] = [this.#due[a], this.#due[b]];
    if (one === void 0 || other === void 0) return false;
    return one.at < other.at || one.at === other.at && one.order < other.order;
  }
};
function atRest() {
  return new Promise((resolve) => setImmediate(resolve));
}

// ../../wt/journal/test/simulation/support/world.ts
var World = class {
  clock = new Clockwork();
  chance;
  emulator;
  disk;
  /** By sequence number of the ledger. */
  origins = /* @__PURE__ */ new Map();
  /** What happened, line by line; kept only when asked for. */
  trace = [];
  #tracing;
  #coverage;
  #counts = /* @__PURE__ */ new Map();
  #shape;
  #frozen;
  #canaries = /* @__PURE__ */ new Set();
  #strikes = [];
  constructor(story, flaws, coverage, tracing) {
    this.chance = new Chance(story.seed, 1);
    this.disk = new Disk(flaws);
    this.#shape = { ...story.shape, lag: { ms: 0, calls: 0 } };
    this.#coverage = coverage;
    this.#tracing = tracing;
    this.emulator = createEmulator({
      contents: story.contents,
      shape: story.shape,
      seed: story.seed,
      now: () => this.clock.now,
      // A request can arrive long after its token was made: the worst for the client is a service that still takes it.
      allowedSkew: 1e6,
      // Never strikes; it makes the emulator keep the past that a stale answer shows.
      faults: story.strikes.some(({ fault }) => fault === "stale") ? [{ endpoint: "*", do: "stale", when: "after", probability: 0 }] : []
    });
  }
  /** From now on these happen, counted from here. */
  arm(strikes) {
    this.#strikes = strikes;
    this.#counts.clear();
  }
  /** What strikes this call, if anything. `step` is what it is called in the table of coverage. */
  strike(on, step) {
    if (this.#strikes.length === 0) return void 0;
    const nth = (this.#counts.get(on) ?? 0) + 1;
    this.#counts.set(on, nth);
    const found = this.#strikes.find((strike) => strike.on === on && strike.nth === nth);
    if (found !== void 0) {
      this.met(`${found.fault} ${found.when}`, step);
      this.tell("fault", `${found.fault} ${found.when} the effect of ${step}`);
    }
    return found;
  }
  /** From now on every list shows the account as it is now: a replica that got stuck. */
  freeze() {
    const { emulator, clock } = this;
    const replica = createEmulator({
      ...{ contents: emulator.dump(), shape: this.#shape, now: () => clock.now, allowedSkew: 1e6 }
    });
    this.#frozen = { replica, known: new Set(emulator.ledger.objects.map(({ kind, id: id2 }) => `${kind} ${id2}`)) };
    this.#canaries.clear();
    this.tell("replica", "is stuck");
  }
  thaw() {
    if (this.#frozen !== void 0) this.tell("replica", "goes on");
    this.#frozen = void 0;
  }
  /** Who answers lists. */
  get lists() {
    return this.#frozen?.replica ?? this.emulator;
  }
  /** Notes, while every list is behind, what a write to the state binds that they do not show. */
  noteBound(after) {
    if (this.#frozen === void 0) return;
    for (const { type, id: id2 } of Object.values(after.bindings)) {
      if (!this.#frozen.known.has(`${type} ${id2}`)) this.#canaries.add(type);
    }
  }
  /** True while lists are frozen, and no object of the kind was bound since that is missing in them. */
  isBlind(kind) {
    return this.#frozen !== void 0 && !this.#canaries.has(kind);
  }
  /** Notes for the table of coverage that this fault met this step. */
  met(fault, step) {
    this.#coverage?.count(fault, step);
  }
  tell(who, what) {
    if (this.#tracing) this.trace.push(`${((this.clock.now - START) / 1e3).toFixed(3).padStart(9)} ${who}: ${what}`);
  }
};
var START = new Clockwork().now;

// ../../wt/journal/test/simulation/support/simulate.ts
var CALM_MS = 45 * 6e4;
var FEW = 2;
var MOST_ROUNDS2 = 3;
async function simulate(story, options = {}) {
  const player = new Player(story, options);
  const violations = await player.play();
  return {
    violations,
    trace: player.world.trace,
    applies: player.applies,
    asked: player.asked,
    moments: player.moments
  };
}
var Player = class {
  world;
  applies = 0;
  asked = false;
  moments = 0;
  #story;
  #mutant;
  #manifests;
  #logs = [];
  #bugs = [];
  constructor(story, { mutant, coverage, trace }) {
    this.#story = story;
    this.#mutant = mutant;
    this.world = new World(story, mutant?.disk ?? {}, coverage, trace === true);
    const { markers, singleWriter } = story;
    this.#manifests = story.versions.map((blocks) => manifestOf(blocks, { markers, singleWriter }));
  }
  async play() {
    const { world } = this;
    if (this.#story.settled) await this.#calmApply("setup", this.#manifest(0));
    await world.clock.pass(6e4);
    await this.#storm();
    await world.clock.pass(CALM_MS);
    world.thaw();
    const unsettled = await this.#calm();
    return [...this.#bugs, ...unsettled, ...judge3(world, this.#story, this.#logs)];
  }
  async #storm() {
    const { clock } = this.world;
    this.world.arm(this.#story.strikes);
    for (const visit of this.#story.visits) clock.after(visit.atMs, () => visitConsole(this.world, visit));
    for (const { atMs, forMs } of this.#story.freezes) {
      clock.after(atMs, () => this.world.freeze());
      clock.after(atMs + forMs, () => this.world.thaw());
    }
    let over = 0;
    for (const [index, actor] of this.#story.actors.entries()) {
      void this.#live(actor, String.fromCharCode(65 + index)).then(() => over += 1);
    }
    const ending = await clock.runUntil(() => over === this.#story.actors.length);
    if (ending !== "done") this.#bugs.push(`${ending}: the runners never came to an end`);
    this.world.arm([]);
  }
  async #live(actor, name) {
    const { clock } = this.world;
    for (const [index, { afterMs, version, fate, steals }] of actor.entries()) {
      await new Promise((resolve) => clock.after(afterMs, resolve));
      await this.#run(
        `${name}${index + 1}`,
        { manifest: this.#manifest(version), ...steals ? { steals } : {} },
        fate
      );
    }
  }
  /** Fault-free applies until the account is as declared and nothing is left to do; what is wrong if it never is. */
  async #calm() {
    const manifest = this.#manifest(this.#manifests.length - 1);
    let advice = {};
    for (let round = 1; ; round += 1) {
      let log;
      for (let few = 0; few < FEW + 1; few += 1) {
        log = await this.#calmApply(`calm${this.applies + 1}`, manifest, { manifest, ...advice });
        const left3 = unfinished(this.world, this.#story);
        if (left3.length === 0 && log.inSync) return [];
        this.applies += 1;
        await this.world.clock.pass(6e4);
      }
      const left2 = [...unfinished(this.world, this.#story), ...log?.inSync === true ? [] : ["the plan is not empty"]];
      const more = log === void 0 || round > MOST_ROUNDS2 ? void 0 : await this.#ask(manifest, log);
      if (more === void 0) return left2.map((what) => notConverged(what, round));
      this.asked = true;
      advice = both2(advice, more);
    }
  }
  async #ask(manifest, log) {
    const person = this.#process("person", void 0);
    let advice;
    let over = false;
    void follow(this.world, person, manifest, log).then((given) => {
      advice = given;
      over = true;
    });
    await this.world.clock.runUntil(() => over);
    return advice;
  }
  async #calmApply(name, manifest, intentions = { manifest }) {
    let log;
    void this.#run(name, intentions, void 0).then((done2) => log = done2);
    const ending = await this.world.clock.runUntil(() => log !== void 0);
    if (log !== void 0) return log;
    this.#bugs.push(`${ending}: ${name} never came to an end`);
    return newLog(name);
  }
  /** One run of the program, to its end or to its death. */
  async #run(name, intentions, fate) {
    const process = this.#process(name, fate);
    const log = newLog(name);
    this.#logs.push(log);
    this.world.tell(name, "starts");
    const work = applyOnce(this.world, process, log, intentions, this.#mutant).catch((error) => {
      this.#bugs.push(`bug: ${name}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    });
    await Promise.race([work, process.died]);
    this.world.tell(name, process.alive ? "ends" : "is dead");
    this.moments = Math.max(this.moments, process.moments);
    return log;
  }
  #process(name, fate) {
    const { world } = this;
    return new SimProcess({
      clock: world.clock,
      chance: world.chance,
      name,
      fate,
      onFate: ({ what }, label) => {
        world.met(what, label.replace(/^after /, ""));
        world.tell(name, `${what} ${label}`);
        if (what === "power") world.disk.powerCut();
      }
    });
  }
  #manifest(version) {
    const manifest = this.#manifests[version] ?? this.#manifests[0];
    if (manifest === void 0) throw new Error("A story without a manifest.");
    return manifest;
  }
};
function both2(before, more) {
  return {
    recreate: /* @__PURE__ */ new Set([...before.recreate ?? [], ...more.recreate ?? []]),
    acceptEmpty: before.acceptEmpty === true || more.acceptEmpty === true
  };
}
function newLog(process) {
  return { process, diagnostics: [], events: [], removable: /* @__PURE__ */ new Set(), ended: false, inSync: false };
}

// ../../wt/journal/test/simulation/support/seeds.ts
async function firstCaught(mutant, seeds) {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const drawn = drawStory(seed, mutant.focus);
    const story = mutant.sharpen?.(drawn) ?? drawn;
    const [violation] = (await simulate(story, { mutant })).violations;
    if (violation === void 0) continue;
    if ((await simulate(story)).violations.length === 0) return { seed, violation };
  }
  return void 0;
}
export {
  MUTANTS,
  firstCaught
};
