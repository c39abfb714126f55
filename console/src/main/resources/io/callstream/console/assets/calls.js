// The live list: all rows as data, only those in sight as elements.
import { api, toast, typing } from './app.js';
import { count, el, micros, svg, usd } from './format.js';
import { RowsInSight } from './rows.js';

const MOST = 10_000;
const PAGE = 500;
const data = JSON.parse(document.getElementById('data').textContent);
const body = document.getElementById('rows');

let rows = [];
const byId = new Map();
let waiting = [];
let paused = false;
let more = true;
let loading = false;
let selected = -1;
const view = new RowsInSight(body, (at) => { selected = at; });
let leftOut = 0;
let trouble = '';
let searching = new URLSearchParams(location.search).get('q');

const newer = (a, b) => b.started_at - a.started_at || (a.call_id < b.call_id ? 1 : -1);
const terms = () => new URLSearchParams(location.search).getAll('f');
const query = () => terms().map((term) => `f=${encodeURIComponent(term)}`).join('&');

function place(row) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (newer(row, rows[middle]) < 0) high = middle; else low = middle + 1;
  }
  return low;
}

// Returns how many rows came in above what is in sight.
function merge(list) {
  const top = Math.floor(body.scrollTop / view.height);
  let above = 0;
  for (const row of list) {
    const before = byId.get(row.call_id);
    if (before) {
      Object.assign(before, row);
      continue;
    }
    const at = place(row);
    rows.splice(at, 0, row);
    byId.set(row.call_id, row);
    if (at <= top) above++;
    if (at <= selected) selected++;
  }
  while (rows.length > MOST) {
    byId.delete(rows.pop().call_id);
    more = true;
  }
  return above;
}

addEventListener('resize', () => { view.resized(); draw(); });

let scheduled = false;
function draw() {
  if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(() => { scheduled = false; render(); });
  }
}

let told = -1;
function render() {
  const last = view.show(rows, selected);
  if (told !== rows.length) {
    told = rows.length;
    document.getElementById('grid').setAttribute('aria-rowcount', told + 1);
  }
  if (last > rows.length - 60 && more && !loading && !searching) load();
}

async function load() {
  loading = true;
  try {
    const last = rows[rows.length - 1];
    const after = last ? `&after=${last.started_at}~${encodeURIComponent(last.call_id)}` : '';
    const answer = await api(`/api/calls?limit=${PAGE}&${query()}${after}`);
    merge(answer.calls);
    more = answer.calls.length === PAGE && rows.length < MOST;
    notice();
    draw();
  } catch (error) {
    more = false;
    toast(error.message);
  } finally {
    loading = false;
  }
}

async function search(text) {
  notice('Searching the last 15 minutes …');
  try {
    const answer = await api(`/api/calls/search?q=${encodeURIComponent(text)}&${query()}`);
    rows = [];
    byId.clear();
    merge(answer.calls);
    const found = answer.calls.length === 1 ? '1 call' : `${answer.calls.length} calls`;
    notice(`${found} with “${text}” in the last ${answer.minutes} minutes; ${count(answer.records)} events were looked at${answer.whole ? '' : ', not all of them in the time there is'}.`);
    draw();
  } catch (error) {
    notice(error.message);
  }
}

function notice(text) {
  const node = document.getElementById('notice');
  const said = text ?? (searching ? node.textContent : trouble ? `Nothing new can be read: ${trouble}.` : leftOut > 0
    ? `More calls come than can be shown: this list is a sample, ${count(leftOut)} were left out. The figures above count all of them.`
    : rows.length === 0 && !loading ? 'No calls yet. Make one through the gateway, and it is here within a second.' : '');
  node.textContent = said;
  node.hidden = !said;
  node.classList.toggle('bad', !text && !searching && Boolean(trouble));
}

