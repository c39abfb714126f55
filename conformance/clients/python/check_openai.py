"""The official Python client of OpenAI; its only argument is the model that chats are asked of: sim, or claude (Anthropic's form behind the gateway)."""

import io
import json
import sys

import openai
from pydantic import BaseModel

from harness import BASE, KEY, PNG, WEATHER, WRONG_KEY, check, hang_ups, noticed, raises, run

FAMILY = sys.argv[1]
TEXT, TOOLS, PACED, LIMITED = (
    ("sim-text", "sim-tools", "sim-paced-20ms-500", "sim-429")
    if FAMILY == "sim"
    else ("claude-text", "claude-tools", "claude-paced", "claude-429")
)
client = openai.OpenAI(base_url=BASE, api_key=KEY, max_retries=0, timeout=30)
HELLO = [{"role": "user", "content": "Hello"}]
TOOL = [{"type": "function", "function": {"name": "weather", "description": "Weather", "parameters": WEATHER}}]


class Weather(BaseModel):
    city: str
    days: int
    tags: list[str]


def plain():
    answer = client.chat.completions.create(model=TEXT, messages=HELLO, max_tokens=50)
    check(answer.choices[0].message.content, "a text")
    check(answer.choices[0].finish_reason == "stop", "stop")
    check(answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens, "sums")


def streamed():
    whole = client.chat.completions.create(model=TEXT, messages=HELLO).choices[0].message.content
    chunks = list(
        client.chat.completions.create(model=TEXT, messages=HELLO, stream=True, stream_options={"include_usage": True})
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    check(text == whole, "the stream says what the plain answer says")
    finished = [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices and chunk.choices[0].finish_reason]
    check(finished == ["stop"], f"one finish reason, and it is {finished}")
    check(chunks[-1].usage.total_tokens > 0, "usage at the end")


def tools():
    first = client.chat.completions.create(model=TOOLS, messages=HELLO, tools=TOOL)
    message = first.choices[0].message
    check(first.choices[0].finish_reason == "tool_calls", "tool_calls")
    check(json.loads(message.tool_calls[0].function.arguments)["days"] == 42, "arguments")
    result = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": "sunny"}
    second = client.chat.completions.create(
        model=TOOLS, messages=[*HELLO, message.model_dump(exclude_none=True), result], tools=TOOL
    )
    check(second.choices[0].message.content, "a text after the result")


def tools_streamed():
    with client.chat.completions.stream(model=TOOLS, messages=HELLO, tools=TOOL) as stream:
        for _ in stream:
            pass
        message = stream.get_final_completion().choices[0].message
    check(json.loads(message.tool_calls[0].function.arguments)["city"], "arguments")


def structured():
    answer = client.chat.completions.parse(model=TEXT, messages=HELLO, response_format=Weather)
    check(answer.choices[0].message.parsed.days == 42, "parsed")


def image_in():
    parts = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64," + PNG}},
    ]
    answer = client.chat.completions.create(model=TEXT, messages=[{"role": "user", "content": parts}])
    check(answer.choices[0].message.content, "a text")


def responses():
    first = client.responses.create(model=TEXT, input="Hello")
    check(first.output_text and first.status == "completed", "a text")
    second = client.responses.create(model=TEXT, input="And now?", previous_response_id=first.id)
    check(second.previous_response_id == first.id and second.output_text, "with the answer before")
    with client.responses.stream(model=TEXT, input="Hello") as stream:
        for _ in stream:
            pass
        check(stream.get_final_response().output_text == first.output_text, "streamed")
    parsed = client.responses.parse(model=TEXT, input="Hello", text_format=Weather)
    check(parsed.output_parsed.days == 42, "parsed")
    called = client.responses.create(
        model=TOOLS, input="Hello", tools=[{"type": "function", "name": "weather", "parameters": WEATHER, "strict": True}]
    )
    check(called.output[0].type == "function_call", "a tool is called")
    kept = client.responses.retrieve(first.id)
    check(kept.output_text == first.output_text, "kept")
    client.responses.delete(first.id)
    raises(openai.NotFoundError, lambda: client.responses.retrieve(first.id))


def embeddings():
    answer = client.embeddings.create(model="text-embedding-3-small", input=["one", "two"])
    check(len(answer.data) == 2 and len(answer.data[0].embedding) == 8, "two vectors")
    check(answer.usage.total_tokens > 0, "usage")


def moderations():
    answer = client.moderations.create(model="omni-moderation-latest", input=["a walk", "an attack"])
    check([result.flagged for result in answer.results] == [False, True], "the second is flagged")
    check(client.moderations.create(input="a walk").results[0].flagged is False, "without a model")


