/** The scrolling of conversations, and what is read. */
import { base, channel, post } from "./net.js";
import { onUpdate, refresh } from "./live.js";

const NEAR = 60;

/** One scrolling conversation, the channel's or the thread's. */
class Scroller {
  constructor(box) {
    this.box = box;
    this.newer = box.parentElement.querySelector("[data-newer]");
    this.isAtEnd = true;
    box.addEventListener("scroll", () => {
      this.isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
      if (this.isAtEnd && this.newer) this.newer.hidden = true;
    }, { passive: true });
    this.newer?.addEventListener("click", () => this.toEnd());
    new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(box);
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
  }

  updated(changed) {
    if (this.isAtEnd) this.toEnd();
    else if (changed && this.newer && this.grew()) this.newer.hidden = false;
  }

  grew() {
    const count = this.box.querySelectorAll(".message").length;
    const more = count > (this.count ?? count);
    this.count = count;
    return more;
  }
}

const place = () => `scroll ${location.pathname}`;

/** Where the page opens: at the message that the address names, where one was before in this channel, or at the end. */
function arrive(scrollers) {
  for (const scroller of scrollers) scroller.toEnd();
  const wanted = new URLSearchParams(location.search).get("at");
  const message = wanted && document.querySelector(`.message[data-ts="${CSS.escape(wanted)}"]`);
  if (message) {
    message.scrollIntoView({ block: "center" });
    message.classList.add("pointed-at");
    return;
  }
  const before = sessionStorage.getItem(place());
  if (before !== null && scrollers[0]) scrollers[0].box.scrollTop = Number(before);
}

function leave(scrollers) {
  if (!scrollers[0]) return;
  if (scrollers[0].isAtEnd) sessionStorage.removeItem(place());
  else sessionStorage.setItem(place(), String(scrollers[0].box.scrollTop));
}

/** Tells the workspace that this person has seen what there is, while the page is in front. */
function readIfSeen() {
  const unread = Number(document.querySelector("[data-live=log]")?.dataset.unread ?? 0);
  if (unread > 0 && document.visibilityState === "visible") post(`${base}/c/${channel}/read`);
}

async function join(event) {
  if (!event.target.closest("[data-join]")) return;
  await post(`${base}/c/${channel}/join`);
  location.reload();
}

async function dismiss(event) {
  const message = event.target.closest("[data-dismiss-message]")?.closest(".message");
  if (!message) return;
  await post(`${base}/c/${channel}/dismiss`, { ts: message.dataset.ts });
  await refresh();
}

export function startConversation() {
  const scrollers = [...document.querySelectorAll("[data-stick]")].map((box) => new Scroller(box));
  for (const scroller of scrollers) scroller.grew();
  arrive(scrollers);
  window.addEventListener("pagehide", () => leave(scrollers));
  document.addEventListener("visibilitychange", readIfSeen);
  document.addEventListener("click", join);
  document.addEventListener("click", dismiss);
  onUpdate((changed) => {
    for (const scroller of scrollers) scroller.updated(changed);
    readIfSeen();
  });
  readIfSeen();
}

/** Tells the app that its home is open, and shows what it publishes. */
export async function startHome() {
  const home = document.querySelector("[data-home]");
  if (!home) return;
  const { error } = await post(`${base}/home/open`);
  const note = Object.assign(document.createElement("p"), { className: "notice", textContent: error });
  if (error) home.querySelector(".notices").append(note);
  await refresh();
}
