"""LiteLLM as a client: the gateway in the place of LiteLLM's own proxy."""

import io
import json

import litellm

from harness import BASE, KEY, PNG, URL, WEATHER, WRONG_KEY, check, hang_ups, noticed, raises, run

litellm.telemetry = False
litellm.suppress_debug_info = True
ACCESS = {"api_base": BASE, "api_key": KEY}
HELLO = [{"role": "user", "content": "Hello"}]
TOOL = [{"type": "function", "function": {"name": "weather", "description": "Weather", "parameters": WEATHER}}]


def ask(model="sim-text", messages=HELLO, **more):
    return litellm.completion(
        model="litellm_proxy/" + model, messages=messages, num_retries=0, max_retries=0, **(ACCESS | more)
    )


def plain():
    answer = ask()
    check(answer.choices[0].message.content and answer.usage.total_tokens > 0, "a text")


def streamed():
    whole = ask().choices[0].message.content
    chunks = list(ask(stream=True, stream_options={"include_usage": True}))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    check(text == whole, "the stream says what the plain answer says")


def tools():
    first = ask(model="sim-tools", tools=TOOL)
    message = first.choices[0].message
    check(json.loads(message.tool_calls[0].function.arguments)["days"] == 42, "arguments")
    result = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": "sunny"}
    second = ask(model="sim-tools", tools=TOOL, messages=[*HELLO, message.model_dump(exclude_none=True), result])
    check(second.choices[0].message.content, "a text after the result")


def tools_streamed():
    whole = litellm.stream_chunk_builder(list(ask(model="sim-tools", tools=TOOL, stream=True)))
    check(json.loads(whole.choices[0].message.tool_calls[0].function.arguments)["city"], "arguments")


def structured():
    schema = {"type": "json_schema", "json_schema": {"name": "weather", "schema": WEATHER, "strict": True}}
    check(json.loads(ask(response_format=schema).choices[0].message.content)["days"] == 42, "parsed")


def image_in():
    parts = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64," + PNG}},
    ]
    check(ask(messages=[{"role": "user", "content": parts}]).choices[0].message.content, "a text")


def responses():
    answer = litellm.responses(model="litellm_proxy/sim-text", input="Hello", **ACCESS)
    check(answer.output[0].content[0].text, "a text")


def embeddings():
    answer = litellm.embedding(model="litellm_proxy/text-embedding-3-small", input=["one", "two"], **ACCESS)
    check(len(answer.data) == 2 and len(answer.data[0]["embedding"]) == 8, "two vectors")


def moderations():
    answer = litellm.moderation(model="omni-moderation-latest", input="an attack", **ACCESS)
    check(answer.results[0].flagged, "flagged")


def images():
    made = litellm.image_generation(model="litellm_proxy/gpt-image-1", prompt="a dot", **ACCESS)
    check(made.data[0].b64_json, "a picture")
    changed = litellm.image_edit(model="litellm_proxy/gpt-image-1", image=io.BytesIO(b"dot"), prompt="red", **ACCESS)
    check(changed.data[0].b64_json, "a changed picture")


def audio():
    sound = litellm.speech(model="litellm_proxy/gpt-4o-mini-tts", voice="alloy", input="Hello", **ACCESS).read()
    check(len(sound) == 4096, "all of the sound")
    file = io.BytesIO(sound)
    file.name = "hello.wav"
    check(litellm.transcription(model="litellm_proxy/gpt-4o-transcribe", file=file, **ACCESS).text, "a text")


def files():
    account = ACCESS | {"custom_llm_provider": "openai"}
    kept = litellm.create_file(file=("lines.jsonl", b'{"a": 1}\n'), purpose="user_data", **account)
    check(kept.id in [file.id for file in litellm.file_list(**account)], "listed")
    check(litellm.file_retrieve(file_id=kept.id, **account).id == kept.id, "described")
    check(litellm.file_content(file_id=kept.id, **account).content == b'{"a": 1}\n', "its content")
    check(litellm.file_delete(file_id=kept.id, **account).deleted, "deleted")


def batches():
    account = ACCESS | {"custom_llm_provider": "openai"}
    line = {"custom_id": "1", "method": "POST", "url": "/v1/chat/completions"}
    line["body"] = {"model": "sim-text", "messages": HELLO}
    kept = litellm.create_file(file=("batch.jsonl", json.dumps(line).encode()), purpose="batch", **account)
    made = litellm.create_batch(
        input_file_id=kept.id, endpoint="/v1/chat/completions", completion_window="24h", **account
    )
    check(litellm.retrieve_batch(batch_id=made.id, **account).status == "completed", "done")
    check(litellm.list_batches(**account).data, "listed")
    check(litellm.cancel_batch(batch_id=made.id, **account).id == made.id, "cancelled")


def rerank():
    documents = ["the sea", "a mountain hut", "the mountain"]
    answer = litellm.rerank(
        model="litellm_proxy/rerank-v3.5", query="mountain hut", documents=documents, top_n=2, api_base=URL, api_key=KEY
    )
    check([result["index"] for result in answer.results] == [1, 2], f"the order is {answer.results}")
    cohere = litellm.rerank(
        model="cohere/rerank-v3.5", query="mountain hut", documents=documents, api_base=URL, api_key=KEY
    )
    check(cohere.results[0]["index"] == 1, "in Cohere's form")


def models():
    names = litellm.get_valid_models(check_provider_endpoint=True, custom_llm_provider="litellm_proxy", **ACCESS)
    check(any(name.endswith("claude-text") for name in names), f"listed are {names}")


def error_401():
    raises(litellm.AuthenticationError, lambda: ask(api_key=WRONG_KEY))


def error_404():
    raises(litellm.NotFoundError, lambda: ask(model="no-such"))


def error_429():
    raises(litellm.RateLimitError, lambda: ask(model="sim-429"))


def cancel():
    before = hang_ups()
    stream = ask(model="sim-paced-20ms-500", stream=True)
    next(iter(stream))
    stream.completion_stream.close()
    noticed(before)


run(
    "litellm",
    {
        "plain": plain,
        "streamed": streamed,
        "tools": tools,
        "tools-streamed": tools_streamed,
        "structured": structured,
        "image-in": image_in,
        "responses": responses,
        "embeddings": embeddings,
        "moderations": moderations,
        "images": images,
        "audio": audio,
        "files": files,
        "batches": batches,
        "rerank": rerank,
        "models": models,
        "error-401": error_401,
        "error-404": error_404,
        "error-429": error_429,
        "cancel": cancel,
    },
)
