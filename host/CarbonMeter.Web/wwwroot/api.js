// Reading from the host.

const PATIENCE_MS = 15_000;

/** The host cannot be reached, or it answered with a problem, whose words are then the message. */
export class HostError extends Error {
  constructor(message, isAnswer) {
    super(message);
    this.isAnswer = isAnswer;
  }
}

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined)).toString();
  let answer, body;
  try {
    answer = await fetch(`api/v1/${path}${query && '?' + query}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    body = await answer.json();
  } catch (cause) {
    throw new HostError(cause.message, false);
  }
  if (!answer.ok) throw new HostError(body.detail ?? body.title ?? String(answer.status), true);
  return body;
}

/** The host's own judgement of itself; its answer is the same whether it is well or not. */
export async function health() {
  try {
    return await (await fetch('healthz', { signal: AbortSignal.timeout(PATIENCE_MS) })).json();
  } catch (cause) {
    throw new HostError(cause.message, false);
  }
}

export const meterPath = id => `meters/${encodeURIComponent(id)}`;
