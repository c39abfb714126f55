// Charts in the page's colours, which change with the theme.
const known = new Set();

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// series: [{ name, values, color (a token), fill }], times in seconds.
export function chart(box, times, series, format) {
  box.chart?.destroy();
  box.replaceChildren();
  box.again = () => chart(box, times, series, format);
  known.add(box);
  const axis = {
    stroke: token('--muted'), font: `11px ${token('--sans')}`, grid: { stroke: token('--line'), width: 1 }, ticks: { show: false },
  };
  const options = {
    width: Math.max(120, box.clientWidth - 16), height: (box.clientHeight || 172) - 6, padding: [8, 8, 0, 0],
    cursor: { points: { size: 6 }, y: false }, legend: { show: false },
    scales: { y: { range: (plot, low, high) => [0, high > 0 ? high * 1.08 : 1] } },
    axes: [{ ...axis, size: 28, space: 64, values: (plot, ticks) => ticks.map((at) => new Date(at * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false })) }, { ...axis, size: 58, values: (plot, ticks) => ticks.map(format) }],
    series: [{}, ...series.map((each) => ({
      label: each.name, stroke: token(each.color), width: 1.75, points: { show: times.length < 3, size: 5 }, spanGaps: true,
      fill: each.fill ? token(each.fill) : undefined,
    }))],
    hooks: { setCursor: [(plot) => legend(box, plot, times, series, format)] },
  };
  box.chart = new window.uPlot(options, [times, ...series.map((each) => each.values)], box);
  legend(box, box.chart, times, series, format);
}

function legend(box, plot, times, series, format) {
  const place = box.parentElement.querySelector('.legend');
  const at = plot?.cursor?.idx ?? times.length - 1;
  place.replaceChildren(...series.map((each) => {
    const one = document.createElement('span');
    const swatch = document.createElement('i');
    swatch.style.background = token(each.color);
    one.append(swatch, `${each.name} ${each.values[at] == null ? '–' : format(each.values[at])}`);
    return one;
  }));
}

const redraw = () => known.forEach((box) => box.again?.());
document.addEventListener('theme', redraw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
let waiting;
addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(redraw, 120); });
