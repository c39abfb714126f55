// The official TypeScript client of Anthropic; its only argument is who answers: sim (OpenAI's form behind the gateway), or claude (Anthropic's).
import Anthropic from '@anthropic-ai/sdk';
import { KEY, PNG, URL_, WEATHER, WRONG_KEY, all, check, hangUps, noticed, raises, run } from './harness.mjs';

const sim = process.argv[2] === 'sim';
const TEXT = sim ? 'sim-text' : 'claude-text';
const TOOLS = sim ? 'sim-tools' : 'claude-tools';
const PACED = sim ? 'sim-paced-20ms-500' : 'claude-paced';
const LIMITED = sim ? 'sim-429' : 'claude-429';
const access = { baseURL: URL_, maxRetries: 0, timeout: 30000 };
const client = new Anthropic({ ...access, apiKey: KEY });
const messages = [{ role: 'user', content: 'Hello' }];
const tools = [{ name: 'weather', input_schema: WEATHER }];
const ask = (model, more) => client.messages.create({ model, max_tokens: 200, messages, ...more });
const HAS = (kind) => (wrong) => wrong instanceof kind;

await run(sim ? 'anthropic-node' : 'anthropic-node-claude', {
  plain: async () => {
    const answer = await ask(TEXT, { system: 'Be brief.' });
    check(answer.content[0].text && answer.stop_reason === 'end_turn' && answer.usage.input_tokens > 0, 'a text');
    const bearer = new Anthropic({ ...access, apiKey: null, authToken: KEY });
    check((await bearer.messages.create({ model: TEXT, max_tokens: 200, messages })).content[0].text, 'with a bearer');
  },
  streamed: async () => {
    const whole = (await ask(TEXT)).content[0].text;
    const stream = client.messages.stream({ model: TEXT, max_tokens: 200, messages });
    check((await stream.finalText()) === whole, 'the same text');
    check((await stream.finalMessage()).usage.output_tokens > 0, 'usage');
  },
  tools: async () => {
    const first = await ask(TOOLS, { tools, thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 });
    const call = first.content.find((block) => block.type === 'tool_use');
    check(first.stop_reason === 'tool_use' && call.input.days === 42, 'arguments');
    const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'sunny' }] };
    const turns = [...messages, { role: 'assistant', content: first.content }, result];
    check((await ask(TOOLS, { tools, messages: turns })).content[0].text, 'a text after the result');
  },
  'tools-streamed': async () => {
    const stream = client.messages.stream({ model: TOOLS, max_tokens: 200, messages, tools });
    check((await stream.finalMessage()).content.at(-1).input.days === 42, 'arguments');
  },
  structured: async () => {
    const format = { type: 'json_schema', schema: WEATHER };
    const answer = await ask(TEXT, { output_config: { format } });
    check(JSON.parse(answer.content[0].text).days === 42, 'parsed');
  },
  'image-in': async () => {
    const source = { type: 'base64', media_type: 'image/png', data: PNG };
    const content = [{ type: 'image', source }, { type: 'text', text: 'What?' }];
    check((await ask(TEXT, { messages: [{ role: 'user', content }] })).content[0].text, 'a text');
  },
  'count-tokens': async () => {
    check((await client.messages.countTokens({ model: TEXT, messages })).input_tokens > 0, 'a number');
  },
  models: async () => {
    check((await all(client.models.list())).some((model) => model.id === 'claude-text'), 'listed');
    check((await client.models.retrieve('claude-text')).id === 'claude-text', 'one');
  },
  'error-401': () => raises(HAS(Anthropic.AuthenticationError), () =>
    new Anthropic({ ...access, apiKey: WRONG_KEY }).messages.create({ model: TEXT, max_tokens: 9, messages })),
  'error-404': () => raises(HAS(Anthropic.NotFoundError), () => ask('no-such')),
  'error-429': () => raises(HAS(Anthropic.RateLimitError), () => ask(LIMITED)),
  cancel: async () => {
    const before = await hangUps();
    for await (const _ of await ask(PACED, { stream: true, max_tokens: 500 })) break;
    await noticed(before);
  },
});
