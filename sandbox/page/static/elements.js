/** Buttons, menus and fields of the app, wherever they stand: in a message, in a modal, or at the app's home. */
import { base, channel, post } from "./net.js";
import { contents, tell } from "./modal.js";
import { valueOf } from "./fields.js";
import { confirmed } from "./confirm.js";
import { refresh } from "./live.js";

const BUTTONS = ["button", "icon_button", "feedback_buttons"].map((type) => `[data-element][data-type=${type}]`).join();

/**
 * Where an element stands: the address for its gestures, what to send along, and how a failure is shown.
 * @param {Element} element @returns {{path: string, body: () => object, fail: (words: string) => void}|null}
 */
export function surfaceOf(element) {
  const message = element.closest(".message");
  if (message) {
    const fail = (words) => failBelow(message.querySelector(".message-main"), words);
    return { path: `${base}/c/${channel}`, body: () => ({ ts: message.dataset.ts }), fail };
  }
  const modal = element.closest("#modal");
  if (modal) return { path: `${base}/modal`, body: () => contents(modal), fail: (words) => tell(modal, words, {}) };
  const home = element.closest("[data-home]");
  if (!home) return null;
  return { path: `${base}/home`, body: () => ({}), fail: (words) => failBelow(home.querySelector(".notices"), words) };
}

function failBelow(place, words) {
  place.querySelector(".message-problem")?.remove();
  if (!words) return;
  const note = Object.assign(document.createElement("p"), { className: "message-problem", textContent: words });
  note.setAttribute("role", "alert");
  place.append(note);
}

/** Sends what was done with an element to the app. @param {Element} element @param {string|string[]|null} value */
export async function act(element, value = null) {
  const surface = surfaceOf(element);
  if (!surface || element.hasAttribute("aria-busy")) return;
  element.setAttribute("aria-busy", "true");
  if (!(await confirmed(element.dataset.confirm))) return element.removeAttribute("aria-busy");
  const { blockId, actionId } = element.dataset;
  surface.fail("");
  const gesture = { ...surface.body(), block_id: blockId, action_id: actionId, value };
  const { error } = await post(`${surface.path}/act`, gesture);
  element.removeAttribute("aria-busy");
  surface.fail(error);
  await refresh();
}

/** An element whose value changed tells the app at once, unless it is a form's field that waits for the submit button. */
function changed(element) {
  const block = element.closest(".block");
  const waits = block.classList.contains("block-input") && !("dispatch" in block.dataset);
  if (!waits) act(element, valueOf(element));
}

export function startElements() {
  document.addEventListener("click", (event) => {
    const item = event.target.closest(".overflow [role=menuitem]");
    if (item) return act(item.closest("[data-element]"), item.dataset.value);
    const button = event.target.closest(BUTTONS);
    if (button) act(button, button.dataset.value ?? null);
  });
  document.addEventListener("change", (event) => {
    const element = event.target.closest("[data-element]");
    if (!element || element.classList.contains("picker")) return; // it says "picked"
    const isText = element.matches("textarea, input.field:not(.field-moment)");
    if (!isText) changed(element);
  });
  document.addEventListener("picked", (event) => changed(event.target));
  document.addEventListener("keydown", (event) => {
    const block = event.target.closest?.("[data-dispatch~=on_enter_pressed]");
    if (event.key !== "Enter" || event.defaultPrevented || !block || !event.target.matches("input.field")) return;
    event.preventDefault();
    act(event.target, valueOf(event.target));
  });
  let typing = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("input.field, textarea.field")) return;
    if (!event.target.closest("[data-dispatch~=on_character_entered]")) return;
    clearTimeout(typing);
    typing = setTimeout(() => act(event.target, valueOf(event.target)), 300);
  });
}
