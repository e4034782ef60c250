'use strict';
(() => {
  const one = (id) => document.getElementById(id);
  const matrix = one('matrix');
  const body = matrix.tBodies[0];
  const head = matrix.tHead.rows[0];
  const given = [...body.rows];
  const order = {
    rank: (a, b) => a.dataset.rank - b.dataset.rank,
    given: (a, b) => a.dataset.plan - b.dataset.plan,
    name: (a, b) => a.dataset.name.localeCompare(b.dataset.name, 'zh-CN'),
  };

  // The columns of all rows follow those of the head.
  const arrange = () => {
    const heads = [...head.querySelectorAll('[data-plan]')].sort(order[one('plans').value]);
    for (const row of [head, ...given]) {
      const cells = new Map([...row.querySelectorAll('[data-plan]')].map((cell) => [cell.dataset.plan, cell]));
      const last = row.lastElementChild;
      for (const { dataset } of heads) row.insertBefore(cells.get(dataset.plan), last);
    }
    const rows = [...given];
    if (one('points').value === 'share') rows.sort((a, b) => a.dataset.share - b.dataset.share);
    body.append(...rows);
    for (const row of rows) row.hidden = one('gaps').checked && !(row.dataset.share < 1);
  };

  // What one plan says to one point, out of the answers of all plans further down.
  const show = (cell) => {
    const point = one(cell.querySelector('a').hash.slice(1));
    const column = head.querySelector(`[data-plan="${cell.dataset.plan}"]`);
    const shown = [...point.querySelectorAll('.yd-one')].map((part) => {
      const copy = part.cloneNode(true);
      for (const answer of copy.querySelectorAll('[data-plan]')) {
        if (answer.dataset.plan !== cell.dataset.plan) answer.remove();
      }
      return copy;
    });
    one('answer-title').textContent = `${column.dataset.name} · ${point.dataset.title}`;
    one('answer-body').replaceChildren(...shown);
    one('answer').showModal();
    one('answer').scrollTop = 0;
  };

  body.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link) return;
    const cell = link.closest('td');
    if (cell) {
      event.preventDefault();
      show(cell);
    } else {
      one(link.hash.slice(1)).closest('details').open = true;
    }
  });
  one('answer').addEventListener('click', (event) => {
    if (event.target === one('answer')) one('answer').close();
  });
  // What is folded would not be printed.
  addEventListener('beforeprint', () => {
    for (const part of document.querySelectorAll('details')) part.open = true;
  });
  one('tools').addEventListener('change', arrange);
  one('tools').addEventListener('submit', (event) => event.preventDefault());
  // A browser keeps what was chosen before the page was loaded again.
  one('tools').reset();
  one('tools').hidden = false;
})();
