/** The field at the bottom: messages, with lists of the commands that there are and of whom a name after @ may mean. */
import { base, channel, post } from "./net.js";
import { openBeside, shut } from "./popups.js";
import { refresh } from "./live.js";

const commands = [...document.querySelectorAll("#commands option")].map((option) => ({
  name: option.value,
  about: option.dataset.about,
  hint: option.dataset.hint,
}));

const names = [...document.querySelectorAll("#names option")].map((option) => ({
  name: `@${option.value}`,
  about: option.dataset.about,
  hint: "",
}));
const MOST = 8;

class Composer {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("textarea");
    this.list = form.querySelector("[role=listbox]");
    this.notices = form.querySelector(".notices");
    this.files = form.querySelector(".given");
    form.addEventListener("refused", (event) => this.fail(event.detail, ""));
    this.thread = form.dataset.thread ?? "";
    this.draft = `draft ${base} ${channel} ${this.thread}`;
    this.field.value = sessionStorage.getItem(this.draft) ?? "";
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.keydown(event));
    this.field.addEventListener("blur", () => this.closeList());
    this.list.addEventListener("mousedown", (event) => this.press(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.grow();
  }

  typed() {
    sessionStorage.setItem(this.draft, this.field.value);
    this.grow();
    const found = this.found();
    if (!found.length) return this.closeList();
    this.list.replaceChildren(...found.map((each, place) => this.option(each, place)));
    openBeside(this.list, this.form.querySelector(".composer-box"), "fill");
    this.field.setAttribute("aria-expanded", "true");
    this.activate(this.list.firstElementChild);
  }

  /** What could be meant: a command while its name is typed, or somebody whose name has begun. */
  found() {
    const words = this.field.value;
    const begun = this.begun();
    if (begun !== null) return names.filter((each) => isMeant(each, begun)).slice(0, MOST);
    return !this.thread && words.startsWith("/") && !words.includes("\n") ? commands.filter((each) => fits(each, words)) : [];
  }

  /** The letters between an @ and the caret, or null. */
  begun() {
    return this.field.value.slice(0, this.field.selectionStart).match(/(?:^|[\s(])@([\p{L}\d._-]*)$/u)?.[1] ?? null;
  }

  option({ name, about, hint }, place) {
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.id = `${this.list.id}-${place}`;
    option.dataset[name.startsWith("@") ? "name" : "command"] = name;
    for (const [kind, words] of [["b", name], ["i", hint], ["small", about]])
      option.append(Object.assign(document.createElement(kind), { textContent: words }), " ");
    return option;
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  get isListOpen() {
    return this.list.matches(":popover-open");
  }

  activate(option) {
    this.active?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  closeList() {
    shut(this.list);
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  press(event) {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) this.complete(option);
  }

  /** Puts the command or the name into the field, ready for what follows. */
  complete(option) {
    const { command, name } = option.dataset;
    const caret = this.field.selectionStart;
    if (name) this.field.setRangeText(`${name} `, caret - this.begun().length - 1, caret, "end");
    else this.field.value = `${command} `;
    sessionStorage.setItem(this.draft, this.field.value);
    this.closeList();
    this.field.focus();
  }

  keydown(event) {
    if (event.isComposing) return;
    if (this.isListOpen && this.inList(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  /** Keys that mean the list while it is open; Enter on what is typed out already sends it. */
  inList(event) {
    const { active } = this;
    if (event.key === "ArrowDown") this.activate(active.nextElementSibling ?? this.list.firstElementChild);
    else if (event.key === "ArrowUp") this.activate(active.previousElementSibling ?? this.list.lastElementChild);
    else if (event.key === "Escape") this.closeList();
    else if (event.key === "Tab") this.complete(active);
    else if (event.key === "Enter" && !this.isTypedOut(active)) this.complete(active);
    else return false;
    return true;
  }

  isTypedOut(option) {
    const { command, name } = option.dataset;
    return name ? name === `@${this.begun()}` : command === this.field.value.split(" ")[0];
  }

  async send() {
    const text = this.field.value.trim();
    const files = [...this.files.children].map((item) => item.dataset.file);
    if (!(text || files.length) || this.form.hasAttribute("aria-busy")) return;
    this.closeList();
    this.form.setAttribute("aria-busy", "true");
    this.notices.replaceChildren();
    this.field.value = "";
    this.grow();
    const { error } = await post(`${base}/c/${channel}/say`, { text, thread: this.thread, files });
    if (!error) this.files.replaceChildren();
    this.form.removeAttribute("aria-busy");
    sessionStorage.removeItem(this.draft);
    if (error) this.fail(error, text);
    await refresh();
  }

  /** What Slack says when a command went wrong; the words come back unless others were typed meanwhile. */
  fail(error, text) {
    const note = Object.assign(document.createElement("p"), { className: "notice", textContent: error });
    this.notices.replaceChildren(note);
    if (!this.field.value) this.field.value = text;
    sessionStorage.setItem(this.draft, this.field.value);
    this.grow();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 240)}px`;
  }
}

function fits(command, words) {
  const [name] = words.split(" ");
  return words.includes(" ") ? command.name === name && words === `${name} ` : command.name.startsWith(name);
}

/** Whether a handle, or a word of the name beside it, begins so. */
function isMeant({ name, about }, begun) {
  const letters = begun.toLowerCase();
  return [name.slice(1), ...about.split(" ")].some((each) => each.toLowerCase().startsWith(letters));
}

export function startComposers() {
  const composers = [...document.querySelectorAll("[data-composer]")].map((form) => new Composer(form));
  if (!document.getElementById("modal")) composers.at(-1)?.field.focus();
}
