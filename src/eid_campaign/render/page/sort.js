// Tables are sorted by their headings: upwards, downwards, as they came. The total stays below.
(() => {
  "use strict";
  // Names of places are Vietnamese whatever the language of the page: d before đ, Thôn 2 before 11.
  const collator = new Intl.Collator("vi", { numeric: true });
  const status = document.getElementById("sorted");
  const NEXT = { "": "ascending", ascending: "descending", descending: "" };

  const valueOf = (row, column, byValue) => {
    const cell = row.cells[column];
    return byValue ? cell.dataset.value ?? "" : cell.textContent.trim();
  };

  const compared = (one, other, byValue) => {
    if (!byValue) return collator.compare(one, other);
    const numbers = [Number(one), Number(other)];
    if (numbers.some(Number.isNaN)) return one < other ? -1 : one > other ? 1 : 0; // ISO days
    return numbers[0] - numbers[1];
  };

  const ordered = (rows, column, byValue, direction) => {
    const sign = direction === "descending" ? -1 : 1;
    const unknown = (text) => text === "" || text === "–";
    return rows
      .map((row) => [row, valueOf(row, column, byValue)])
      .sort(([, one], [, other]) => {
        // What is not known stands last in both directions.
        if (unknown(one) || unknown(other)) return unknown(one) - unknown(other);
        return sign * compared(one, other, byValue);
      })
      .map(([row]) => row);
  };

  const sort = (table, heading, original) => {
    const direction = NEXT[heading.getAttribute("aria-sort") ?? ""];
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) {
      other.removeAttribute("aria-sort");
    }
    if (direction) heading.setAttribute("aria-sort", direction);
    const byValue = !heading.classList.contains("text");
    const rows = direction
      ? ordered(original, Number(heading.dataset.column), byValue, direction)
      : original;
    table.tBodies[0].append(...rows);
    const words = status.dataset[direction || "original"];
    status.textContent = words.replace("{heading}", heading.textContent.trim());
  };

  const tables = document.querySelectorAll("table[data-sortable]");
  for (const table of tables) {
    const original = [...table.tBodies[0].rows];
    for (const heading of table.tHead.querySelectorAll("th[data-column]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, heading, original));
      heading.append(button);
    }
  }
  if (tables.length) {
    const hint = document.getElementById("hint");
    hint.hidden = false;
    tables[0].closest("section").before(hint);
  }
})();
