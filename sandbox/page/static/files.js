/** Files that somebody gives in a form or with a message: each goes to the workspace at once, and the form names it. */
import { base, post } from "./net.js";
import { surfaceOf } from "./elements.js";

export function startFiles() {
  document.addEventListener("change", (event) => {
    if (event.target.matches(".files input[type=file]")) give(event.target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take-back]");
    if (!button) return;
    const files = button.closest(".files");
    button.closest("[data-file]").remove();
    files.dispatchEvent(new Event("given", { bubbles: true }));
  });
}

/** @param {HTMLInputElement} input */
async function give(input) {
  const files = input.closest(".files");
  files.setAttribute("aria-busy", "true");
  for (const file of input.files) await send(files, file);
  input.value = "";
  files.removeAttribute("aria-busy");
  files.dispatchEvent(new Event("given", { bubbles: true }));
}

async function send(files, file) {
  const { id, size, error } = await post(`${base}/files`, { name: file.name, content: await inBase64(file) });
  if (error) return refuse(files, error);
  const item = document.createElement("li");
  item.dataset.file = id;
  const words = Object.assign(document.createElement("span"), { textContent: `${file.name}, ${size} ` });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "Remove" });
  button.dataset.takeBack = "";
  item.append(words, button);
  files.querySelector(".given").append(item);
}

/** In a composer, which is no surface of the app's, the composer says so. */
function refuse(files, error) {
  const surface = surfaceOf(files);
  if (surface) surface.fail(error);
  else files.dispatchEvent(new CustomEvent("refused", { detail: error, bubbles: true }));
}

/** @param {File} file @returns {Promise<string>} */
function inBase64(file) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}
