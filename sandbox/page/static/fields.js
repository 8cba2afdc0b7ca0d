/** What stands in the fields of a form, and carrying it over when the form is shown anew. */

/** @param {Element} element one with `data-element` @returns {string|string[]|null|undefined} undefined: it holds no value */
export function valueOf(element) {
  switch (element.dataset.type) {
    case "button":
    case "workflow_button":
    case "overflow":
      return undefined;
    case "radio_buttons":
      return element.querySelector("input:checked")?.value ?? null;
    case "checkboxes":
      return [...element.querySelectorAll("input:checked")].map((input) => input.value);
  }
  if (element.classList.contains("files"))
    return [...element.querySelectorAll("[data-file]")].map((given) => given.dataset.file);
  if (!element.classList.contains("picker")) return element.value || null;
  if (element.classList.contains("picker-many"))
    return [...element.querySelectorAll(".picked")].map((picked) => picked.dataset.value);
  return element.querySelector("[role=combobox]").dataset.value ?? null;
}

/** All values of a form, by block id and action id. @param {Element} root */
export function gather(root) {
  const values = {};
  for (const element of root.querySelectorAll("[data-element]")) {
    const value = valueOf(element);
    if (value === undefined) continue;
    const { blockId, actionId } = element.dataset;
    (values[blockId] ??= {})[actionId] = value;
  }
  return values;
}

/** Puts what was entered in `old` into the fields of `renewed` that are the same ones. @param {Element} old @param {Element} renewed */
export function carryOver(old, renewed) {
  const before = new Map([...old.querySelectorAll("[data-element]")].map((element) => [idOf(element), element]));
  for (const element of renewed.querySelectorAll("[data-element]")) {
    const known = before.get(idOf(element));
    if (known) copy(known, element);
  }
}

function copy(old, renewed) {
  if (renewed.classList.contains("picker")) {
    const field = renewed.querySelector(".picker-field");
    const from = old.querySelector("[role=combobox]");
    const to = renewed.querySelector("[role=combobox]");
    for (const picked of field.querySelectorAll(".picked")) picked.remove();
    to.before(...old.querySelectorAll(".picked"));
    to.value = from.value;
    to.dataset.words = from.dataset.words ?? from.defaultValue;
    if (from.dataset.value === undefined) delete to.dataset.value;
    else to.dataset.value = from.dataset.value;
  } else if (renewed.classList.contains("files")) {
    renewed.querySelector(".given").replaceChildren(...old.querySelectorAll("[data-file]"));
  } else if (renewed.classList.contains("choices")) {
    const checked = new Set([...old.querySelectorAll("input:checked")].map((input) => input.value));
    for (const input of renewed.querySelectorAll("input")) input.checked = checked.has(input.value);
  } else if ("value" in renewed && renewed.localName !== "button") {
    renewed.value = old.value;
  }
}

function idOf(element) {
  return [element.dataset.type, element.dataset.blockId, element.dataset.actionId].join("\n");
}
