"""LangChain's chat models; its only argument is openai or anthropic."""

import sys

import anthropic
import openai
from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

from harness import BASE, KEY, PNG, URL, WRONG_KEY, check, hang_ups, noticed, raises, run

FORM = sys.argv[1]
ERRORS = openai if FORM == "openai" else anthropic


class Weather(BaseModel):
    """The weather of a city."""

    city: str
    days: int


@tool
def weather(city: str, days: int) -> str:
    """The weather of a city."""
    return "sunny"


def model(name="sim-text", key=KEY, **more):
    if FORM == "openai":
        return ChatOpenAI(model=name, base_url=BASE, api_key=key, max_retries=0, **more)
    return ChatAnthropic(model=name, base_url=URL, api_key=key, max_retries=0, max_tokens=200, **more)


def plain():
    answer = model().invoke("Hello")
    check(answer.text and answer.usage_metadata["total_tokens"] > 0, "a text")


def streamed():
    whole = model().invoke("Hello").text
    check("".join(chunk.text for chunk in model().stream("Hello")) == whole, "the same")


def tools():
    asked = [HumanMessage("Hello")]
    bound = model("sim-tools").bind_tools([weather])
    first = bound.invoke(asked)
    check(first.tool_calls[0]["args"]["days"] == 42, "arguments")
    second = bound.invoke([*asked, first, ToolMessage("sunny", tool_call_id=first.tool_calls[0]["id"])])
    check(second.text, "a text after the result")


def tools_streamed():
    whole = None
    for chunk in model("sim-tools").bind_tools([weather]).stream("Hello"):
        whole = chunk if whole is None else whole + chunk
    check(whole.tool_calls[0]["args"]["days"] == 42, "arguments")


def structured():
    check(model().with_structured_output(Weather, method="json_schema").invoke("Hello").days == 42, "a schema")
    check(model().with_structured_output(Weather, method="function_calling").invoke("Hello").days == 42, "a tool")


def image_in():
    picture = {"type": "image", "base64": PNG, "mime_type": "image/png"}
    check(model().invoke([HumanMessage([{"type": "text", "text": "What?"}, picture])]).text, "a text")


def responses():
    bound = model(use_responses_api=True)
    check(bound.invoke("Hello").text, "a text")
    check("".join(chunk.text for chunk in bound.stream("Hello")), "streamed")


def embeddings():
    # LangChain's switch for providers other than OpenAI: texts go as they are, not as tokens of a list that it would download.
    made = OpenAIEmbeddings(
        model="text-embedding-3-small", base_url=BASE, api_key=KEY, check_embedding_ctx_length=False
    )
    check(len(made.embed_documents(["one", "two"])) == 2, "two vectors")


def error_401():
    raises(ERRORS.AuthenticationError, lambda: model(key=WRONG_KEY).invoke("Hello"))


def error_404():
    raises(ERRORS.NotFoundError, lambda: model("no-such").invoke("Hello"))


def error_429():
    raises(ERRORS.RateLimitError, lambda: model("sim-429").invoke("Hello"))


def cancel():
    before = hang_ups()
    stream = model("sim-paced-20ms-500").stream("Hello")
    next(stream)
    stream.close()
    noticed(before)


STEPS = {
    "plain": plain,
    "streamed": streamed,
    "tools": tools,
    "tools-streamed": tools_streamed,
    "structured": structured,
    "image-in": image_in,
    "error-401": error_401,
    "error-404": error_404,
    "error-429": error_429,
    "cancel": cancel,
}
if FORM == "openai":
    STEPS |= {"responses": responses, "embeddings": embeddings}
run("langchain-" + FORM + "-python", STEPS)
