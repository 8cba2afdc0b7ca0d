/** The clock, the faults and the welcome: what belongs to the sandbox and not to Slack. */
import { post, toast } from "./net.js";
import { onUpdate, refresh } from "./live.js";

const FACE = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
const DUE = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", second: "2-digit" };
let loaded = Date.now();

function tick() {
  const face = document.querySelector(".clock-face");
  const now = Number(face.dataset.moment) * 1000 + (Date.now() - loaded);
  face.querySelector("time").textContent = new Intl.DateTimeFormat("en-GB", { ...FACE, timeZone: face.dataset.zone }).format(now);
}

/** What the button to the next due thing says, and whether it can be pressed. */
async function askDue() {
  const button = document.querySelector("[data-clock=due]");
  const response = await fetch("/clock/due").catch(() => null);
  const due = response?.ok ? (await response.json()).due : null;
  const timeZone = document.querySelector(".clock-face").dataset.zone;
  button.setAttribute("aria-disabled", String(!due));
  button.title = due
    ? `Goes to ${new Intl.DateTimeFormat("en-GB", { ...DUE, timeZone }).format(new Date(due))}`
    : "Nothing is due, or the bot cannot be asked.";
}

let asking = 0;
function askDueSoon() {
  clearTimeout(asking);
  asking = setTimeout(askDue, 700);
}

async function move(button) {
  if (button.getAttribute("aria-disabled") === "true" || document.querySelector("[data-clock][aria-busy]")) return;
  button.setAttribute("aria-busy", "true");
  const { error } = await post(`/clock/${button.dataset.clock}`);
  button.removeAttribute("aria-busy");
  if (error) toast(error);
  await refresh();
}

function dismiss() {
  document.cookie = "welcome=done; path=/; max-age=31536000; samesite=strict";
  document.getElementById("welcome").remove();
}

async function click(event) {
  const step = event.target.closest("[data-clock]");
  if (step) return move(step);
  if (event.target.closest("[data-dismiss]")) return dismiss();
  if (event.target.closest("[data-faults-off]")) return post("/faults/off").then(refresh);
  if (event.target.closest("[data-drop]")) return drop();
}

async function drop() {
  const { error } = await post("/sandbox/faults", { kind: "socket_drop" });
  toast(error || "The connection is dropped; the bot comes back by itself.");
}

async function change(event) {
  const { fault } = event.target.dataset;
  if (!fault) return;
  const { error } = await post("/faults", { kind: fault, on: event.target.checked });
  if (error) toast(error);
  await refresh();
}

export function startMachine() {
  document.addEventListener("click", click);
  document.addEventListener("change", change);
  setInterval(tick, 1000);
  onUpdate(() => {
    loaded = Date.now();
    askDueSoon();
  });
  askDue();
}
