// What a page measures: the letters and colours of each text, as they are seen.
const shown = (element) =>
  element.checkVisibility() && !element.closest(".spoken, svg, script, style");

const texts = () => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.textContent.trim() && shown(node.parentElement)) found.push(node);
  }
  return found;
};

const channels = (colour) => colour.match(/[\d.]+/g).map(Number);

const luminance = (colour) => {
  const [red, green, blue] = channels(colour)
    .slice(0, 3)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const isOpaque = (colour) => colour !== "transparent" && (channels(colour)[3] ?? 1) > 0;

// The grounds a text may stand on: its nearest opaque one, and the level of the tile it is on.
const grounds = (element) => {
  const level = element.closest(".tile")?.querySelector(".level");
  const found = level ? [getComputedStyle(level).backgroundColor] : [];
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (isOpaque(colour)) return [...found, colour];
  }
  return [...found, "rgb(255, 255, 255)"];
};

const faint = (least) =>
  texts()
    .map((node) => {
      const colour = getComputedStyle(node.parentElement).color;
      const ratios = grounds(node.parentElement).map((ground) => contrast(colour, ground));
      return [node.textContent.trim(), Math.min(...ratios)];
    })
    .filter(([, ratio]) => ratio < least);

const small = (least) =>
  texts()
    .filter((node) => parseFloat(getComputedStyle(node.parentElement).fontSize) < least)
    .map((node) => node.textContent.trim());