def images():
    made = client.images.generate(model="gpt-image-1", prompt="a dot", n=2)
    check(len(made.data) == 2 and made.data[0].b64_json, "two pictures")
    check(client.images.generate(model="sim-text", prompt="a dot", size="256x256").data[0].url, "an address")
    changed = client.images.edit(model="gpt-image-1", image=("dot.png", io.BytesIO(b"dot"), "image/png"), prompt="red")
    check(changed.data[0].b64_json and changed.usage.total_tokens > 0, "a changed picture")
    check(client.images.create_variation(image=("dot.png", b"dot"), model="sim-text").data, "a variation")


def audio():
    with client.audio.speech.with_streaming_response.create(
        model="gpt-4o-mini-tts", voice="alloy", input="Hello", response_format="wav"
    ) as spoken:
        check(spoken.headers["content-type"] == "audio/wav", "its type")
        sound = b"".join(spoken.iter_bytes())
    check(len(sound) == 4096, "all of the sound")
    file = ("hello.wav", sound, "audio/wav")
    written = client.audio.transcriptions.create(model="gpt-4o-transcribe", file=file)
    check(written.text, "a text")
    text = client.audio.transcriptions.create(model="gpt-4o-transcribe", file=file, response_format="text")
    check(text.strip() == written.text, "the same as text")
    events = list(client.audio.transcriptions.create(model="gpt-4o-transcribe", file=file, stream=True))
    check(events[-1].type == "transcript.text.done" and events[-1].text == written.text, "the same as a stream")
    verbose = client.audio.transcriptions.create(model="gpt-4o-transcribe", file=file, response_format="verbose_json")
    check(verbose.segments[0].text == written.text, "with its parts")
    check(client.audio.translations.create(model="gpt-4o-transcribe", file=file).text, "a translation")


def files():
    content = b'{"a": 1}\n' * 1000
    kept = client.files.create(file=("lines.jsonl", content), purpose="user_data")
    check(kept.bytes == len(content) and kept.filename == "lines.jsonl", "kept")
    check(kept.id in [file.id for file in client.files.list()], "listed")
    check(client.files.retrieve(kept.id).purpose == "user_data", "described")
    check(client.files.content(kept.id).read() == content, "its content")
    check(client.files.delete(kept.id).deleted, "deleted")
    raises(openai.NotFoundError, lambda: client.files.retrieve(kept.id))


def batches():
    body = {"model": "sim-text", "messages": HELLO}
    line = json.dumps({"custom_id": "one", "method": "POST", "url": "/v1/chat/completions", "body": body})
    kept = client.files.create(file=("batch.jsonl", line.encode()), purpose="batch")
    made = client.batches.create(input_file_id=kept.id, endpoint="/v1/chat/completions", completion_window="24h")
    check(client.batches.cancel(made.id).status == "cancelling", "cancelled")
    made = client.batches.create(input_file_id=kept.id, endpoint="/v1/chat/completions", completion_window="24h")
    done = client.batches.retrieve(made.id)
    check(done.status == "completed", "done")
    output = json.loads(client.files.content(done.output_file_id).text)
    check(output["custom_id"] == "one" and output["response"]["body"]["choices"], "its answers")
    check(made.id in [batch.id for batch in client.batches.list()], "listed")


def models():
    names = [model.id for model in client.models.list()]
    check("claude-text" in names, "listed")
    check(client.models.retrieve("claude-text").id == "claude-text", "one")


def error_401():
    other = client.with_options(api_key=WRONG_KEY)
    raises(openai.AuthenticationError, lambda: other.chat.completions.create(model=TEXT, messages=HELLO))


def error_404():
    error = raises(openai.NotFoundError, lambda: client.chat.completions.create(model="no-such", messages=HELLO))
    check(error.code == "model_not_found", f"its code is {error.code}")


def error_429():
    error = raises(openai.RateLimitError, lambda: client.chat.completions.create(model=LIMITED, messages=HELLO))
    check(error.response.headers.get("retry-after"), "how long to wait")


def cancel():
    before = hang_ups()
    stream = client.chat.completions.create(model=PACED, messages=HELLO, stream=True)
    next(iter(stream))
    stream.close()
    noticed(before)


CHATS = {
    "plain": plain,
    "streamed": streamed,
    "tools": tools,
    "tools-streamed": tools_streamed,
    "structured": structured,
    "image-in": image_in,
    "responses": responses,
}
OTHERS = {
    "embeddings": embeddings,
    "moderations": moderations,
    "images": images,
    "audio": audio,
    "files": files,
    "batches": batches,
    "models": models,
}
ENDS = {"error-401": error_401, "error-404": error_404, "error-429": error_429, "cancel": cancel}

if FAMILY == "sim":
    run("openai-python", CHATS | OTHERS | ENDS)
else:
    run("openai-python-claude", CHATS | ENDS)
