// What every page does: theme, shortcuts, copying, and the token that goes with what changes something.
const token = document.querySelector('meta[name="csrf"]')?.content ?? '';

export function toast(text) {
  if ([...document.querySelectorAll('.toast')].some((each) => each.textContent === text)) return;
  const one = document.createElement('div');
  one.className = 'toast';
  one.textContent = text;
  document.getElementById('toasts')?.append(one);
  setTimeout(() => one.remove(), 4000);
}

// The session is over: the same page again behind the key.
function signIn() {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}

export async function api(address, options = {}) {
  const headers = { Accept: 'application/json', ...(options.headers ?? {}) };
  if (options.body) headers['Content-Type'] = 'application/json';
  if (options.method && options.method !== 'GET') headers['X-CSRF-Token'] = token;
  const response = await fetch(address, { ...options, headers });
  if (response.status === 401) signIn();
  const text = await response.text();
  let json = null;
  try { json = text ? JSON.parse(text) : null; } catch { /* said below */ }
  if (!response.ok) throw new Error(json?.error?.message ?? `HTTP ${response.status}`);
  return json;
}

export function typing(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target?.isContentEditable;
}

document.addEventListener('htmx:configRequest', (event) => { event.detail.headers['X-CSRF-Token'] = token; });
document.addEventListener('htmx:responseError', (event) => {
  let text = `HTTP ${event.detail.xhr.status}`;
  try { text = JSON.parse(event.detail.xhr.responseText).error.message; } catch { /* the status says enough */ }
  const waiting = event.detail.target?.querySelector('[data-waiting]');
  if (!waiting) { toast(text); return; }
  waiting.className = 'problem pad';
  waiting.textContent = text;
});

document.addEventListener('htmx:sendError', () => toast('The console does not answer'));

const actions = {
  theme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
    document.dispatchEvent(new CustomEvent('theme'));
  },
  help() { document.getElementById('help')?.showModal(); },
  unfold(button) {
    button.parentElement.previousElementSibling.classList.remove('long');
    button.parentElement.remove();
  },
};

document.addEventListener('click', async (event) => {
  const action = event.target.closest('[data-action]');
  if (action) actions[action.dataset.action]?.(action);
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      toast('Copied');
    } catch {
      toast('The browser does not let this page copy');
    }
  }
});

let going = 0;
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape' && typing(event.target)) { event.target.blur(); return; }
  if (typing(event.target)) return;
  if (Date.now() - going < 1200) {
    going = 0;
    const entry = document.querySelector(`.nav a[data-key="${CSS.escape(event.key)}"]`);
    if (entry) { event.preventDefault(); entry.click(); return; }
  }
  if (event.key === 'g') { going = Date.now(); return; }
  if (event.key === '?') { actions.help(); return; }
  if (event.key === '/') {
    const field = document.querySelector('#filter-input, [data-search]');
    if (field) { event.preventDefault(); field.focus(); }
    return;
  }
  if ((event.key === 'j' || event.key === 'k') && !document.getElementById('rows')) moveInTable(event.key === 'j' ? 1 : -1);
});

// Rows of plain tables: j and k move over the first link or button of each.
function moveInTable(step) {
  const stops = [...document.querySelectorAll('main tbody tr')].map((row) => row.querySelector('a, button')).filter(Boolean);
  if (stops.length === 0) return;
  const at = stops.indexOf(document.activeElement);
  stops[Math.min(stops.length - 1, Math.max(0, at < 0 ? 0 : at + step))].focus();
}
