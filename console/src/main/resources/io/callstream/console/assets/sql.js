// The editor, its completion, and what comes back.
import { api, toast } from './app.js';
import { chart } from './charts.js';
import { count, el, svg } from './format.js';

const data = JSON.parse(document.getElementById('data').textContent);
const tables = Object.fromEntries(data.tables.map((table) => [table.name, table.columns.map((column) => column.name)]));
const parameters = new URLSearchParams(location.search);
const area = document.getElementById('sql');
area.value = parameters.get('q') ?? localStorage.getItem('sql') ?? data.examples[0].sql;
if (parameters.get('from')) document.getElementById('from').value = parameters.get('from');

const editor = window.CodeMirror.fromTextArea(area, {
  // The text itself takes the focus, so that what scrolls is reached by keys and read by screen readers.
  inputStyle: 'contenteditable',
  mode: 'text/x-sql', lineNumbers: true, matchBrackets: true, viewportMargin: Infinity, hintOptions: { tables, completeSingle: false },
  extraKeys: { 'Ctrl-Enter': () => run(), 'Cmd-Enter': () => run(), 'Ctrl-Space': 'autocomplete', Tab: false, 'Shift-Tab': false, Esc: (cm) => cm.getInputField().blur() },
});
for (const [name, value] of [['role', 'textbox'], ['aria-multiline', 'true'], ['aria-label', 'Statement']]) editor.getInputField().setAttribute(name, value);
editor.on('inputRead', (cm, change) => { if (/[\w.]/.test(change.text[0])) cm.showHint({ completeSingle: false, tables }); });

document.getElementById('tables').replaceChildren(...data.tables.map((table) => {
  const one = document.createElement('details');
  if (table.name === 'calls') one.open = true;
  const summary = el('summary', 'mono', table.name);
  summary.title = table.doc;
  const list = el('ul');
  for (const column of table.columns) {
    const item = el('li');
    const button = el('button', 'link mono', column.name);
    button.type = 'button';
    button.title = column.doc;
    button.addEventListener('click', () => { editor.replaceSelection(column.name); editor.focus(); });
    item.append(button, el('span', 'muted small', column.type.toLowerCase()));
    list.append(item);
  }
  one.append(summary, list);
  return one;
}));

const example = document.getElementById('example');
example.append(...data.examples.map((each, i) => { const option = el('option', '', each.name); option.value = String(i); return option; }));
example.addEventListener('change', () => { if (example.value) { editor.setValue(data.examples[Number(example.value)].sql); example.value = ''; run(); } });

let running = null;
let answer = null;
async function run() {
  if (running) return;
  const sql = editor.getValue();
  const from = document.getElementById('from').value;
  localStorage.setItem('sql', sql);
  const address = `/sql?${new URLSearchParams({ q: sql, from })}`;
  // The server reads addresses of up to 8 KB; a longer statement is found in this browser alone.
  history.replaceState(null, '', address.length <= 6000 ? address : `/sql?from=${from}`);
  running = crypto.randomUUID?.() ?? String(Date.now());
  const button = document.getElementById('run');
  button.disabled = true;
  document.getElementById('cancel').hidden = false;
  const problem = document.getElementById('problem');
  problem.hidden = true;
  try {
    answer = await api('/api/sql', { method: 'POST', body: JSON.stringify({ id: running, sql, from, limit: 5000 }) });
    document.querySelector('#download [name=sql]').value = sql;
    document.querySelector('#download [name=from]').value = from;
    show();
  } catch (error) {
    document.getElementById('result').hidden = true;
    problem.textContent = error.message;
    problem.hidden = false;
  } finally {
    running = null;
    button.disabled = false;
    document.getElementById('cancel').hidden = true;
  }
}
document.getElementById('run').addEventListener('click', run);
document.getElementById('cancel').addEventListener('click', async () => {
  try { if (running) await api(`/api/sql/${running}/cancel`, { method: 'POST' }); } catch (error) { toast(error.message); }
});

