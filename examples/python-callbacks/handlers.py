"""Loads handlers as LiteLLM's proxy does and calls the methods that their classes define."""

import asyncio
import importlib
import inspect
import sys
import types

import yaml

import litellm_shape

METHODS = {"pre-call": ["log_pre_api_call"], "chunk": ["log_stream_event"],
           "success": ["log_post_api_call", "log_success_event"], "failure": ["log_post_api_call", "log_failure_event"]}


def named_in(config: str) -> list[str]:
    """The entries of litellm_settings.callbacks (and the three lists) that name an instance: module.instance."""
    with open(config, encoding="utf-8") as file:
        settings = (yaml.safe_load(file) or {}).get("litellm_settings") or {}
    names = []
    for key in ("callbacks", "input_callback", "success_callback", "failure_callback"):
        entries = settings.get(key) or []
        for name in [entries] if isinstance(entries, str) else entries:
            if "." in name and name not in names:
                names.append(name)
    return names


def load(names: list[str], folder: str) -> list:
    base_class_without_litellm()
    sys.path.insert(0, folder)
    found = []
    for name in names:
        module, _, instance = name.rpartition(".")
        try:
            found.append(getattr(importlib.import_module(module), instance))
        except (ImportError, AttributeError, ValueError) as e:
            raise SystemExit(f"{name}: {e} (expected MODULE.INSTANCE, a variable of {module or 'a module'}.py in {folder})") from e
    return found


def base_class_without_litellm() -> None:
    """`from litellm.integrations.custom_logger import CustomLogger` works where LiteLLM is not installed, too."""
    if litellm_shape.litellm is not None:
        return
    for name in ("litellm", "litellm.integrations", "litellm.integrations.custom_logger"):
        sys.modules.setdefault(name, types.ModuleType(name))
    sys.modules["litellm.integrations.custom_logger"].CustomLogger = type("CustomLogger", (), {})


def kinds(handlers: list) -> list[str]:
    """The kinds of events that any of the handlers has a method for."""
    return [kind for kind, names in METHODS.items() if any(methods(each, names) for each in handlers)]


def methods(handler, names: list[str]) -> list:
    """Those that the handler's class defines itself: the asynchronous one where there are both, as in LiteLLM's proxy."""
    found = []
    for name in names:
        for variant in ("async_" + name, name):
            method = getattr(handler, variant, None)
            if method is not None and defines(handler, variant):
                found.append(method)
                break
    return found


def defines(handler, name: str) -> bool:
    owner = next((each for each in type(handler).__mro__ if name in vars(each)), None)
    return owner is not None and not owner.__module__.startswith("litellm.") and owner.__name__ != "CustomLogger"


def call(loop: asyncio.AbstractEventLoop, handler, kind: str, event: dict) -> None:
    details = litellm_shape.kwargs(kind, event)
    start, end = litellm_shape.times(event)
    for method in methods(handler, METHODS[kind]):
        if kind == "pre-call":
            arguments = (details["model"], details["messages"], details)
        else:
            arguments = (details, answer_for(method.__name__, kind, event), start, end)
        result = method(*arguments)
        if inspect.isawaitable(result):
            loop.run_until_complete(result)


def answer_for(method: str, kind: str, event: dict):
    if kind == "chunk":
        return litellm_shape.chunk(event)
    return litellm_shape.response(event) if kind == "success" and method.endswith("log_success_event") else None
