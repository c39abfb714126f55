// Vercel's AI SDK; its only argument is the provider: openai or anthropic.
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import * as ai from 'ai';
import { z } from 'zod';
import { BASE, KEY, PNG, WRONG_KEY, all, check, hangUps, noticed, raises, run } from './harness.mjs';

const openai = process.argv[2] === 'openai';
const provider = (apiKey) => (openai ? createOpenAI : createAnthropic)({ baseURL: BASE, apiKey });
const own = provider(KEY);
const chat = (name, from = own) => (openai ? from.chat(name) : from(name));
const ask = (model, more) => ({ model, prompt: 'Hello', maxRetries: 0, maxOutputTokens: 200, ...more });
const Weather = z.object({ city: z.string(), days: z.number() });
const tools = { weather: ai.tool({ description: 'Weather', inputSchema: Weather, execute: async () => 'sunny' }) };
const status = (code) => (wrong) => wrong.statusCode === code;

const steps = {
  plain: async () => {
    const { text, usage } = await ai.generateText(ask(chat('sim-text')));
    check(text && usage.totalTokens > 0, 'a text');
  },
  streamed: async () => {
    const { text } = await ai.generateText(ask(chat('sim-text')));
    check((await all(ai.streamText(ask(chat('sim-text'))).textStream)).join('') === text, 'the same text');
  },
  tools: async () => {
    const more = { tools, stopWhen: ai.stepCountIs(3) };
    const { text, steps } = await ai.generateText(ask(chat('sim-tools'), more));
    check(steps[0].toolCalls[0].input.days === 42 && text, 'a call, and a text after the result');
  },
  'tools-streamed': async () => {
    const result = ai.streamText(ask(chat('sim-tools'), { tools }));
    check((await result.toolCalls)[0].input.days === 42, 'arguments');
  },
  structured: async () => {
    const { object } = await ai.generateObject(ask(chat('sim-text'), { schema: Weather }));
    check(object.days === 42, 'an object');
  },
  'image-in': async () => {
    const content = [{ type: 'text', text: 'What?' }, { type: 'image', image: Buffer.from(PNG, 'base64') }];
    const asked = { model: chat('sim-text'), messages: [{ role: 'user', content }] };
    check((await ai.generateText(asked)).text, 'a text');
  },
  'error-401': () => raises(status(401), () => ai.generateText(ask(chat('sim-text', provider(WRONG_KEY))))),
  'error-404': () => raises(status(404), () => ai.generateText(ask(chat('no-such')))),
  'error-429': () => raises(status(429), () => ai.generateText(ask(chat('sim-429')))),
  cancel: async () => {
    const before = await hangUps();
    const stop = new AbortController();
    const more = { abortSignal: stop.signal, maxOutputTokens: 500 };
    for await (const _ of ai.streamText(ask(chat('sim-paced-20ms-500'), more)).textStream) {
      stop.abort();
      break;
    }
    await noticed(before);
  },
};
const further = {
  responses: async () => {
    const { text } = await ai.generateText(ask(own('sim-text')));
    check(text && (await all(ai.streamText(ask(own('sim-text'))).textStream)).join('') === text, 'the same text');
    const called = await ai.generateText(ask(own('sim-tools'), { tools, stopWhen: ai.stepCountIs(3) }));
    check(called.steps[0].toolCalls[0].input.days === 42 && called.text, 'a call, and a text after the result');
    check((await ai.generateObject(ask(own('sim-text'), { schema: Weather }))).object.days === 42, 'an object');
  },
  embeddings: async () => {
    const model = own.textEmbeddingModel('text-embedding-3-small');
    const { embeddings } = await ai.embedMany({ model, values: ['one', 'two'] });
    check(embeddings.length === 2 && embeddings[0].length === 8, 'two vectors');
  },
  images: async () => {
    const generate = ai.generateImage ?? ai.experimental_generateImage;
    check((await generate({ model: own.image('gpt-image-1'), prompt: 'a dot' })).images[0].base64, 'a picture');
  },
  audio: async () => {
    const speak = ai.generateSpeech ?? ai.experimental_generateSpeech;
    const { audio } = await speak({ model: own.speech('gpt-4o-mini-tts'), text: 'Hello', voice: 'alloy' });
    check(audio.uint8Array.length === 4096, 'all of the sound');
    const transcribe = ai.transcribe ?? ai.experimental_transcribe;
    const model = own.transcription('gpt-4o-transcribe');
    check((await transcribe({ model, audio: audio.uint8Array })).text, 'a text');
  },
};

await run(openai ? 'ai-openai' : 'ai-anthropic', openai ? { ...steps, ...further } : steps);
