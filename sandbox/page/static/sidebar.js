/** The conversations on a narrow screen: over the page, while their button says so. */

export function startSidebar() {
  const button = document.getElementById("sidebar-button");
  const frame = document.querySelector(".frame");
  const show = (on) => {
    frame.classList.toggle("with-sidebar", on);
    button.setAttribute("aria-expanded", String(on));
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") === "false"));
  document.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  document.getElementById("main").addEventListener("click", () => show(false));
}
