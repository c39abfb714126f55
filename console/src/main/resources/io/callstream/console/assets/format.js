// How figures are written, everywhere the same.
export function micros(us) {
  if (us == null) return '–';
  if (us < 1000) return `${us} µs`;
  const ms = us / 1000;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const s = ms / 1000;
  if (s < 60) return `${s.toFixed(s < 10 ? 2 : 1)} s`;
  return `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
}
export function usd(nano) {
  if (nano == null) return '–';
  const value = nano / 1e9;
  if (value === 0) return '$0';
  if (value < 0.0001) return value < 1e-7 ? '<$0.0000001' : `$${value.toFixed(7).replace(/0+$/, '')}`;
  if (value < 0.01) return `$${value.toFixed(5)}`;
  if (value < 100) return `$${value.toFixed(value < 1 ? 4 : 2)}`;
  return `$${Math.round(value).toLocaleString('en-US')}`;
}
export function count(number) {
  if (number == null) return '–';
  if (number < 10_000) return Math.round(number).toLocaleString('en-US');
  if (number < 1e6) return `${(number / 1e3).toFixed(1)}k`;
  if (number < 1e9) return `${(number / 1e6).toFixed(1)}M`;
  return `${(number / 1e9).toFixed(1)}B`;
}
export function clock(millis) {
  const time = new Date(millis);
  const two = (number) => String(number).padStart(2, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
export function svg(name, attributes = {}) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
}
export function el(name, className = '', text = '') {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}
