"""python -m unittest, with or without LiteLLM installed."""

import asyncio
import json
import sys
import types
import unittest
from datetime import datetime, timezone

import handlers
import litellm_shape

REQUEST = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi"}], "temperature": 0.5}
RESPONSE = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini-2024",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Hello"}}],
            "usage": {"prompt_tokens": 8, "completion_tokens": 2, "total_tokens": 10}}
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
CALL = {"event_id": "c1:success", "call_id": "c1", "trace_id": "t1", "event_time": START, "started_at": START,
        "call_type": "chat_completion", "model_group": "gpt-4o-mini", "model": "gpt-4o-mini", "end_user": "ada",
        "parameters": '{"temperature":0.5}', "request_body": json.dumps(REQUEST), "metadata": {"a": '{"b":1}'}}
SUCCESS = dict(CALL, response_body=json.dumps(RESPONSE), cost_nano_usd=8400, ttft_us=100_000, duration_us=500_000, total_tokens=10)
FAILURE = dict(CALL, event_id="c1:failure", http_status=429, message="too many", error_code="RATE_LIMITED", duration_us=1000)


class Recorder:
    def __init__(self):
        self.calls = []

    def log_pre_api_call(self, model, messages, kwargs):
        self.calls.append(("pre", model, messages, kwargs))

    def log_success_event(self, kwargs, response_obj, start_time, end_time):
        raise AssertionError("the asynchronous one is there, too")

    async def async_log_success_event(self, kwargs, response_obj, start_time, end_time):
        self.calls.append(("success", kwargs, response_obj, end_time - start_time))

    def log_failure_event(self, kwargs, response_obj, start_time, end_time):
        self.calls.append(("failure", kwargs, response_obj, end_time - start_time))


class CallbacksTest(unittest.TestCase):
    def setUp(self):
        self.handler = Recorder()
        self.loop = asyncio.new_event_loop()
        self.addCleanup(self.loop.close)

    def arguments(self, kind, event):
        handlers.call(self.loop, self.handler, kind, event)
        (only,) = self.handler.calls
        return only

    def test_success_has_what_litellm_gives(self):
        _, kwargs, response, took = self.arguments("success", SUCCESS)

        self.assertEqual(kwargs["litellm_call_id"], "c1")
        self.assertEqual(kwargs["response_cost"], 8400e-9)
        self.assertEqual(kwargs["user"], "ada")
        self.assertEqual(kwargs["litellm_params"]["metadata"]["a"], {"b": 1})
        self.assertEqual(kwargs["standard_logging_object"]["total_tokens"], 10)
        self.assertEqual((response.model, response.usage.total_tokens), ("gpt-4o-mini-2024", 10))
        self.assertEqual(response.choices[0].message.content, "Hello")
        self.assertEqual(took.total_seconds(), 0.5)

    def test_failure_has_an_exception_named_as_in_litellm(self):
        _, kwargs, response, _ = self.arguments("failure", FAILURE)

        self.assertEqual(type(kwargs["exception"]).__name__, "RateLimitError")
        self.assertIn("too many", str(kwargs["exception"]))
        self.assertIsNone(response)
        self.assertEqual(kwargs["response_cost"], 0)

    def test_pre_call_has_model_and_messages(self):
        self.assertEqual(self.arguments("pre-call", CALL)[1:3], ("gpt-4o-mini", REQUEST["messages"]))

    def test_only_topics_with_a_method_are_read(self):
        self.assertEqual(handlers.kinds([self.handler]), ["pre-call", "success", "failure"])

    def test_an_event_without_bodies_is_no_error(self):
        bare = {name: value for name, value in SUCCESS.items() if not name.endswith("_body")}

        self.assertIsNone(self.arguments("success", bare)[2])

    def test_a_name_that_is_not_there_is_said(self):
        sys.modules["nothing_in_it"] = types.ModuleType("nothing_in_it")

        with self.assertRaisesRegex(SystemExit, "nothing_in_it.handler"):
            handlers.load(["nothing_in_it.handler"], ".")


if __name__ == "__main__":
    unittest.main()
