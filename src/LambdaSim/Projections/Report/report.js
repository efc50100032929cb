'use strict';
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

  // Charts over time: what a moment's figures are, by pointer or arrow keys.
  for (const chart of document.querySelectorAll('.chart[data-chart]')) {
    const svg = chart.querySelector('svg');
    const data = chart.querySelector('script');
    const lines = JSON.parse(data.textContent);
    const [left, right, width] = [data.dataset.left, data.dataset.right, data.dataset.bin].map(Number);
    const cursor = svg.querySelector('.cursor');
    const readout = chart.querySelector('.readout');
    let shown = -1;
    const show = bin => {
      shown = Math.max(0, Math.min(lines.length - 1, bin));
      const x = left + (right - left) * Math.min(1, (shown + 0.5) * width);
      cursor.setAttribute('x1', x);
      cursor.setAttribute('x2', x);
      cursor.setAttribute('visibility', 'visible');
      readout.textContent = lines[shown];
    };
    svg.addEventListener('pointermove', event => {
      const box = svg.getBoundingClientRect();
      const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
      if (x >= left && x <= right) show(Math.floor((x - left) / (right - left) / width));
    });
    chart.tabIndex = 0;
    chart.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      show(shown + step);
    });
  }

  // Timeline: zooming widens the picture around the middle of what is seen.
  for (const tools of document.querySelectorAll('.tools')) {
    const scroll = tools.parentElement.querySelector('.lanes-scroll');
    const lanes = scroll.querySelector('.lanes');
    const output = tools.querySelector('output');
    let zoom = 1;
    const set = to => {
      const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / scroll.scrollWidth;
      zoom = Math.max(1, Math.min(64, to));
      lanes.style.width = zoom * 100 + '%';
      lanes.dataset.level = zoom < 4 ? 0 : zoom < 16 ? 1 : 2;
      scroll.scrollLeft = middle * scroll.scrollWidth - scroll.clientWidth / 2;
      output.textContent = zoom + '×';
    };
    const by = { in: () => set(zoom * 2), out: () => set(zoom / 2), fit: () => set(1) };
    for (const button of tools.querySelectorAll('button')) button.addEventListener('click', by[button.dataset.zoom]);
    scroll.addEventListener('keydown', event => {
      const action = { '+': by.in, '=': by.in, '-': by.out, '0': by.fit }[event.key];
      if (!action || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      action();
    });
    tools.hidden = false;
  }

  // Print: everything unfolded.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => { for (const details of folded) details.open = false; });
})();
