/** The modal on top of the person's stack, in a native dialog: the browser keeps the focus inside and the rest inert. */
import { base, post } from "./net.js";
import { carryOver, gather } from "./fields.js";
import { onUpdate, refresh, selectorOf } from "./live.js";

/** What had the focus before the first modal opened. @type {HTMLElement|null} */
let opener = null;
/** The last time that the fields were kept at the server; what is sent afterwards waits for it. */
let kept = Promise.resolve();

/** @returns {HTMLDialogElement|null} */
const shown = () => document.getElementById("modal");

/** Makes the page show the modal that the server shows, or none. @param {HTMLDialogElement|null} fresh */
function sync(fresh) {
  const current = shown();
  if (!fresh) return current && remove(current);
  if (current && isSame(current, fresh, "viewId") && isSame(current, fresh, "viewHash")) return;
  const renewed = document.importNode(fresh, true);
  if (!current) {
    opener = document.activeElement;
    document.body.append(renewed);
    open(renewed);
  } else {
    change(current, renewed);
  }
}

const isSame = (one, other, what) => one.dataset[what] === other.dataset[what];

/** Opens the modal that a freshly loaded page came with, and follows what the server shows from then on. */
export function startModal() {
  const dialog = shown();
  if (dialog) open(dialog);
  onUpdate((changed, fresh) => sync(fresh.getElementById("modal")));
}

function open(dialog) {
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", keydown);
  dialog.addEventListener("click", click);
  dialog.addEventListener("submit", (event) => event.preventDefault());
  dialog.addEventListener("change", (event) => event.target.type === "file" || keep(dialog));
  dialog.addEventListener("given", () => keep(dialog));
  dialog.showModal();
  focusFirst(dialog);
}

/** Another view, or the same one updated, in the dialog that is open already. */
function change(dialog, renewed) {
  const same = isSame(dialog, renewed, "viewId");
  const held = same && dialog.contains(document.activeElement) ? document.activeElement : null;
  const caret = held && "selectionStart" in held ? [held.selectionStart, held.selectionEnd] : null;
  const scrolled = dialog.querySelector(".modal-body").scrollTop;
  if (same) carryOver(dialog, renewed);
  Object.assign(dialog.dataset, renewed.dataset);
  dialog.replaceChildren(...renewed.children);
  if (same) dialog.querySelector(".modal-body").scrollTop = scrolled;
  const again = held && dialog.querySelector(held.id ? `#${CSS.escape(held.id)}` : selectorOf(held));
  if (!again) return focusFirst(dialog);
  again.focus({ preventScroll: true });
  if (caret && caret[0] !== null) again.setSelectionRange(...caret);
}

function remove(dialog) {
  dialog.close();
  dialog.remove();
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

function focusFirst(dialog) {
  const body = dialog.querySelector(".modal-body");
  const first = body.querySelector("[autofocus]") ?? body.querySelector("input, textarea, button");
  const foot = dialog.querySelector(".modal-foot .btn-primary") ?? dialog.querySelector(".modal-foot .btn");
  (first ?? foot).focus();
}

function keydown(event) {
  const dialog = event.currentTarget;
  if (event.defaultPrevented) return;
  if (event.key === "Escape") {
    event.preventDefault();
    close(dialog, false);
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || isLine(event.target))) {
    event.preventDefault();
    submit(dialog);
  }
}

/** A field of one line, in which Enter can mean nothing else than "done". */
function isLine(target) {
  return target.matches("input.field:not(.field-moment)") && !target.closest("[data-dispatch~=on_enter_pressed]");
}

function click(event) {
  const dialog = event.currentTarget;
  const button = event.target.closest("button");
  if (!button) return;
  if (button.hasAttribute("data-submit")) submit(dialog);
  if (button.hasAttribute("data-back")) close(dialog, false);
  if (button.hasAttribute("data-close-all")) close(dialog, true);
}

/** The body of every request about this modal. @param {HTMLElement} dialog */
export function contents(dialog) {
  return { view_id: dialog.dataset.viewId, values: gather(dialog) };
}

function keep(dialog) {
  kept = post(`${base}/modal/fill`, contents(dialog));
}

async function submit(dialog) {
  const button = dialog.querySelector("[data-submit]");
  if (!button || button.disabled || dialog.hasAttribute("aria-busy")) return;
  dialog.setAttribute("aria-busy", "true");
  button.classList.add("busy");
  tell(dialog, "", {});
  await kept;
  const { error, errors } = await post(`${base}/modal/submit`, contents(dialog));
  dialog.removeAttribute("aria-busy");
  button.classList.remove("busy");
  tell(dialog, error, errors);
  await refresh();
}

async function close(dialog, all) {
  if (dialog.hasAttribute("aria-busy")) return;
  await kept;
  await post(`${base}/modal/close`, { ...contents(dialog), all });
  await refresh();
}

/** Shows a sentence for the whole form, and one under each field that has one; goes to the first of those. */
export function tell(dialog, error, errors) {
  dialog.querySelector(".modal-problem").textContent = error;
  let first = null;
  for (const block of dialog.querySelectorAll(".block-input")) {
    const problem = errors[block.dataset.blockId] ?? "";
    block.querySelector(".problem").textContent = problem;
    block.classList.toggle("wrong", problem !== "");
    const field = block.querySelector("input, textarea");
    field?.toggleAttribute("aria-invalid", problem !== "");
    if (problem) first ??= field;
  }
  first?.focus();
}
