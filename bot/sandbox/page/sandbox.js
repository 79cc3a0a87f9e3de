/** The control interface of the sandbox, as this page uses it. */

/** The sandbox refused a deed; the message is its own words. */
class Refused extends Error {}

/** The sandbox could not be reached. */
export class Unreachable extends Error {}

async function request(path, options = {}) {
  let response;
  let body;
  try {
    response = await fetch(`/sim/${path}`, options);
    body = await response.json();
  } catch {
    throw new Unreachable("The sandbox does not answer.");
  }
  if (!response.ok) throw new Refused(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}

/** What the sandbox gives at `path`. */
export function get(path, query = {}) {
  const search = new URLSearchParams(query).toString();
  return request(search ? `${path}?${search}` : path);
}

/** A deed, as JSON. */
export function post(path, values) {
  const headers = { "Content-Type": "application/json" };
  return request(path, { method: "POST", headers, body: JSON.stringify(values) });
}

/** A message with a file; `kind` is "document" or "photo". */
export function postFile(values, kind, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    form.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  form.append(kind, file, file.name || "file");
  return request("message", { method: "POST", body: form });
}
