/** Tables of Block Kit: sorted by a column, and turned page by page; both stay when the page is fetched again. */
import { onUpdate } from "./live.js";

/** How each table is looked at, by its block id. @type {Map<string, {column: number, down: boolean, page: number}>} */
const looks = new Map();

function lookOf(frame) {
  return looks.get(frame.dataset.table) ?? { column: -1, down: false, page: 0 };
}

/** Numbers where a column has nothing else, words otherwise. */
function order(rows, column) {
  const cells = rows.map((row) => row.cells[column]);
  if (cells.every((cell) => "number" in cell.dataset))
    return (one, other) => one.cells[column].dataset.number - other.cells[column].dataset.number;
  return (one, other) => one.cells[column].textContent.trim().localeCompare(other.cells[column].textContent.trim());
}

function show(frame) {
  const { column, down, page } = lookOf(frame);
  const body = frame.querySelector("tbody");
  const rows = [...body.rows];
  if (column >= 0) {
    rows.sort(order(rows, column));
    if (down) rows.reverse();
    body.append(...rows);
  }
  frame.querySelectorAll("thead th").forEach((head, place) => {
    if (place === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  const size = Number(frame.dataset.size);
  rows.forEach((row, place) => (row.hidden = Math.floor(place / size) !== page));
  const range = frame.querySelector("[data-range]");
  if (!range) return;
  range.textContent = `${page * size + 1}–${Math.min((page + 1) * size, rows.length)} of ${rows.length}`;
  frame.querySelector("[data-turn='-1']").disabled = page === 0;
  frame.querySelector("[data-turn='1']").disabled = (page + 1) * size >= rows.length;
}

function click(event) {
  const frame = event.target.closest("[data-table]");
  const sort = event.target.closest("[data-sort]");
  const turn = event.target.closest("[data-turn]");
  if (!frame || !(sort || turn)) return;
  const look = lookOf(frame);
  if (turn) looks.set(frame.dataset.table, { ...look, page: look.page + Number(turn.dataset.turn) });
  else {
    const column = Number(sort.dataset.sort);
    looks.set(frame.dataset.table, { column, down: look.column === column && !look.down, page: 0 });
  }
  show(frame);
}

export function startTables() {
  document.addEventListener("click", click);
  const showAll = () => document.querySelectorAll("[data-table]").forEach(show);
  onUpdate((changed) => changed && showAll());
  showAll();
}
