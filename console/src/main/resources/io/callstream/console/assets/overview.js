import { api } from './app.js';
import { chart } from './charts.js';
import { count, el, micros, usd } from './format.js';

const parameters = new URLSearchParams(location.search);
let minutes = Number(parameters.get('minutes') ?? 60);
let by = parameters.get('by') ?? 'model';

function cell(text, className = 'num') {
  return el('td', className, text);
}

function name(report, group) {
  const head = document.createElement('th');
  head.scope = 'row';
  if (group.name === '–') head.textContent = 'none';
  else {
    const link = el('a', '', group.name);
    link.href = `/calls?f=${encodeURIComponent(`${report.by_filter}:${group.name}`)}`;
    head.append(link);
  }
  return head;
}

// A sum of which a part has no known price is not all of it.
function cost(sum) {
  return sum.unpriced_calls > 0 && sum.cost_nano_usd != null ? `≥ ${usd(sum.cost_nano_usd)}` : usd(sum.cost_nano_usd);
}

const percent = (part, whole) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(part === 0 ? 0 : 1)}%`);

function show(report) {
  const note = document.getElementById('note');
  const total = report.total;
  note.hidden = !report.trouble && report.known && total.calls > 0;
  note.className = report.trouble && report.known ? 'notice bad' : 'notice';
  note.textContent = report.trouble ? `Nothing new can be read: ${report.trouble}.`
    : report.known ? 'No calls in this time. Figures come from analytics, a few seconds after a call ends; it is part of callstream up and demo, elsewhere callstream analytics starts it.'
    : 'The figures are being read …';
  // Axes without anything on them say nothing.
  document.getElementById('charts').hidden = total.calls === 0;
  document.getElementById('by-group').hidden = total.calls === 0;
  document.getElementById('spent').hidden = report.spenders.length === 0;
  const seconds = report.step_seconds;
  const times = report.points.map((point) => point.time / 1000);
  const values = (key, factor = 1) => report.points.map((point) => (point[key] == null ? null : point[key] * factor));
  const rate = (number) => (number >= 10 ? count(number) : number.toFixed(number >= 1 ? 1 : 2));
  chart(document.getElementById('chart-calls'), times, [
    { name: 'calls', values: values('calls', 1 / seconds), color: '--bar-ok', fill: '--accent-soft' },
    { name: 'errors', values: values('failures', 1 / seconds), color: '--bar-bad', fill: '--bad-soft' }], rate);
  chart(document.getElementById('chart-duration'), times, [
    { name: 'p50', values: values('p50_us'), color: '--bar-open' },
    { name: 'p95', values: values('p95_us'), color: '--bar-ok' },
    { name: 'p99', values: values('p99_us'), color: '--stall' }], (us) => micros(Math.round(us)));
  chart(document.getElementById('chart-ttft'), times, [
    { name: 'p50', values: values('ttft_p50_us'), color: '--bar-open' },
    { name: 'p95', values: values('ttft_p95_us'), color: '--bar-ok' }], (us) => micros(Math.round(us)));
  chart(document.getElementById('chart-cost'), times, [
    { name: 'USD', values: values('cost_nano_usd', 3600 / seconds), color: '--bar-ok', fill: '--accent-soft' }], (nano) => usd(Math.round(nano)));
  totals(report);
  document.getElementById('groups').replaceChildren(...report.groups.map((group) => {
    const row = el('tr');
    const errors = cell(percent(group.failures, group.calls));
    if (group.failures > 0) errors.classList.add('bad-text');
    row.append(name(report, group), cell(count(group.calls)), errors, cell(micros(group.p50_us)), cell(micros(group.p95_us)), cell(micros(group.ttft_p95_us)), cell(count(group.tokens)), cell(cost(group)));
    return row;
  }));
  document.getElementById('spenders').replaceChildren(...report.spenders.map((spender) => {
    const row = el('tr');
    row.append(name(report, spender), cell(count(spender.calls)), cell(cost(spender)));
    return row;
  }));
  document.getElementById('by-name').textContent = by;
  alerts(report.alerts);
}

function totals(report) {
  const total = report.total;
  const facts = [
    ['Calls', count(total.calls)], ['Errors', percent(total.failures, total.calls)], ['Median', micros(total.p50_us)], ['p95', micros(total.p95_us)], ['p99', micros(total.p99_us)],
    ['TTFT p95', micros(total.ttft_p95_us)], ['Tokens', count(total.tokens)], ['Cost', cost(total)], ['From cache', percent(total.cache_hits, total.calls)]];
  document.getElementById('totals').replaceChildren(...facts.map(([word, figure]) => {
    const fact = el('div', 'fact');
    fact.append(el('dt', '', word), el('dd', '', figure));
    return fact;
  }));
}

function alerts(list) {
  document.getElementById('alerts').replaceChildren(...list.map((alert) => {
    const one = el('div', `notice ${alert.severity === 'critical' || alert.severity === 'high' ? 'bad' : 'warn'}`);
    one.append(el('strong', '', alert.title), ` ${alert.text} `);
    if (alert.example_call_id) {
      const link = el('a', '', 'An example');
      link.href = `/calls/${alert.example_call_id}`;
      one.append(link);
    }
    return one;
  }));
}

async function refresh() {
  try {
    show(await api(`/api/overview?minutes=${minutes}&by=${by}`));
  } catch (error) {
    const note = document.getElementById('note');
    note.hidden = false;
    note.textContent = error.message;
  }
}

function press() {
  document.querySelectorAll('#spans button').forEach((button) => button.setAttribute('aria-pressed', String(Number(button.dataset.minutes) === minutes)));
  document.querySelectorAll('#by button').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.by === by)));
}
document.addEventListener('click', (event) => {
  const button = event.target.closest('#spans button, #by button');
  if (!button) return;
  if (button.dataset.minutes) minutes = Number(button.dataset.minutes); else by = button.dataset.by;
  history.replaceState(null, '', `/?minutes=${minutes}&by=${by}`);
  press();
  refresh();
});

press();
show(JSON.parse(document.getElementById('data').textContent));
setInterval(() => { if (!document.hidden) refresh(); }, 5000);
