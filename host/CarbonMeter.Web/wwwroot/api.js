// The host's answers. A refusal carries the host's own words; a host that cannot be reached is told apart from one that refuses.

const patienceMs = 20000;

export class Refused extends Error {}
export class Unreachable extends Error {}

async function get(path) {
  let answer;
  try {
    answer = await fetch(path, { headers: { accept: "application/json" }, signal: AbortSignal.timeout(patienceMs) });
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => null);
  throw new Refused(problem?.detail ?? `${answer.status} ${path}`);
}

const query = (values) => new URLSearchParams(values).toString();
const park = (id) => `/api/v1/parks/${encodeURIComponent(id)}`;

export const parks = () => get("/api/v1/parks");
export const summary = (id, span) => get(`${park(id)}/summary?${query(span)}`);
export const series = (id, length, span) => get(`${park(id)}/series?${query({ length, ...span })}`);
export const live = (id) => get(`${park(id)}/live`);
export const meters = () => get("/api/v1/meters");

export const recordsPath = (id, after) => `/api/v1/meters/${encodeURIComponent(id)}/records?after=${after}`;
export const recordPath = (id, sequence) => `/api/v1/meters/${encodeURIComponent(id)}/records/${sequence}.cose`;
export const meterPath = (id) => `/api/v1/meters/${encodeURIComponent(id)}`;
export const quarantinePath = "/api/v1/quarantine";
export const factorSetPath = (hash) => `/api/v1/factor-sets/${hash}.cbor`;
