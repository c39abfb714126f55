"""The official Python client of Anthropic; its only argument is who answers: sim (OpenAI's form behind the gateway), or claude (Anthropic's)."""

import sys

import anthropic
from pydantic import BaseModel

from harness import KEY, PNG, URL, WEATHER, WRONG_KEY, check, hang_ups, noticed, raises, run

FAMILY = sys.argv[1]
TEXT, TOOLS, PACED, LIMITED = (
    ("sim-text", "sim-tools", "sim-paced-20ms-500", "sim-429")
    if FAMILY == "sim"
    else ("claude-text", "claude-tools", "claude-paced", "claude-429")
)
client = anthropic.Anthropic(base_url=URL, api_key=KEY, max_retries=0, timeout=30)
HELLO = [{"role": "user", "content": "Hello"}]
TOOL = [{"name": "weather", "description": "Weather", "input_schema": WEATHER}]


class Weather(BaseModel):
    city: str
    days: int


def ask(model=TEXT, messages=HELLO, **more):
    return client.messages.create(model=model, max_tokens=200, messages=messages, **more)


def plain():
    answer = ask(system="Be brief.")
    check(answer.content[0].text and answer.stop_reason == "end_turn", "a text")
    check(answer.usage.input_tokens > 0 and answer.usage.output_tokens > 0, "usage")


def streamed():
    whole = ask().content[0].text
    with client.messages.stream(model=TEXT, max_tokens=200, messages=HELLO) as stream:
        text = "".join(stream.text_stream)
        final = stream.get_final_message()
    check(text == whole, "the stream says what the plain answer says")
    check(final.stop_reason == "end_turn" and final.usage.output_tokens > 0, "its end")


def tools():
    first = ask(model=TOOLS, tools=TOOL)
    call = next(block for block in first.content if block.type == "tool_use")
    check(first.stop_reason == "tool_use" and call.input["days"] == 42, "arguments")
    result = {"type": "tool_result", "tool_use_id": call.id, "content": "sunny"}
    turns = [*HELLO, {"role": "assistant", "content": first.content}, {"role": "user", "content": [result]}]
    check(ask(model=TOOLS, tools=TOOL, messages=turns).content[0].text, "a text after the result")


def tools_streamed():
    with client.messages.stream(model=TOOLS, max_tokens=200, messages=HELLO, tools=TOOL) as stream:
        message = stream.get_final_message()
    check(message.content[-1].input["days"] == 42, "arguments")


def structured():
    answer = client.messages.parse(model=TEXT, max_tokens=200, messages=HELLO, output_format=Weather)
    check(answer.parsed_output.days == 42, "parsed")


def image_in():
    picture = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}}
    check(ask(messages=[{"role": "user", "content": [picture]}]).content[0].text, "a text")


def count_tokens():
    check(client.messages.count_tokens(model=TEXT, messages=HELLO).input_tokens > 0, "a number")


def models():
    check("claude-text" in [model.id for model in client.models.list()], "listed")
    check(client.models.retrieve("claude-text").display_name, "one")


def error_401():
    other = client.with_options(api_key=WRONG_KEY)
    raises(
        anthropic.AuthenticationError, lambda: other.messages.create(model=TEXT, max_tokens=9, messages=HELLO)
    )


def error_404():
    error = raises(anthropic.NotFoundError, lambda: ask(model="no-such"))
    check(error.body["error"]["type"] == "not_found_error", f"its body is {error.body}")


def error_429():
    error = raises(anthropic.RateLimitError, lambda: ask(model=LIMITED))
    check(error.body["error"]["type"] == "rate_limit_error", f"its body is {error.body}")
    check(error.response.headers.get("retry-after"), "how long to wait")


def cancel():
    before = hang_ups()
    stream = client.messages.create(model=PACED, max_tokens=500, messages=HELLO, stream=True)
    next(iter(stream))
    stream.close()
    noticed(before)


run(
    "anthropic-python" if FAMILY == "sim" else "anthropic-python-claude",
    {
        "plain": plain,
        "streamed": streamed,
        "tools": tools,
        "tools-streamed": tools_streamed,
        "structured": structured,
        "image-in": image_in,
        "count-tokens": count_tokens,
        "models": models,
        "error-401": error_401,
        "error-404": error_404,
        "error-429": error_429,
        "cancel": cancel,
    },
)
