// Runs the steps of one client and prints a line for each: client, step, passed or failed, and why.
export const URL_ = process.env.GATEWAY_URL;
export const BASE = URL_ + '/v1';
export const KEY = 'sk-clients';
export const WRONG_KEY = 'sk-wrong';
export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4//8/AwAI/AL+p5qgoAAAAABJRU5ErkJggg==';
export const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city', 'days'],
  additionalProperties: false,
};
const SECONDS = 60;

export async function run(client, steps) {
  for (const [name, step] of Object.entries(steps)) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than ${SECONDS} seconds`)), SECONDS * 1000);
    });
    try {
      await Promise.race([step(), late]);
      console.log([client, name, 'passed', ''].join('\t'));
    } catch (wrong) {
      if (process.env.TRACE) console.error(wrong);
      const reason = `${wrong?.name}: ${wrong?.message ?? wrong}`.replace(/\s+/g, ' ').slice(0, 300);
      console.log([client, name, 'failed', reason].join('\t'));
    } finally {
      clearTimeout(timer);
    }
  }
  process.exit(0);
}

export function check(holds, what) {
  if (!holds) throw new Error('expected: ' + what);
}

/** The call has to fail with something that the test accepts. */
export async function raises(accepts, call) {
  try {
    await call();
  } catch (wrong) {
    check(accepts(wrong), `another error than ${wrong?.name} ${wrong?.status ?? wrong?.statusCode}: ${wrong?.message}`);
    return wrong;
  }
  throw new Error('expected an error, and there was none');
}

export async function hangUps() {
  const answer = await fetch(URL_ + '/metrics', { headers: { authorization: 'Bearer ' + KEY } });
  return (await answer.text())
    .split('\n')
    .filter((line) => line.startsWith('callstream_calls_total') && /disconnect/i.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ').pop()), 0);
}

/** The gateway counts one more call whose client went away. */
export async function noticed(before) {
  for (let i = 0; i < 100; i++) {
    if ((await hangUps()) > before) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the gateway did not notice that the client went away');
}

export async function all(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return parts;
}