// Live
let stream = null;
function listen() {
  stream?.close();
  if (searching) return;
  stream = new EventSource(`/api/calls/live?${query()}`);
  stream.addEventListener('error', lost);
  stream.addEventListener('open', back);
  stream.addEventListener('calls', (event) => {
    const message = JSON.parse(event.data);
    leftOut += message.left_out;
    if (message.rows.length > 0) document.querySelector('#histogram p')?.remove(); // the next figures have it
    if (paused) {
      waiting.push(...message.rows);
      if (waiting.length > MOST) waiting = waiting.slice(-MOST);
      document.getElementById('pause-text').textContent = `Paused · ${count(waiting.length)} new`;
      return;
    }
    const above = merge(message.rows);
    view.shifted(above);
    if (body.scrollTop > 0 && above > 0) body.scrollTop += above * view.height;
    notice();
    draw();
  });
}

// The browser tries again by itself; where the console answered and has no stream for it, only asking tells why.
let away = false;
function lost() {
  away = true;
  stateOf();
  if (stream.readyState === EventSource.CLOSED) setTimeout(() => api('/api/calls?limit=1').then(listen, () => stream.readyState === EventSource.CLOSED && lost()), 2000);
}

async function back() {
  if (!away) return;
  away = false;
  stateOf();
  try {
    merge((await api(`/api/calls?limit=${PAGE}&${query()}`)).calls);
    notice();
    draw();
  } catch (error) { toast(error.message); }
}

function stateOf() {
  document.getElementById('pause').classList.toggle('away', away || Boolean(trouble));
  document.getElementById('pause-text').textContent = away ? 'Not connected' : paused ? 'Paused' : 'Live';
}

function pause(on) {
  paused = on;
  document.getElementById('pause').setAttribute('aria-pressed', String(on));
  stateOf();
  if (!on) {
    merge(waiting);
    waiting = [];
    draw();
  }
}
document.getElementById('pause').addEventListener('click', () => pause(!paused));

// Figures
async function summary() {
  if (document.hidden) return;
  try {
    const sum = await api(`/api/calls/summary?${query()}`);
    const parts = [[sum.per_second.toFixed(sum.per_second < 10 ? 1 : 0), 'calls/s'], [`${(sum.error_share * 100).toFixed(1)}%`, 'errors'], [micros(sum.p50_us), 'median'], [micros(sum.p95_us), 'p95'], [usd(sum.cost_nano_usd), 'in 15 min']];
    const stats = document.getElementById('stats');
    stats.replaceChildren(...parts.map(([figure, word]) => {
      const part = el('span');
      part.append(el('b', '', figure), ` ${word}`);
      return part;
    }));
    histogram(sum);
    if (trouble !== sum.trouble) {
      trouble = sum.trouble;
      stateOf();
      notice();
    }
  } catch { /* the stream says that the console is away */ }
}

function histogram(sum) {
  const width = 1000;
  const high = 50;
  const step = width / sum.buckets.length;
  const peak = Math.max(1, ...sum.buckets.map(([ok, bad, open]) => ok + bad + open));
  const picture = svg('svg', { viewBox: `0 0 ${width} ${high + 2}`, preserveAspectRatio: 'none' });
  picture.append(svg('rect', { class: 'base', x: 0, y: high, width, height: 1 }));
  sum.buckets.forEach(([ok, bad, open], i) => {
    let y = high;
    for (const [size, kind] of [[ok, 'ok'], [open, 'open'], [bad, 'bad']]) {
      const tall = (size / peak) * (high - 2);
      if (size > 0) {
        y -= Math.max(tall, 1);
        picture.append(svg('rect', { class: kind, x: i * step + step * 0.12, y, width: step * 0.76, height: Math.max(tall, 1) }));
      }
    }
  });
  const box = document.getElementById('histogram');
  const all = sum.buckets.reduce((total, [ok, bad, open]) => total + ok + bad + open, 0);
  box.setAttribute('aria-label', `${all} calls in the last 15 minutes, ${sum.failures} failed`);
  box.replaceChildren(all > 0 ? picture : el('p', '', 'No calls in the last 15 minutes'));
}

// Filters
const input = document.getElementById('filter-input');
const list = document.getElementById('filter-list');

function chips() {
  const box = document.getElementById('chips');
  box.replaceChildren(...terms().map((term) => chip(term, () => go(terms().filter((each) => each !== term)))));
  if (searching) box.append(chip(`“${searching}”`, () => { searching = null; go(terms()); }));
}

