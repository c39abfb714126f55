// The rows in sight. Of thousands only these are elements, in the order in which they are read; scrolling moves those that went out of sight
// to the other end, and writes what differs.
import { clock, count, el, micros, usd } from './format.js';

const CELLS = ['time', 'status', 'model', 'by', 'provider', 'key', 'tokens', 'cost', 'ttft', 'duration'];
const NUMBERS = new Set(['tokens', 'cost', 'ttft', 'duration']);
// Where a word may not have the room it needs, it is told whole to who points at it.
const SHORTENED = new Set(['status', 'model', 'key']);
const BEYOND = 6;

// Durations differ by magnitudes: the bar's scale is logarithmic, from 1 ms to 100 s.
const scale = (us) => (us == null ? 0 : Math.round(Math.max(0, Math.min(100, (Math.log10(Math.max(us, 1)) - 3) * 20))));

function status(row) {
  if (row.outcome === 'failure') return row.error_code ?? 'failure';
  return row.outcome === 'open' ? 'open' : row.finish_reason ?? 'success';
}

function texts(row) {
  return {
    time: clock(row.started_at),
    status: status(row),
    model: row.model_group ?? row.call_type,
    by: row.provider ?? '',
    provider: row.provider ?? '–',
    key: [row.key_alias ?? row.key_hash?.slice(0, 8), row.team_id].filter(Boolean).join(' · ') || '–',
    tokens: row.total_tokens == null ? '–' : `${count(row.prompt_tokens ?? 0)} → ${count(row.completion_tokens ?? 0)}`,
    cost: usd(row.cost_nano_usd),
    ttft: micros(row.ttft_us),
    duration: micros(row.duration_us),
  };
}

class Line {
  constructor(pick) {
    this.node = el('div', 'call-row');
    this.node.setAttribute('role', 'row');
    this.node.addEventListener('click', () => pick(this.at));
    this.at = -1;
    this.said = {};
    this.words = {};
    this.whole = {};
    for (const name of CELLS) this.cell(name);
  }

  // Where there is no room for a column of its own, the provider stands behind the model.
  by() {
    const text = document.createTextNode('');
    this.model.append(el('span', 'c-by'));
    this.model.lastChild.append(text);
    this.words.by = text;
  }

  cell(name) {
    if (name === 'by') { this.by(); return; }
    const cell = el('div', `c-${name}${NUMBERS.has(name) ? ' num' : ''}`);
    cell.setAttribute('role', 'gridcell');
    const text = document.createTextNode('');
    let around = cell;
    if (name === 'time') around = this.link = cell.appendChild(el('a'));
    if (name === 'model') this.model = cell;
    if (name === 'status') cell.append(el('i'));
    if (name === 'duration') {
      this.bar = cell.appendChild(el('i', 'bar'));
      this.bar.setAttribute('aria-hidden', 'true');
    }
    if (name === 'status' || name === 'duration') around = cell.appendChild(el('span'));
    around.append(text);
    this.words[name] = text;
    if (SHORTENED.has(name)) this.whole[name] = cell;
    this.node.append(cell);
  }

  // What is written already is not written again: each write has the row laid out anew.
  put(what, value, write) {
    if (this.said[what] !== value) {
      this.said[what] = value;
      write(value);
    }
  }

  fill(row, at, height, selected) {
    this.row = row;
    this.at = at;
    this.put('hidden', false, () => { this.node.hidden = false; });
    this.put('class', `call-row ${row.outcome}${selected ? ' selected' : ''}`, (value) => { this.node.className = value; });
    this.put('top', at * height, (value) => { this.node.style.transform = `translateY(${value}px)`; });
    this.put('index', at + 2, (value) => this.node.setAttribute('aria-rowindex', value));
    this.put('selected', selected, (value) => this.node.setAttribute('aria-selected', value));
    this.put('call', row.call_id, (value) => { this.link.href = `/calls/${encodeURIComponent(value)}`; });
    for (const [name, value] of Object.entries(texts(row))) this.put(name, value, () => {
      this.words[name].data = value;
      if (name in this.whole) this.whole[name].title = value;
    });
    const whole = scale(row.duration_us);
    this.put('whole', whole, (value) => this.bar.style.setProperty('--whole', `${value}%`));
    this.put('wait', Math.min(whole, scale(row.ttft_us)), (value) => this.bar.style.setProperty('--wait', `${value}%`));
  }

  hide() {
    this.row = null;
    this.put('hidden', true, () => { this.node.hidden = true; });
  }
}

export class RowsInSight {
  // body scrolls; pick is told which row was clicked.
  constructor(body, pick) {
    this.body = body;
    this.pick = pick;
    this.space = el('div', 'space');
    this.lines = [];
    this.first = 0;
    this.tall = 0;
    this.length = -1;
    body.append(this.space);
  }

  get height() {
    this.tall ||= parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));
    return this.tall;
  }

  // The window is another one: rows may be as well.
  resized() {
    this.tall = 0;
    this.length = -1;
  }

  // So many rows came in above what is in sight.
  shifted(by) {
    this.first += by;
  }

  // Returns how many rows there are up to the last one that is an element.
  show(rows, selected) {
    const held = this.lines.find((line) => line.node.contains(document.activeElement));
    const before = held?.row;
    this.stretch(rows.length);
    const first = Math.max(0, Math.min(Math.floor(this.body.scrollTop / this.height) - BEYOND, rows.length - 1));
    const last = Math.min(rows.length, first + Math.ceil(this.body.clientHeight / this.height) + 2 * BEYOND);
    this.turn(first - this.first);
    this.first = first;
    while (this.lines.length < last - first) this.add();
    this.lines.forEach((line, i) => {
      if (first + i < last) line.fill(rows[first + i], first + i, this.height, first + i === selected); else line.hide();
    });
    // Who had the keyboard on a row that is out of sight has it on the list, not on another call.
    if (held && (held.row !== before || !held.node.contains(document.activeElement))) this.body.focus({ preventScroll: true });
    return last;
  }

  stretch(length) {
    if (this.length === length) return;
    this.length = length;
    this.space.style.height = `${length * this.height}px`;
  }

  turn(by) {
    if (by === 0 || Math.abs(by) >= this.lines.length) return;
    if (by > 0) {
      const gone = this.lines.splice(0, by);
      this.lines.push(...gone);
      this.body.append(...gone.map((line) => line.node));
    } else {
      const gone = this.lines.splice(by);
      this.lines.unshift(...gone);
      this.space.after(...gone.map((line) => line.node));
    }
  }

  add() {
    const line = new Line(this.pick);
    this.lines.push(line);
    this.body.append(line.node);
  }
}
