"""instructor over both official clients."""

import anthropic
import instructor
import openai
from pydantic import BaseModel

from harness import BASE, KEY, URL, WRONG_KEY, check, raises, run

HELLO = [{"role": "user", "content": "Hello"}]


class Weather(BaseModel):
    city: str
    days: int


def over_openai(mode=instructor.Mode.TOOLS, key=KEY):
    return instructor.from_openai(openai.OpenAI(base_url=BASE, api_key=key, max_retries=0), mode=mode)


def ask(client, model="sim-text"):
    return client.chat.completions.create(
        model=model, messages=HELLO, response_model=Weather, max_retries=0, max_tokens=200
    )


def tools():
    check(ask(over_openai()).days == 42, "OpenAI's tools")
    claude = instructor.from_anthropic(anthropic.Anthropic(base_url=URL, api_key=KEY, max_retries=0))
    check(ask(claude).days == 42, "Anthropic's tools")


def structured():
    check(ask(over_openai(instructor.Mode.JSON_SCHEMA)).days == 42, "a schema")


def streamed():
    parts = list(
        over_openai().chat.completions.create_partial(model="sim-text", messages=HELLO, response_model=Weather)
    )
    check(parts[-1].days == 42, "in parts")


def error_401():
    error = raises(Exception, lambda: ask(over_openai(key=WRONG_KEY)))
    check("401" in str(error), f"it is {error}")


def error_429():
    error = raises(Exception, lambda: ask(over_openai(), "sim-429"))
    check("429" in str(error), f"it is {error}")


run(
    "instructor",
    {"streamed": streamed, "tools": tools, "structured": structured, "error-401": error_401, "error-429": error_429},
)