function chip(text, remove) {
  const item = el('li', 'chip', text);
  const button = el('button', '', '×');
  button.type = 'button';
  button.setAttribute('aria-label', `Remove the filter ${text}`);
  button.addEventListener('click', remove);
  item.append(button);
  return item;
}

function go(list, text = searching) {
  const parameters = new URLSearchParams();
  list.forEach((term) => parameters.append('f', term));
  if (text) parameters.set('q', text);
  const address = parameters.size ? `/calls?${parameters}` : '/calls';
  location.assign(address);
}

document.getElementById('filter').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text)) { location.assign(`/calls/${text}`); return; }
  const parts = text.match(/-?[a-z_]+(?::|[<>]=?)"[^"]*"|"[^"]*"|\S+/g) ?? [];
  const isTerm = (part) => /^-?[a-z_]+(:|[<>]=?)./.test(part);
  const added = parts.filter(isTerm).map((part) => part.replaceAll('"', ''));
  const free = parts.filter((part) => !isTerm(part)).join(' ').replaceAll('"', '');
  go([...new Set([...terms(), ...added])], free || searching);
});

let choice = -1;
function complete() {
  const word = input.value.split(/\s+/).pop();
  const colon = word.indexOf(':');
  const options = !word ? [] : colon > 0
    ? (data.values[word.slice(0, colon).replace('-', '')] ?? []).map((value) => `${word.slice(0, colon)}:${value}`)
    : data.fields.map((field) => field.word);
  const fits = options.filter((option) => option.startsWith(word) && option !== word).slice(0, 12);
  choice = -1;
  list.replaceChildren(...fits.map((option, i) => {
    const item = el('li', '', option);
    item.setAttribute('role', 'option');
    item.id = `option-${i}`;
    item.addEventListener('mousedown', (event) => { event.preventDefault(); take(option); });
    return item;
  }));
  list.hidden = fits.length === 0;
  input.setAttribute('aria-expanded', String(fits.length > 0));
}
function take(option) {
  const words = input.value.split(/\s+/);
  words[words.length - 1] = option;
  input.value = words.join(' ');
  input.focus();
  complete();
}
input.addEventListener('input', complete);
input.addEventListener('blur', () => { list.hidden = true; });
input.addEventListener('keydown', (event) => {
  if (event.key === 'Backspace' && !input.value && terms().length) go(terms().slice(0, -1));
  if (list.hidden) return;
  const options = [...list.children];
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    choice = (choice + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === choice)));
    input.setAttribute('aria-activedescendant', options[choice].id);
  } else if ((event.key === 'Tab' || event.key === 'Enter') && choice >= 0) {
    event.preventDefault();
    take(options[choice].textContent);
  }
});

// Keyboard
document.addEventListener('keydown', (event) => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'p') pause(!paused);
  if (event.key === 'j' || event.key === 'k') {
    selected = Math.max(0, Math.min(rows.length - 1, selected + (event.key === 'j' ? 1 : -1)));
    const h = view.height;
    if (selected * h < body.scrollTop) body.scrollTop = selected * h;
    if ((selected + 1) * h > body.scrollTop + body.clientHeight) body.scrollTop = (selected + 1) * h - body.clientHeight;
    draw();
  }
  if (event.key === 'Enter' && rows[selected] && !event.target.closest('a, button')) location.assign(`/calls/${rows[selected].call_id}`);
});

body.addEventListener('scroll', draw, { passive: true });
chips();
if (data.where) {
  document.getElementById('where').hidden = false;
  document.getElementById('where-sql').textContent = data.where;
  document.getElementById('where-open').href = `/sql?q=${encodeURIComponent(`SELECT * FROM calls\nWHERE ${data.where}\nORDER BY started_at DESC\nLIMIT 100`)}`;
}
if (searching) {
  search(searching);
} else {
  merge(data.calls);
  more = data.calls.length === data.limit;
  notice();
}
draw();
listen();
summary();
setInterval(summary, 4000);