const text = (value) => (value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
const shownNumber = (value) => (typeof value === 'number' && !Number.isInteger(value) ? String(Math.round(value * 1e9) / 1e9) : text(value));

function show() {
  document.getElementById('result').hidden = false;
  const rows = answer.rows.length;
  document.getElementById('counted').textContent = rows === 1 ? '1 row' : `${count(rows)} rows${answer.cut ? ', and more' : ''}`;
  document.getElementById('read').textContent = `${count(answer.records)} records read in ${answer.millis} ms${answer.unreadable ? `, ${answer.unreadable} unreadable` : ''}`;
  const head = el('thead');
  const top = el('tr');
  for (const column of answer.columns) {
    const cell = el('th', column.numeric ? 'num' : '', column.name);
    cell.scope = 'col';
    cell.title = column.type;
    top.append(cell);
  }
  head.append(top);
  const body = el('tbody');
  for (const row of answer.rows.slice(0, 1000)) {
    const line = el('tr');
    row.forEach((value, i) => {
      const column = answer.columns[i];
      const cell = el('td', column.numeric ? 'num' : 'cut wide plain-text');
      if (value === null) cell.append(el('span', 'muted', 'null'));
      else if (column.name === 'call_id' && typeof value === 'string') {
        const link = el('a', 'mono', value);
        link.href = `/calls/${encodeURIComponent(value)}`;
        cell.append(link);
      } else cell.textContent = column.numeric ? shownNumber(value) : text(value);
      cell.title = text(value).slice(0, 2000);
      line.append(cell);
    });
    body.append(line);
  }
  const caption = el('caption', 'sr', 'Answer');
  document.getElementById('answer').replaceChildren(caption, head, body);
  if (rows > 1000) document.getElementById('counted').textContent += ' (1,000 are shown)';
  drawn(document.getElementById('as-chart').getAttribute('aria-pressed') === 'true');
}

function drawn(asChart) {
  document.getElementById('as-table').setAttribute('aria-pressed', String(!asChart));
  document.getElementById('as-chart').setAttribute('aria-pressed', String(asChart));
  document.getElementById('rows-box').hidden = asChart;
  document.getElementById('picture').hidden = !asChart;
  if (asChart) picture();
}
document.getElementById('as-table').addEventListener('click', () => drawn(false));
document.getElementById('as-chart').addEventListener('click', () => drawn(true));

// Over time, lines; otherwise, bars of the first number by the first text.
function picture() {
  const box = document.getElementById('plot');
  const numbers = answer.columns.map((column, i) => ({ ...column, i })).filter((column) => column.numeric);
  const time = answer.columns.findIndex((column) => /^(TIMESTAMP|DATE)/.test(column.type));
  if (numbers.length === 0 || answer.rows.length === 0) {
    box.replaceChildren(el('p', 'muted pad', 'A chart needs a column of numbers.'));
    return;
  }
  if (time >= 0) {
    const points = answer.rows.map((row) => [Date.parse(row[time]) / 1000, row]).filter(([at]) => !Number.isNaN(at)).sort(([a], [b]) => a - b);
    const colors = ['--bar-ok', '--stall', '--bar-bad', '--bar-open'];
    chart(box, points.map(([at]) => at), numbers.slice(0, 4).map((column, i) => ({ name: column.name, values: points.map(([, row]) => row[column.i]), color: colors[i] })), (value) => count(value));
    return;
  }
  const label = answer.columns.findIndex((column) => !column.numeric);
  const bars = answer.rows.slice(0, 24);
  const value = numbers[0];
  const peak = Math.max(...bars.map((row) => Math.abs(row[value.i] ?? 0)), Number.MIN_VALUE);
  const list = el('ol', 'bars');
  list.append(el('li', 'muted small', value.name));
  for (const row of bars) {
    const item = el('li', 'bar-row');
    const bar = svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    bar.append(svg('rect', { class: 'wf', x: 0, y: 0, height: 10, width: (Math.abs(row[value.i] ?? 0) / peak) * 100 }));
    item.append(el('span', 'mono', label < 0 ? '' : text(row[label]) || 'null'), bar, el('span', 'num', shownNumber(row[value.i])));
    list.append(item);
  }
  box.chart?.destroy();
  box.chart = null;
  box.again = null;
  box.replaceChildren(list);
  document.querySelector('#picture .legend').replaceChildren();
}

if (parameters.get('q')) run();
