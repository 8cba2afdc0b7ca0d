/**
 * Keeps the page as it would be if it were loaded now, without loading it: fetches it again and takes from it only what changed.
 *
 * Each child of a `[data-live]` region has a `data-key`. A child whose HTML from the server is as it was is not touched, so that
 * whatever the person has typed, opened or chosen in it stays.
 */

/** What the server last said, by region and key. @type {Map<string, string>} */
const said = new Map();
const listeners = [];
let fetching = false;
let again = false;
let timer = 0;

/** @param {(changed: boolean, fresh: Document) => void} listener called after each update: whether the conversation changed, and the fresh page */
export function onUpdate(listener) {
  listeners.push(listener);
}

/** Fetch soon; many calls in a row are one. */
export function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, 40);
}

export async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    do {
      again = false;
      const response = await fetch(location.href);
      if (response.ok) take(new DOMParser().parseFromString(await response.text(), "text/html"));
    } while (again);
  } catch {
    // The stream says when the sandbox is back, and that refreshes.
  } finally {
    fetching = false;
  }
}

/** Remembers the page as the server sent it; call it before anything else changes it. */
export function remember() {
  for (const region of document.querySelectorAll("[data-live]"))
    for (const child of region.children) said.set(name(region, child), child.outerHTML);
}

/** @param {Document} fresh */
function take(fresh) {
  document.title = fresh.title;
  document.body.dataset.version = fresh.body.dataset.version;
  let changed = false;
  for (const region of document.querySelectorAll("[data-live]")) {
    const now = fresh.querySelector(`[data-live="${region.dataset.live}"]`);
    if (!now) continue;
    if (now.dataset.unread !== undefined) region.dataset.unread = now.dataset.unread;
    changed = update(region, now) || changed;
  }
  if (!fresh.querySelector(".thread")) document.querySelector("[data-close-thread]")?.click(); // its message was deleted
  for (const listener of listeners) listener(changed, fresh);
}

/** @param {Element} region @param {Element} fresh @returns {boolean} whether anything was different */
function update(region, fresh) {
  const here = new Map([...region.children].map((child) => [child.dataset.key, child]));
  let changed = false;
  let place = region.firstElementChild;
  for (const child of [...fresh.children]) {
    const key = name(region, child);
    const html = child.outerHTML;
    let current = here.get(child.dataset.key);
    here.delete(child.dataset.key);
    if (!current || said.get(key) !== html) {
      changed = true;
      said.set(key, html);
      const renewed = document.importNode(child, true);
      if (current) {
        if (place === current) place = renewed;
        replace(current, renewed);
      }
      current = renewed;
    }
    if (current === place) place = place.nextElementSibling;
    else region.insertBefore(current, place);
  }
  for (const [key, gone] of here) {
    said.delete(`${region.dataset.live}/${key}`);
    gone.remove();
    changed = true;
  }
  return changed;
}

/** Puts the new element in the old one's place; the focus stays on what corresponds to where it was. */
export function replace(old, renewed) {
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  const where = held && held !== old ? selectorOf(held) : null;
  old.replaceWith(renewed);
  if (held) ((where && renewed.querySelector(where)) || renewed).focus({ preventScroll: true });
}

/** How to find, in a fresh copy of the page's piece, what corresponds to an element. @param {Element} element */
export function selectorOf(element) {
  const parent = element.closest("[data-element]");
  const inner = ["href", "aria-label", "id"].find((attribute) => element.hasAttribute(attribute));
  const own = inner ? `[${inner}="${CSS.escape(element.getAttribute(inner))}"]` : element.localName;
  if (!parent) return own;
  const { actionId, blockId } = parent.dataset;
  const ids = `[data-action-id="${CSS.escape(actionId)}"][data-block-id="${CSS.escape(blockId)}"]`;
  return parent === element ? ids : `${ids} ${own}`;
}

function name(region, child) {
  return `${region.dataset.live}/${child.dataset.key}`;
}

/** Follows the workspace: refreshes whenever its version is another than the page's. */
export function follow() {
  const hear = (version) => {
    document.body.classList.toggle("away", version === null);
    if (version !== null && version !== document.body.dataset.version) refreshSoon();
  };
  if (window.SharedWorker) {
    new SharedWorker("/static/stream.js").port.onmessage = (event) => hear(event.data);
    return;
  }
  const source = new EventSource("/changes");
  source.onmessage = (event) => hear(event.data);
  source.onerror = () => hear(null);
}
