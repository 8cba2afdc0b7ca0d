/** Selects: a field that filters as one types, and a list under it. Options come with the page, or from the app. */
import { fetchPiece } from "./net.js";
import { surfaceOf } from "./elements.js";
import { openBeside, shut } from "./popups.js";

const WAIT = 250;
let waiting = 0;
let asked = 0;

const pickerOf = (element) => element?.closest?.(".picker");
const fieldOf = (picker) => picker.querySelector("[role=combobox]");
const listOf = (picker) => picker.querySelector("[role=listbox]");
const isMany = (picker) => picker.classList.contains("picker-many");
const isOpen = (picker) => listOf(picker).matches(":popover-open");
const options = (picker) => [...listOf(picker).querySelectorAll("[role=option]:not([hidden])")];
const activeOf = (picker) => listOf(picker).querySelector("[role=option].active");

function open(picker) {
  picker.scrollIntoView({ block: "nearest" });
  openBeside(listOf(picker), picker, "fill");
  fieldOf(picker).setAttribute("aria-expanded", "true");
}

function close(picker) {
  shut(listOf(picker));
  const field = fieldOf(picker);
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

/** Shows what fits the typed words; an external select asks the app a moment after the last key. */
function offer(picker, words) {
  if ("external" in picker.dataset) {
    askSoon(picker, words);
    return;
  }
  const wanted = words.trim().toLowerCase();
  for (const option of listOf(picker).querySelectorAll("[role=option]"))
    option.hidden = !option.textContent.toLowerCase().includes(wanted);
  say(picker, options(picker).length ? "" : "Nothing fits.");
  mark(picker);
  open(picker);
  activate(picker, wanted ? options(picker)[0] : (chosen(picker) ?? options(picker)[0]));
}

function askSoon(picker, words) {
  clearTimeout(waiting);
  const least = Number(picker.dataset.external);
  if (words.trim().length < least) {
    listOf(picker).replaceChildren();
    say(picker, least === 1 ? "Type to search." : `Type at least ${least} characters.`);
    open(picker);
    return;
  }
  const turn = (asked += 1);
  waiting = setTimeout(() => ask(picker, words.trim(), turn), WAIT);
}

async function ask(picker, words, turn) {
  const surface = surfaceOf(picker);
  const { blockId, actionId } = picker.dataset;
  say(picker, "Searching…");
  open(picker);
  const question = { ...surface.body(), block_id: blockId, action_id: actionId, words };
  const { html, error } = await fetchPiece(`${surface.path}/options`, question);
  if (turn !== asked || !picker.isConnected) return;
  listOf(picker).innerHTML = html;
  say(picker, error || (options(picker).length ? "" : "No result."));
  mark(picker);
  open(picker);
  activate(picker, options(picker)[0]);
}

function say(picker, words) {
  const list = listOf(picker);
  list.querySelector(".list-note")?.remove();
  if (!words) return;
  const note = Object.assign(document.createElement("li"), { className: "list-note", textContent: words });
  note.setAttribute("role", "presentation");
  list.prepend(note);
}

function values(picker) {
  if (!isMany(picker)) return [fieldOf(picker).dataset.value];
  return [...picker.querySelectorAll(".picked")].map((picked) => picked.dataset.value);
}

const chosen = (picker) => options(picker).find((option) => values(picker).includes(option.dataset.value));

function mark(picker) {
  const now = values(picker);
  for (const option of listOf(picker).querySelectorAll("[role=option]"))
    option.setAttribute("aria-selected", String(now.includes(option.dataset.value)));
}

function activate(picker, option) {
  activeOf(picker)?.classList.remove("active");
  if (!option) return;
  option.classList.add("active");
  option.id ||= `${listOf(picker).id}.${[...listOf(picker).children].indexOf(option)}`;
  fieldOf(picker).setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function step(picker, by) {
  const all = options(picker);
  const at = all.indexOf(activeOf(picker));
  activate(picker, all[(at + by + all.length) % all.length]);
}

function pick(picker, option) {
  const field = fieldOf(picker);
  const words = option.firstChild.textContent.trim();
  if (isMany(picker)) {
    toggle(picker, option.dataset.value, words);
    field.value = "";
    mark(picker);
  } else {
    field.value = words;
    field.dataset.value = option.dataset.value;
    field.dataset.words = words;
    close(picker);
  }
  changed(picker);
}

function toggle(picker, value, words) {
  const there = [...picker.querySelectorAll(".picked")].find((picked) => picked.dataset.value === value);
  if (there) return there.remove();
  if (picker.dataset.most && values(picker).length >= Number(picker.dataset.most)) return;
  const picked = Object.assign(document.createElement("span"), { className: "picked", textContent: words });
  picked.dataset.value = value;
  const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  remove.setAttribute("aria-label", `Remove ${words}`);
  picked.append(remove);
  fieldOf(picker).before(picked);
}

function changed(picker) {
  picker.dispatchEvent(new Event("picked", { bubbles: true }));
  picker.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Leaving a select of one: what is chosen stands in it again, and an emptied field chooses nothing. */
function settle(picker) {
  close(picker);
  const field = fieldOf(picker);
  if (isMany(picker)) {
    field.value = "";
  } else if (field.value === "" && field.dataset.value !== undefined) {
    delete field.dataset.value;
    changed(picker);
  } else {
    field.value = field.dataset.value === undefined ? "" : (field.dataset.words ?? field.defaultValue);
  }
}

function keydown(event) {
  const picker = pickerOf(event.target);
  if (!picker || event.target !== fieldOf(picker)) return;
  const opened = isOpen(picker);
  const keys = {
    ArrowDown: () => (opened ? step(picker, 1) : offer(picker, "")),
    ArrowUp: () => (opened ? step(picker, -1) : offer(picker, "")),
    Enter: () => (opened ? activeOf(picker) && pick(picker, activeOf(picker)) : offer(picker, "")),
    Escape: () => opened && close(picker),
    Backspace: () => isMany(picker) && !event.target.value && removeLast(picker),
  };
  if (event.ctrlKey || event.metaKey || !keys[event.key] || keys[event.key]() === false) return;
  if (event.key !== "Backspace") event.preventDefault();
}

function removeLast(picker) {
  const last = [...picker.querySelectorAll(".picked")].at(-1);
  if (!last) return;
  last.remove();
  changed(picker);
}

export function startPickers() {
  document.addEventListener("keydown", keydown, true);
  document.addEventListener("input", (event) => {
    const picker = pickerOf(event.target);
    if (picker && event.target === fieldOf(picker)) offer(picker, event.target.value);
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest(".picker [role=listbox]")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const picker = pickerOf(event.target);
    if (!picker) return;
    const option = event.target.closest("[role=option]");
    const remove = event.target.closest(".picked button");
    if (option) return pick(picker, option);
    if (remove) {
      remove.parentElement.remove();
      changed(picker);
    }
    if (event.target.closest("[role=listbox]")) return;
    fieldOf(picker).focus();
    if (!isOpen(picker)) offer(picker, "");
  });
  document.addEventListener("focusin", (event) => {
    const picker = pickerOf(event.target);
    if (picker && event.target === fieldOf(picker) && !isMany(picker)) event.target.select();
  });
  document.addEventListener("focusout", (event) => {
    const picker = pickerOf(event.target);
    if (picker && event.target === fieldOf(picker) && !picker.contains(event.relatedTarget)) settle(picker);
  });
  document.addEventListener("scroll", (event) => {
    const picker = pickerOf(document.activeElement);
    const isInside = picker && listOf(picker).contains(event.target);
    if (picker && isOpen(picker) && !isInside) openBeside(listOf(picker), picker, "fill");
  }, true);
}
