// The official TypeScript client of OpenAI.
import OpenAI, { toFile } from 'openai';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { BASE, KEY, PNG, WEATHER, WRONG_KEY, all, check, hangUps, noticed, raises, run } from './harness.mjs';

const client = new OpenAI({ baseURL: BASE, apiKey: KEY, maxRetries: 0, timeout: 30000 });
const messages = [{ role: 'user', content: 'Hello' }];
const tools = [{ type: 'function', function: { name: 'weather', parameters: WEATHER } }];
const Weather = z.object({ city: z.string(), days: z.number(), tags: z.array(z.string()) });
const ask = (model, more) => client.chat.completions.create({ model, messages, ...more });
const HAS = (kind) => (wrong) => wrong instanceof kind;

await run('openai-node', {
  plain: async () => {
    const answer = await ask('sim-text');
    check(answer.choices[0].message.content && answer.usage.total_tokens > 0, 'a text');
  },
  streamed: async () => {
    const whole = (await ask('sim-text')).choices[0].message.content;
    const chunks = await all(await ask('sim-text', { stream: true, stream_options: { include_usage: true } }));
    check(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('') === whole, 'the same text');
    check(chunks.at(-1).usage.total_tokens > 0, 'usage at the end');
  },
  tools: async () => {
    const { message } = (await ask('sim-tools', { tools })).choices[0];
    check(JSON.parse(message.tool_calls[0].function.arguments).days === 42, 'arguments');
    const result = { role: 'tool', tool_call_id: message.tool_calls[0].id, content: 'sunny' };
    const second = await ask('sim-tools', { tools, messages: [...messages, message, result] });
    check(second.choices[0].message.content, 'a text after the result');
  },
  'tools-streamed': async () => {
    const stream = client.chat.completions.stream({ model: 'sim-tools', messages, tools });
    const { message } = (await stream.finalChatCompletion()).choices[0];
    check(JSON.parse(message.tool_calls[0].function.arguments).city, 'arguments');
  },
  structured: async () => {
    const answer = await client.chat.completions.parse({
      model: 'sim-text',
      messages,
      response_format: zodResponseFormat(Weather, 'weather'),
    });
    check(answer.choices[0].message.parsed.days === 42, 'parsed');
  },
  'image-in': async () => {
    const url = 'data:image/png;base64,' + PNG;
    const content = [{ type: 'text', text: 'What?' }, { type: 'image_url', image_url: { url } }];
    check((await ask('sim-text', { messages: [{ role: 'user', content }] })).choices[0].message.content, 'a text');
  },
  responses: async () => {
    const first = await client.responses.create({ model: 'sim-text', input: 'Hello' });
    check(first.output_text, 'a text');
    const more = { previous_response_id: first.id };
    check((await client.responses.create({ model: 'sim-text', input: 'Now?', ...more })).output_text, 'the next');
    const stream = client.responses.stream({ model: 'sim-text', input: 'Hello' });
    check((await stream.finalResponse()).output_text === first.output_text, 'streamed');
    const format = zodTextFormat(Weather, 'weather');
    const parsed = await client.responses.parse({ model: 'sim-text', input: 'Hello', text: { format } });
    check(parsed.output_parsed.days === 42, 'parsed');
    check((await client.responses.retrieve(first.id)).output_text === first.output_text, 'kept');
    await client.responses.delete(first.id);
    await raises(HAS(OpenAI.NotFoundError), () => client.responses.retrieve(first.id));
  },
  embeddings: async () => {
    const answer = await client.embeddings.create({ model: 'text-embedding-3-small', input: ['one', 'two'] });
    check(answer.data.length === 2 && answer.data[0].embedding.length === 8, 'two vectors');
  },
  moderations: async () => {
    const answer = await client.moderations.create({ input: ['a walk', 'an attack'] });
    check(!answer.results[0].flagged && answer.results[1].flagged, 'the second is flagged');
  },
  images: async () => {
    check((await client.images.generate({ model: 'gpt-image-1', prompt: 'a dot' })).data[0].b64_json, 'a picture');
    const image = await toFile(Buffer.from('dot'), 'dot.png', { type: 'image/png' });
    check((await client.images.edit({ model: 'gpt-image-1', image, prompt: 'red' })).data[0].b64_json, 'changed');
  },
  audio: async () => {
    const spoken = await client.audio.speech.create({ model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'Hello' });
    const sound = Buffer.from(await spoken.arrayBuffer());
    check(sound.length === 4096, 'all of the sound');
    const file = await toFile(sound, 'hello.mp3');
    const written = await client.audio.transcriptions.create({ model: 'gpt-4o-transcribe', file });
    const events = await all(
      await client.audio.transcriptions.create({ model: 'gpt-4o-transcribe', file, stream: true }),
    );
    check(written.text && events.at(-1).text === written.text, 'the same text as a stream');
  },
  files: async () => {
    const kept = await client.files.create({ file: await toFile(Buffer.from('{"a":1}\n'), 'a.jsonl'), purpose: 'user_data' });
    check((await all(client.files.list())).some((file) => file.id === kept.id), 'listed');
    check((await (await client.files.content(kept.id)).text()) === '{"a":1}\n', 'its content');
    check((await client.files.delete(kept.id)).deleted, 'deleted');
    await raises(HAS(OpenAI.NotFoundError), () => client.files.retrieve(kept.id));
  },
  batches: async () => {
    const line = { custom_id: '1', method: 'POST', url: '/v1/chat/completions', body: { model: 'sim-text', messages } };
    const file = await toFile(Buffer.from(JSON.stringify(line)), 'batch.jsonl');
    const kept = await client.files.create({ file, purpose: 'batch' });
    const asked = { input_file_id: kept.id, endpoint: '/v1/chat/completions', completion_window: '24h' };
    const made = await client.batches.create(asked);
    check((await client.batches.retrieve(made.id)).status === 'completed', 'done');
    check((await client.batches.cancel((await client.batches.create(asked)).id)).status === 'cancelling', 'cancelled');
    check((await all(client.batches.list())).some((batch) => batch.id === made.id), 'listed');
  },
  models: async () => {
    check((await all(client.models.list())).some((model) => model.id === 'claude-text'), 'listed');
    check((await client.models.retrieve('claude-text')).id === 'claude-text', 'one');
  },
  'error-401': () => raises(HAS(OpenAI.AuthenticationError), () =>
    client.withOptions({ apiKey: WRONG_KEY }).chat.completions.create({ model: 'sim-text', messages })),
  'error-404': () => raises(HAS(OpenAI.NotFoundError), () => ask('no-such')),
  'error-429': () => raises(HAS(OpenAI.RateLimitError), () => ask('sim-429')),
  cancel: async () => {
    const before = await hangUps();
    const stream = await ask('sim-paced-20ms-500', { stream: true });
    for await (const _ of stream) break;
    await noticed(before);
  },
});
