/** Where the page is, and how it talks to the sandbox. */

export const person = document.body.dataset.person;
export const channel = document.body.dataset.channel;
export const base = `/as/${person}`;

/** @typedef {{error: string, errors: Object<string, string>, action: string}} Said what a gesture led to */

const AWAY = "The sandbox does not answer. Is it still running?";

/**
 * One gesture; never throws: a sandbox that is away is an error like any other.
 * @param {string} path @param {object} body @returns {Promise<Said>}
 */
export async function post(path, body = {}) {
  try {
    const response = await send(path, body);
    return { error: "", errors: {}, action: "", ...(await response.json()) };
  } catch {
    return { error: AWAY, errors: {}, action: "" };
  }
}

/**
 * The same for an answer that is a piece of the page.
 * @param {string} path @param {object} body @returns {Promise<{html: string, error: string}>}
 */
export async function fetchPiece(path, body) {
  try {
    const response = await send(path, body);
    if (response.ok) return { html: await response.text(), error: "" };
    return { html: "", error: (await response.json()).error };
  } catch {
    return { html: "", error: AWAY };
  }
}

function send(path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** A short sentence at the bottom of the page that goes away by itself. @param {string} words */
export function toast(words) {
  const note = Object.assign(document.createElement("p"), { className: "toast", textContent: words });
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), 6000);
}
