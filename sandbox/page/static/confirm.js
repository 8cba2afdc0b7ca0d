/** The app's own "are you sure?" before a button or select does something. */

/** @param {string|undefined} content Slack's confirm object as JSON @returns {Promise<boolean>} */
export function confirmed(content) {
  if (!content) return Promise.resolve(true);
  const { title, text, confirm, deny, style } = JSON.parse(content);
  const dialog = document.getElementById("confirm");
  const agree = dialog.querySelector("[data-agree]");
  const refuse = dialog.querySelector("[data-deny]");
  dialog.querySelector("h2").textContent = title?.text ?? "Are you sure?";
  dialog.querySelector("#confirm-text").textContent = text?.text ?? "";
  agree.textContent = confirm?.text ?? "Yes";
  refuse.textContent = deny?.text ?? "Cancel";
  agree.className = `btn ${style === "danger" ? "btn-danger" : "btn-primary"}`;
  return new Promise((resolve) => {
    const end = (answer) => () => {
      dialog.close(answer);
      resolve(answer === "yes");
    };
    agree.onclick = end("yes");
    refuse.onclick = end("");
    dialog.oncancel = end("");
    dialog.showModal();
    agree.focus();
  });
}
