// What the pictures share: elements, round steps, times in words.
const SVG = document.querySelector('svg').namespaceURI;
const MS = 1e6, SECOND = 1e9, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const make = (name, attributes = {}, text) => {
  const element = document.createElementNS(SVG, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text !== undefined) element.textContent = text;
  return element;
};
const trim = (value, decimals) => String(Number(value.toFixed(decimals)));
const grouped = value => Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ',');
const short = value => value >= 1e6 ? trim(value / 1e6, 2) + ' M' : value >= 1e5 ? trim(value / 1e3, 2) + ' k' : value < 100 ? trim(value, 2) : grouped(value);
const clamp = (value, least, most) => Math.max(least, Math.min(most, value));
const pad = (value, digits) => String(value).padStart(digits, '0');

// 01:02:03.004, days in front.
const moment = ns => {
  const ms = Math.floor(ns / MS), day = Math.floor(ms / 86400000);
  return (day > 0 ? grouped(day) + ' d ' : '') + pad(Math.floor(ms / 3600000) % 24, 2) + ':' + pad(Math.floor(ms / 60000) % 60, 2) + ':' + pad(Math.floor(ms / 1000) % 60, 2) + '.' + pad(ms % 1000, 3);
};

// Three digits and a unit.
const lasting = ns => {
  const [unit, name] = ns < 1e3 ? [1, 'ns'] : ns < MS ? [1e3, 'µs'] : ns < SECOND ? [MS, 'ms'] : ns < 2 * MINUTE ? [SECOND, 's'] : ns < 2 * HOUR ? [MINUTE, 'min'] : ns < 2 * DAY ? [HOUR, 'h'] : [DAY, 'd'];
  const value = ns / unit;
  return ns === 0 ? '0' : (value >= 100 ? grouped(value) : trim(value, value >= 10 ? 1 : 2)) + ' ' + name;
};

const STEPS = [[1, 1, 2, 5, 10, 20, 50, 100, 200, 500], [1e3, 1, 2, 5, 10, 20, 50, 100, 200, 500], [MS, 1, 2, 5, 10, 20, 50, 100, 200, 500], [SECOND, 1, 2, 5, 10, 20, 30], [MINUTE, 1, 2, 5, 10, 20, 30], [HOUR, 1, 2, 3, 6, 12], [DAY, 1, 2, 5, 10, 20, 50, 100]]
  .flatMap(([unit, ...steps]) => steps.map(step => step * unit));
const timeStep = (length, parts) => {
  let step = STEPS.find(candidate => candidate >= length / parts);
  if (!step) for (step = 100 * DAY; step < length / parts;) step *= 2;
  return step;
};
const UNITS = [[DAY, 'd'], [HOUR, 'h'], [MINUTE, 'min'], [SECOND, 's'], [MS, 'ms'], [1e3, 'µs'], [1, 'ns']];

// Round times of a stretch with their labels: a unit, or a clock where steps are shorter than a minute but times are not.
const timeTicks = (from, to, parts) => {
  const step = timeStep(to - from, parts), ticks = [];
  const [unit, name] = UNITS.find(([length]) => step >= length);
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
    let label = grouped(Math.floor(time / unit)) + trim(time / unit % 1, 3).slice(1) + ' ' + name;
    if (step < MINUTE && to >= 2 * MINUTE) {
      const seconds = Math.floor(time / SECOND);
      label = Math.floor(seconds / 3600) + ':' + pad(Math.floor(seconds / 60) % 60, 2) + ':' + pad(seconds % 60, 2) + (step < SECOND ? '.' + pad(Math.round(time % SECOND / MS), 3) : '');
    }
    ticks.push([time, label]);
  }
  return ticks;
};
const valueTicks = max => {
  let step = 1;
  for (let i = 0; step * 5 < max; i++) step *= i % 3 === 1 ? 2.5 : 2;
  const ticks = [];
  for (let value = 0; value <= Math.ceil(max / step) * step; value += step) ticks.push(value);
  return ticks;
};

(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');

  // Theme: the system's, until the button is pressed.
  const theme = document.getElementById('theme');
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const nameTheme = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; };
  theme.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; nameTheme(); });
  system.addEventListener('change', nameTheme);
  nameTheme();
  theme.hidden = false;

  // Tables: numbers sort largest first, names from A on; equal rows keep their order.
  for (const table of document.querySelectorAll('table.sortable')) {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => heading.querySelector('button').addEventListener('click', () => {
      const number = heading.classList.contains('n');
      const current = heading.getAttribute('aria-sort');
      const up = current === 'none' ? !number : current === 'descending';
      const key = row => number ? Number(row.cells[column].dataset.v) : row.cells[column].textContent;
      const rows = [...table.tBodies[0].rows].map(row => ({ row, key: key(row) }));
      rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (up ? 1 : -1));
      table.tBodies[0].append(...rows.map(entry => entry.row));
      for (const other of headings) other.setAttribute('aria-sort', 'none');
      heading.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    }));
  }

  // Print: everything unfolded.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => { for (const details of folded) details.open = false; });
})();
