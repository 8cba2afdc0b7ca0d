/** Menus that open at a button: of the page, of a message, and the app's own overflow menus. */
import { base, channel, post, toast } from "./net.js";
import { openBeside, shut } from "./popups.js";
import { refresh } from "./live.js";

const OPENERS = "[data-opens-menu], [data-message-menu], [data-global-menu], #who-button, #faults-button";

/** The menu that is open, its button, and the message it is about. */
let current = null;

const items = (menu) => [...menu.querySelectorAll("[role=menuitem], [role=switch], button")];

function open(button, menu, align, message = null) {
  close();
  current = { button, menu, message };
  const pin = menu.querySelector("[data-pin]");
  if (pin) pin.textContent = message?.hasAttribute("data-pinned") ? "Take the pin off" : "Pin to this conversation";
  openBeside(menu, button, align);
  button.setAttribute("aria-expanded", "true");
  (menu.querySelector("[aria-current]") ?? items(menu)[0])?.focus();
}

function close(refocus = false) {
  if (!current) return;
  const { button, menu } = current;
  current = null;
  shut(menu);
  button.setAttribute("aria-expanded", "false");
  if (refocus && button.isConnected) button.focus({ preventScroll: true });
}

/** The menu that a button opens, and on which side of it. @param {Element} button */
function menuOf(button) {
  if (button.hasAttribute("data-opens-menu")) return [button.parentElement.querySelector("[role=menu]"), "start"];
  const id = button.getAttribute("aria-controls");
  const end = button.matches("[data-message-menu], .bar-btn");
  return [document.getElementById(id), end ? "end" : "start"];
}

function click(event) {
  const button = event.target.closest(OPENERS);
  if (button) {
    const again = current?.button === button;
    const [menu, align] = menuOf(button);
    return again ? close(true) : open(button, menu, align, button.closest(".message"));
  }
  if (!current) return;
  const inside = current.menu.contains(event.target);
  if (inside && event.target.closest("[role=menuitem]")) return choose(event.target.closest("[role=menuitem]"));
  if (!inside) close();
}

async function choose(item) {
  const { message } = current;
  close(true);
  if (item.hasAttribute("data-copy-link")) return copyLink(message);
  if (item.hasAttribute("data-pin")) return pin(message);
  const callback = item.dataset.shortcut;
  if (!callback) return;
  document.body.classList.add("waiting");
  const { error } = await post(`${base}/shortcut`, { callback_id: callback, channel, ts: message?.dataset.ts });
  document.body.classList.remove("waiting");
  if (error) toast(error);
  await refresh();
}

async function pin(message) {
  const on = !message.hasAttribute("data-pinned");
  const { error } = await post(`${base}/c/${channel}/pin`, { ts: message.dataset.ts, on });
  if (error) toast(error);
  await refresh();
}

async function copyLink(message) {
  const { origin } = location;
  try {
    await navigator.clipboard.writeText(`${origin}/archives/${channel}/p${message.dataset.ts.replace(".", "")}`);
    toast("The link is copied.");
  } catch {
    toast("The browser did not let the page copy the link.");
  }
}

function keydown(event) {
  if (!current) return;
  const all = items(current.menu);
  const at = all.indexOf(document.activeElement);
  const goes = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  if (event.key in goes) all.at(goes[event.key] % all.length)?.focus();
  else if (event.key === "Escape") close(true);
  else if (event.key === "Tab" && current.menu.getAttribute("role") === "menu") return close(true);
  else return;
  event.preventDefault();
}

export function startMenus() {
  document.addEventListener("click", click);
  document.addEventListener("keydown", keydown, true);
  window.addEventListener("resize", () => close());
}
