// LangChain's chat models; its only argument is openai or anthropic.
import { ChatAnthropic } from '@langchain/anthropic';
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { z } from 'zod';
import { BASE, KEY, PNG, URL_, WRONG_KEY, all, check, hangUps, noticed, raises, run } from './harness.mjs';

const openai = process.argv[2] === 'openai';
const Weather = z.object({ city: z.string(), days: z.number() });
const weather = tool(async () => 'sunny', { name: 'weather', description: 'Weather', schema: Weather });
const model = (name = 'sim-text', apiKey = KEY, more = {}) =>
  openai
    ? new ChatOpenAI({ model: name, apiKey, maxRetries: 0, configuration: { baseURL: BASE }, ...more })
    : new ChatAnthropic({ model: name, apiKey, maxRetries: 0, maxTokens: 200, anthropicApiUrl: URL_, ...more });
const status = (code) => (wrong) => (wrong.status ?? wrong.cause?.status) === code;

const steps = {
  plain: async () => {
    const answer = await model().invoke('Hello');
    check(answer.text && answer.usage_metadata.total_tokens > 0, 'a text');
  },
  streamed: async () => {
    const whole = (await model().invoke('Hello')).text;
    check((await all(await model().stream('Hello'))).map((chunk) => chunk.text).join('') === whole, 'the same text');
  },
  tools: async () => {
    const asked = [new HumanMessage('Hello')];
    const bound = model('sim-tools').bindTools([weather]);
    const first = await bound.invoke(asked);
    check(first.tool_calls[0].args.days === 42, 'arguments');
    const result = new ToolMessage({ content: 'sunny', tool_call_id: first.tool_calls[0].id });
    check((await bound.invoke([...asked, first, result])).text, 'a text after the result');
  },
  'tools-streamed': async () => {
    const chunks = await all(await model('sim-tools').bindTools([weather]).stream('Hello'));
    check(chunks.reduce((whole, chunk) => whole.concat(chunk)).tool_calls[0].args.days === 42, 'arguments');
  },
  structured: async () => {
    for (const method of ['jsonSchema', 'functionCalling']) {
      const asked = model().withStructuredOutput(Weather, { method });
      check((await asked.invoke('Hello')).days === 42, method);
    }
  },
  'image-in': async () => {
    const content = [{ type: 'text', text: 'What?' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,' + PNG } }];
    check((await model().invoke([new HumanMessage({ content })])).text, 'a text');
  },
  'error-401': () => raises(status(401), () => model('sim-text', WRONG_KEY).invoke('Hello')),
  'error-404': () => raises(status(404), () => model('no-such').invoke('Hello')),
  'error-429': () => raises(status(429), () => model('sim-429').invoke('Hello')),
  cancel: async () => {
    const before = await hangUps();
    const stop = new AbortController();
    try {
      for await (const _ of await model('sim-paced-20ms-500').stream('Hello', { signal: stop.signal })) stop.abort();
    } catch (aborted) {
      check(stop.signal.aborted, `${aborted}`);
    }
    await noticed(before);
  },
};
const further = {
  responses: async () => {
    const bound = model('sim-text', KEY, { useResponsesApi: true });
    const whole = (await bound.invoke('Hello')).text;
    check(whole && (await all(await bound.stream('Hello'))).map((chunk) => chunk.text).join('') === whole, 'the same');
  },
  embeddings: async () => {
    const access = { apiKey: KEY, configuration: { baseURL: BASE } };
    const made = await new OpenAIEmbeddings({ model: 'text-embedding-3-small', ...access }).embedDocuments(['a', 'b']);
    check(made.length === 2, 'two vectors');
  },
};

await run(openai ? 'langchain-openai-node' : 'langchain-anthropic-node', openai ? { ...steps, ...further } : steps);
